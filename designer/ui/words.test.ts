import { describe, expect, it, test } from 'vitest';
import { countdown, instantOfWall, listing, localTime, recordTime, span, wallClock } from './words.ts';

const at = Date.parse('2026-11-24T16:40:00Z');

describe('a span of time', () => {
  test.each([
    [9_999, '9 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [59 * 60_000, '59 min'],
    [130 * 60_000, '2 h 10 min'],
    [24 * 3_600_000, '1 d'],
    [(3 * 24 + 4) * 3_600_000, '3 d 4 h'],
    [40 * 24 * 3_600_000, '40 d'],
  ])('of %i ms reads %s', (ms, words) => expect(span(ms)).toBe(words));
});

it('says what is left before the limit and by how much it is overdue after', () => {
  expect(countdown(at + 7_800_000, at)).toBe('2 h 10 min left');
  expect(countdown(at - 61_000, at)).toBe('overdue by 1 min 1 s');
});

it('says the local time with its zone, and the year only when it is another', () => {
  expect(localTime(at, 'America/New_York', at)).toBe('Tue 24 Nov 11:40 EST');
  expect(localTime(Date.parse('2027-07-01T12:00:00Z'), 'America/New_York', at)).toBe('Thu 1 Jul 2027 08:00 EDT');
  expect(recordTime(at, 'America/New_York')).toBe('24 Nov 2026, 11:40:00 EST');
});

describe('a wall-clock time of the unit', () => {
  it('becomes the instant in that zone and comes back', () => {
    expect(instantOfWall('2026-11-24T11:40', 'America/New_York')).toBe('2026-11-24T11:40:00-05:00');
    expect(instantOfWall('2026-07-01T08:00', 'America/New_York')).toBe('2026-07-01T08:00:00-04:00');
    expect(wallClock(at, 'America/New_York')).toBe('2026-11-24T11:40');
  });
  it('is none while it is being typed', () => expect(instantOfWall('2026-11-', 'UTC')).toBeUndefined());
});

it('lists words as a person says them', () => {
  expect(listing(['Dana'])).toBe('Dana');
  expect(listing(['Dana', 'Lee', 'Sam'], 'or')).toBe('Dana, Lee or Sam');
});
