// The instant a duration after another, by another's calendar: days are the same time of day that many days later.
import { DateTime, Duration } from 'luxon';

const counted = new Map<string, number>();
/** Asked for the same again and again, it is remembered. */
export function after(at: number, iso: string, zone: string): number {
  const asked = `${at} ${iso} ${zone}`;
  const known = counted.get(asked) ?? count(at, iso, zone);
  if (counted.size > 50_000) counted.clear();
  counted.set(asked, known);
  return known;
}

function count(at: number, iso: string, zone: string): number {
  const back = iso.startsWith('-');
  const { years, months, weeks, days, ...clock } = Duration.fromISO(back ? iso.slice(1) : iso).toObject();
  const wall = Duration.fromObject({ years: years ?? 0, months: months ?? 0, weeks: weeks ?? 0, days: days ?? 0 });
  const elapsed = Duration.fromObject(clock).toMillis();
  if (wall.toMillis() === 0) return back ? at - elapsed : at + elapsed;
  const from = DateTime.fromMillis(at, { zone });
  // A wall-clock time that occurs twice is the first.
  const there = Math.min(...(back ? from.minus(wall) : from.plus(wall)).getPossibleOffsets().map((t) => t.toMillis()));
  return there + (back ? -elapsed : elapsed);
}
