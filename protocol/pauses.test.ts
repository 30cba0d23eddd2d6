// Stopping clocks, and bringing newer calendars to limits that are open.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason, t0 } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import type { PauseTarget } from './input.ts';
import type { PlanCalendar } from './plan.ts';
import { readCalendar } from './read-calendar.ts';
import { officeHours, unit } from './rules/sample.ts';
import { nextDueAt } from './settle.ts';
import { localText } from './time.ts';

const office = (version: number, more: Partial<typeof officeHours> = {}): PlanCalendar => readCalendar({ ...officeHours, ...more }, { key: 'office', version }).calendar;
const task = (id: string, to: string, limit: Record<string, unknown>) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit, next: { done: to } });
/** Three tasks at once: on the clock, in working time, and by statute. */
const three = plan('p', [
  { id: 'start', kind: 'start', next: { next: 'fan' } },
  { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], next: { a: 'clock', b: 'working', c: 'statute' } },
  task('clock', 'meet', due('PT8H', { rules: [{ due: 'PT8H', warn: 'PT1H' }], escalate: [{ after: 'PT0S', notify: ['lead'] }, { after: 'PT2H', notify: ['commander'], letIn: ['commander'] }] })),
  task('working', 'meet', due('PT8H', { rules: [{ due: { kind: 'workingTime', time: 'PT4H', calendar: 'office' } }] })),
  task('statute', 'meet', due('PT72H', { statutory: true })),
  { id: 'meet', kind: 'join', next: { next: 'after' } },
  task('after', 'end', due('PT8H')),
  { id: 'end', kind: 'end', outcome: 'end' },
], { unit: { ...unit }, roles: Object.fromEntries(['analyst', 'lead', 'commander'].map((id) => [id, { id, title: id, agencies: ['a0000000-0000-4000-8000-000000000001'] }])), calendars: { office: office(1) } });

const friday = Date.parse('2025-11-21T15:00-05:00');
const at = (iso: string): number => Date.parse(iso) - t0;
const opened = (): CasePlay => new CasePlay().open(bundle(three), 'ana', {}, friday);
const dues = (play: CasePlay): readonly string[] => ['clock', 'working', 'statute'].map((node) => localText(play.step(node).clock?.due ?? NaN, unit.offsets));
const step = (play: CasePlay, node: string): PauseTarget => ({ kind: 'step', step: play.step(node).id });
const paused = (play: CasePlay, on: string, target: PauseTarget, end: { readonly kind: 'at'; readonly at: number } | { readonly kind: 'budget'; readonly ms: number } = { kind: 'budget', ms: hours(200) }): CasePlay => play.act(at(on), 'sam', { kind: 'pause', target, end, reason });

