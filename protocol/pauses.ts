// Pausing a step or the case: what is held, and how it goes on. A step that is held twice goes on when nothing holds it any
// more, and its deadlines move by the whole span.
import type { CaseState, Person, Step } from './case-state.ts';
import { armAgain, rulesOf, tellSet } from './clock.ts';
import { calendarOf } from './due-at.ts';
import type { PauseTarget } from './input.ts';
import { invariant } from './invariant.ts';
import { refuse } from './kinds/kind.ts';
import type { Refusal } from './refusal.ts';
import { heldUntil, moved, type Counting } from './stop-clock.ts';
import { nodeOf, planOf, runOf, type Mutable, type Work } from './work.ts';

export interface Paused {
  /** The step or the case. */
  readonly holder: Pick<Mutable<CaseState>, 'pause' | 'pausedFor'>;
  readonly steps: readonly Mutable<Step>[];
}

export function pausedBy(work: Work, target: PauseTarget): { readonly ok: true; readonly found: Paused } | { readonly ok: false; readonly refusal: Refusal } {
  if (target.kind === 'case') return { ok: true, found: { holder: work.state, steps: work.state.steps } };
  const step = work.state.steps.find((s) => s.id === target.step);
  return step ? { ok: true, found: { holder: step, steps: [step] } } : { ok: false, refusal: refuse('not_active', 'this step is not open any more; the timeline says who ended it and when', target.step) };
}

export function stop(work: Work, { holder, steps }: Paused, until: number): void {
  holder.pause = { at: work.at, until };
  for (const step of steps) hold(work, step);
}

/** A pause is over, by a person or because its end has come. */
export function goOn(work: Work, target: PauseTarget, how: { readonly at: number; readonly by: Person | null; readonly reasonId?: string }): void {
  const paused = pausedBy(work, target);
  invariant(paused.ok, 'a pause belongs to an open step or the case');
  const { holder, steps } = paused.found;
  invariant(holder.pause, 'only what is paused goes on');
  holder.pausedFor = (holder.pausedFor ?? 0) + how.at - holder.pause.at;
  delete holder.pause;
  work.entries.push({ kind: 'resumed', target, ...how });
  for (const step of steps) {
    if (heldUntil(work.state, step) === undefined) letGo(work, step, how.at);
    else hold(work, step);
  }
}

// helpers

/** Holds a step's clock from now on, or one that stands already for longer. */
function hold(work: Work, step: Mutable<Step>): void {
  const until = heldUntil(work.state, step);
  invariant(until !== undefined, 'a clock is held by a pause');
  step.stopped = { from: step.stopped?.from ?? work.at, until };
}

/** The clock goes on: each unfired deadline moves by the span for which it stood. */
function letGo(work: Work, step: Mutable<Step>, to: number): void {
  const { clock, stopped } = step;
  delete step.stopped;
  if (!clock || !stopped || to < stopped.from) return;
  const span = { from: stopped.from, to };
  // An offer that was made while the clock stood has stood since then.
  const offered = { from: Math.max(span.from, step.handing?.offeredAt ?? span.from), to };
  for (const timer of clock.timers) if (timer.kind === 'expiry') timer.at = moved(timer.at, offered, undefined);
  if (clock.statutory || clock.rule < 0) return;
  const counting = countingOf(work, step);
  if (clock.passedAt !== undefined) {
    for (const timer of clock.timers) if (timer.kind === 'escalate') timer.at = moved(timer.at, span, counting);
    return;
  }
  const before = clock.due;
  clock.due = moved(before, span, counting);
  clock.shifts = [...(clock.shifts ?? []), { kind: 'stop', ...span }];
  clock.n = work.state.transition;
  clock.why = 'resumed';
  if (counting) clock.calendar = { key: counting.calendar.key, version: counting.calendar.version };
  if (step.runId === '') for (const timer of clock.timers) timer.at += clock.due - before;
  else armAgain(work, step);
  tellSet(work, step, { known: true, stop: span });
}

/** What the limit of a step counts in, in the newest version its case has; measures and limits on the clock: none. */
function countingOf(work: Work, step: Mutable<Step>): Counting | undefined {
  const rule = step.clock?.rule ?? 0;
  if (step.runId === '') return undefined;
  const run = runOf(work, step.runId);
  const plan = planOf(work, run);
  const due = rulesOf(nodeOf(work, run, step.node))[rule]?.due;
  return typeof due === 'object' ? { calendar: calendarOf(due, plan, work.state.calendars), offsets: plan.unit.offsets } : undefined;
}
