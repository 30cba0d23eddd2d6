import { expect, it } from 'vitest';
import type { DueTime } from '../draft.ts';
import { node, officeHours, said, sample, unit } from './sample.ts';

const drawn = (due: DueTime, more: Parameters<typeof sample>[2] = {}) => sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ due }] })], more);
const agencies = { unit, calendars: [{ agency: { id: unit.hostAgency, key: 'sheriff' }, version: 1, calendar: officeHours }] };

it('takes a calendar of the protocol or of an agency, and the first where none is named', () => {
  expect(said('calendar-unknown', drawn({ kind: 'workingDays', days: 3, calendar: 'office' }, { calendars: [officeHours] }), { unit, calendars: [] })).toEqual([]);
  for (const calendar of ['office', 'sheriff.office', undefined]) expect(said('calendar-unknown', drawn({ kind: 'workingTime', time: 'PT4H', calendar }), agencies)).toEqual([]);
});
it('names a limit that counts in none', () => {
  expect(said('calendar-unknown', drawn({ kind: 'workingDays', days: 3, calendar: 'school.office' }), agencies)).toMatchInlineSnapshot(`
    [
      "a rules.0.due: "a" counts in the calendar "school.office", which does not exist; choose another",
    ]
  `);
  expect(said('calendar-unknown', drawn({ kind: 'workingTime', time: 'PT4H' }), { unit, calendars: [] })).toMatchInlineSnapshot(`
    [
      "a rules.0.due: "a" counts working time, and there is no calendar to count it in; add one to the agency or to the protocol",
    ]
  `);
});
it('says nothing while it is not known what the agencies have', () => {
  expect(said('calendar-unknown', drawn({ kind: 'workingTime', time: 'PT4H' }))).toEqual([]);
});