describe('a paused case', () => {
  it('fires nothing until it is resumed, but what is statutory', () => {
    const play = paused(opened(), '2025-11-21T16:00-05:00', { kind: 'case' }).time(at('2025-11-25T16:00-05:00'));
    expect(play.of('deadlinePassed').map((e) => e.node)).toEqual(['statute']);
    expect(play.of('deadlineWarned')).toEqual([]);
  });
  it('moves each deadline by the span: its length on the clock, the working time inside it in a calendar', () => {
    const play = paused(opened(), '2025-11-21T16:00-05:00', { kind: 'case' });
    expect(dues(play)).toEqual(['Fri 21 Nov 2025 23:00', 'Mon 24 Nov 2025 10:00', 'Mon 24 Nov 2025 15:00']);
    play.act(at('2025-11-24T09:00-05:00'), 'sam', { kind: 'resume', target: { kind: 'case' } });
    expect(dues(play)).toEqual(['Mon 24 Nov 2025 16:00', 'Mon 24 Nov 2025 12:00', 'Mon 24 Nov 2025 15:00']);
    expect(play.step('clock').clock?.timers.map((t) => `${t.kind} ${localText(t.at, unit.offsets)}`)).toEqual(['warn Mon 24 Nov 2025 15:00', 'limit Mon 24 Nov 2025 16:00', 'escalate Mon 24 Nov 2025 16:00', 'escalate Mon 24 Nov 2025 18:00']);
    expect(play.of('deadlineSet').filter((e) => e.why === 'resumed').map((e) => [e.node, e.stop])).toEqual(['clock', 'working'].map((node) => [node, { from: at('2025-11-21T16:00-05:00') + t0, to: at('2025-11-24T09:00-05:00') + t0 }]));
  });
  it('moves nothing that counts working time over a weekend', () => {
    const play = paused(opened(), '2025-11-21T17:00-05:00', { kind: 'case' }).act(at('2025-11-24T08:00-05:00'), 'sam', { kind: 'resume', target: { kind: 'case' } });
    expect(dues(play)[1]).toBe('Mon 24 Nov 2025 10:00');
  });
  it('goes on by itself at its end, to the instant, however late the host', () => {
    const end = { kind: 'at' as const, at: at('2025-11-22T16:00-05:00') + t0 };
    for (const late of [0, minutes(30)]) {
      const play = paused(opened(), '2025-11-21T16:00-05:00', { kind: 'case' }, end);
      expect(nextDueAt(play.state!)).toBe(end.at);
      play.time(end.at - t0 + late);
      expect(play.of('resumed')).toMatchObject([{ at: end.at, by: null }]);
      expect(dues(play)[0]).toBe('Sat 22 Nov 2025 23:00');
      expect(play.state?.pause).toBeUndefined();
    }
  });
  it('ends when it has been paused for so long in all', () => {
    const play = paused(opened(), '2025-11-21T16:00-05:00', { kind: 'case' }, { kind: 'budget', ms: hours(3) }).act(at('2025-11-21T18:00-05:00'), 'sam', { kind: 'resume', target: { kind: 'case' } });
    paused(play, '2025-11-21T20:00-05:00', { kind: 'case' }, { kind: 'budget', ms: hours(3) });
    expect(play.state?.pause?.until).toBe(at('2025-11-21T21:00-05:00') + t0);
    play.time(at('2025-11-21T21:00-05:00'));
    paused(play, '2025-11-21T22:00-05:00', { kind: 'case' }, { kind: 'budget', ms: hours(3) });
    expect(play.refusals).toMatchObject([{ code: 'bad_value', about: 'end' }]);
  });
  it('lets a step that opens meanwhile begin with its clock standing', () => {
    const play = paused(opened(), '2025-11-21T16:00-05:00', { kind: 'case' });
    for (const node of ['clock', 'working', 'statute']) play.act(at('2025-11-21T18:00-05:00'), 'ana', { kind: 'complete', step: play.step(node).id, outcome: 'done' });
    expect(localText(play.step('after').clock?.due ?? NaN, unit.offsets)).toBe('Sat 22 Nov 2025 02:00');
    play.time(at('2025-11-22T12:00-05:00')).act(at('2025-11-22T18:00-05:00'), 'sam', { kind: 'resume', target: { kind: 'case' } });
    expect(localText(play.step('after').clock?.due ?? NaN, unit.offsets)).toBe('Sun 23 Nov 2025 02:00');
    expect(play.kinds()).not.toContain('deadlinePassed');
  });
  it('is not due on any list while its clock stands, and again when it goes on', () => {
    const rows = (play: CasePlay) => play.transitions.at(-1)?.rows.flatMap((r) => (r.table === 'step' && r.row.node === 'clock' ? [{ dueAt: r.row.dueAt, stoppedUntil: r.row.stoppedUntil }] : []));
    const play = paused(opened(), '2025-11-21T16:00-05:00', { kind: 'case' }, { kind: 'budget', ms: hours(1) });
    expect(rows(play)).toEqual([{ dueAt: null, stoppedUntil: at('2025-11-21T17:00-05:00') + t0 }]);
    play.time(at('2025-11-21T17:00-05:00'));
    expect(rows(play)).toEqual([{ dueAt: at('2025-11-22T00:00-05:00') + t0, stoppedUntil: null }]);
  });
});

