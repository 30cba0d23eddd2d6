import { expect, it } from 'vitest';
import { node, officeHours, said, sample, unit } from './sample.ts';

const drawn = (days: number) => sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ due: { kind: 'workingDays', days } }] })], { calendars: [officeHours] });
const inDecember = { unit, calendars: [], at: Date.parse('2030-12-20T15:00:00Z') };

it('takes a limit within the years whose holidays are known', () => {
  expect(said('calendar-ends', drawn(7), inDecember)).toEqual([]);
});
it('names a limit that would lie after them', () => {
  expect(said('calendar-ends', drawn(8), inDecember)).toMatchInlineSnapshot(`
    [
      "a rules.0.due: "a" counts 8 working days in the calendar "Office hours", whose holidays are known until the end of 2030 only; add those of the years to come",
    ]
  `);
});
it('says nothing while it is not known when the limit would start', () => {
  expect(said('calendar-ends', drawn(8), { unit })).toEqual([]);
});
