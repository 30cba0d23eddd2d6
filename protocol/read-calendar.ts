// A calendar as people write it, read into whole numbers for plans, with everything that is wrong in it. Total: whatever the
// schema lets through is judged, never thrown.
import type { Calendar } from './draft.ts';
import type { OpenSpan, PlanCalendar } from './plan.ts';
import { dateOf, dayNumber, daysInMonth } from './time.ts';

export interface CalendarFault {
  /** Path inside the calendar, e.g. "weekly.3" or "holidays.0.date". */
  readonly field: string;
  readonly message: string;
}
export interface ReadCalendar {
  readonly calendar: PlanCalendar;
  readonly faults: readonly CalendarFault[];
}

const minutesADay = 1440;
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** What cannot be read is left out of the calendar and named among the faults. */
export function readCalendar(source: Calendar, named: { readonly key: string; readonly version: number }): ReadCalendar {
  const faults: CalendarFault[] = [];
  const fault = (field: string, message: string): void => void faults.push({ field, message });
  const calendar: PlanCalendar = {
    key: named.key,
    title: source.title,
    version: named.version,
    weekly: weekOf(source.weekly, fault),
    holidays: holidaysOf(source.holidays, fault),
    closures: closuresOf(source.closures, fault),
    until: dayNumber(source.lastYear + 1, 1, 1),
  };
  if (faults.length === 0 && calendar.weekly.every((day) => day.length === 0)) fault('weekly', 'it is never open; say on which days, from when to when');
  return { calendar, faults };
}

/** "08:30" as minutes from midnight; "24:00" is the end of the day. */
export function minuteOf(text: string): number | undefined {
  const match = /^(\d\d):(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  const total = hour * 60 + minute;
  return minute < 60 && total <= minutesADay ? total : undefined;
}

/** "2026-11-26" as days from 1970-01-01. */
export function dayOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? dayNumber(year, month, day) : undefined;
}

/** "2026-11-26" of a day counted from 1970-01-01. */
export function dayText(day: number): string {
  const date = dateOf(day);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
}

/** "08:30" of minutes from midnight. */
export const minuteText = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

// helpers

type Fault = (field: string, message: string) => void;

function weekOf(weekly: Calendar['weekly'], fault: Fault): readonly (readonly OpenSpan[])[] {
  const days: OpenSpan[][] = weekdayNames.map(() => []);
  weekly.forEach(({ day, opens, closes }, i) => {
    const [from, to] = [minuteOf(opens), minuteOf(closes)];
    if (from === undefined || to === undefined) return fault(`weekly.${i}`, `“${from === undefined ? opens : closes}” is no time of day; write 08:30, or 24:00 for the end of the day`);
    if (to <= from) return fault(`weekly.${i}`, `it closes at ${closes}, not after it opens at ${opens}; a span over midnight is written as two`);
    days[day - 1]?.push({ opens: from, closes: to });
  });
  return days.map((spans, i) => merged(spans, () => fault('weekly', `the spans of ${weekdayNames[i]} overlap; write each hour once`)));
}

/** In order, and joined where one begins when another ends, so that every end is a closing time. */
function merged(spans: readonly OpenSpan[], onOverlap: () => void): readonly OpenSpan[] {
  const all: OpenSpan[] = [];
  let overlaps = false;
  for (const span of [...spans].sort((a, b) => a.opens - b.opens || a.closes - b.closes)) {
    const last = all.at(-1);
    if (!last || span.opens > last.closes) {
      all.push(span);
      continue;
    }
    overlaps ||= span.opens < last.closes;
    all[all.length - 1] = { opens: last.opens, closes: Math.max(last.closes, span.closes) };
  }
  if (overlaps) onOverlap();
  return all;
}

function holidaysOf(holidays: Calendar['holidays'], fault: Fault): PlanCalendar['holidays'] {
  const days = new Map<number, string>();
  holidays.forEach(({ date, title }, i) => {
    const day = dayOf(date);
    if (day === undefined) return fault(`holidays.${i}.date`, date === '' ? 'the date is missing' : `“${date}” is no date; write 2026-11-26`);
    if (days.has(day)) return fault(`holidays.${i}.date`, `${date} is listed twice; keep one`);
    days.set(day, title);
  });
  return [...days].map(([day, title]) => ({ day, title })).sort((a, b) => a.day - b.day);
}

function closuresOf(closures: Calendar['closures'], fault: Fault): PlanCalendar['closures'] {
  return closures
    .flatMap(({ from, to, title }, i) => {
      const [start, end] = [wallMinuteOf(from), wallMinuteOf(to)];
      if (start === undefined || end === undefined) return fault(`closures.${i}`, from === '' || to === '' ? 'say when it begins and when it ends' : `“${start === undefined ? from : to}” is no date and time; write 2026-01-05T12:00`) ?? [];
      if (end <= start) return fault(`closures.${i}`, `it ends at ${to}, not after it begins at ${from}`) ?? [];
      return [{ from: start, to: end, title }];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

function wallMinuteOf(text: string): number | undefined {
  const [date = '', time = ''] = text.split('T');
  const [day, minute] = [dayOf(date), minuteOf(time)];
  return day === undefined || minute === undefined ? undefined : day * minutesADay + minute;
}
