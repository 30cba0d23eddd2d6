// The UTC offset changes of a zone as plain data, for plans: the core computes due times in integers from this table, so
// only the server, and only when it compiles, asks the zone database. A later database changes later versions, never a plan.
import type { ZoneOffset } from '../protocol/plan.ts';

const minuteInMs = 60_000;
/** Shorter than any time between two changes that matters: Ramadan pauses of summer time last about thirty days. */
const strideInMs = 7 * 24 * 60 * minuteInMs;

/** Tables already built: asking the zone database for one takes some 20 ms, and every check of a draft wants it. One per zone and year. */
const built = new Map<string, readonly ZoneOffset[]>();

/** Changes from 2000 until ten years after `now`. */
export function zoneOffsets(zone: string, now: number): readonly ZoneOffset[] {
  const toYear = new Date(now).getUTCFullYear() + 10;
  const key = `${zone} ${toYear}`;
  const table = built.get(key) ?? buildOffsets(zone, 2000, toYear);
  built.set(key, table);
  return table;
}

/** The table from the first instant of one year (UTC) to the last of another. Throws RangeError for an unknown zone. */
export function buildOffsets(zone: string, fromYear: number, toYear: number): readonly ZoneOffset[] {
  const offsetAt = readerOf(zone);
  const [start, end] = [Date.UTC(fromYear, 0, 1), Date.UTC(toYear + 1, 0, 1)];
  const table: ZoneOffset[] = [{ from: start, minutes: offsetAt(start) }];
  let minutes = offsetAt(start);
  for (let at = start; at < end; at += strideInMs) {
    const next = Math.min(at + strideInMs, end);
    if (offsetAt(next) === minutes) continue;
    const from = changeBetween(at, next, minutes, offsetAt);
    minutes = offsetAt(from);
    table.push({ from, minutes });
    // A second change within the stride would be looked for from here, not from its end.
    at = from - strideInMs;
  }
  return table;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The first minute after `low` whose offset is another; `low` still has `minutes`, `high` no longer. */
function changeBetween(low: number, high: number, minutes: number, offsetAt: (at: number) => number): number {
  while (high - low > minuteInMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteInMs) * minuteInMs;
    if (offsetAt(middle) === minutes) low = middle;
    else high = middle;
  }
  return high;
}

function readerOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  return (at) => {
    const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
    return Math.round((wall - Math.floor(at / 1000) * 1000) / minuteInMs);
  };
}
