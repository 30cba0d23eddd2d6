import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingAfter, instantWith, openMinutesOf, openUntil, wallsOf } from '../test/oracles/open-minutes.ts';
import type { Calendar } from './draft.ts';
import type { PlanCalendar, ZoneOffset } from './plan.ts';
import { readCalendar } from './read-calendar.ts';
import { localText } from './time.ts';
import { addWorkingDays, addWorkingTime, crossedBetween, workingTimeBetween } from './working-time.ts';

const minute = 60_000;
const week = (days: readonly number[], ...spans: readonly (readonly [string, string])[]): Calendar['weekly'] => days.flatMap((day) => spans.map(([opens, closes]) => ({ day, opens, closes })));
const calendar = (more: Partial<Calendar>): Calendar => ({ key: 'c', title: 'Calendar', weekly: [], holidays: [], closures: [], lastYear: 2040, ...more });
const read = (source: Calendar): PlanCalendar => readCalendar(source, { key: source.key, version: 1 }).calendar;

const office = calendar({
  weekly: week([1, 2, 3, 4, 5], ['08:00', '12:00'], ['13:00', '17:00']),
  holidays: [
    { date: '2025-07-04', title: 'Independence Day' }, // a Friday
    { date: '2025-09-01', title: 'Labor Day' }, // a Monday
    { date: '2025-11-27', title: 'Thanksgiving' }, { date: '2025-11-28', title: 'Day after Thanksgiving' },
    { date: '2025-12-25', title: 'Christmas Day' }, { date: '2026-01-01', title: 'New Year' }, { date: '2024-02-29', title: 'Leap day' }, { date: '2025-03-08', title: 'A Saturday' },
  ],
});

describe('working time, in the words of an office', () => {
  const newYork: readonly ZoneOffset[] = [{ from: 0, minutes: -300 }, { from: Date.parse('2025-03-09T07:00Z'), minutes: -240 }, { from: Date.parse('2025-11-02T06:00Z'), minutes: -300 }];
  const hours = read(office);
  const words = (at: number): string => localText(at, newYork);
  it.each([
    ['a report on Friday 16:40 that is due within four working hours is due on Monday', '2025-11-21T16:40-05:00', 'PT4H', 'Mon 24 Nov 2025 11:40'],
    ['four hours that are full at closing are due at closing, not on the next morning', '2025-11-21T13:00-05:00', 'PT4H', 'Fri 21 Nov 2025 17:00'],
    ['lunch does not count', '2025-11-24T11:30-05:00', 'PT1H', 'Mon 24 Nov 2025 13:30'],
    ['a night does not count', '2025-11-24T03:00-05:00', 'PT1H', 'Mon 24 Nov 2025 09:00'],
    ['Thanksgiving and the day after do not count', '2025-11-26T16:00-05:00', 'PT2H', 'Mon 1 Dec 2025 09:00'],
    ['no time at all is the instant itself', '2025-11-22T10:00-05:00', 'PT0S', 'Sat 22 Nov 2025 10:00'],
    ['two hours before Monday 09:00 is Friday 16:00', '2025-11-24T09:00-05:00', '-PT2H', 'Fri 21 Nov 2025 16:00'],
  ])('%s', (_, from, time, expected) => expect(words(addWorkingTime(Date.parse(from), (time.startsWith('-') ? -1 : 1) * Number(/\d+/.exec(time)?.[0]) * 3_600_000, hours, newYork).at)).toBe(expected));
  it.each([
    ['the third working day of a Thursday is a Tuesday, at closing', '2025-11-20T09:00-05:00', 3, 'Tue 25 Nov 2025 17:00'],
    ['late in the evening it is still that date', '2025-11-20T23:59-05:00', 1, 'Fri 21 Nov 2025 17:00'],
    ['a minute later it is the next', '2025-11-21T00:00-05:00', 1, 'Mon 24 Nov 2025 17:00'],
    ['holidays next to a weekend are jumped', '2025-11-26T10:00-05:00', 1, 'Mon 1 Dec 2025 17:00'],
    ['over the new year', '2025-12-31T10:00-05:00', 1, 'Fri 2 Jan 2026 17:00'],
    ['over the leap day, when it is a holiday', '2024-02-28T10:00-05:00', 1, 'Fri 1 Mar 2024 17:00'],
    ['over the change to summer time', '2025-03-07T10:00-05:00', 1, 'Mon 10 Mar 2025 17:00'],
    ['two working days before a hearing', '2025-12-02T09:00-05:00', -2, 'Wed 26 Nov 2025 17:00'],
    ['the closing time of the day itself', '2025-11-21T09:00-05:00', 0, 'Fri 21 Nov 2025 17:00'],
    ['of a Sunday, that of Monday', '2025-11-23T09:00-05:00', 0, 'Mon 24 Nov 2025 17:00'],
  ])('%s', (_, from, days, expected) => expect(words(addWorkingDays(Date.parse(from), days, hours, newYork).at)).toBe(expected));

  const closed = read({ ...office, closures: [{ from: '2025-11-24T10:00', to: '2025-11-25T24:00', title: 'Burst pipe' }] });
  it('a closure takes its hours away, and a day with none left is no working day', () => {
    expect(words(addWorkingTime(Date.parse('2025-11-21T16:40-05:00'), 4 * 3_600_000, closed, newYork).at)).toBe('Wed 26 Nov 2025 09:40');
    expect(words(addWorkingDays(Date.parse('2025-11-21T16:40-05:00'), 1, closed, newYork).at)).toBe('Mon 24 Nov 2025 10:00');
    expect(words(addWorkingDays(Date.parse('2025-11-21T16:40-05:00'), 2, closed, newYork).at)).toBe('Wed 26 Nov 2025 17:00');
  });
  it('names the holidays and closures that were crossed, and no holiday on a day that is never open', () => {
    const crossed = (from: string, to: string): readonly string[] => crossedBetween(Date.parse(from), Date.parse(to), closed, newYork).map((c) => c.title);
    expect(crossed('2025-11-21T16:40-05:00', '2025-12-01T17:00-05:00')).toEqual(['Thanksgiving', 'Day after Thanksgiving', 'Burst pipe']);
    expect(crossed('2025-11-25T17:00-05:00', '2025-11-26T09:00-05:00')).toEqual(['Burst pipe']);
    expect(crossed('2025-03-07T10:00-05:00', '2025-03-10T17:00-04:00')).toEqual([]);
  });
  it('says when it was counted past the years that are known, or found nothing at all', () => {
    const known = (c: Calendar, days: number): boolean => addWorkingDays(Date.parse('2025-12-30T10:00-05:00'), days, read(c), newYork).known;
    expect([known({ ...office, lastYear: 2025 }, 1), known({ ...office, lastYear: 2025 }, 2), known({ ...office, lastYear: 2026 }, 2)]).toEqual([true, false, true]);
    expect(known({ ...office, holidays: [], lastYear: 2025 }, 2)).toBe(false); // New Year's Day itself
    expect(known(calendar({}), 1)).toBe(false);
    expect(addWorkingTime(0, minute, read(calendar({})), []).known).toBe(false);
  });
});

