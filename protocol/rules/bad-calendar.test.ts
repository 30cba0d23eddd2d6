import { expect, it } from 'vitest';
import { node, officeHours, said, sample } from './sample.ts';

const drawn = (more: Partial<typeof officeHours>) => sample('start -> a; a.done -> end', [node('task', 'a')], { calendars: [{ ...officeHours, ...more }] });

it('takes several spans a day, holidays and closures', () => {
  expect(said('bad-calendar', drawn({ weekly: [{ day: 1, opens: '08:00', closes: '12:00' }, { day: 1, opens: '13:00', closes: '24:00' }], holidays: [{ date: '2028-02-29', title: 'Leap day' }], closures: [{ from: '2026-01-05T12:00', to: '2026-01-06T08:00', title: 'Flood' }] }))).toEqual([]);
});
it('names what cannot be counted in', () => {
  expect(said('bad-calendar', drawn({ weekly: [] }))).toMatchInlineSnapshot(`
    [
      "calendars.office.weekly: in the calendar "Office hours": it is never open; say on which days, from when to when",
    ]
  `);
  expect(said('bad-calendar', drawn({ weekly: [{ day: 1, opens: '8', closes: '12:00' }, { day: 2, opens: '17:00', closes: '08:00' }], holidays: [{ date: '2026-02-29', title: '' }] }))).toMatchInlineSnapshot(`
    [
      "calendars.office.holidays.0.date: in the calendar "Office hours": “2026-02-29” is no date; write 2026-11-26",
      "calendars.office.weekly.0: in the calendar "Office hours": “8” is no time of day; write 08:30, or 24:00 for the end of the day",
      "calendars.office.weekly.1: in the calendar "Office hours": it closes at 08:00, not after it opens at 17:00; a span over midnight is written as two",
    ]
  `);
});
