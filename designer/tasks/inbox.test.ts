// What a person sees first, what they put off, and that nothing moves under their hand.
import { describe, expect, it } from 'vitest';
import type { TaskRow } from '../../server/contract-cases.ts';
import { calm, isInView, sectionsOf } from './inbox.ts';

const now = Date.parse('2026-11-24T16:00:00Z');
const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();
const row = (stepId: string, more: Partial<TaskRow> = {}): TaskRow => ({
  stepId, caseId: 'c', caseReference: 'HC-2026-0001', caseTitle: 'Messages about a teacher', unitId: 'u', protocol: 'p', run: 'r1', node: 'n', title: 'Call the school', kind: 'task', roles: [], agency: { id: 'a', name: 'A' },
  protocolTitle: 'Screening', roleTitles: ['Analyst'], levelTitle: null, openedAt: at(-24), dueAt: at(48), warnAt: null, breachedAt: null, claimedBy: null, level: null, status: 'open', imminent: false, held: null, handoffState: null, stoppedUntil: null,
  mine: true, mayAct: true, act: 'complete', snoozedUntil: null, ...more,
});
const sections = (...rows: readonly TaskRow[]): readonly (readonly [string, readonly string[]])[] => sectionsOf(rows, now).map(({ key, rows: own }) => [key, own.map(({ stepId }) => stepId)]);

describe('the inbox', () => {
  it('has for now what is late, soon, held or dangerous, and next what has time', () => {
    expect(sections(row('late', { dueAt: at(-1) }), row('soon', { dueAt: at(1) }), row('held', { held: 'open_measures' }), row('danger', { imminent: true }), row('ahead'), row('free', { dueAt: null }))).toEqual([['now', ['late', 'soon', 'held', 'danger']], ['next', ['ahead', 'free']]]);
  });

  it('brings back what was put off at its hour, and before when its limit comes near or danger is declared', () => {
    expect(sections(row('off', { snoozedUntil: at(5) }))).toEqual([['later', ['off']]]);
    expect(sections(row('over', { snoozedUntil: at(-0.1) }))).toEqual([['next', ['over']]]);
    expect(sections(row('near', { snoozedUntil: at(5), dueAt: at(1) }), row('late', { snoozedUntil: at(5), dueAt: at(-1) }), row('danger', { snoozedUntil: at(5), imminent: true }))).toEqual([['now', ['near', 'late', 'danger']]]);
  });
});

describe('a view', () => {
  it('finds all words wherever they stand in a row, and combines its filters', () => {
    const shown = (search: Parameters<typeof isInView>[1]): boolean => isInView(row('s'), search, now);
    expect([shown({}), shown({ q: 'teacher hc-2026' }), shown({ q: 'teacher nobody' }), shown({ kind: 'task', band: 'ahead' }), shown({ kind: 'approval' }), shown({ band: 'overdue' }), shown({ protocol: 'Screening' }), shown({ unit: 'other' })]).toEqual([true, true, false, true, false, false, true, false]);
  });
});

describe('a list that changes while it is read', () => {
  it('keeps every row in its place, marks what is gone and counts what is new', () => {
    const seen = [row('a'), row('b'), row('c')];
    const { rows, added } = calm(seen, [row('new'), row('c', { title: 'Changed' }), row('a')]);
    expect(rows.map(({ stepId, isGone, title }) => [stepId, isGone, title])).toEqual([['a', false, 'Call the school'], ['b', true, 'Call the school'], ['c', false, 'Changed']]);
    expect(added).toBe(1);
  });
});
