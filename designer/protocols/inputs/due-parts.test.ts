import { expect, it } from 'vitest';
import type { DueTime } from '../../../protocol/draft.ts';
import { dueOf, dueUnits, partsOfDue } from './due-parts.ts';

it('sets a number and a unit, on the clock or in a calendar, and reads them back', () => {
  for (const unit of dueUnits) expect(partsOfDue(dueOf({ amount: 3, unit }, undefined))).toEqual({ amount: 3, unit });
  expect(dueOf({ amount: 4, unit: 'workingHours' }, 'office')).toEqual({ kind: 'workingTime', time: 'PT4H', calendar: 'office' });
  expect(dueOf({ amount: -2, unit: 'workingDays' }, undefined)).toEqual({ kind: 'workingDays', days: -2 });
});
it('keeps what is no single number and unit as it was written', () => {
  for (const due of ['P1DT12H', 'soon', { kind: 'workingTime', time: 'PT1H30S' }, { kind: 'workingTime', time: 'P1D' }] satisfies DueTime[]) expect(partsOfDue(due)).toBeNull();
});
