import { describe, expect, it } from 'vitest';
import type { Calendar } from './draft.ts';
import { dayOf, dayText, minuteOf, minuteText, readCalendar } from './read-calendar.ts';

const calendar = (more: Partial<Calendar>): Calendar => ({ key: 'office', title: 'Office', weekly: [{ day: 1, opens: '08:00', closes: '17:00' }], holidays: [], closures: [], lastYear: 2026, ...more });
const faults = (more: Partial<Calendar>): readonly string[] => readCalendar(calendar(more), { key: 'office', version: 1 }).faults.map((f) => `${f.field}: ${f.message}`);

describe('a calendar as people write it', () => {
  it('is read into whole numbers, in order, spans that touch as one', () => {
    const source = calendar({
      weekly: [{ day: 1, opens: '13:00', closes: '24:00' }, { day: 1, opens: '08:30', closes: '13:00' }, { day: 7, opens: '00:00', closes: '00:01' }],
      holidays: [{ date: '1970-02-01', title: 'Later' }, { date: '1970-01-01', title: 'First' }],
      closures: [{ from: '1970-01-02T00:00', to: '1970-01-03T24:00', title: 'Flood' }],
    });
    expect(readCalendar(source, { key: 'sheriff.office', version: 3 })).toEqual({
      calendar: { key: 'sheriff.office', title: 'Office', version: 3, weekly: [[{ opens: 510, closes: 1440 }], [], [], [], [], [], [{ opens: 0, closes: 1 }]], holidays: [{ day: 0, title: 'First' }, { day: 31, title: 'Later' }], closures: [{ from: 1440, to: 3 * 1440, title: 'Flood' }], until: 20819 },
      faults: [],
    });
  });
  it('says what in it cannot be counted in', () => {
    expect(faults({ weekly: [] })).toEqual(['weekly: it is never open; say on which days, from when to when']);
    expect(faults({ weekly: [{ day: 1, opens: '8:00', closes: '17:00' }, { day: 2, opens: '08:00', closes: '24:01' }, { day: 3, opens: '17:00', closes: '08:00' }, { day: 4, opens: '08:00', closes: '12:00' }, { day: 4, opens: '11:00', closes: '17:00' }] })).toMatchInlineSnapshot(`
      [
        "weekly.0: “8:00” is no time of day; write 08:30, or 24:00 for the end of the day",
        "weekly.1: “24:01” is no time of day; write 08:30, or 24:00 for the end of the day",
        "weekly.2: it closes at 08:00, not after it opens at 17:00; a span over midnight is written as two",
        "weekly: the spans of Thursday overlap; write each hour once",
      ]
    `);
    expect(faults({ holidays: [{ date: '2025-02-29', title: '' }, { date: '2026-1-1', title: '' }, { date: '2026-07-03', title: '' }, { date: '2026-07-03', title: '' }, { date: '', title: '' }] })).toMatchInlineSnapshot(`
      [
        "holidays.0.date: “2025-02-29” is no date; write 2026-11-26",
        "holidays.1.date: “2026-1-1” is no date; write 2026-11-26",
        "holidays.3.date: 2026-07-03 is listed twice; keep one",
        "holidays.4.date: the date is missing",
      ]
    `);
    expect(faults({ closures: [{ from: '2026-01-05', to: '2026-01-06T08:00', title: '' }, { from: '2026-01-05T08:00', to: '2026-01-05T08:00', title: '' }, { from: '', to: '', title: '' }] })).toMatchInlineSnapshot(`
      [
        "closures.0: “2026-01-05” is no date and time; write 2026-01-05T12:00",
        "closures.1: it ends at 2026-01-05T08:00, not after it begins at 2026-01-05T08:00",
        "closures.2: say when it begins and when it ends",
      ]
    `);
  });
});

it('reads dates and times of day, and writes them back', () => {
  for (const text of ['2024-02-29', '1999-12-31', '2026-01-01']) expect(dayText(dayOf(text) ?? NaN)).toBe(text);
  for (const text of ['00:00', '23:59', '24:00', '08:05']) expect(minuteText(minuteOf(text) ?? NaN)).toBe(text);
  expect(['2025-02-29', '2025-13-01', '2025-00-01', '2025-01-00', '25-01-01', ''].map(dayOf)).toEqual(Array(6).fill(undefined));
  expect(['24:01', '12:60', '1:00', 'noon', ''].map(minuteOf)).toEqual(Array(5).fill(undefined));
});
