// Starts the workflow of a case again where it is gone or behind the record, from the state that the journal leads to. The
// journal must verify and must lead there with today's engine; else nothing is started.
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { readJournal, verifyCase } from '../../activities/project.ts';
import type { Database } from '../../prisma/connect.ts';
import type { Transition } from '../../protocol/entry.ts';
import type { Plans } from '../../protocol/plan.ts';
import { replay } from '../../protocol/replay.ts';
import { CASE_WORKFLOW, caseWorkflowId, TASK_QUEUE } from '../../workflows/messages.ts';
import type { CaseArgument } from '../../workflows/messages.ts';
import { plansOfJournal } from './plans.ts';

/** `behind`: the run to be ended first; without it no workflow of the case is running. False: the record leads to no state. */
export async function restartWorkflow({ db, temporal }: { readonly db: Database; readonly temporal: Client }, caseId: string, behind?: string): Promise<boolean> {
  if (!(await verifyCase(db, caseId)).ok) return false;
  const journal = await readJournal(db, caseId);
  const replayed = replay(journal, await plansOf(db, journal));
  if (!replayed.ok) return false;
  const { plans, state, commands } = replayed;
  const workflowId = caseWorkflowId(caseId);
  if (behind !== undefined) await end(temporal, workflowId, behind);
  const argument: CaseArgument = { carried: { plans, state, pending: [], commands } };
  try {
    await temporal.workflow.start(CASE_WORKFLOW, { workflowId, taskQueue: TASK_QUEUE, args: [argument], workflowIdConflictPolicy: 'FAIL', workflowIdReusePolicy: 'ALLOW_DUPLICATE' });
  } catch (error) {
    // Another server was faster, from the same record.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return true;
}

async function end(temporal: Client, workflowId: string, runId: string): Promise<void> {
  try {
    await temporal.workflow.getHandle(workflowId, runId).terminate('the record of the case is ahead of it');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

export const plansOf = (db: Database, journal: readonly Transition[]): Promise<Plans> => db.asSweeper((tx) => plansOfJournal(tx, journal));
