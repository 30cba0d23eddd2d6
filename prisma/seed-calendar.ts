// The demo's calendar: office hours of the host agency, with the federal holidays of this year and the next as observed.
import type { Calendar } from '../protocol/draft.ts';

const dayMs = 86_400_000;

export function officeCalendar(now: number): Calendar {
  const year = new Date(now).getUTCFullYear();
  return {
    key: 'office',
    title: 'Office hours',
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: '08:00', closes: '17:00' })),
    holidays: [...federalHolidays(year), ...federalHolidays(year + 1)],
    closures: [],
    lastYear: year + 1,
  };
}

function federalHolidays(year: number): Calendar['holidays'] {
  return [
    fixed(year, 1, 1, 'New Year’s Day'), nth(year, 1, 3, 'Birthday of Martin Luther King, Jr.'), nth(year, 2, 3, 'Washington’s Birthday'), lastMonday(year, 5, 'Memorial Day'),
    fixed(year, 6, 19, 'Juneteenth'), fixed(year, 7, 4, 'Independence Day'), nth(year, 9, 1, 'Labor Day'), nth(year, 10, 2, 'Columbus Day'), fixed(year, 11, 11, 'Veterans Day'),
    nth(year, 11, 4, 'Thanksgiving Day', 4), fixed(year, 12, 25, 'Christmas Day'),
  ].filter((holiday) => holiday.date.startsWith(String(year)));
}

const text = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** On a weekend it is observed on the Friday before or the Monday after. */
function fixed(year: number, month: number, day: number, title: string): Calendar['holidays'][number] {
  const at = Date.UTC(year, month - 1, day);
  const weekday = new Date(at).getUTCDay();
  const shift = weekday === 6 ? -1 : weekday === 0 ? 1 : 0;
  return { date: text(at + shift * dayMs), title: shift === 0 ? title : `${title} (observed)` };
}

/** The n-th Monday, or another weekday, of a month. */
function nth(year: number, month: number, n: number, title: string, weekday = 1): Calendar['holidays'][number] {
  const first = Date.UTC(year, month - 1, 1);
  const ahead = (weekday - new Date(first).getUTCDay() + 7) % 7;
  return { date: text(first + (ahead + (n - 1) * 7) * dayMs), title };
}

function lastMonday(year: number, month: number, title: string): Calendar['holidays'][number] {
  const last = Date.UTC(year, month, 0);
  return { date: text(last - ((new Date(last).getUTCDay() + 6) % 7) * dayMs), title };
}
