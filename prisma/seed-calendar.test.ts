import { expect, it } from 'vitest';
import { readCalendar } from '../protocol/read-calendar.ts';
import { officeCalendar } from './seed-calendar.ts';

it('knows the federal holidays of a year as they are observed', () => {
  const calendar = officeCalendar(Date.parse('2026-03-01T00:00:00Z'));
  expect(calendar.holidays.filter((h) => h.date.startsWith('2026')).map((h) => h.date)).toEqual(['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03', '2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25']);
  expect(readCalendar(calendar, { key: 'office', version: 1 }).faults).toEqual([]);
});
