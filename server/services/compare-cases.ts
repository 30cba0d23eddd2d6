// Record and workflow of a case are two keepers of one truth: what the database shows has been in the workflow's history
// before, and no act is lost. A database put back from a backup, a Temporal that has lost its data or a workflow ended by hand
// breaks that. So when a server starts, the last transition of every case is compared with its workflow, and the one behind is
// brought up to the other. Where neither is possible the case stands still with an alarm until a person has looked at it.
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import type { Logger } from 'pino';
import { project, ProjectConflict, ProjectGap } from '../../activities/project.ts';
import type { Database } from '../../prisma/connect.ts';
import { caseStateQuery, caseWorkflowId, wakeSignal } from '../../workflows/messages.ts';
import { restartWorkflow } from './restart-workflow.ts';
import { transitionsSaid } from './workflow-history.ts';

export interface Comparing {
  readonly db: Database;
  readonly temporal: Client;
  readonly log: Logger;
}

export type AlarmWhy = 'workflowGone' | 'workflowBehind' | 'recordBehind' | 'differs';
/** `unknown`: Temporal, the worker or the database gave no answer; asked again later. */
export type Verdict = { readonly kind: 'equal' | 'mended' } | { readonly kind: 'alarm'; readonly why: AlarmWhy } | { readonly kind: 'unknown'; readonly error: unknown };

const atOnce = 4;
const againAfterMs = 30_000;
const answerWithinMs = 5_000;
/** An act on its way is in the workflow before it is in the record. */
const recordedWithinMs = 2_000;

