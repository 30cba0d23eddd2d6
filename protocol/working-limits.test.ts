// Limits and waits that count working time, from the draft through the plan to the case.
import { describe, expect, it } from 'vitest';
import { CasePlay, t0 } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import type { AgencyCalendar } from './choose-calendar.ts';
import { compile, hashOf, type CompileContext } from './compile.ts';
import type { Calendar, CalendarTime, Draft } from './draft.ts';
import { readCalendar } from './read-calendar.ts';
import { node, officeHours, sample, unit } from './rules/sample.ts';
import { localText } from './time.ts';

const at = (iso: string): number => Date.parse(iso) - t0;
const office = readCalendar({ ...officeHours, holidays: [{ date: '2025-07-04', title: 'Independence Day' }] }, { key: 'office', version: 1 }).calendar;
const drawn = (time: CalendarTime, more: Record<string, unknown> = {}) =>
  plan('p', [{ id: 'start', kind: 'start', next: { next: 'look' } }, { id: 'look', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT1H', { rules: [{ due: time, warn: 'PT1H', ...more }] }), next: { done: 'end' } }, { id: 'end', kind: 'end', outcome: 'end' }], { calendars: { office }, unit: { ...unit, agencies: [{ id: 'a1', key: 'sheriff', name: 'Sheriff' }] } });
const dueOf = (play: CasePlay): string => localText(play.step('look').clock?.due ?? NaN, unit.offsets);
/** Opened on Thursday 3 July 2025, the day before a holiday next to a weekend. */
const opened = (time: CalendarTime, more: Record<string, unknown> = {}, on = '2025-07-03T16:00-05:00'): CasePlay => new CasePlay().open(bundle(drawn(time, more)), 'ana', {}, at(on) + t0);

describe('a limit that counts working time', () => {
  it('is due at closing of the n-th working day, or when so many open hours have passed', () => {
    expect(dueOf(opened({ kind: 'workingDays', days: 1, calendar: 'office' }))).toBe('Mon 7 Jul 2025 17:00');
    expect(dueOf(opened({ kind: 'workingTime', time: 'PT4H', calendar: 'office' }))).toBe('Mon 7 Jul 2025 11:00');
  });
  it('warns before it and escalates after it on the clock', () => {
    const play = opened({ kind: 'workingTime', time: 'PT4H', calendar: 'office' });
    expect(play.step('look').clock?.timers.map((t) => `${t.kind} ${localText(t.at, unit.offsets)}`)).toEqual(['warn Mon 7 Jul 2025 10:00', 'limit Mon 7 Jul 2025 11:00', 'escalate Mon 7 Jul 2025 11:00']);
    play.time(at('2025-07-07T11:00-05:00'));
    expect(play.kinds()).not.toContain('deadlinePassed');
    play.time(at('2025-07-07T11:00-05:00') + 1);
    expect(play.kinds()).toContain('deadlinePassed');
  });
  it('says which version of which calendar it was counted in', () => {
    expect(opened({ kind: 'workingDays', days: 1 }).of('deadlineSet')).toMatchObject([{ calendar: { key: 'office', version: 1 } }]);
  });
  it('counts back from an anchor', () => {
    expect(dueOf(opened({ kind: 'workingDays', days: -2, calendar: 'office' }, { from: { kind: 'caseOpened' } }))).toBe('Tue 1 Jul 2025 17:00');
  });
  it('past the years its calendar knows it is counted all the same, and the owner is told', () => {
    const play = opened({ kind: 'workingDays', days: 1, calendar: 'office' }, {}, '2030-12-31T12:00-05:00');
    expect(dueOf(play)).toBe('Wed 1 Jan 2031 17:00');
    expect(play.of('calendarEnds')).toMatchObject([{ calendar: { key: 'office', version: 1 }, node: 'look' }]);
    expect(play.transitions.flatMap((t) => t.rows).some((r) => r.table === 'notice' && r.row.about === 'calendarEnds' && r.row.persons.includes('sam'))).toBe(true);
  });
  it('of a wait ends at its instant', () => {
    const waiting = plan('p', [{ id: 'start', kind: 'start', next: { next: 'hold' } }, { id: 'hold', kind: 'wait', rules: [{ due: { kind: 'workingTime', time: 'PT30M' } }], next: { elapsed: 'end' } }, { id: 'end', kind: 'end', outcome: 'end' }], { calendars: { office }, unit });
    const play = new CasePlay().open(bundle(waiting), 'ana', {}, at('2025-07-03T16:45-05:00') + t0).time(at('2025-07-07T08:15-05:00') - 1);
    expect(play.open_()).toEqual(['hold']);
    play.time(at('2025-07-07T08:15-05:00'));
    expect(play.kinds()).toContain('waitEnded');
  });
  it('is the same deadline when a loop comes back to it', () => {
    const again = drawn({ kind: 'workingTime', time: 'PT4H' }, { from: { kind: 'runStarted' } });
    const play = new CasePlay().open(bundle({ ...again, nodes: { ...again.nodes, look: { ...again.nodes['look'], next: { done: 'look' } } as never } }), 'ana', {}, at('2025-07-03T16:00-05:00') + t0);
    play.time(at('2025-07-07T12:00-05:00')).act(at('2025-07-07T13:00-05:00'), 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
    expect([play.step('look').visit, dueOf(play), play.step('look').clock?.timers]).toEqual([2, 'Mon 7 Jul 2025 11:00', []]);
    expect(play.state?.breaches).toBe(1);
  });
});

describe('the calendar a limit counts in', () => {
  const named = (key: string, title: string): Calendar => ({ ...officeHours, key, title });
  const two = { ...unit, agencies: [...unit.agencies, { id: 'a2', key: 'school', name: 'School' }] };
  const theirs: readonly AgencyCalendar[] = [
    { agency: { id: 'a2', key: 'school' }, version: 4, calendar: named('terms', 'Term times') },
    { agency: { id: 'a1', key: 'sheriff' }, version: 2, calendar: named('office', 'Office hours') },
    { agency: { id: 'a1', key: 'sheriff' }, version: 1, calendar: named('nights', 'Nights') },
  ];
  const draftOf = (calendar: string | undefined, more: Partial<Draft> = {}): Draft =>
    sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'due', rules: [{ due: { kind: 'workingDays', days: 2, ...(calendar !== undefined ? { calendar } : {}) } }], escalate: [], onOverdue: 'stay' } })], more);
  const context = (more: Partial<CompileContext> = {}): CompileContext => ({ unit: two, version: 1, published: () => undefined, calendars: theirs, ...more });
  function counted(draft: Draft, more: Partial<CompileContext> = {}): readonly string[] {
    const result = compile(draft, context(more));
    if (!result.ok) throw new Error(result.findings.map((f) => f.message).join('\n'));
    const task = result.plan.nodes['a'];
    const rule = task?.kind === 'task' && task.limit?.kind === 'due' ? task.limit.rules[0]?.due : undefined;
    return [typeof rule === 'object' ? (rule.calendar ?? '') : '', ...Object.keys(result.plan.calendars ?? {})];
  }

  it('is the one it names: of the protocol, of the host agency, or of another', () => {
    expect(counted(draftOf('office'))).toEqual(['sheriff.office', 'sheriff.office']);
    expect(counted(draftOf('office', { calendars: [officeHours] }))).toEqual(['office', 'office']);
    expect(counted(draftOf('school.terms'))).toEqual(['school.terms', 'school.terms']);
    expect(counted(draftOf('sheriff.nights'))).toEqual(['sheriff.nights', 'sheriff.nights']);
  });
  it('is that of the agency of its first role, where it names none', () => {
    expect(counted(draftOf(undefined, { roles: [{ id: 'analyst', title: 'Analyst', agency: 'school' }, { id: 'lead', title: 'Lead' }] }))).toEqual(['school.terms', 'school.terms']);
    expect(counted(draftOf(undefined))).toEqual(['sheriff.office', 'sheriff.office']);
  });
  it('is the only one there is, where that agency has none', () => {
    expect(counted(draftOf(undefined, { calendars: [officeHours] }), { calendars: [] })).toEqual(['office', 'office']);
  });
  it('changes the hash of those plans only that count in it', () => {
    const hash = (draft: Draft, calendars: readonly AgencyCalendar[]): string => {
      const result = compile(draft, context({ calendars }));
      return result.ok ? hashOf(result.plan) : '';
    };
    const changed = theirs.map((c) => (c.calendar.key === 'office' ? { ...c, version: 3, calendar: { ...c.calendar, holidays: [{ date: '2026-07-03', title: 'Independence Day' }] } } : c));
    const onTheClock = sample('start -> a; a.done -> end', [node('task', 'a')]);
    expect(hash(draftOf('office'), changed)).not.toBe(hash(draftOf('office'), theirs));
    expect(hash(draftOf('nights'), changed)).toBe(hash(draftOf('nights'), theirs));
    expect(hash(onTheClock, changed)).toBe(hash(onTheClock, []));
    expect(hash(onTheClock, []).length).toBe(64);
  });
  it('is missed before a protocol is published without one', () => {
    expect(compile(draftOf(undefined), context({ calendars: [] })).ok).toBe(false);
  });
});
