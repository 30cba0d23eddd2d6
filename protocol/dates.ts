// Dates as people write them into forms. Total: what cannot be read is undefined, and no host's own zone matters.
import { dayInMs, dayNumber, daysInMonth, hourInMs, minuteInMs } from './time.ts';

/** The number of the day "2026-03-04". */
export function dayOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? dayNumber(year, month, day) : undefined;
}

/** "2025-11-24T11:40:00-05:00" or with Z; the offset is required, so that no host's own zone can matter. */
export function instantOfText(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(text);
  const day = match?.[1] === undefined ? undefined : dayOf(match[1]);
  if (!match || day === undefined) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  if (part(2) > 23 || part(3) > 59 || part(4) > 59 || part(7) > 18 || part(8) > 59) return undefined;
  const offset = (part(7) * hourInMs + part(8) * minuteInMs) * (match[6] === '-' ? -1 : 1);
  return day * dayInMs + part(2) * hourInMs + part(3) * minuteInMs + part(4) * 1000 + Number((match[5] ?? '').padEnd(3, '0')) - offset;
}