/** Compares all cases, and those of which nothing was to be learnt again until it was. Returns how to stop. */
export function startComparing(comparing: Comparing): () => void {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (only?: readonly string[]): Promise<void> => {
    try {
      const unknown = await compareCases(comparing, { only, isStopped: () => isStopped });
      if (unknown.length > 0 && !isStopped) timer = setTimeout(() => void round(unknown), againAfterMs).unref();
    } catch (error) {
      if (isStopped) return;
      comparing.log.error({ err: error }, 'the cases could not be compared with their workflows; tried again soon');
      timer = setTimeout(() => void round(only), againAfterMs).unref();
    }
  };
  void round();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Ids of the cases of which nothing was to be learnt. */
async function compareCases(comparing: Comparing, { only, isStopped }: { readonly only: readonly string[] | undefined; readonly isStopped: () => boolean }): Promise<readonly string[]> {
  const { db, log } = comparing;
  const rows = await db.asSweeper((tx) => tx.case.findMany({ where: { openedAt: { not: null }, status: { not: 'purged' }, ...(only && { id: { in: [...only] } }) }, select: { id: true }, orderBy: { openedAt: 'desc' } }));
  const verdicts = new Map<string, Verdict>();
  const queue = rows.map(({ id }) => id);
  const work = async (): Promise<void> => {
    for (let caseId = queue.shift(); caseId !== undefined && !isStopped(); caseId = queue.shift()) {
      const verdict = await compareCase(comparing, caseId);
      verdicts.set(caseId, verdict);
      if (verdict.kind === 'mended') log.warn({ caseId }, 'record and workflow of a case did not agree; the one behind was brought up');
      if (verdict.kind === 'alarm') log.error({ caseId, why: verdict.why }, 'record and workflow of a case do not agree, and neither can be brought up; the case is parked');
      if (verdict.kind === 'unknown') log.warn({ caseId, err: verdict.error }, 'a case could not be compared with its workflow; tried again soon');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const count = (kind: Verdict['kind']): number => [...verdicts.values()].filter((verdict) => verdict.kind === kind).length;
  log.info({ equal: count('equal'), mended: count('mended'), alarms: count('alarm'), unknown: count('unknown') }, 'cases have been compared with their workflows');
  return [...verdicts].flatMap(([caseId, { kind }]) => (kind === 'unknown' ? [caseId] : []));
}

export async function compareCase(comparing: Comparing, caseId: string): Promise<Verdict> {
  try {
    const verdict = await judge(comparing, caseId);
    if (verdict.kind !== 'unknown') await note(comparing.db, caseId, verdict);
    return verdict;
  } catch (error) {
    return { kind: 'unknown', error };
  }
}

async function judge(comparing: Comparing, caseId: string): Promise<Verdict> {
  const { db, temporal } = comparing;
  const before = await recordedOf(db, caseId);
  const running = await runningOf(temporal, caseId);
  if (running === undefined) return revive(comparing, caseId);
  const { state, unprojected } = await temporal.connection.withDeadline(Date.now() + answerWithinMs, () => temporal.workflow.getHandle(caseWorkflowId(caseId)).query(caseStateQuery));
  let after = await recordedOf(db, caseId);
  const said = state?.transition ?? 0;
  if (said < before.transition) return (await restartWorkflow(comparing, caseId, running)) ? { kind: 'mended' } : { kind: 'alarm', why: 'workflowBehind' };
  if (said > after.transition) {
    await sleep(recordedWithinMs);
    after = await recordedOf(db, caseId);
  }
  if (said > after.transition) return bringUpRecord(comparing, caseId, { from: after.transition, to: said, unprojected });
  return said === after.transition && state?.at !== after.at ? { kind: 'alarm', why: 'differs' } : { kind: 'equal' };
}

async function recordedOf(db: Database, caseId: string): Promise<{ readonly transition: number; readonly at: number | undefined }> {
  return db.asSweeper(async (tx) => {
    const transition = (await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { transition: true } })).transition ?? 0;
    const last = await tx.journal.findUnique({ where: { caseId_number: { caseId, number: transition } }, select: { at: true } });
    return { transition, at: last?.at.getTime() };
  });
}

/** The run that is there now, or undefined if the workflow of the case has been ended or was never there. */
async function runningOf(temporal: Client, caseId: string): Promise<string | undefined> {
  let described: WorkflowExecutionDescription;
  try {
    described = await temporal.connection.withDeadline(Date.now() + answerWithinMs, () => temporal.workflow.getHandle(caseWorkflowId(caseId)).describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
  return described.status.name === 'RUNNING' ? described.runId : undefined;
}

/** What an ended workflow had said and nobody had recorded is recorded first. */
async function revive(comparing: Comparing, caseId: string): Promise<Verdict> {
  const { transition } = await recordedOf(comparing.db, caseId);
  const missing = (await transitionsSaid(comparing.temporal, caseId)).filter((one) => one.number > transition);
  if ((await record(comparing.db, caseId, missing)) === 'refused') return { kind: 'alarm', why: 'workflowGone' };
  return (await restartWorkflow(comparing, caseId)) ? { kind: 'mended' } : { kind: 'alarm', why: 'workflowGone' };
}

/** The worker does the same at its own pace; whoever comes second finds it done. Only what it no longer holds is our business. */
async function bringUpRecord({ db, temporal }: Comparing, caseId: string, { from, to, unprojected }: { readonly from: number; readonly to: number; readonly unprojected: readonly number[] }): Promise<Verdict> {
  const missing = (await transitionsSaid(temporal, caseId)).filter((one) => one.number > from && one.number <= to);
  if ((await record(db, caseId, missing)) === 'refused') return { kind: 'alarm', why: 'recordBehind' };
  if ((await recordedOf(db, caseId)).transition >= to) {
    // A workflow that had given up on its record looks again, and finds it whole.
    if (unprojected.length > 0) await temporal.workflow.getHandle(caseWorkflowId(caseId)).signal(wakeSignal);
    return { kind: 'mended' };
  }
  const isComing = Array.from({ length: to - from }, (_, i) => from + 1 + i).every((number) => unprojected.includes(number) || missing.some((one) => one.number === number));
  return isComing ? { kind: 'unknown', error: new Error('the worker has not recorded yet what the case has said') } : { kind: 'alarm', why: 'recordBehind' };
}

async function record(db: Database, caseId: string, transitions: Parameters<typeof project>[1]['transitions']): Promise<'recorded' | 'refused'> {
  try {
    await project(db, { caseId, transitions });
    return 'recorded';
  } catch (error) {
    if (error instanceof ProjectGap || error instanceof ProjectConflict) return 'refused';
    throw error;
  }
}

/** Set when neither could be brought up, taken away as soon as a comparison finds them equal. */
async function note(db: Database, caseId: string, verdict: Exclude<Verdict, { kind: 'unknown' }>): Promise<void> {
  await db.asSweeper(async (tx) => {
    if (verdict.kind === 'alarm') await tx.caseAlarm.upsert({ where: { caseId }, create: { caseId, why: verdict.why }, update: { why: verdict.why } });
    else await tx.caseAlarm.deleteMany({ where: { caseId } });
  });
}
