// Every deadline of a case is derived again from its journal and its plans alone, to the millisecond, whatever was done to it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason, t0 } from '../test/arbitraries/case-play.ts';
import { standing, type Name } from '../test/arbitraries/people.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import { recorded } from '../workflows/recorded.ts';
import { deadlineLedger } from './deadline-ledger.ts';
import type { PauseTarget, PersonInput } from './input.ts';
import type { PlanCalendar } from './plan.ts';
import { readCalendar } from './read-calendar.ts';
import { replay } from './replay.ts';
import { officeHours, unit } from './rules/sample.ts';
import { nextDueAt } from './settle.ts';

const calendarOf = (version: number): PlanCalendar =>
  readCalendar({
    ...officeHours,
    weekly: [1, 2, 3, 4, 5].flatMap((day) => [{ day, opens: `0${version % 9}:00`, closes: '12:00' }, { day, opens: '12:30', closes: '17:00' }]),
    holidays: [{ date: '2025-06-19', title: 'Juneteenth' }, { date: '2025-07-04', title: 'Independence Day' }],
    closures: version % 2 === 0 ? [{ from: '2025-06-16T10:00', to: '2025-06-17T15:00', title: 'Burst pipe' }] : [],
  }, { key: 'office', version }).calendar;
const newYork = { ...unit, offsets: [{ from: 0, minutes: -300 }, { from: Date.UTC(2025, 2, 9, 7), minutes: -240 }, { from: Date.UTC(2025, 5, 20, 7), minutes: -300 }] };
const high = { kind: 'compare' as const, left: { kind: 'case' as const, name: 'level' as const }, op: 'eq' as const, right: { kind: 'value' as const, value: 'high' } };
const working = (time: string) => ({ kind: 'workingTime' as const, time, calendar: 'office' });
const days = (n: number) => ({ kind: 'workingDays' as const, days: n, calendar: 'office' });
const task = (id: string, to: string, rules: readonly Record<string, unknown>[], more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }, { id: 'back', label: 'Again' }], limit: due('PT1H', { rules, escalate: [{ after: 'PT0S', notify: ['lead'] }, { after: 'P1D', notify: ['commander'] }], ...more }), next: { done: to, back: id } });
const everything = plan('p', [
  { id: 'start', kind: 'start', next: { next: 'fan' } },
  { id: 'fan', kind: 'split', join: 'meet', branches: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })), next: { a: 'clock', b: 'open', c: 'days', d: 'law', e: 'hold' } },
  task('clock', 'meet', [{ when: high, due: 'PT3H' }, { due: 'P2D', from: { kind: 'runStarted' }, warn: 'PT1H' }]),
  task('open', 'meet', [{ when: high, due: working('PT2H') }, { due: working('PT9H'), from: { kind: 'runStarted' }, warn: 'PT1H' }]),
  task('days', 'meet', [{ when: high, due: 'P1D' }, { due: days(3) }]),
  task('law', 'meet', [{ due: days(2), from: { kind: 'caseOpened' } }], { statutory: true }),
  { id: 'hold', kind: 'wait', rules: [{ when: high, due: working('PT30M') }, { due: days(1) }], next: { elapsed: 'look' } },
  task('look', 'meet', [{ due: working('PT1H') }]),
  { id: 'meet', kind: 'join', next: { next: 'close' } },
  task('close', 'end', [{ due: days(0), from: { kind: 'runStarted' } }]),
  { id: 'end', kind: 'end', outcome: 'end' },
], { unit: newYork, calendars: { office: calendarOf(1) }, roles: Object.fromEntries(['analyst', 'lead', 'commander'].map((id) => [id, { id, title: id, agencies: ['a0000000-0000-4000-8000-000000000001'] }])) });

interface Op { readonly act: number; readonly pick: number; readonly gap: number; readonly value: number }
const op = fc.record({ act: fc.nat(14), pick: fc.nat(7), gap: fc.oneof(fc.integer({ min: 1, max: minutes(90) }), fc.integer({ min: 1, max: hours(30) })), value: fc.nat(9) });

function inputOf(play: CasePlay, o: Op, n: number, at: number): PersonInput {
  const steps = play.state?.steps ?? [];
  const step = steps[o.pick % Math.max(1, steps.length)]?.id ?? 's0';
  const target: PauseTarget = o.value % 3 === 0 ? { kind: 'case' } : { kind: 'step', step };
  const by = (who: Name) => ({ id: `x${n}`, actor: standing(who) });
  switch (o.act) {
    case 0: case 1: return { ...by('ana'), kind: 'complete', step, outcome: 'done' };
    case 2: case 3: return { ...by('ana'), kind: 'complete', step, outcome: 'back' };
    case 4: case 5: return { ...by('ana'), kind: 'setLevel', level: o.value > 4 ? 'high' : 'low', reason };
    case 6: case 7: return { ...by('sam'), kind: 'extend', step, by: minutes(1 + o.value * 37), reason };
    case 8: case 9: case 10: return { ...by('sam'), kind: 'pause', target, end: o.value > 4 ? { kind: 'budget', ms: hours(1 + o.value * 9) } : { kind: 'at', at: at + hours(1 + o.value * 7) }, reason };
    case 11: case 12: return { ...by('sam'), kind: 'resume', target };
    default: return { ...by('sam'), kind: 'calendar', calendar: calendarOf(2 + o.value), later: o.pick > 3, reason };
  }
}