describe('a paused step', () => {
  it('stands alone; the others go on', () => {
    const play = opened();
    paused(play, '2025-11-21T16:00-05:00', step(play, 'clock')).time(at('2025-11-24T12:00-05:00'));
    expect(play.of('deadlinePassed').map((e) => e.node)).toEqual(['working']);
  });
  it('that its case holds too goes on when nothing holds it any more, moved by the whole span', () => {
    const play = opened();
    paused(play, '2025-11-21T16:00-05:00', step(play, 'clock'), { kind: 'at', at: at('2025-11-21T18:00-05:00') + t0 });
    paused(play, '2025-11-21T17:00-05:00', { kind: 'case' }, { kind: 'at', at: at('2025-11-21T20:00-05:00') + t0 });
    expect(play.step('clock').stopped).toEqual({ from: at('2025-11-21T16:00-05:00') + t0, until: at('2025-11-21T20:00-05:00') + t0 });
    play.time(at('2025-11-21T19:00-05:00'));
    expect(play.step('clock').stopped?.from).toBe(at('2025-11-21T16:00-05:00') + t0);
    play.time(at('2025-11-21T20:00-05:00'));
    expect(dues(play)[0]).toBe('Sat 22 Nov 2025 03:00');
  });
  it('keeps a breach a breach; escalations that have not fired move', () => {
    const play = opened().time(at('2025-11-21T23:30-05:00'));
    paused(play, '2025-11-21T23:45-05:00', step(play, 'clock'), { kind: 'budget', ms: hours(10) }).time(at('2025-11-22T11:00-05:00') + 1);
    expect(play.state?.breaches).toBe(1);
    expect(play.of('escalated').filter((e) => e.node === 'clock').map((e) => localText(e.due, unit.offsets))).toEqual(['Fri 21 Nov 2025 23:00', 'Sat 22 Nov 2025 11:00']);
    expect(play.step('clock').clock?.passedAt).toBe(at('2025-11-21T23:00-05:00') + t0);
  });
  it('whose limit is statutory, or that has none, cannot be paused', () => {
    const play = opened();
    paused(play, '2025-11-21T16:00-05:00', step(play, 'statute'));
    expect(play.refusals).toMatchObject([{ code: 'wrong_act', sentence: 'the limit of this step is statutory and goes on' }]);
  });
  it('when a level is raised meanwhile comes forward, with the time it stood', () => {
    const high = { kind: 'compare' as const, left: { kind: 'case' as const, name: 'level' as const }, op: 'eq' as const, right: { kind: 'value' as const, value: 'high' } };
    const rising = plan('q', [{ id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'end', due('PT8H', { rules: [{ when: high, due: 'PT4H' }, { due: 'PT48H' }] })), { id: 'end', kind: 'end', outcome: 'end' }]);
    const play = new CasePlay().open(bundle(rising), 'ana', {}, friday);
    paused(play, '2025-11-21T16:00-05:00', step(play, 'look'), { kind: 'budget', ms: hours(2) }).time(at('2025-11-21T18:00-05:00'));
    play.act(at('2025-11-21T18:30-05:00'), 'ana', { kind: 'setLevel', level: 'high', reason });
    expect(play.step('look').clock?.due).toBe(at('2025-11-21T21:00-05:00') + t0);
  });
  it('holds back the end of an offer’s time as well', () => {
    const offering = plan('q', [{ id: 'start', kind: 'start', next: { next: 'give' } }, { id: 'give', kind: 'handoff', handoff: 'transfer', to: ['manager'], expires: 'PT2H', limit: due('PT1H', { statutory: true }), next: { accepted: 'end', declined: 'end', withdrawn: 'end', expired: 'end' } }, { id: 'end', kind: 'end', outcome: 'end' }]);
    const play = new CasePlay().open(bundle(offering), 'ana', {}, friday);
    paused(play, '2025-11-21T15:30-05:00', step(play, 'give'), { kind: 'budget', ms: hours(5) }).time(at('2025-11-21T20:30-05:00'));
    expect(play.of('deadlinePassed').map((e) => localText(e.due, unit.offsets))).toEqual(['Fri 21 Nov 2025 16:00']);
    play.time(at('2025-11-21T22:00-05:00') + 1);
    expect(play.of('handoffExpired').length).toBe(1);
    expect(play.transitions.at(-1)?.at).toBe(at('2025-11-21T22:00-05:00') + t0);
  });
  it('an offer that is made meanwhile has its whole time from then on', () => {
    const offering = plan('q', [{ id: 'start', kind: 'start', next: { next: 'give' } }, { id: 'give', kind: 'handoff', handoff: 'request', to: ['manager'], package: [{ ref: 'need', required: true }], expires: 'PT2H', limit: due('P30D'), next: { accepted: 'end', declined: 'end', withdrawn: 'end', expired: 'end' } }, { id: 'end', kind: 'end', outcome: 'end' }]);
    const play = new CasePlay().open(bundle(offering), 'ana', {}, friday);
    paused(play, '2025-11-21T15:30-05:00', { kind: 'case' }).act(at('2025-11-21T20:00-05:00'), 'sam', { kind: 'offer', step: play.step('give').id, package: reason });
    play.act(at('2025-11-21T21:00-05:00'), 'sam', { kind: 'resume', target: { kind: 'case' } }).time(at('2025-11-22T12:00-05:00'));
    expect(play.of('handoffExpired').length).toBe(1);
    expect(play.transitions.at(-1)?.input).toMatchObject({ due: at('2025-11-21T23:00-05:00') + t0 });
  });
});

