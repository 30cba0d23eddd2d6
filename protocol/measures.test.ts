// Measures: each row of a list is a step of the case, from the form that lists it until it is done, not done, or replaced.
import { describe, expect, it } from 'vitest';
import { CasePlay, reason, t0 } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan, sheriff } from '../test/arbitraries/plan.ts';
import { deadlineLedger } from './deadline-ledger.ts';
import type { Form } from './draft.ts';
import type { MeasureRef } from './input.ts';
import { areMeasures, measuresOf } from './measure-rows.ts';

const form: Form = { id: 'plan', title: 'Plan', fields: [{ name: 'safety', label: 'Safety measures', type: 'measures', required: false, sensitivity: 'none' }] };
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }, { id: 'again', label: 'Again' }], limit: due('P60D'), next: { done: to, again: id }, ...more });
const planned = plan('p', [{ id: 'start', kind: 'start', next: { next: 'write' } }, task('write', 'close', { form: 'plan' }), { id: 'close', kind: 'end', outcome: 'closed', effects: [{ kind: 'status', status: 'monitoring' }] }], { formList: [form] });
const day = 86_400_000;
const ana = { personId: 'ana', agencyId: sheriff };
const max = { personId: 'max', agencyId: sheriff };
const row = (id: string, more: Partial<MeasureRef> = {}): MeasureRef => ({ id, ...more });
const write = (play: CasePlay, at: number, rows: readonly MeasureRef[], outcome = 'again'): CasePlay =>
  play.act(at, 'ana', { kind: 'complete', step: play.step('write').id, outcome, form: { id: `f${at}`, hash: `h${at}`, fields: {}, measures: { safety: rows } } });
const open = (play: CasePlay) => (play.state?.steps ?? []).filter((s) => s.kind === 'measure');
const opened = (): CasePlay => new CasePlay().open(bundle(planned));

describe('a list of measures that is handed in', () => {
  it('opens one tracked step a row, with its owner and its date, outside the protocol', () => {
    const play = write(opened(), 1, [row('a', { owner: ana, due: t0 + 5 * day }), row('b')], 'done');
    expect(open(play)).toMatchObject([
      { runId: '', title: 'Safety measures (1 of 2)', claimedBy: ana, clock: { due: t0 + 5 * day }, measure: { form: 'plan', field: 'safety', row: 'a', submissionId: 'f1' } },
      { title: 'Safety measures (2 of 2)' },
    ]);
    expect(play.of('runEnded')).toHaveLength(1);
    expect(play.open_()).toEqual(['plan.safety', 'plan.safety']);
    expect(play.transitions.at(-1)?.rows).toContainEqual(expect.objectContaining({ table: 'notice', row: expect.objectContaining({ persons: ['ana'], about: 'measure' }) as unknown }));
  });

  it('goes on with a row that stays, replaces one that is gone, and does not open anew what has ended', () => {
    const play = write(opened(), 1, [row('a', { owner: ana }), row('b'), row('c')]);
    const [a, b] = open(play).map((s) => s.id);
    play.act(2, 'sam', { kind: 'complete', step: b ?? '', outcome: 'done' });
    write(play, 3, [row('a', { owner: max, due: t0 + 9 * day }), row('b'), row('d')]);
    expect(open(play).map((s) => s.measure?.row)).toEqual(['a', 'd']);
    expect(open(play)[0]).toMatchObject({ id: a, claimedBy: max, clock: { due: t0 + 9 * day }, measure: { submissionId: 'f3' } });
    expect(play.of('measureEnded').map((e) => e.how)).toEqual(['done', 'replaced']);
    expect(play.of('measureGiven')).toMatchObject([{ to: max }]);
    expect(play.of('measureOpened').map((e) => e.row)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is followed when the form is corrected after the protocol has ended', () => {
    const play = write(opened(), 1, [row('a')], 'done');
    play.act(2, 'ana', { kind: 'correct', formId: 'plan', form: { id: 'g', hash: 'g', fields: {}, measures: { safety: [row('b')] } } });
    expect(open(play)).toMatchObject([{ title: 'Safety measures (1 of 1)', measure: { row: 'b', submissionId: 'g' } }]);
  });
});

describe('ending a measure', () => {
  const one = (): CasePlay => write(opened(), 1, [row('a', { owner: max })], 'done');

  it('is for whoever has it, the owner of the case, and supervisors; not done needs a reason', () => {
    const play = one();
    const step = open(play)[0]?.id ?? '';
    play.act(2, 'ana', { kind: 'complete', step, outcome: 'done' }).act(3, 'max', { kind: 'complete', step, outcome: 'notDone' }).act(4, 'max', { kind: 'complete', step, outcome: 'half' }).act(5, 'max', { kind: 'vote', step, grants: true, content: {} });
    expect(play.refusals.map((r) => r.code)).toEqual(['claimed', 'missing_required', 'bad_outcome', 'wrong_act']);
    play.act(6, 'max', { kind: 'complete', step, outcome: 'notDone', reason });
    expect(play.of('measureEnded')).toMatchObject([{ how: 'notDone', by: max, reasonId: 'reason', submissionId: 'f1' }]);
    expect(one().act(2, 'sam', { kind: 'complete', step, outcome: 'done' }).refusals).toEqual([]);
  });

  it('is the work of the owner of the case while nobody has it, who may hand it out to any member', () => {
    const play = write(opened(), 1, [row('a')], 'done');
    const step = open(play)[0]?.id ?? '';
    const to = { personId: 'lio', agencyId: sheriff, member: true, roles: [], qualifications: [], rights: [], holders: {} };
    play.act(2, 'ana', { kind: 'complete', step, outcome: 'done' }).act(3, 'ana', { kind: 'assign', step, to }).act(4, 'sam', { kind: 'assign', step, to: { ...to, member: false } });
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'not_authorized', 'not_authorized']);
    play.act(5, 'sam', { kind: 'assign', step, to });
    expect(open(play)[0]).toMatchObject({ claimedBy: { personId: 'lio' } });
  });

  it('is never done by time: a day before it reminds, after its day it tells those it concerns', () => {
    const play = write(opened(), 1, [row('a', { owner: max, due: t0 + 5 * day })], 'done').time(4 * day + 1);
    expect(play.of('deadlineWarned').at(-1)).toMatchObject({ persons: [max] });
    play.time(5 * day).time(5 * day + 1);
    expect(play.of('deadlinePassed')).toHaveLength(1);
    expect(play.of('personsTold')).toMatchObject([{ about: 'measureOverdue', persons: ['max', 'sam'] }]);
    expect(open(play)).toHaveLength(1);
    expect(play.state?.breaches).toBe(1);
  });
});

