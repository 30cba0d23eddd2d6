// Due instants in whole numbers: no Date, no Intl, no locale, so every host and every later year computes the same
// millisecond. A zone is its table of UTC offset changes, made by the server and kept in the plan. The T-part of a duration
// is elapsed time; years, months, weeks and days are wall-clock time: the same time of day that many calendar days later.
import { invariant } from './invariant.ts';
import type { ZoneOffset } from './plan.ts';

/** A parsed ISO 8601 duration; all three parts have one sign. Years are 12 months, weeks 7 days. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly ms: number;
}
export interface LocalParts {
  readonly year: number; readonly month: number; readonly day: number;
  readonly hour: number; readonly minute: number; readonly second: number; readonly ms: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  readonly offsetMinutes: number;
}

export const minuteInMs = 60_000;
export const hourInMs = 3_600_000;
export const dayInMs = 86_400_000;
/** No duration is longer than a thousand years, so that every sum stays a safe integer. */
const longest = { months: 12_000, days: 366_000, ms: 366_000 * dayInMs };
/** No zone lies further from UTC. */
const widestOffset = 26 * hourInMs;

const durationPattern = /^(-)?P(?=\d|T\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12})(?:\.(\d{1,3}))?S)?)?$/;

/** Reads "PT24H", "P30D", "P1DT12H", "-PT2H"; null when it is none or longer than a thousand years. */
export function parseDuration(iso: string): Duration | null {
  const match = durationPattern.exec(iso);
  if (!match) return null;
  const part = (index: number): number => Number(match[index] ?? 0);
  const months = part(2) * 12 + part(3);
  const days = part(4) * 7 + part(5);
  const ms = part(6) * hourInMs + part(7) * minuteInMs + part(8) * 1000 + Number((match[9] ?? '').padEnd(3, '0'));
  if (months > longest.months || days > longest.days || ms > longest.ms) return null;
  return match[1] === undefined ? { months, days, ms } : negated({ months, days, ms });
}

export function negated(duration: Duration): Duration {
  return { months: 0 - duration.months, days: 0 - duration.days, ms: 0 - duration.ms };
}

/**
 * The instant a duration after (or, negative, before) `at`: the calendar part first, then the elapsed part. A wall-clock
 * time that does not exist moves forward by the gap, one that occurs twice is the first; months clamp to the last day.
 */
export function addDuration(at: number, duration: string | Duration, offsets: readonly ZoneOffset[]): number {
  const parsed = typeof duration === 'string' ? parseDuration(duration) : duration;
  invariant(parsed, 'the durations of a plan were checked when it was compiled');
  if (parsed.months === 0 && parsed.days === 0) return at + parsed.ms;
  const wall = at + offsetAt(at, offsets) * minuteInMs;
  const day = Math.floor(wall / dayInMs);
  const date = dateOf(day);
  const month = date.year * 12 + (date.month - 1) + parsed.months;
  const [year, monthOfYear] = [Math.floor(month / 12), (((month % 12) + 12) % 12) + 1];
  const moved = dayNumber(year, monthOfYear, Math.min(date.day, daysInMonth(year, monthOfYear))) + parsed.days;
  return instantOf(moved * dayInMs + (wall - day * dayInMs), offsets) + parsed.ms;
}

/** The instant of a wall-clock time, given as milliseconds since 1970-01-01 00:00 on the wall. */
export function instantOf(wall: number, offsets: readonly ZoneOffset[]): number {
  let before = offsetAt(wall - widestOffset, offsets);
  if (wall - before * minuteInMs < nextChange(wall - widestOffset, offsets)) return wall - before * minuteInMs;
  for (let i = indexAt(wall - widestOffset, offsets) + 1; i < offsets.length; i += 1) {
    const segment = offsets[i];
    invariant(segment, 'an index within the table');
    const instant = wall - segment.minutes * minuteInMs;
    // On the wall the new offset begins later than the old one ended: this time does not exist.
    if (instant < segment.from) return wall - before * minuteInMs;
    if (instant < (offsets[i + 1]?.from ?? Infinity)) return instant;
    before = segment.minutes;
  }
  return wall - before * minuteInMs;
}

export function toLocalParts(at: number, offsets: readonly ZoneOffset[]): LocalParts {
  const offsetMinutes = offsetAt(at, offsets);
  const wall = at + offsetMinutes * minuteInMs;
  const number = Math.floor(wall / dayInMs);
  const rest = wall - number * dayInMs;
  return {
    ...dateOf(number),
    hour: Math.floor(rest / hourInMs),
    minute: Math.floor(rest / minuteInMs) % 60,
    second: Math.floor(rest / 1000) % 60,
    ms: rest % 1000,
    weekday: ((((number + 3) % 7) + 7) % 7) + 1,
    offsetMinutes,
  };
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "Mon 24 Nov 2025 11:40", in the unit's zone. */
export function localText(at: number, offsets: readonly ZoneOffset[]): string {
  const local = toLocalParts(at, offsets);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${weekdays[local.weekday - 1]} ${local.day} ${monthNames[local.month - 1]} ${local.year} ${two(local.hour)}:${two(local.minute)}`;
}

/** Minutes east of UTC at an instant. The first entry of the table covers all before it; an empty table is UTC. */
export function offsetAt(at: number, offsets: readonly ZoneOffset[]): number {
  return offsets[indexAt(at, offsets)]?.minutes ?? 0;
}

/** Days from 1970-01-01 to a day of the Gregorian calendar, counted in eras of 400 years that begin on 1 March. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

export function dateOf(number: number): { year: number; month: number; day: number } {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthFromMarch + 2) % 12) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}

/** Index of the entry that holds at an instant: the last whose `from` is not after it, at least the first. */
function indexAt(at: number, offsets: readonly ZoneOffset[]): number {
  let [low, high] = [0, offsets.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((offsets[middle]?.from ?? Infinity) <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** The instant of the first change after `at`, or Infinity. */
export function nextChange(at: number, offsets: readonly ZoneOffset[]): number {
  return offsets[indexAt(at, offsets) + 1]?.from ?? Infinity;
}

/** The instant of the last change at or before `at`, or -Infinity. */
export function lastChange(at: number, offsets: readonly ZoneOffset[]): number {
  const index = indexAt(at, offsets);
  return index === 0 ? -Infinity : (offsets[index]?.from ?? -Infinity);
}
