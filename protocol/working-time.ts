// Counting in a calendar, in whole numbers. It is open at an instant when the clock on the wall shows a time inside one of
// the day's spans, the date is no holiday and no closure covers it: so an hour that occurs twice counts twice, and one that
// is skipped not at all. A closing time is a wall-clock time like any other: not there, forward by the gap; twice, the first.
import type { OpenSpan, PlanCalendar, ZoneOffset } from './plan.ts';
import { dayInMs, instantOf, lastChange, minuteInMs, nextChange, offsetAt } from './time.ts';

/** From the first number on, up to and without the second. */
type Span = readonly [number, number];

/** Where a count ends. `known`: within the years of which the calendar knows the holidays, and found at all. */
export interface Reached {
  readonly at: number;
  readonly known: boolean;
}

/** A limit lies within ten years of its anchor; further on nothing is looked for. */
const searchedDays = 3653;

/**
 * The closing time of the n-th working day after the local date of `at`; before it when n is negative. Zero: that date's
 * own, or, when it is no working day, the next one's. A day is a working day when any of its hours is left open.
 */
export function addWorkingDays(at: number, days: number, calendar: PlanCalendar, offsets: readonly ZoneOffset[]): Reached {
  const start = localDay(at, offsets);
  const direction = days < 0 ? -1 : 1;
  let left = Math.max(1, Math.abs(days));
  for (let i = days === 0 ? 0 : 1; i <= searchedDays; i += 1) {
    const day = start + i * direction;
    const closes = openOn(day, calendar).at(-1)?.[1];
    if (closes === undefined) continue;
    left -= 1;
    if (left === 0) return { at: instantOf(closes, offsets), known: day < calendar.until };
  }
  return { at: at + direction * searchedDays * dayInMs, known: false };
}

/** The first instant at which so much open time has passed since `at`; for negative time the last from which it passes until `at`. */
export function addWorkingTime(at: number, ms: number, calendar: PlanCalendar, offsets: readonly ZoneOffset[]): Reached {
  if (ms === 0) return reached(at, calendar, offsets);
  let left = Math.abs(ms);
  for (const [from, to] of ms > 0 ? openAfter(at, at + searchedDays * dayInMs, calendar, offsets) : openBefore(at, at - searchedDays * dayInMs, calendar, offsets)) {
    if (left <= to - from) return reached(ms > 0 ? from + left : to - left, calendar, offsets);
    left -= to - from;
  }
  return { at: at + Math.sign(ms) * searchedDays * dayInMs, known: false };
}

/** The open time between two instants. */
export function workingTimeBetween(from: number, to: number, calendar: PlanCalendar, offsets: readonly ZoneOffset[]): number {
  let sum = 0;
  for (const [opens, closes] of openAfter(from, to, calendar, offsets)) sum += closes - opens;
  return sum;
}

/** What took open time away between two instants: holidays on days that would be open, and closures. */
export interface Crossed {
  readonly kind: 'holiday' | 'closure';
  readonly title: string;
  /** Holiday: the day, counted from 1970-01-01. Closure: its first minute, counted from that day's midnight. */
  readonly from: number;
  readonly to: number;
}
export function crossedBetween(from: number, to: number, calendar: PlanCalendar, offsets: readonly ZoneOffset[]): readonly Crossed[] {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const [firstDay, lastDay] = [localDay(first, offsets), localDay(last, offsets)];
  const [firstMinute, lastMinute] = [wallOf(first, offsets) / minuteInMs, wallOf(last, offsets) / minuteInMs];
  return [
    ...calendar.holidays.filter((h) => h.day >= firstDay && h.day <= lastDay && weekdaySpans(h.day, calendar).length > 0).map((h): Crossed => ({ kind: 'holiday', title: h.title, from: h.day, to: h.day })),
    ...calendar.closures.filter((c) => c.to > firstMinute && c.from < lastMinute).map((c): Crossed => ({ kind: 'closure', title: c.title, from: c.from, to: c.to })),
  ];
}

/** The open spans of one local date, on the wall, in milliseconds since 1970-01-01 00:00. */
export function openOn(day: number, calendar: PlanCalendar): readonly Span[] {
  const spans = weekdaySpans(day, calendar);
  if (spans.length === 0 || isHoliday(day, calendar)) return [];
  const midnight = day * dayInMs;
  let open: readonly Span[] = spans.map(({ opens, closes }) => [midnight + opens * minuteInMs, midnight + closes * minuteInMs]);
  for (const closure of calendar.closures) {
    const [from, to] = [closure.from * minuteInMs, closure.to * minuteInMs];
    if (from >= midnight + dayInMs) break;
    if (to > midnight) open = open.flatMap((span) => without(span, from, to));
  }
  return open;
}

// helpers

const wallOf = (at: number, offsets: readonly ZoneOffset[]): number => at + offsetAt(at, offsets) * minuteInMs;
const localDay = (at: number, offsets: readonly ZoneOffset[]): number => Math.floor(wallOf(at, offsets) / dayInMs);
const weekdaySpans = (day: number, calendar: PlanCalendar): readonly OpenSpan[] => calendar.weekly[(((day + 3) % 7) + 7) % 7] ?? [];
const reached = (at: number, calendar: PlanCalendar, offsets: readonly ZoneOffset[]): Reached => ({ at, known: localDay(at, offsets) < calendar.until });

function isHoliday(day: number, { holidays }: PlanCalendar): boolean {
  let [low, high] = [0, holidays.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((holidays[middle]?.day ?? Infinity) < day) low = middle + 1;
    else high = middle;
  }
  return holidays[low]?.day === day;
}

function without([from, to]: Span, closed: number, reopened: number): readonly Span[] {
  const parts: readonly Span[] = [[from, Math.min(to, closed)], [Math.max(from, reopened), to]];
  return parts.filter((p) => p[0] < p[1]);
}

/** Open spans as instants, in order; each lies within one local date and one offset of the zone. */
function* openAfter(from: number, end: number, calendar: PlanCalendar, offsets: readonly ZoneOffset[]): Generator<Span> {
  for (let at = from; at < end; ) {
    const shift = offsetAt(at, offsets) * minuteInMs;
    const wall = at + shift;
    const day = Math.floor(wall / dayInMs);
    const last = Math.min((day + 1) * dayInMs, nextChange(at, offsets) + shift, end + shift);
    for (const [opens, closes] of openOn(day, calendar)) if (Math.max(opens, wall) < Math.min(closes, last)) yield [Math.max(opens, wall) - shift, Math.min(closes, last) - shift];
    at = last - shift;
  }
}

/** The same, from the last to the first. */
function* openBefore(from: number, end: number, calendar: PlanCalendar, offsets: readonly ZoneOffset[]): Generator<Span> {
  for (let at = from; at > end; ) {
    const shift = offsetAt(at - 1, offsets) * minuteInMs;
    const wall = at + shift;
    const day = Math.floor((wall - 1) / dayInMs);
    const first = Math.max(day * dayInMs, lastChange(at - 1, offsets) + shift, end + shift);
    for (const [opens, closes] of [...openOn(day, calendar)].reverse()) if (Math.max(opens, first) < Math.min(closes, wall)) yield [Math.max(opens, first) - shift, Math.min(closes, wall) - shift];
    at = first - shift;
  }
}
