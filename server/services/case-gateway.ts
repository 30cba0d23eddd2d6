// How an act reaches the workflow of its case. Every input is an Update whose id is the client's own, so asking again is
// always safe: for ten seconds the same id is sent until there is an answer, then the page is told "not confirmed yet".
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { isGrpcServiceError, WithStartWorkflowOperation, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { RefusalCode } from '../../protocol/refusal.ts';
import { actUpdate, CASE_WORKFLOW, caseWorkflowId, TASK_QUEUE } from '../../workflows/messages.ts';
import type { ActAnswer, ActArgument, RefusalDetail } from '../../workflows/messages.ts';
import { isRefusalCode } from '../problems.ts';

export type Sent =
  | { readonly kind: 'taken'; readonly answer: ActAnswer }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly about?: string }
  | { readonly kind: 'unknown'; readonly why: unknown };

const answerWithinMs = 10_000;

/** `open` starts the workflow with its first act in one request; every other act goes to the one that is there. */
export async function send(temporal: Client, caseId: string, act: ActArgument): Promise<Sent> {
  const until = Date.now() + answerWithinMs;
  let last: unknown;
  for (let pause = 100; ; pause = Math.min(pause * 2, 1_000)) {
    const sent = await sendOnce(temporal, caseId, act, until);
    if (sent.kind !== 'unknown') return sent;
    last = sent.why;
    if (Date.now() + pause >= until) return { kind: 'unknown', why: last };
    await sleep(pause);
  }
}

async function sendOnce(temporal: Client, caseId: string, act: ActArgument, until: number): Promise<Sent> {
  try {
    const answer = await temporal.connection.withDeadline(until, () => update(temporal, caseId, act));
    return { kind: 'taken', answer };
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal !== undefined) return { kind: 'refused', ...refusal };
    if (error instanceof WorkflowNotFoundError) return { kind: 'refused', code: 'no_such_case' };
    if (isFinal(error)) throw error;
    return { kind: 'unknown', why: error };
  }
}

function update(temporal: Client, caseId: string, act: ActArgument): Promise<ActAnswer> {
  const workflowId = caseWorkflowId(caseId);
  const options = { args: [act] as [ActArgument], updateId: act.input.id };
  if (act.input.kind !== 'open') return temporal.workflow.getHandle(workflowId).executeUpdate(actUpdate, options);
  const startWorkflowOperation = new WithStartWorkflowOperation(CASE_WORKFLOW, { workflowId, taskQueue: TASK_QUEUE, args: [{}], workflowIdConflictPolicy: 'USE_EXISTING' });
  return temporal.workflow.executeUpdateWithStart(actUpdate, { ...options, startWorkflowOperation });
}

/** A refusal travels as an ApplicationFailure whose type is its code; it may lie a few causes deep. */
function refusalIn(error: unknown): { readonly code: RefusalCode; readonly about?: string } | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (!(at instanceof ApplicationFailure) || typeof at.type !== 'string' || !isRefusalCode(at.type)) continue;
    const detail = at.details?.[0] as RefusalDetail | undefined;
    return { code: at.type, ...(typeof detail?.about === 'string' && { about: detail.about }) };
  }
  return undefined;
}

// Sent again these would fail again: the argument is wrong, or the workflow threw something that is no refusal.
const invalidArgument = 3;
const permissionDenied = 7;
function isFinal(error: unknown): boolean {
  if (error instanceof WorkflowUpdateFailedError) return true;
  const cause = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
  return isGrpcServiceError(cause) && (cause.code === invalidArgument || cause.code === permissionDenied);
}
