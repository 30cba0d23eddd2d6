// When a limit is due, counted from its anchor: on the clock for an ISO duration, else in the calendar that the plan's rule
// names. A newer version of that calendar, brought to the case by a person, takes the plan's place.
import type { CalendarTime, DueTime } from './draft.ts';
import { invariant } from './invariant.ts';
import type { Plan, PlanCalendar } from './plan.ts';
import { addDuration, parseDuration } from './time.ts';
import { addWorkingDays, addWorkingTime, type Reached } from './working-time.ts';

export type Calendars = Readonly<Record<string, PlanCalendar>>;
export type CountingPlan = Pick<Plan, 'unit' | 'calendars'>;

export interface DueAt extends Reached {
  /** What it was counted in, when not on the clock. */
  readonly calendar?: PlanCalendar;
}

export function dueAt(anchorAt: number, due: DueTime, plan: CountingPlan, newer: Calendars = {}): DueAt {
  const { offsets } = plan.unit;
  if (typeof due === 'string') return { at: addDuration(anchorAt, due, offsets), known: true };
  const calendar = calendarOf(due, plan, newer);
  return { ...(due.kind === 'workingDays' ? addWorkingDays(anchorAt, due.days, calendar, offsets) : addWorkingTime(anchorAt, workingMs(due.time), calendar, offsets)), calendar };
}

export const isInCalendar = (due: DueTime): due is CalendarTime => typeof due !== 'string';

/** The calendar a rule counts in. A plan drawn up by hand may leave its name out: then its first. */
export function calendarOf({ calendar: name }: CalendarTime, plan: CountingPlan, newer: Calendars = {}): PlanCalendar {
  const calendars = plan.calendars ?? {};
  const key = name ?? Object.keys(calendars).sort()[0] ?? '';
  const [drawn, brought] = [Object.hasOwn(calendars, key) ? calendars[key] : undefined, Object.hasOwn(newer, key) ? newer[key] : undefined];
  invariant(drawn, 'publishing proves that the calendars of limits are in the plan');
  return brought && brought.version > drawn.version ? brought : drawn;
}

/** Open hours as written, "PT4H" or "-PT4H"; they have no days. */
export function workingMs(time: string): number {
  const parsed = parseDuration(time);
  invariant(parsed && parsed.months === 0 && parsed.days === 0, 'the durations of a plan were checked when it was compiled');
  return parsed.ms;
}
