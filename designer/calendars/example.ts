// A worked example of a limit in a calendar: what opens late on a Friday shows weekend, night and lunch at once.
import type { CalendarTime } from '../../protocol/draft.ts';
import { dueAt } from '../../protocol/due-at.ts';
import type { PlanCalendar, ZoneOffset } from '../../protocol/plan.ts';
import { dayInMs, instantOf, localText, minuteInMs, offsetAt } from '../../protocol/time.ts';
import { crossedBetween } from '../../protocol/working-time.ts';

export interface Example {
  readonly from: string;
  readonly due: string;
  readonly crossed: readonly string[];
  /** Within the years whose holidays are known. */
  readonly known: boolean;
}

export function exampleOf(time: CalendarTime, calendar: PlanCalendar, { offsets, now }: { readonly offsets: readonly ZoneOffset[]; readonly now: number }): Example {
  const from = nextFriday(now, offsets);
  const { at, known } = dueAt(from, { ...time, calendar: calendar.key }, { unit: { unitId: '', zone: '', hostAgency: '', agencies: [], offsets }, calendars: { [calendar.key]: calendar } });
  return { from: localText(from, offsets), due: localText(at, offsets), crossed: crossedBetween(from, at, calendar, offsets).map((c) => c.title || (c.kind === 'holiday' ? 'a holiday' : 'a closure')), known };
}

/** Friday at 16:40 by the wall clock, the next after now. */
function nextFriday(now: number, offsets: readonly ZoneOffset[]): number {
  const today = Math.floor((now + offsetAt(now, offsets) * minuteInMs) / dayInMs);
  const weekday = (((today + 3) % 7) + 7) % 7; // 0 is Monday
  const days = ((4 - weekday + 7) % 7) || 7;
  return instantOf((today + days) * dayInMs + (16 * 60 + 40) * minuteInMs, offsets);
}
