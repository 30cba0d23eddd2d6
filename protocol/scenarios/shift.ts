// A scenario moved by whole periods of 28 years, in which the Gregorian calendar repeats weekdays and leap years (between 1901
// and 2099): everything keeps its date and weekday, so that the journal is the same but for the span. For hosts whose clock
// goes forward only.
import { dateOf, dayInMs, dayNumber } from '../time.ts';
import { dayOf } from '../dates.ts';
import type { Draft } from '../draft.ts';
import type { ZoneOffset } from '../plan.ts';
import type { Scenario } from './scenario.ts';

export const periodYears = 28;
export const periodMs = (dayNumber(2029, 1, 1) - dayNumber(2001, 1, 1)) * dayInMs;

/** How many periods bring the start after this instant. */
export function periodsAfter({ starts }: Pick<Scenario, 'starts'>, now: number): number {
  return Math.max(0, Math.floor((now - starts) / periodMs) + 1);
}

export function shiftedScenario(scenario: Scenario, periods: number): Scenario {
  const by = periods * periodMs;
  const events = scenario.events.map((event) =>
    event.act === 'seed' && event.case?.openedAt !== undefined ? { ...event, at: event.at + by, case: { ...event.case, openedAt: event.case.openedAt + by } } : { ...event, at: event.at + by });
  return { ...scenario, starts: scenario.starts + by, runUntil: scenario.runUntil + by, holidays: scenario.holidays.map((date) => shiftedDate(date, periods)), events };
}

export const shiftedOffsets = (offsets: readonly ZoneOffset[], periods: number): readonly ZoneOffset[] => offsets.map(({ from, minutes }) => ({ from: from + periods * periodMs, minutes }));

export function shiftedDraft(draft: Draft, periods: number): Draft {
  if (draft.calendars === undefined) return draft;
  const moved = (text: string): string => shiftedDate(text.slice(0, 10), periods) + text.slice(10);
  return {
    ...draft,
    calendars: draft.calendars.map((calendar) => ({
      ...calendar,
      lastYear: calendar.lastYear + periods * periodYears,
      holidays: calendar.holidays.map((holiday) => ({ ...holiday, date: moved(holiday.date) })),
      closures: calendar.closures.map((closure) => ({ ...closure, from: moved(closure.from), to: moved(closure.to) })),
    })),
  };
}

function shiftedDate(date: string, periods: number): string {
  const day = dayOf(date);
  if (day === undefined) return date;
  const moved = dateOf(day + (periods * periodMs) / dayInMs);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${moved.year}-${two(moved.month)}-${two(moved.day)}`;
}
