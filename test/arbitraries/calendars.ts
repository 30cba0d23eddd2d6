// The calendar of the random protocols: two spans a day, a holiday and a closure near the days on which they are played.
import type { Calendar } from '../../protocol/draft.ts';
import type { PlanCalendar } from '../../protocol/plan.ts';
import { readCalendar } from '../../protocol/read-calendar.ts';

export const office: Calendar = {
  key: 'office', title: 'Office hours', lastYear: 2035,
  weekly: [1, 2, 3, 4, 5, 6].flatMap((day) => [{ day, opens: '08:00', closes: '12:00' }, ...(day < 6 ? [{ day, opens: '12:30', closes: '17:00' }] : [])]),
  holidays: [{ date: '2025-11-04', title: 'Election day' }], closures: [{ from: '2025-11-01T10:00', to: '2025-11-01T11:30', title: 'Moving' }],
};
export const planOffice: PlanCalendar = readCalendar(office, { key: 'office', version: 1 }).calendar;
