import { describe, expect, it, test } from 'vitest';
import { bandOf, bySlack, grouped, used } from './slack.ts';

const start = Date.parse('2026-11-24T10:00:00Z');
const hour = 3_600_000;
const row = (id: string, due: number | null, opened = 0, warn?: number) => ({
  id,
  openedAt: new Date(start + opened * hour).toISOString(),
  dueAt: due === null ? null : new Date(start + due * hour).toISOString(),
  warnAt: warn === undefined ? null : new Date(start + warn * hour).toISOString(),
});

it('puts the least time left first and what has no limit last, oldest first', () => {
  const rows = [row('none, new', null, 2), row('late', -1), row('tomorrow', 24), row('none, old', null, 1), row('soon', 1)];
  expect(bySlack(rows).map((r) => r.id)).toEqual(['late', 'soon', 'tomorrow', 'none, old', 'none, new']);
});

describe('the band of a step', () => {
  test.each([
    ['past its due instant', row('a', 4), 4.01, 'overdue'],
    ['exactly at its due instant is in time', row('a', 4), 4, 'soon'],
    ['in its last quarter', row('a', 4), 3, 'soon'],
    ['before its last quarter', row('a', 4), 2.9, 'ahead'],
    ['of many days, two hours before', row('a', 240), 238, 'soon'],
    ['after its own warning', row('a', 240, 0, 100), 100, 'soon'],
    ['without a limit', row('a', null), 1000, 'none'],
  ] as const)('%s', (_name, step, at, band) => expect(bandOf(step, start + at * hour)).toBe(band));
});

it('tells how much of the time given is used, over one when late', () => {
  expect(used(row('a', 4), start + hour)).toBe(0.25);
  expect(used(row('a', 4), start + 6 * hour)).toBe(1.5);
  expect(used(row('a', null), start)).toBeNull();
  expect(used(row('zero', 0), start)).toBe(1);
});

it('keeps groups in the order of their most urgent row', () => {
  expect(grouped(['b1', 'a1', 'b2'], (r) => r.slice(0, 1)).map((g) => g.key)).toEqual(['b', 'a']);
});