it('says how many measures are open when the case ends, and keeps them', () => {
  const closing = plan('p', [{ id: 'start', kind: 'start', next: { next: 'write' } }, task('write', 'close', { form: 'plan' }), { id: 'close', kind: 'end', outcome: 'none', effects: [{ kind: 'status', status: 'no_case' }] }], { formList: [form] });
  const play = write(new CasePlay().open(bundle(closing)), 1, [row('a'), row('b')], 'done');
  expect(play.of('caseClosed')).toMatchObject([{ status: 'no_case', openMeasures: 2 }]);
  expect(open(play)).toHaveLength(2);
});

describe('rows as they are written', () => {
  it('say what is to be done, once each, by a day that exists', () => {
    expect(areMeasures([{ id: 'a', title: 'Lock the door', owner: 'p', due: '2026-02-28' }, { id: 'b', title: 'x' }])).toBe(true);
    for (const rows of [[{ id: 'a', title: ' ' }], [{ id: 'a', title: 'x' }, { id: 'a', title: 'y' }], [{ id: 'a', title: 'x', due: '2026-02-30' }], [{ id: 'a', title: 'x', cost: 3 }], ['x'], [null], 'x']) expect(areMeasures(rows)).toBe(false);
  });
  it('become owners and the end of the day in the unit’s zone; who is nobody of the unit is a fault', () => {
    const offsets = [{ from: 0, minutes: -300 }];
    const person = (id: string) => (id === 'max' ? max : undefined);
    expect(measuresOf({ fields: form.fields, values: { safety: [{ id: 'a', title: 'x', owner: 'max', due: '2026-03-04' }] }, offsets, person })).toEqual({ measures: { safety: [{ id: 'a', owner: max, due: Date.parse('2026-03-05T04:59:59Z') }] } });
    expect(measuresOf({ fields: form.fields, values: { safety: [{ id: 'a', title: 'x', owner: 'eve' }] }, offsets, person }).faults).toEqual([{ field: 'safety', code: 'bad_value' }]);
    expect(measuresOf({ fields: [], values: {}, offsets, person })).toEqual({});
    expect(measuresOf({ fields: form.fields, values: {}, offsets, person })).toEqual({ measures: { safety: [] } });
  });
});

it('a measure of a paused case is due so much later, and keeps that when its list is handed in again', () => {
  const play = write(opened(), 1, [row('a', { owner: ana, due: t0 + 5 * day })]);
  play.act(2, 'sam', { kind: 'pause', target: { kind: 'case' }, end: { kind: 'budget', ms: 10 * day }, reason }).time(6 * day);
  expect(play.kinds()).not.toContain('deadlinePassed');
  play.act(2 + 7 * day, 'sam', { kind: 'resume', target: { kind: 'case' } });
  write(play, 8 * day, [row('a', { owner: ana, due: t0 + 5 * day })]);
  expect(open(play)[0]?.clock?.due).toBe(t0 + 12 * day);
  expect(deadlineLedger(play.transitions, { p: planned }).find((d) => d.run === '')?.lines.map((l) => [l.why, l.derived === l.due])).toEqual([['opened', true], ['resumed', true]]);
  write(play, 9 * day, [row('a', { owner: ana, due: t0 + 20 * day })]);
  expect(open(play)[0]?.clock?.due).toBe(t0 + 20 * day);
});

it('a date that is named while the case is paused moves by what is left of the pause', () => {
  const play = write(opened(), 1, [row('a', { due: t0 + 5 * day })]);
  play.act(2, 'sam', { kind: 'pause', target: { kind: 'case' }, end: { kind: 'budget', ms: 30 * day }, reason });
  write(play, 9 * day, [row('a', { due: t0 + 12 * day })]);
  play.act(10 * day, 'sam', { kind: 'resume', target: { kind: 'case' } });
  expect(open(play)[0]?.clock?.due).toBe(t0 + 13 * day);
  expect(deadlineLedger(play.transitions, { p: planned }).find((d) => d.node === 'plan.safety')?.lines.map((l) => [l.why, l.derived === l.due])).toEqual([['opened', true], ['resubmitted', true], ['resumed', true]]);
});
