// A task somebody adds to a case: outside any protocol, until it is done or not done; a case does not close over it.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, reason, t0 } from '../test/arbitraries/case-play.ts';
import { standing } from '../test/arbitraries/people.ts';
import { bundle, due, plan, school, sheriff } from '../test/arbitraries/plan.ts';
import { deadlineLedger } from './deadline-ledger.ts';
import type { AddedLimit } from './input.ts';

const closing = plan('p', [
  { id: 'start', kind: 'start', next: { next: 'look' } },
  { id: 'look', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P30D'), next: { done: 'end' } },
  { id: 'end', kind: 'end', outcome: 'closed', effects: [{ kind: 'status', status: 'closed' }] },
], { formList: [{ id: 'asked', title: 'Asked', fields: [{ name: 'weapons', label: 'Weapons', type: 'option', required: true, sensitivity: 'none', means: 'weaponsAccess' }] }] });
const opened = (): CasePlay => new CasePlay().open(bundle(closing), 'ana', { seed: { forms: { asked: { id: 'f', hash: 'f', fields: { weapons: 'no' } } }, step: 'look' } });
const title = { id: 'text-1', hash: 'h' };
const in5Hours: AddedLimit = { kind: 'due', due: t0 + hours(5) };
const add = (play: CasePlay, by: 'sam' | 'ana' | 'lea' | 'max' = 'sam', limit: AddedLimit = in5Hours, roles: readonly string[] = ['manager'], after = 1): CasePlay => play.act(after, by, { kind: 'addTask', title, roles, agencies: [sheriff, school], limit });
const task = (play: CasePlay) => play.state?.steps.find((s) => s.kind === 'added');
const complete = (play: CasePlay, by: 'sam' | 'ana' | 'max' | 'vic', outcome: string, more: object = {}): CasePlay => play.act(hours(1), by, { kind: 'complete', step: task(play)?.id ?? '', outcome, ...more });

describe('adding a task', () => {
  it('opens a step of the case for the roles named, with its limit, seen by all agencies of the unit', () => {
    const play = add(opened());
    expect(task(play)).toMatchObject({ runId: '', node: 'text-1', clock: { due: t0 + hours(5) }, added: { roles: ['manager'], by: { personId: 'sam' } } });
    expect(play.of('taskAdded')).toMatchObject([{ textId: 'text-1', roles: ['manager'] }]);
    expect(play.transitions.at(-1)?.rows).toContainEqual(expect.objectContaining({ table: 'step', row: expect.objectContaining({ kind: 'added', roles: ['manager'], agencies: [sheriff, school], dueAt: t0 + hours(5) }) as unknown }));
    expect(play.transitions.at(-1)?.rows).toContainEqual(expect.objectContaining({ table: 'notice', row: expect.objectContaining({ roles: ['manager'], about: 'added' }) as unknown }));
  });
  it('is for the owner of the case, those who supervise and those who may start protocols', () => {
    expect(add(opened(), 'max').refusals).toMatchObject([{ code: 'not_authorized' }]);
    for (const by of ['sam', 'ana', 'lea'] as const) expect(add(opened(), by).refusals).toEqual([]);
  });
  it('takes a limit later than now and within ten years, or a reason for none', () => {
    for (const limit of [t0, t0 - 1, t0 + 0.5, t0 + hours(24 * 366 * 11)]) expect(add(opened(), 'sam', { kind: 'due', due: limit }).refusals).toMatchObject([{ code: 'bad_value', about: 'due' }]);
    expect(add(opened(), 'sam', { kind: 'none', reason }).of('taskAdded')).toMatchObject([{ reasonId: 'reason' }]);
    expect(add(opened(), 'sam', in5Hours, []).refusals).toMatchObject([{ code: 'bad_value', about: 'roles' }]);
  });
  it('is not possible on a case that has ended', () => {
    const play = opened();
    play.act(1, 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
    expect(add(play, 'sam', in5Hours, ['manager'], 2).refusals).toMatchObject([{ code: 'not_active' }]);
  });
});

describe('an added task', () => {
  it('holds the closing end until it has ended, and the case closes by itself then', () => {
    const play = add(opened());
    play.act(2, 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
    expect(play.of('endHeld')).toMatchObject([{ code: 'open_tasks' }]);
    expect(play.state?.status).toBe('report');
    complete(play, 'max', 'done');
    expect(play.state).toMatchObject({ status: 'closed', steps: [] });
  });
  it('is ended by a holder of its roles or the owner; not done needs a reason', () => {
    const play = complete(complete(complete(add(opened()), 'ana', 'done'), 'max', 'notDone'), 'max', 'half');
    play.act(hours(1), 'max', { kind: 'vote', step: task(play)?.id ?? '', grants: true, content: {} });
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'missing_required', 'bad_outcome', 'wrong_act']);
    expect(complete(play, 'max', 'notDone', { reason }).of('stepCompleted').at(-1)).toMatchObject({ outcome: 'notDone', by: { personId: 'max' }, reasonId: 'reason' });
    expect(complete(add(opened()), 'sam', 'done').refusals).toEqual([]); // the owner
  });
  it('is claimed, released, and given by a supervisor to a member who holds one of its roles', () => {
    const play = add(opened());
    const step = task(play)?.id ?? '';
    play.act(2, 'max', { kind: 'claim', step });
    complete(play, 'sam', 'done');
    expect(play.refusals.map((r) => r.code)).toEqual(['claimed']);
    play.act(hours(2), 'max', { kind: 'release', step }).act(hours(2), 'sam', { kind: 'assign', step, to: standing('ana') }).act(hours(2), 'sam', { kind: 'assign', step, to: { ...standing('max'), member: false } });
    expect(play.refusals.slice(1).map((r) => r.code)).toEqual(['not_authorized', 'not_authorized']);
    play.act(hours(2), 'sam', { kind: 'assign', step, to: standing('max') });
    expect(task(play)?.claimedBy).toMatchObject({ personId: 'max' });
  });
  it('is never done by time: it reminds a day before, and tells the owner and whoever has it when it is late', () => {
    const play = add(opened(), 'sam', { kind: 'due', due: t0 + hours(48) });
    play.act(2, 'max', { kind: 'claim', step: task(play)?.id ?? '' }).time(hours(25));
    expect(play.of('deadlineWarned')).toMatchObject([{ persons: [{ personId: 'max' }] }]);
    play.time(hours(49));
    expect(play.of('personsTold')).toMatchObject([{ about: 'taskOverdue', persons: ['sam', 'max'] }]);
    expect(play.state?.breaches).toBe(1);
    expect(task(play)).toBeDefined();
  });
  it('reminds at once when it is added a day before it is due', () => {
    const play = add(opened(), 'sam', { kind: 'due', due: t0 + 1 + hours(24) }).time(2);
    expect(play.of('deadlineWarned')).toMatchObject([{ due: t0 + 1, roles: ['manager'] }]);
  });

  it('is extended, paused and cancelled like any step, and its limit is derived again from the journal', () => {
    const play = add(opened());
    const step = task(play)?.id ?? '';
    play.act(2, 'sam', { kind: 'extend', step, by: hours(1), reason }).act(3, 'sam', { kind: 'pause', target: { kind: 'step', step }, end: { kind: 'budget', ms: hours(2) }, reason }).time(hours(3));
    expect(task(play)?.clock?.due).toBe(t0 + hours(8));
    expect(deadlineLedger(play.transitions, { p: closing }).find((d) => d.step === step)?.lines.map((l) => [l.why, l.derived === l.due])).toEqual([['opened', true], ['extended', true], ['resumed', true]]);
    play.act(hours(4), 'sam', { kind: 'cancel', target: { kind: 'step', step }, reason });
    expect(task(play)).toBeUndefined();
  });
});
