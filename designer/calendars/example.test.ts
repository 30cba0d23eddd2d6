import { expect, it } from 'vitest';
import { readCalendar } from '../../protocol/read-calendar.ts';
import { officeHours } from '../../protocol/rules/sample.ts';
import { exampleOf } from './example.ts';

const offsets = [{ from: 0, minutes: -300 }];
const at = (iso: string) => ({ offsets, now: Date.parse(iso) });
const office = readCalendar({ ...officeHours, holidays: [{ date: '2026-11-27', title: 'Day after Thanksgiving' }] }, { key: 'office', version: 1 }).calendar;

it('shows what opens late on the next Friday, over the weekend', () => {
  expect(exampleOf({ kind: 'workingTime', time: 'PT4H' }, office, at('2026-11-16T12:00:00Z'))).toEqual({ from: 'Fri 20 Nov 2026 16:40', due: 'Mon 23 Nov 2026 11:40', crossed: [], known: true });
  expect(exampleOf({ kind: 'workingDays', days: 2 }, office, at('2026-11-16T12:00:00Z')).due).toBe('Tue 24 Nov 2026 17:00');
});
it('names the holidays in between, and says when it lies after the years that are known', () => {
  expect(exampleOf({ kind: 'workingTime', time: 'PT1H' }, office, at('2026-11-25T12:00:00Z')).crossed).toEqual(['Day after Thanksgiving']);
  expect(exampleOf({ kind: 'workingDays', days: 3 }, office, at('2030-12-26T12:00:00Z')).known).toBe(false);
});