const calendars: readonly Calendar[] = [
  office,
  calendar({ weekly: week([1, 2, 3, 4, 5, 6, 7], ['00:00', '24:00']), closures: [{ from: '2024-05-01T22:00', to: '2024-05-02T00:40', title: '' }] }), // a room that hardly ever closes
  calendar({ weekly: week([1, 2, 3, 4, 5, 6, 7], ['22:00', '24:00'], ['00:00', '06:00']), holidays: [{ date: '2024-12-31', title: '' }, { date: '2025-01-01', title: '' }] }), // the night shift
  calendar({ weekly: [...week([7], ['00:30', '01:30'], ['02:15', '02:45'], ['03:10', '24:00']), ...week([3], ['09:00', '09:01'])], holidays: [{ date: '2024-03-10', title: '' }], closures: [{ from: '2024-02-28T23:00', to: '2024-03-01T01:00', title: '' }] }), // inside the hours that are skipped and repeated
  calendar({ weekly: week([2, 4, 6], ['07:15', '11:45'], ['12:00', '12:30'], ['18:00', '21:07']), closures: [{ from: '2023-12-22T12:00', to: '2024-01-03T08:00', title: '' }, { from: '2024-10-01T10:00', to: '2024-10-01T18:30', title: '' }, { from: '2024-10-01T12:10', to: '2024-10-08T07:20', title: '' }] }),
];
const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns', 'Africa/Cairo', 'Asia/Kathmandu', 'Antarctica/Troll', 'America/Havana', 'Pacific/Chatham'] as const;
const casesAZone = 10_000;
const [start, end] = [Date.UTC(2023, 0, 1), Date.UTC(2026, 0, 1)];
const inside = { min: Date.UTC(2023, 9, 1) / 1000, max: Date.UTC(2025, 3, 1) / 1000 };

describe('working time agrees with counting minutes on a clock read by Luxon, over 100,000 cases', () => {
  it.each(zones)('in %s', (zone) => {
    const walls = wallsOf(zone, start, end);
    const offsets = offsetsOf(walls);
    const both = calendars.map((source) => ({ ours: read(source), theirs: openMinutesOf(walls, source) }));
    const changes = offsets.map((o) => o.from / 1000).filter((t) => t > inside.min && t < inside.max);
    const edges = [...changes, Date.UTC(2024, 1, 29) / 1000, Date.UTC(2024, 11, 31, 12) / 1000, Date.UTC(2024, 9, 1, 12) / 1000, Date.UTC(2024, 4, 2) / 1000];
    const instant = fc.oneof(fc.integer(inside), fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -2 * 86_400, max: 2 * 86_400 })).map(([t, s]) => t + s)).map((s) => s * 1000);
    const openMs = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 80 * 3600 }).map((s) => s * 1000), fc.integer({ min: 1, max: 80 * 60 }).map((m) => m * minute));
    fc.assert(
      fc.property(fc.nat(both.length - 1), instant, openMs, fc.integer({ min: -20, max: 20 }), (which, at, ms, days) => {
        const pair = both[which];
        if (!pair) return false;
        const { ours, theirs } = pair;
        const until = openUntil(theirs, at);
        const after = ms === 0 ? at : instantWith(theirs, until + ms, false);
        const before = ms === 0 ? at : instantWith(theirs, until - ms, true);
        return (
          addWorkingTime(at, ms, ours, offsets).at === after &&
          addWorkingTime(at, -ms, ours, offsets).at === before &&
          addWorkingDays(at, days, ours, offsets).at === closingAfter(theirs, at, days) &&
          workingTimeBetween(before, after, ours, offsets) === openUntil(theirs, after) - openUntil(theirs, before)
        );
      }),
      { numRuns: casesAZone },
    );
  });
});

/** The zone's changes, read off the oracle's clock. */
function offsetsOf({ start: first, wall }: ReturnType<typeof wallsOf>): readonly ZoneOffset[] {
  const table: ZoneOffset[] = [];
  wall.forEach((shown, i) => {
    const minutes = shown - (first / minute + i);
    if (table.at(-1)?.minutes !== minutes) table.push({ from: first + i * minute, minutes });
  });
  return table;
}
