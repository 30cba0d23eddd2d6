// What is said to a case's workflow, and what it is made of between two of its runs. Imported by the server too, so nothing
// here may need the sandbox. Wire names are never changed: running cases know them.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CaseState } from '../protocol/case-state.ts';
import type { Command, Transition } from '../protocol/entry.ts';
import type { PersonInput } from '../protocol/input.ts';
import type { Plans } from '../protocol/plan.ts';

export const TASK_QUEUE = 'handrail';
export const CASE_WORKFLOW = 'caseWorkflow';

/** One act of one person. `at` is the instant the server received it, stored with its submission: a resend carries the same. */
export interface ActArgument {
  readonly input: PersonInput;
  readonly at: number;
}

/**
 * The deadlines that had come due and the act's own transition, which is the last. For an id that is known already there are
 * none: `repeated` names its transition and the journal has the first answer.
 */
export interface ActAnswer {
  readonly transitions: readonly Transition[];
  readonly repeated?: number;
}

/**
 * Every input from outside. A refusal is an ApplicationFailure whose type is the refusal's code, without a text; its one
 * detail is a `RefusalDetail`. It leaves no event behind.
 */
export const actUpdate = defineUpdate<ActAnswer, [ActArgument]>('act');
export interface RefusalDetail {
  readonly about?: string;
}

/** For engine upgrades: looks at what is due and goes on as a new run, on the code that is there now. */
export const wakeSignal = defineSignal('wake');

/** For diagnosis only; pages read PostgreSQL. */
export const caseStateQuery = defineQuery<CaseReport>('caseState');
export interface CaseReport {
  readonly state: CaseState | null;
  readonly plans: readonly string[];
  /** Numbers of the transitions that the projection has not confirmed yet. */
  readonly unprojected: readonly number[];
  readonly timerAt: number | null;
}

/** The argument of a case's workflow. A case that is opened has none of it; tests lower the thresholds. */
export interface CaseArgument {
  /** Above so many events the case goes on as a new run at the next quiet point. */
  readonly maxHistory?: number;
  /** Above so many events it no longer waits for the projection, and takes along what is not projected yet. */
  readonly hardHistory?: number;
  readonly carried?: Carried;
}

/** All that crosses from one run to the next: plain JSON. */
export interface Carried {
  readonly plans: Plans;
  readonly state: CaseState;
  readonly pending: readonly Transition[];
  readonly commands: readonly Command[];
}

const PREFIX = 'case:';

export function caseWorkflowId(caseId: string): string {
  return PREFIX + caseId;
}

/** The case a workflow id belongs to, or undefined if it is none of ours. */
export function caseOfWorkflow(workflowId: string): string | undefined {
  return workflowId.startsWith(PREFIX) ? workflowId.slice(PREFIX.length) : undefined;
}
