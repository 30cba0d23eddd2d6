// A decision table: what comes out, and what it does when it cannot know.
import { describe, expect, it } from 'vitest';
import { CasePlay, reason } from '../../../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../../../test/arbitraries/plan.ts';
import type { Form } from '../../draft.ts';

const form: Form = { id: 'seen', title: 'Seen', fields: [{ name: 'threat', label: 'Threat', type: 'boolean', required: false, sensitivity: 'none' }, { name: 'acts', label: 'Acts', type: 'integer', required: false, sensitivity: 'none' }] };
const any = { kind: 'any' };
const inputs = [{ id: 'a', operand: { kind: 'field', ref: 'seen.threat' } }, { id: 'b', operand: { kind: 'field', ref: 'seen.acts' } }];
const rows = [
  { id: 'r1', label: 'Threat and acts', cells: [{ kind: 'in', options: [true] }, { kind: 'compare', op: 'ge', value: 2 }], values: ['now', 1] },
  { id: 'r2', cells: [{ kind: 'in', options: [true] }, any], values: ['today', 4] },
  { id: 'r3', cells: [any, { kind: 'between', from: 5, to: 9 }], values: ['today', null] },
];
const outputs = [{ name: 'urgency', label: 'Urgency', type: 'option', options: [{ id: 'now', label: 'Now' }, { id: 'today', label: 'Today' }] }, { name: 'hours', label: 'Hours', type: 'integer' }];
const tabled = (more: Record<string, unknown> = {}) =>
  plan('p', [
    { id: 'start', kind: 'start', form: 'seen', next: { next: 'weigh' } },
    { id: 'weigh', kind: 'table', inputs, outputs, rules: rows, next: { next: 'which' }, ...more },
    { id: 'which', kind: 'decision', branches: [{ id: 'now', when: { kind: 'in', left: { kind: 'field', ref: 'weigh.urgency' }, options: ['now'] } }], next: { now: 'hurry', default: 'calm', unknown: 'calm' } },
    { id: 'hurry', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: 'end' } },
    { id: 'calm', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: 'end' } },
    { id: 'ask', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: 'end' } },
    { id: 'end', kind: 'end', outcome: 'end' },
  ], { formList: [form], routing: { seen: ['threat', 'acts'] } });
const opened = (fields: Record<string, boolean | number>, more: Record<string, unknown> = {}): CasePlay => new CasePlay().open(bundle(tabled(more)), 'ana', { form: { id: 'f', hash: 'h', fields } });

describe('with the first row that applies', () => {
  it('works out fields of the case, read by conditions like those of a form', () => {
    const play = opened({ threat: true, acts: 3 });
    expect(play.of('tableDecided')).toMatchObject([{ node: 'weigh', rules: ['r1'], fields: { urgency: 'now', hours: 1 } }]);
    expect(play.open_()).toEqual(['hurry']);
    expect(opened({ threat: true, acts: 0 }).state?.computed).toEqual({ weigh: { urgency: 'today', hours: 4 } });
  });
  it('sets nothing where a row has no answer, and nothing at all where no row applies', () => {
    expect(opened({ threat: false, acts: 9 }).state?.computed).toEqual({ weigh: { urgency: 'today' } });
    const none = opened({ threat: false, acts: 4 });
    expect(none.state?.computed).toEqual({ weigh: {} });
    expect(none.open_()).toEqual(['calm']);
  });
  it('takes the edge "unknown" when a row before the one that applies cannot be known', () => {
    expect(opened({ threat: true }, { next: { next: 'which', unknown: 'ask' } }).open_()).toEqual(['ask']);
    expect(opened({ threat: false, acts: 1 }, { next: { next: 'which', unknown: 'ask' } }).open_()).toEqual(['calm']);
  });
  it('asks the owner to choose the row by hand, with a reason, where that edge is not drawn', () => {
    const play = opened({ threat: true });
    const step = play.step('weigh');
    expect(step.kind).toBe('byHand');
    play.act(1, 'ana', { kind: 'complete', step: step.id, outcome: 'r1', reason }).act(2, 'sam', { kind: 'complete', step: step.id, outcome: 'next', reason }).act(3, 'sam', { kind: 'complete', step: step.id, outcome: 'r1' });
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'bad_outcome', 'missing_required']);
    play.act(4, 'sam', { kind: 'complete', step: step.id, outcome: 'r1', reason });
    expect(play.open_()).toEqual(['hurry']);
    expect(play.state?.computed).toEqual({ weigh: { urgency: 'now', hours: 1 } });
  });
});

describe('with all rows that apply', () => {
  const collect = { hit: 'collect', outputs: outputs.slice(0, 1), rules: rows.map((row) => ({ ...row, values: row.values.slice(0, 1) })) };
  it('collects their answers, each once, in the order of the rows', () => {
    expect(opened({ threat: true, acts: 6 }, collect).state?.computed).toEqual({ weigh: { urgency: ['now', 'today'] } });
    expect(opened({ threat: false, acts: 1 }, collect).state?.computed).toEqual({ weigh: { urgency: [] } });
  });
  it('includes a row that cannot be known, as a split starts such a branch', () => {
    const play = opened({ threat: true }, collect);
    expect(play.of('tableDecided')).toMatchObject([{ rules: ['r1', 'r2', 'r3'], fields: { urgency: ['now', 'today'] } }]);
    expect(play.open_()).toEqual(['hurry']);
  });
});