describe('who may stop a clock, and for how long', () => {
  it('those who may extend; the owner and supervisors let it go on', () => {
    const play = opened().act(minutes(1) + friday - t0, 'ana', { kind: 'pause', target: { kind: 'case' }, end: { kind: 'budget', ms: hours(1) }, reason });
    expect(play.refusals).toMatchObject([{ code: 'not_authorized' }]);
    paused(play, '2025-11-21T16:00-05:00', { kind: 'case' }).act(at('2025-11-21T16:10-05:00'), 'ana', { kind: 'resume', target: { kind: 'case' } }).act(at('2025-11-21T16:10-05:00'), 'vic', { kind: 'resume', target: { kind: 'case' } });
    expect(play.refusals).toMatchObject([{ code: 'not_authorized' }, { code: 'not_authorized' }]);
    expect(play.of('resumed')).toMatchObject([{ by: { personId: 'vic' } }]);
  });
  it.each([
    ['a pause without time', { kind: 'budget' as const, ms: 0 }], ['one that ends before it begins', { kind: 'at' as const, at: friday }],
    ['one of more than a year', { kind: 'budget' as const, ms: hours(24 * 367) }], ['a part of a millisecond', { kind: 'budget' as const, ms: 0.5 }],
  ])('%s is refused', (_, end) => expect(paused(opened(), '2025-11-21T16:00-05:00', { kind: 'case' }, end).refusals).toMatchObject([{ code: 'bad_value', about: 'end' }]));
  it('nothing is paused twice, and nothing resumed that goes on', () => {
    const play = opened().act(at('2025-11-21T16:00-05:00'), 'sam', { kind: 'resume', target: { kind: 'case' } });
    paused(paused(play, '2025-11-21T16:00-05:00', { kind: 'case' }), '2025-11-21T16:01-05:00', { kind: 'case' });
    expect(play.refusals.map((r) => r.code)).toEqual(['wrong_act', 'wrong_act']);
  });
});

describe('a newer calendar', () => {
  const longer = office(2, { weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: '07:00', closes: '18:00' })) });
  const closed = office(3, { closures: [{ from: '2025-11-21T16:00', to: '2025-11-25T24:00', title: 'Burst pipe' }] });
  const brought = (play: CasePlay, calendar: PlanCalendar, later: boolean, by: 'sam' | 'ana' = 'sam'): CasePlay => play.act(at('2025-11-21T16:00-05:00'), by, { kind: 'calendar', calendar, later, reason });

  it('that gives less time is always taken', () => {
    const play = brought(opened(), longer, false);
    expect(dues(play)).toEqual(['Fri 21 Nov 2025 23:00', 'Mon 24 Nov 2025 08:00', 'Mon 24 Nov 2025 15:00']);
    expect(play.of('deadlineSet').at(-1)).toMatchObject({ node: 'working', why: 'calendar', calendar: { key: 'office', version: 2 } });
  });
  it('that gives more time is taken only where a person who may extend says so; both stay in the journal', () => {
    const play = brought(opened(), closed, false);
    expect(dues(play)[1]).toBe('Mon 24 Nov 2025 10:00');
    expect(play.of('deadlineKept').map((e) => [e.node, localText(e.due, unit.offsets), localText(e.later, unit.offsets), e.calendar.version])).toEqual([['working', 'Mon 24 Nov 2025 10:00', 'Wed 26 Nov 2025 11:00', 3]]);
    brought(play, closed, true);
    expect(dues(play)[1]).toBe('Wed 26 Nov 2025 11:00');
  });
  it('is counted with all that moved the deadline before, also when a loop has come back to it', () => {
    const again = plan('q', [{ id: 'start', kind: 'start', next: { next: 'working' } }, task('working', 'working', due('PT8H', { rules: [{ due: { kind: 'workingTime', time: 'PT4H', calendar: 'office' }, from: { kind: 'runStarted' } }] })), { id: 'end', kind: 'end', outcome: 'end' }], { unit: { ...unit }, calendars: { office: office(1) }, roles: three.roles });
    const play = new CasePlay().open(bundle(again), 'ana', {}, friday);
    paused(play, '2025-11-21T15:10-05:00', { kind: 'case' }, { kind: 'budget', ms: hours(0.5) }).time(at('2025-11-21T15:45-05:00'));
    play.act(at('2025-11-21T15:50-05:00'), 'ana', { kind: 'complete', step: play.step('working').id, outcome: 'done' });
    expect([play.step('working').visit, localText(play.step('working').clock?.due ?? NaN, unit.offsets)]).toEqual([2, 'Mon 24 Nov 2025 10:30']);
    brought(play, longer, false);
    expect(localText(play.step('working').clock?.due ?? NaN, unit.offsets)).toBe('Mon 24 Nov 2025 08:30');
  });
  it('counts for limits that open later', () => {
    const play = brought(opened(), closed, false).act(at('2025-11-21T16:05-05:00'), 'ana', { kind: 'start', bundle: bundle({ ...three, key: 'q' }) });
    expect(play.state?.steps.filter((s) => s.node === 'working').map((s) => [s.clock?.calendar?.version, localText(s.clock?.due ?? NaN, unit.offsets)])).toEqual([[1, 'Mon 24 Nov 2025 10:00'], [3, 'Wed 26 Nov 2025 12:00']]);
  });
  it('is brought by those who administer or may extend, to cases that count in it, once', () => {
    const play = brought(brought(brought(brought(opened(), longer, false, 'ana'), { ...longer, key: 'school.terms' }, false), longer, false), longer, true);
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'no_handler', 'wrong_act']);
  });
});
