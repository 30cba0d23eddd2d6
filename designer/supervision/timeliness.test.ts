import { describe, expect, it, test } from 'vitest';
import type { Figures } from '../../server/contract-timeliness.ts';
import { lateShare, lineOf, periodFault, spreadWords, timelinessHead } from './timeliness.ts';

const none = { count: 0, medianMs: null, p95Ms: null };
const figures: Figures = { opened: 3, firstLook: { count: 2, medianMs: 3_600_000, p95Ms: null }, noFirstLook: 1, kept: 2, late: 1, lateBy: none, answered: none, accepted: 0, declined: 0, withdrawn: 0, expired: 0, ended: 0, reopened: 0 };

describe('a duration is told', () => {
  test.each([
    [none, 'None'],
    [{ count: 2, medianMs: 3_600_000, p95Ms: null }, '1 h in the middle (2)'],
    [{ count: 20, medianMs: 3_600_000, p95Ms: 7_200_000 }, '1 h in the middle, 95 of 100 within 2 h (20)'],
  ] as const)('with how many it stands for: %j', (spread, words) => expect(spreadWords(spread)).toBe(words));
});

it('a share stands with the numbers it comes from', () => {
  expect(lateShare({ kept: 2, late: 1 })).toBe('1 of 3 late, 33 %');
  expect(lateShare({ kept: 4, late: 0 })).toBe('none of 4 late');
});

describe('a period that cannot be asked for says what to do', () => {
  test.each([
    ['2026-03-02', '2026-03-15', null],
    ['2026-03-02', '2026-03-02', null],
    ['2025-01-01', '2026-01-01', null],
    ['2025-01-01', '2026-01-02', 'Take at most 366 days.'],
    ['2026-03-03', '2026-03-02', 'The first day comes after the last; swap them.'],
    ['', '2026-03-02', 'Give both days.'],
  ])('%s to %s', (from, until, fault) => expect(periodFault(from, until)).toBe(fault));
});

it('a line of the file has a cell under each head, durations in whole minutes', () => {
  expect(lineOf(figures)).toHaveLength(timelinessHead.length);
  expect(lineOf(figures).slice(0, 5)).toEqual([3, 2, 1, 60, null]);
});
