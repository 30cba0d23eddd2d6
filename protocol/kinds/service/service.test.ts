// A service: asking a connector, its answer, its silence.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason } from '../../../test/arbitraries/case-play.ts';
import { bundle, due, plan, sheriff } from '../../../test/arbitraries/plan.ts';
import type { Form } from '../../draft.ts';
import { hostPersonId, type PersonInput } from '../../input.ts';
import { replay } from '../../replay.ts';
import { settle } from '../../settle.ts';
import { recorded } from '../../../workflows/recorded.ts';

const form: Form = { id: 'seen', title: 'Seen', fields: [{ name: 'place', label: 'Place', type: 'option', options: [{ id: 'school', label: 'School' }], required: false, sensitivity: 'none' }] };
const task = (id: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: 'end' } });
const asking = (more: Record<string, unknown> = {}) =>
  plan('p', [
    { id: 'start', kind: 'start', form: 'seen', next: { next: 'look' } },
    {
      id: 'look', title: 'Look up', kind: 'service', connector: 'register', inputs: [{ name: 'place', operand: { kind: 'field', ref: 'seen.place' } }, { name: 'what', operand: { kind: 'value', value: 'all' } }],
      outputs: [{ name: 'found', label: 'Found', type: 'boolean' }, { name: 'where', label: 'Where', type: 'option', options: [{ id: 'here', label: 'Here' }], required: false }],
      attempts: 5, every: 'PT1M', limit: due('PT1H'), next: { next: 'which', failed: 'byPhone' }, ...more,
    },
    { id: 'which', kind: 'decision', branches: [{ id: 'yes', when: { kind: 'compare', left: { kind: 'field', ref: 'look.found' }, op: 'eq', right: { kind: 'value', value: true } } }], next: { yes: 'known', default: 'unknown' } },
    task('known'), task('unknown'), task('byPhone'), task('late'), { id: 'end', kind: 'end', outcome: 'end' },
  ], { formList: [form], routing: { seen: ['place'] } });
const opened = (more: Record<string, unknown> = {}, fields: Record<string, string> = { place: 'school' }): CasePlay => new CasePlay().open(bundle(asking(more)), 'ana', { form: { id: 'f', hash: 'h', fields } });
const host = { personId: hostPersonId, agencyId: sheriff, member: true, roles: [], qualifications: [], rights: ['supervise' as const], holders: {} };
type Said = { readonly kind: 'serviceResult'; readonly fields: Record<string, string | number | boolean> } | { readonly kind: 'serviceFailed'; readonly code: string };
const say = (play: CasePlay, said: Said, after = minutes(1)): CasePlay => play.send({ ...said, id: `service/${play.step('look').id}`, step: play.step('look').id, actor: host } as PersonInput, (play.state?.at ?? 0) + after);

describe('asking', () => {
  it('tells the connector what is drawn and recorded, how often to try, and waits', () => {
    const act = { input: { kind: 'open', id: 'o', actor: { ...host, personId: 'ana', rights: ['open'] }, caseId: 'c', unitId: 'u', agencyId: sheriff, bundle: bundle(asking()), dutySupervisor: { personId: 'sam', agencyId: sheriff }, form: { id: 'f', hash: 'h', fields: { place: 'school' } } } as PersonInput, at: 1 };
    const settled = settle({}, null, act, 1);
    expect(settled.ok && settled.commands).toEqual([{ kind: 'callService', step: 's1', connector: 'register', inputs: { place: 'school', what: 'all' }, attempts: 5, every: 'PT1M' }]);
    expect(opened().open_()).toEqual(['look']);
  });
  it('does not tell what is not recorded', () => {
    const act = opened({}, {});
    expect(act.step('look').kind).toBe('service');
    const again = replay(act.transitions.map(recorded), { p: asking() });
    expect(again.ok && again.commands).toMatchObject([{ kind: 'callService', inputs: { what: 'all' } }]);
  });
});

describe('its answer', () => {
  it('lands in fields of the case and leads it on; what is not drawn is left out', () => {
    const play = say(opened(), { kind: 'serviceResult', fields: { found: true, where: 'here', secret: 'x' } });
    expect(play.of('serviceAnswered')).toMatchObject([{ node: 'look', fields: { found: true, where: 'here' } }]);
    expect(play.state?.computed).toEqual({ look: { found: true, where: 'here' } });
    expect(play.open_()).toEqual(['known']);
    expect(say(opened(), { kind: 'serviceResult', fields: { found: false } }).open_()).toEqual(['unknown']);
  });
  it('of another kind than drawn, or without what is needed, counts as none', () => {
    const wrong: readonly Record<string, string | boolean>[] = [{ found: 'yes' }, { where: 'here' }, { found: true, where: 'elsewhere' }];
    for (const fields of wrong) {
      const play = say(opened(), { kind: 'serviceResult', fields });
      expect(play.of('serviceFailed')).toMatchObject([{ code: 'bad_answer' }]);
      expect(play.open_()).toEqual(['byPhone']);
      expect(play.state?.computed).toEqual({ look: {} });
    }
  });
  it('is taken from the connector alone, once, and only while the step is open', () => {
    const play = opened();
    const step = play.step('look').id;
    play.act(1, 'sam', { kind: 'serviceResult', step, fields: { found: true } }).act(2, 'ana', { kind: 'complete', step, outcome: 'next' });
    say(play, { kind: 'serviceFailed', code: 'unavailable' });
    play.send({ kind: 'serviceResult', id: 'again', step, fields: { found: true }, actor: host }, (play.state?.at ?? 0) + 1);
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'wrong_act', 'not_active']);
    expect(play.of('serviceFailed')).toMatchObject([{ code: 'unavailable' }]);
  });
});

describe('its silence', () => {
  it('is noticed at the limit, and the answer still counts', () => {
    const play = opened().time(hours(1) + 1);
    expect(play.of('deadlinePassed')).toHaveLength(1);
    expect(say(play, { kind: 'serviceResult', fields: { found: true } }).open_()).toEqual(['known']);
  });
  it('ends at the limit where that is drawn; a supervisor may cancel it along its edge', () => {
    expect(opened({ limit: due('PT1H', { onOverdue: 'leave' }), next: { next: 'which', failed: 'byPhone', overdue: 'late' } }).time(hours(1) + 1).open_()).toEqual(['late']);
    const play = opened({ next: { next: 'which', failed: 'byPhone', cancelled: 'byPhone' } });
    play.act(1, 'sam', { kind: 'cancel', target: { kind: 'step', step: play.step('look').id }, reason });
    expect(play.open_()).toEqual(['byPhone']);
  });
});