function play(ops: readonly Op[], late: number): CasePlay {
  const p = new CasePlay().open(bundle(everything));
  let at = t0;
  const wake = (until: number): void => {
    for (let next = p.state && nextDueAt(p.state); next !== null && next <= until; next = p.state && nextDueAt(p.state)) p.time(Math.min(next + late, until) - t0);
  };
  for (const [n, o] of ops.entries()) {
    at += o.gap;
    wake(at);
    p.send(inputOf(p, o, n, at), at);
  }
  wake(at + hours(200));
  return p;
}
const script = fc.array(op, { minLength: 5, maxLength: 40 });

describe('the ledger of deadlines', () => {
  it('derives every deadline again to the millisecond, through loops, raised levels, pauses, more time and new calendars', () => {
    const whys = new Set<string>();
    fc.assert(fc.property(script, fc.nat(59_000), (ops, late) => {
      const p = play(ops, late);
      const lines = deadlineLedger(p.transitions.map(recorded), { p: everything }).flatMap((d) => d.lines);
      expect(lines.length).toBe(p.of('deadlineSet').length + p.of('deadlineExtended').length);
      for (const line of lines) {
        whys.add(line.why);
        expect(line.derived).toBe(line.due);
      }
      const spans = (stops: readonly ({ readonly from: number; readonly to: number } | undefined)[]) => stops.flatMap((s) => (s ? [`${s.from}-${s.to}`] : [])).sort();
      expect(spans(lines.map((l) => l.stop))).toEqual(spans(p.of('deadlineSet').map((e) => e.stop)));
    }), { numRuns: 80 });
    expect([...whys].sort()).toEqual(['calendar', 'extended', 'levelRaised', 'opened', 'resumed']);
  });
  it('ends where the open clocks of the case stand', () => {
    fc.assert(fc.property(script, (ops) => {
      const p = play(ops, 0);
      const ledger = deadlineLedger(p.transitions.map(recorded), { p: everything });
      for (const step of p.state?.steps ?? []) if (step.clock) expect(ledger.find((d) => d.step === step.id)?.lines.at(-1)?.derived).toBe(step.clock.due);
      for (const passed of p.of('deadlinePassed')) expect(ledger.find((d) => d.step === passed.step)).toMatchObject({ passedAt: passed.due });
    }), { numRuns: 25 });
  });
  it('is true of a journal that leads to the state of its case again', () => {
    fc.assert(fc.property(script, fc.nat(90_000), (ops, late) => {
      const p = play(ops, late);
      const again = replay(p.transitions.map(recorded), { p: everything });
      expect(again.ok && again.state).toStrictEqual(p.state);
    }), { numRuns: 15 });
  });
  it('hosts up to a minute late write the same deadlines', () => {
    fc.assert(fc.property(script, fc.integer({ min: 1, max: 59_000 }), (ops, late) => {
      const plain = (p: CasePlay): string => p.journal().replace(/"handledAt":\d+/g, '');
      expect(plain(play(ops, late))).toBe(plain(play(ops, 0)));
    }), { numRuns: 15 });
  });
  it('tells who changed a deadline and why, and what of the calendar was crossed', () => {
    const p = new CasePlay().open(bundle(everything), 'ana', {}, Date.parse('2025-06-13T16:40-04:00'));
    const at = (iso: string): number => Date.parse(iso) - t0;
    p.act(at('2025-06-13T16:50-04:00'), 'sam', { kind: 'calendar', calendar: calendarOf(2), later: true, reason: { id: 'pipe', hash: 'h' } });
    p.act(at('2025-06-13T17:00-04:00'), 'sam', { kind: 'extend', step: p.step('open').id, by: hours(1), reason: { id: 'asked', hash: 'h' } });
    const ledger = deadlineLedger(p.transitions, { p: everything });
    expect(ledger.find((d) => d.node === 'open')?.lines.map((l) => [l.why, l.by?.personId, l.reasonId, l.calendar?.version, l.crossed.map((c) => c.title)])).toEqual([
      ['opened', 'ana', undefined, 1, []],
      ['calendar', 'sam', 'pipe', 2, ['Burst pipe']],
      ['extended', 'sam', 'asked', 2, ['Burst pipe']],
    ]);
  });
  it('tells for a clock that stood who let it go on, and why it had been stopped', () => {
    const p = new CasePlay().open(bundle(everything));
    p.act(hours(1), 'sam', { kind: 'pause', target: { kind: 'case' }, end: { kind: 'budget', ms: hours(9) }, reason: { id: 'court', hash: 'h' } });
    p.act(hours(2), 'sam', { kind: 'pause', target: { kind: 'step', step: p.step('clock').id }, end: { kind: 'budget', ms: hours(9) }, reason: { id: 'lab', hash: 'h' } });
    p.act(hours(3), 'sam', { kind: 'resume', target: { kind: 'case' } }).time(hours(12));
    const last = (node: string) => deadlineLedger(p.transitions, { p: everything }).find((d) => d.node === node)?.lines.at(-1);
    expect(last('days')).toMatchObject({ by: { personId: 'sam' }, stop: { from: t0 + hours(1), to: t0 + hours(3), reasonId: 'court' } });
    expect(last('clock')).toMatchObject({ by: null, stop: { from: t0 + hours(1), to: t0 + hours(11), reasonId: 'court' } });
  });
  it('shows a journal that was tampered with', () => {
    const p = new CasePlay().open(bundle(everything));
    const forged = p.transitions.map((t) => ({ ...t, entries: t.entries.map((e) => (e.kind === 'deadlineSet' && e.node === 'open' ? { ...e, due: e.due + 1 } : e)) }));
    expect(deadlineLedger(forged, { p: everything }).filter((d) => d.lines.some((l) => l.derived !== l.due)).map((d) => d.node)).toEqual(['open']);
  });
});
