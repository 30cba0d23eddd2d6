// Instants as scenarios write them: offsets from the start as ISO 8601 durations, dates and date-times as forms take them.
import { addDuration, dayInMs, hourInMs, minuteInMs, parseDuration, toLocalParts } from '../time.ts';
import type { ZoneOffset } from '../plan.ts';

/** An offset in elapsed time, days of 24 hours; undefined when it is none, or has months. */
export function elapsedMs(text: string): number | undefined {
  const parsed = parseDuration(text);
  return parsed === null || parsed.months !== 0 ? undefined : parsed.days * dayInMs + parsed.ms;
}

/** An offset whose days, months and years are wall-clock time, as an instant. */
export function wallOffset(text: string, starts: number, offsets: readonly ZoneOffset[]): number | undefined {
  return parseDuration(text) === null ? undefined : addDuration(starts, text, offsets);
}

/** "P1DT2H30M", "PT0S"; days of 24 hours. */
export function offsetText(ms: number): string {
  if (ms < 0) return `-${offsetText(-ms)}`;
  const [days, rest] = [Math.floor(ms / dayInMs), ms % dayInMs];
  const parts = [[hourInMs, 'H'], [minuteInMs, 'M']] as const;
  let left = rest;
  let time = '';
  for (const [size, letter] of parts) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) time += `${count}${letter}`;
  }
  if (left > 0) time += `${left / 1000}S`;
  const text = `${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
  return text === '' ? 'PT0S' : `P${text}`;
}

const two = (n: number): string => String(n).padStart(2, '0');
export function dateText(at: number, offsets: readonly ZoneOffset[]): string {
  const { year, month, day } = toLocalParts(at, offsets);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
export function instantText(at: number): string {
  const { hour, minute, second, ms } = toLocalParts(at, []);
  return `${dateText(at, [])}T${two(hour)}:${two(minute)}:${two(second)}.${String(ms).padStart(3, '0')}Z`;
}
