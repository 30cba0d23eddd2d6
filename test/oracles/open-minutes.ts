// Working time told the slow, obvious way: every minute of three years is open or not, by what Luxon says the clock on the
// wall shows then. Shares no code with the core; answers come from counting minutes.
import { DateTime } from 'luxon';
import type { Calendar } from '../../protocol/draft.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What the wall shows at every minute of a zone, in minutes since 1970-01-01 00:00 on the wall. */
export interface Walls {
  readonly zone: string;
  readonly start: number;
  readonly wall: Int32Array;
}

export function wallsOf(zone: string, start: number, end: number): Walls {
  const offsetAt = (t: number): number => DateTime.fromMillis(t, { zone }).offset;
  const wall = new Int32Array((end - start) / minute);
  for (let t = start; t < end; t += hour) {
    const [offset, next] = [offsetAt(t), offsetAt(t + hour)];
    for (let i = 0; i < 60; i += 1) wall[(t - start) / minute + i] = t / minute + i + (offset === next ? offset : offsetAt(t + i * minute));
  }
  return { zone, start, wall };
}

export interface OpenMinutes {
  readonly walls: Walls;
  /** Open milliseconds from the start until each minute. */
  readonly sum: Float64Array;
  /** Local dates with any open time, and the wall minute at which each closes for the day. */
  readonly workingDays: readonly { readonly day: number; readonly closes: number }[];
  /** Asking Luxon is slow: each closing time once. */
  readonly asked: Map<number, number>;
}

export function openMinutesOf(walls: Walls, calendar: Calendar): OpenMinutes {
  const { wall } = walls;
  const [first, last] = [Math.floor((wall[0] ?? 0) / 1440) - 2, Math.ceil((wall.at(-1) ?? 0) / 1440) + 2];
  const painted = new Uint8Array((last - first) * 1440);
  for (let day = first; day < last; day += 1) {
    const date = DateTime.fromMillis(day * 1440 * minute, { zone: 'utc' });
    if (calendar.holidays.some((h) => h.date === date.toISODate())) continue;
    for (const span of calendar.weekly.filter((s) => s.day === date.weekday)) painted.fill(1, (day - first) * 1440 + minutes(span.opens), (day - first) * 1440 + minutes(span.closes));
  }
  for (const closure of calendar.closures) painted.fill(0, Math.max(0, wallMinutes(closure.from) - first * 1440), Math.max(0, wallMinutes(closure.to) - first * 1440));
  const sum = new Float64Array(wall.length + 1);
  for (let i = 0; i < wall.length; i += 1) sum[i + 1] = (sum[i] ?? 0) + (painted[(wall[i] ?? 0) - first * 1440] ?? 0) * minute;
  const workingDays = [];
  for (let day = first; day < last; day += 1) {
    const closes = painted.lastIndexOf(1, (day - first) * 1440 + 1439) + 1 + first * 1440;
    if (closes > day * 1440) workingDays.push({ day, closes });
  }
  return { walls, sum, workingDays, asked: new Map() };
}

/** Open milliseconds from the start until an instant. */
export function openUntil({ walls, sum }: OpenMinutes, at: number): number {
  const index = Math.floor((at - walls.start) / minute);
  const open = (sum[index + 1] ?? 0) > (sum[index] ?? 0);
  return (sum[index] ?? 0) + (open ? at - walls.start - index * minute : 0);
}

/** The first instant with so much open time before it; `last`: the last such instant. */
export function instantWith({ walls, sum }: OpenMinutes, open: number, last: boolean): number {
  let [low, high] = [0, sum.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const before = sum[middle] ?? 0;
    if (last ? before <= open : before < open) low = middle;
    else high = middle;
  }
  return walls.start + low * minute + open - (sum[low] ?? 0);
}

/** Closing time of the n-th working day after the local date of an instant; zero: its own or the next. */
export function closingAfter({ walls, workingDays, asked }: OpenMinutes, at: number, days: number): number {
  const today = Math.floor((walls.wall[Math.floor((at - walls.start) / minute)] ?? 0) / 1440);
  const next = workingDays.findIndex((w) => (days === 0 ? w.day >= today : w.day > today));
  const before = workingDays.findLastIndex((w) => w.day < today);
  const closes = workingDays[days < 0 ? before + days + 1 : next + Math.max(0, days - 1)]?.closes ?? NaN;
  const due = asked.get(closes) ?? firstShowing(walls.zone, closes * minute);
  asked.set(closes, due);
  return due;
}

/** The first instant at which the wall shows this; when none does, as much later as the clock was put forward. */
function firstShowing(zone: string, wall: number): number {
  const offset = (t: number): number => DateTime.fromMillis(t, { zone }).offset * minute;
  const [before, after] = [wall - offset(wall - 24 * hour), wall - offset(wall + 24 * hour)];
  const showing = [before, after].filter((t) => t + offset(t) === wall);
  return showing.length > 0 ? Math.min(...showing) : before;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const wallMinutes = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00Z`) / minute + minutes(text.slice(11));
