// A stopped clock: while a step or its case is paused nothing of it fires, except of deadlines marked statutory, which go on.
// When nothing holds it any more, each unfired deadline moves by the span for which it stood: its length, or, for what
// counts working time, the working time inside it. What had been due before the span began is not moved.
import type { CaseState, Clock, Shift, Step, Stop } from './case-state.ts';
import { dueAt, type Calendars, type CountingPlan } from './due-at.ts';
import type { DueTime } from './draft.ts';
import type { PlanCalendar, ZoneOffset } from './plan.ts';
import { addWorkingTime, workingTimeBetween } from './working-time.ts';

/** Does this timer of a step wait until its clock goes on? */
export function isHeld(step: Step, timer: Clock['timers'][number]): boolean {
  return step.stopped !== undefined && !(step.clock?.statutory === true && timer.kind !== 'expiry');
}

/** What a new step of a paused case begins with: its clock stands from its opening. */
export function stoppedAtOpening(state: Pick<CaseState, 'pause'>, at: number): { readonly stopped?: Stop } {
  return state.pause ? { stopped: { from: at, until: state.pause.until } } : {};
}

/** Of a step and its case, until when at the latest its clock stands; undefined when nothing holds it. */
export function heldUntil(state: Pick<CaseState, 'pause'>, step: Pick<Step, 'pause'>): number | undefined {
  const ends = [state.pause?.until, step.pause?.until].filter((end) => end !== undefined);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What working time is counted in; none: on the clock. */
export interface Counting {
  readonly calendar: PlanCalendar;
  readonly offsets: readonly ZoneOffset[];
}

/** A due instant after the clock stood for a span. A host that is late opens steps after the instant at which a pause has ended: these never stood. */
export function moved(due: number, span: Span, counting: Counting | undefined): number {
  if (due < span.from || span.to <= span.from) return due;
  if (!counting) return due + span.to - span.from;
  const { calendar, offsets } = counting;
  return addWorkingTime(due, workingTimeBetween(span.from, span.to, calendar, offsets), calendar, offsets).at;
}

/** A limit counted from its anchor, moved by all that has moved it since, in that order. */
export function dueAfter(anchorAt: number, due: DueTime, shifts: readonly Shift[], plan: CountingPlan, newer: Calendars): ReturnType<typeof dueAt> {
  const counted = dueAt(anchorAt, due, plan, newer);
  const counting = counted.calendar && { calendar: counted.calendar, offsets: plan.unit.offsets };
  return { ...counted, at: shifts.reduce((at, shift) => (shift.kind === 'more' ? at + shift.by : moved(at, shift, counting)), counted.at) };
}
