// The working copy of one transition: `advance` clones the state it is given, lets the kinds and acts change the copy, and
// hands it back. So nothing given to `advance` is ever mutated, and a refusal simply drops the copy.
import type { CaseState, Person, Run, Step, Vote } from './case-state.ts';
import type { Command, Entry } from './entry.ts';
import type { Input, Standing, SubmissionRef } from './input.ts';
import { invariant } from './invariant.ts';
import type { Plan, PlanNode } from './plan.ts';

export type Mutable<T> = T extends (infer U)[] | readonly (infer U)[]
  ? Mutable<U>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** How a step that is no longer open was closed: its last row. */
export interface Closed {
  readonly step: Mutable<Step>;
  readonly state: 'done' | 'cancelled';
  readonly outcome: string | null;
  readonly by: Person | null;
  readonly handoff?: 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'cancelled' | 'settled';
  readonly reasonId?: string;
}

/** An edge of a protocol, by where it leaves from: a node or a handler, and its port. */
export interface Way {
  readonly protocol: string;
  readonly from: string;
  readonly port: string;
}

export interface Work {
  readonly plans: Record<string, Plan>;
  readonly state: Mutable<CaseState>;
  readonly entries: Entry[];
  readonly commands: Command[];
  readonly closed: Closed[];
  /** Votes that no longer count: voided by new content, withdrawn, or gone with their step. */
  readonly voided: { readonly step: string; readonly vote: Vote; readonly withdrawn?: boolean }[];
  /** Levels that were set, with the runs that were there to notice. */
  readonly levelChanges: { readonly change: 'raised' | 'lowered'; readonly to: string; readonly runs: readonly string[] }[];
  /** Handlers that have taken effect in this transition. */
  readonly handled: Set<string>;
  /** Intake forms handed in with `open` and `start`, by the run they belong to. */
  readonly supplied: Map<string, SubmissionRef>;
  /** The edges that were taken. Nothing of the case follows from them: they are there to be shown. */
  readonly ways: Way[];
  readonly at: number;
  readonly input: Input;
  /** The person who acts; none when time does. */
  readonly actor: Standing | null;
}

export function clone<T>(value: T): Mutable<T> {
  return JSON.parse(JSON.stringify(value)) as Mutable<T>;
}

export const personOf = (actor: Person): Person => ({ personId: actor.personId, agencyId: actor.agencyId });
export const samePerson = (a: Person | undefined, b: Person | undefined): boolean => a !== undefined && b !== undefined && a.personId === b.personId;

export function runOf(work: Work, runId: string): Mutable<Run> {
  const run = work.state.runs.find((r) => r.id === runId);
  invariant(run, 'a step belongs to a run of its case');
  return run;
}
export function planOf(work: Work, run: Pick<Run, 'plan'>): Plan {
  const plan = work.plans[run.plan];
  invariant(plan, 'the plan of a live run is in the bundle');
  return plan;
}
export function nodeOf(work: Work, run: Pick<Run, 'plan'>, nodeId: string): PlanNode {
  const plan = planOf(work, run);
  const node = plan.nodes[nodeId] ?? plan.phases?.find((phase) => phase.id === nodeId);
  invariant(node, 'an edge of a plan leads to a node of it, a phase is one of its phases');
  return node;
}

/** "protocol.step": how the past of a node is named, the same over all runs of the case. */
export const pastKey = (run: Pick<Run, 'key'>, nodeId: string): string => `${run.key}.${nodeId}`;

export function stepRef(work: Work, step: Pick<Step, 'id' | 'runId' | 'node'>): { step: string; run: string; protocol: string; node: string } {
  const run = work.state.runs.find((r) => r.id === step.runId);
  return { step: step.id, run: step.runId, protocol: run?.key ?? '', node: step.node };
}
