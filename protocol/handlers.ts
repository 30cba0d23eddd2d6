// What a protocol does when something happens while it runs, wherever it stands: a named event, a condition that becomes
// true, a change of level. It may cancel open steps, start a protocol, open a detached step. Conditions are asked after each
// transition, when nothing automatic is left to run; a handler takes effect at most once in a transition, so that two that
// answer each other come to rest.
import type { Run } from './case-state.ts';
import { cancelAlong, enter } from './flow.ts';
import { evaluate } from './evaluate.ts';
import { factsOf } from './facts.ts';
import { startCalled } from './kinds/call/call.ts';
import type { PlanHandler } from './plan.ts';
import { planOf, type Mutable, type Work } from './work.ts';

export interface Listening {
  readonly run: Mutable<Run>;
  readonly handler: PlanHandler;
}

/** Its main flow is live, or a detached step of it is open. */
export const goesOn = (work: Work, run: Run): boolean => run.main === 'live' || work.state.steps.some((s) => s.runId === run.id && s.kind !== 'phase');

/** Handlers of all runs that go on, runs in order of opening, handlers as drawn. */
export function listening(work: Work): readonly Listening[] {
  return work.state.runs.filter((run) => goesOn(work, run)).flatMap((run) => (planOf(work, run).on ?? []).map((handler) => ({ run, handler })));
}

export function takeEffect(work: Work, { run, handler }: Listening, event?: string): void {
  work.handled.add(key(run, handler));
  work.entries.push({ kind: 'handlerFired', run: run.id, protocol: run.key, handler: handler.id, ...(event !== undefined ? { event } : {}) });
  for (const node of handler.cancels) for (const step of work.state.steps.filter((s) => s.runId === run.id && s.node === node)) if (work.state.steps.includes(step)) cancelAlong(work, step, 'handler');
  if (handler.protocol !== undefined) startCalled(work, run, handler.id);
  if (handler.next === undefined) return;
  work.ways.push({ protocol: run.key, from: handler.id, port: 'next' });
  enter(work, run, handler.next, { frames: [], detached: true });
}

/**
 * Lets what has become true, and what the level has done, take effect; says whether anything has. In a parked case time alone
 * starts nothing more: a protocol that ends by time and starts again because it has ended would do so for ever.
 */
export function followConditions(work: Work): boolean {
  if (work.state.parked && work.input.kind === 'deadline') return false;
  let moved = false;
  for (const heard of listening(work)) {
    if (!goesOn(work, heard.run) || !isDue(work, heard) || work.handled.has(key(heard.run, heard.handler))) continue;
    takeEffect(work, heard);
    moved = true;
  }
  return moved;
}

// helpers

const key = (run: Run, handler: PlanHandler): string => `${run.id}/${handler.id}`;

function isDue(work: Work, { run, handler }: Listening): boolean {
  const { when } = handler;
  switch (when.kind) {
    case 'event': return false;
    case 'level': return work.levelChanges.some((change) => change.runs.includes(run.id) && (when.change === 'any' || when.change === change.change) && (when.to === undefined || when.to === change.to));
    case 'condition': return becomesTrue(work, run, handler.id, evaluate(when.if, factsOf(work.state, planOf(work, run), run, work.at)) === 'true');
  }
}

/** Remembers which conditions hold: only what did not hold before, or was not known to, has become true. */
function becomesTrue(work: Work, run: Mutable<Run>, handler: string, holds: boolean): boolean {
  const before = run.holding?.includes(handler) ?? false;
  if (holds === before) return false;
  const holding = (run.holding ?? []).filter((id) => id !== handler);
  if (holds) holding.push(handler);
  if (holding.length > 0) run.holding = holding;
  else delete run.holding;
  return holds;
}
