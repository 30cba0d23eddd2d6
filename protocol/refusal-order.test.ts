// Refusals are tested in one order, the first given, whatever the act is: what is not open, then the wrong act, then whose it is
// not, then what is wrong with what was sent, then the act's own.
import { describe, expect, it } from 'vitest';
import { CasePlay, reason, t0 } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import type { Form } from './draft.ts';

const form: Form = { id: 'note', title: 'Note', fields: [] };
const task = (id: string, to: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to } });
const drawn = plan('p', [{ id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'end'), { id: 'end', kind: 'end', outcome: 'end' }], { formList: [form] });
const danger = plan('danger', [{ id: 'start', kind: 'start', next: { next: 'end' } }, { id: 'end', kind: 'end', outcome: 'end' }], { startsAt: 'danger' });
const codes = (play: CasePlay): string[] => play.refusals.map((r) => r.code);
const opened = (): CasePlay => new CasePlay().open(bundle(drawn));
const nobody = { personId: 'nobody', agencyId: 'nowhere', member: false, roles: [], qualifications: [], rights: [], holders: {} };

describe('the first refusal is given', () => {
  it('for a step that is closed, or cannot be cancelled alone, before the right to cancel', () => {
    const play = opened();
    play.act(1, 'ana', { kind: 'cancel', target: { kind: 'step', step: 's9' }, reason });
    play.act(1, 'ana', { kind: 'cancel', target: { kind: 'run', run: 'r9' }, reason });
    play.act(1, 'ana', { kind: 'cancel', target: { kind: 'step', step: play.step('look').id }, reason });
    play.act(1, 'ana', { kind: 'cancel', target: { kind: 'run', run: 'r1' }, reason });
    expect(codes(play)).toEqual(['not_active', 'not_active', 'wrong_act', 'not_authorized']);
  });
  it('for a form that is not recorded, before who may correct it', () => {
    expect(codes(opened().send({ kind: 'correct', id: 'i', actor: nobody, formId: 'note', form: { id: 'f', hash: 'h', fields: {} } }, t0))).toEqual(['not_active']);
  });
  it('for starting the danger protocol by hand, before the right to start', () => {
    expect(codes(opened().act(1, 'cora', { kind: 'start', bundle: bundle(danger) }))).toEqual(['wrong_act']);
  });
  it('for an owner who owns already, before another offer that is open', () => {
    const play = opened().act(1, 'sam', { kind: 'reassign', to: { personId: 'max', agencyId: 'x' }, reason });
    play.act(2, 'sam', { kind: 'reassign', to: { personId: 'sam', agencyId: 'x' }, reason }).act(2, 'sam', { kind: 'reassign', to: { personId: 'ana', agencyId: 'x' }, reason });
    expect(codes(play)).toEqual(['bad_value', 'transfer_open']);
  });
});
