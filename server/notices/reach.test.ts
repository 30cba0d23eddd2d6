// When somebody is told outside the app, in their own zone, on days with and without a change of the clock.
import { describe, expect, it } from 'vitest';
import { noticeAbouts } from '../../protocol/rows.ts';
import { groupOf, isUrgent, reachedAt, usualPreference } from './reach.ts';
import type { Preference } from './reach.ts';

const zone = 'America/New_York';
const usual: Preference = { ...usualPreference, zone };
const at = (text: string): number => Date.parse(text);
const told = (about: string, when: string, preference: Preference = usual, urgent = false): string | null => {
  const reached = reachedAt({ about, urgent }, preference, at(when));
  return reached === null ? null : new Date(reached).toISOString();
};

describe('a notice outside the app', () => {
  it('goes at once by day, and after the quiet hours by night, in the zone of the person', () => {
    expect(told('assigned', '2026-11-24T16:00:00Z')).toBe('2026-11-24T16:00:00.000Z');
    expect(told('assigned', '2026-11-25T03:00:00Z')).toBe('2026-11-25T11:00:00.000Z'); // 22:00 to 06:00 EST
    expect(told('assigned', '2026-11-24T10:59:00Z')).toBe('2026-11-24T11:00:00.000Z');
    expect(told('assigned', '2026-11-24T11:00:00Z')).toBe('2026-11-24T11:00:00.000Z');
  });

  it('waits over the night of a change of the clock until six by the clock on the wall', () => {
    expect(told('assigned', '2026-03-08T04:00:00Z')).toBe('2026-03-08T10:00:00.000Z'); // spring forward: six is EDT
    expect(told('assigned', '2026-11-01T03:00:00Z')).toBe('2026-11-01T11:00:00.000Z'); // back: six is EST
  });

  it('waits over whole quiet days and the night after them', () => {
    const weekend = { ...usual, quiet: { ...usual.quiet, days: [6, 7] } };
    expect(told('assigned', '2026-11-28T03:30:00Z', weekend)).toBe('2026-11-30T11:00:00.000Z'); // Friday 22:30 to Monday 06:00
  });

  it('goes at once whatever the hour when it is imminent danger, or overdue and escalated', () => {
    for (const about of ['danger', 'escalated']) expect(told(about, '2026-11-25T03:00:00Z')).toBe('2026-11-25T03:00:00.000Z');
    expect(told('ownerChanged', '2026-11-25T03:00:00Z', usual, true)).toBe('2026-11-25T03:00:00.000Z');
    const off = { ...usual, ways: { work: 'off', limits: 'off', answers: 'off', course: 'off' } as const };
    expect(told('danger', '2026-11-25T03:00:00Z', off)).toBe('2026-11-25T03:00:00.000Z');
    expect(told('escalated', '2026-11-25T03:00:00Z', off)).toBeNull();
  });

  it('comes once a day where that was chosen, and not on a quiet day', () => {
    expect(told('handoffAccepted', '2026-11-24T16:00:00Z')).toBe('2026-11-25T13:00:00.000Z');
    expect(told('handoffAccepted', '2026-11-24T12:00:00Z')).toBe('2026-11-24T13:00:00.000Z');
    expect(told('handoffAccepted', '2026-11-27T16:00:00Z', { ...usual, quiet: { ...usual.quiet, days: [6, 7] } })).toBe('2026-11-30T13:00:00.000Z');
  });

  it('has a group for everything the engine writes, and one it does not know is told as work', () => {
    expect(noticeAbouts.filter((about) => groupOf(about) === 'danger')).toEqual(['danger']);
    expect(groupOf('somethingNew')).toBe('work');
    expect(noticeAbouts.filter((about) => isUrgent({ about, urgent: false })).toSorted()).toEqual(['danger', 'escalated']);
  });
});
