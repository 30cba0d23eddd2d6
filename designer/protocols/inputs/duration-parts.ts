// A duration as a person sets it: a number and a unit. Seconds, minutes and hours are elapsed time; days, months and years
// are the same wall-clock time so much later. What mixes both stays as it was written.
import { parseDuration } from '../../../protocol/time.ts';

export const durationUnits = ['seconds', 'minutes', 'hours', 'days', 'months', 'years'] as const;
export type DurationUnit = (typeof durationUnits)[number];
export interface DurationParts {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** Null for what is no single amount of one unit ("P1DT12H", or no duration at all). */
export function partsOfDuration(iso: string): DurationParts | null {
  const parsed = parseDuration(iso);
  if (!parsed) return null;
  const { months, days, ms } = parsed;
  if (months !== 0) return days !== 0 || ms !== 0 ? null : months % 12 === 0 && iso.includes('Y') ? { amount: months / 12, unit: 'years' } : { amount: months, unit: 'months' };
  if (days !== 0) return ms !== 0 ? null : { amount: days, unit: 'days' };
  if (ms === 0) return { amount: 0, unit: unitWritten(iso) };
  if (ms % 3_600_000 === 0 && !iso.endsWith('M') && !iso.endsWith('S')) return { amount: ms / 3_600_000, unit: 'hours' };
  if (ms % 60_000 === 0 && !iso.endsWith('S')) return { amount: ms / 60_000, unit: 'minutes' };
  return ms % 1000 === 0 ? { amount: ms / 1000, unit: 'seconds' } : null;
}

export function durationOf({ amount, unit }: DurationParts): string {
  const whole = Math.trunc(amount);
  const [sign, n] = [whole < 0 ? '-' : '', Math.abs(whole)];
  switch (unit) {
    case 'seconds': return `${sign}PT${n}S`;
    case 'minutes': return `${sign}PT${n}M`;
    case 'hours': return `${sign}PT${n}H`;
    case 'days': return `${sign}P${n}D`;
    case 'months': return `${sign}P${n}M`;
    case 'years': return `${sign}P${n}Y`;
  }
}

export const isCalendarUnit = (unit: DurationUnit): boolean => unit === 'days' || unit === 'months' || unit === 'years';

function unitWritten(iso: string): DurationUnit {
  if (!iso.includes('T')) return iso.endsWith('M') ? 'months' : iso.endsWith('Y') ? 'years' : 'days';
  return iso.endsWith('H') ? 'hours' : iso.endsWith('M') ? 'minutes' : 'seconds';
}
