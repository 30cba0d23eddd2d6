// How long until a limit as a person sets it: a number and a unit, on the clock or in a calendar's open days and hours.
import type { DueTime } from '../../../protocol/draft.ts';
import { durationOf, durationUnits, partsOfDuration, type DurationUnit } from './duration-parts.ts';

const workingUnits = ['workingDays', 'workingHours', 'workingMinutes'] as const;
export const dueUnits = [...durationUnits, ...workingUnits] as const;
export type DueUnit = (typeof dueUnits)[number];
export interface DueParts {
  readonly amount: number;
  readonly unit: DueUnit;
}

/** Null for what is no single amount of one unit. */
export function partsOfDue(due: DueTime): DueParts | null {
  if (typeof due === 'string') return partsOfDuration(due);
  if (due.kind === 'workingDays') return { amount: due.days, unit: 'workingDays' };
  const parts = partsOfDuration(due.time);
  if (parts?.unit === 'hours') return { amount: parts.amount, unit: 'workingHours' };
  return parts?.unit === 'minutes' ? { amount: parts.amount, unit: 'workingMinutes' } : null;
}

/** Keeps the calendar that was named, as long as it is counted in one. */
export function dueOf({ amount, unit }: DueParts, calendar: string | undefined): DueTime {
  const named = calendar === undefined ? {} : { calendar };
  switch (unit) {
    case 'workingDays': return { kind: 'workingDays', days: Math.trunc(amount), ...named };
    case 'workingHours': return { kind: 'workingTime', time: durationOf({ amount, unit: 'hours' }), ...named };
    case 'workingMinutes': return { kind: 'workingTime', time: durationOf({ amount, unit: 'minutes' }), ...named };
    default: return durationOf({ amount, unit: unit satisfies DurationUnit });
  }
}
