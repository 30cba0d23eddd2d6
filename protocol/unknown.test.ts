// What the language says of what is not known, sentence by sentence: unknown is never false. That required-when unknown means
// required stands with checkForm, that a closing end is held with the end, and publishing's warning with the rule unknown-edge.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import type { Form } from './draft.ts';

const form: Form = { id: 'note', title: 'Note', fields: [{ name: 'calm', label: 'Calm?', type: 'boolean', required: false, sensitivity: 'none' }] };
const calm = (value: boolean) => ({ kind: 'compare' as const, left: { kind: 'field' as const, ref: 'note.calm' }, op: 'eq' as const, right: { kind: 'value' as const, value } });
const always = { kind: 'all' as const, of: [] };
const never = { kind: 'any' as const, of: [] };
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to }, ...more });
const end = { id: 'end', kind: 'end' as const, outcome: 'end' };
const drawn = (nodes: Parameters<typeof plan>[1]) => bundle(plan('p', [{ id: 'start', kind: 'start', next: { next: nodes[0]?.id ?? '' } }, ...nodes, end], { formList: [form], routing: { note: ['calm'] } }));

describe('a decision that asks what is not known', () => {
  const branches = [{ id: 'no', when: never }, { id: 'maybe', when: calm(true) }, { id: 'yes', when: always }];
  const next = { no: 'a', maybe: 'b', yes: 'c', default: 'end' };
  const steps = [task('a', 'end'), task('b', 'end'), task('c', 'end'), task('d', 'end')];
  it('takes its unknown edge, and not a later branch that holds', () => {
    const play = new CasePlay().open(drawn([{ id: 'which', kind: 'decision', branches, next: { ...next, unknown: 'd' } }, ...steps]));
    expect(play.open_()).toEqual(['d']);
    expect(play.state?.lastOutcomes['p.which']).toBe('unknown');
  });
  it('takes an earlier branch that holds, whatever is not known behind it', () => {
    expect(new CasePlay().open(drawn([{ id: 'which', kind: 'decision', branches: [...branches].reverse(), next }, ...steps])).open_()).toEqual(['c']);
  });
  it('without that edge is decided by hand: by the owner, with a reason, along any way drawn', () => {
    const play = new CasePlay().open(drawn([{ id: 'which', kind: 'decision', branches, next }, ...steps]));
    const step = play.step('which');
    expect(step.kind).toBe('byHand');
    for (const [who, outcome, why] of [['ana', 'yes', reason], ['sam', 'unknown', reason], ['sam', 'yes', undefined]] as const) play.act(1, who, { kind: 'complete', step: step.id, outcome, ...(why ? { reason: why } : {}) });
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'bad_outcome', 'missing_required']);
    play.act(2, 'sam', { kind: 'complete', step: step.id, outcome: 'default', reason });
    expect(play.of('runEnded')).toMatchObject([{ outcome: 'end' }]);
  });
  it('stays with the person who is asked, also once it could be known', () => {
    const play = new CasePlay().open(drawn([
      { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'x' }, { id: 'y' }], next: { x: 'which', y: 'note' } },
      { id: 'which', kind: 'decision', branches, next: { no: 'meet', maybe: 'meet', yes: 'meet', default: 'meet' } }, task('note', 'meet', { form: 'note' }), { id: 'meet', kind: 'join', next: { next: 'end' } },
    ]));
    play.act(1, 'ana', { kind: 'complete', step: play.step('note').id, outcome: 'done', form: { id: 'f', hash: 'h', fields: { calm: true } } });
    expect(play.open_()).toEqual(['which']);
  });
});

it('a split branch with an unknown condition is opened, and its join waits for it', () => {
  const play = new CasePlay().open(drawn([
    { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'x', when: calm(true) }, { id: 'y', when: never }, { id: 'z', when: calm(false) }], next: { x: 'a', y: 'b', z: 'c' } },
    task('a', 'meet'), task('b', 'meet'), task('c', 'meet'), { id: 'meet', kind: 'join', next: { next: 'end' } },
  ]));
  expect(play.open_()).toEqual(['a', 'c']);
  play.act(1, 'ana', { kind: 'complete', step: play.step('a').id, outcome: 'done' });
  expect(play.of('runEnded')).toEqual([]);
});

describe('a limit rule that is unknown', () => {
  const limited = (rules: readonly Record<string, unknown>[]): CasePlay => new CasePlay().open(drawn([task('a', 'end', { limit: { kind: 'due', rules, escalate: [] } })]));
  const dueIn = (play: CasePlay): number => (play.step('a').clock?.due ?? 0) - (play.state?.openedAt ?? 0);
  it('counts as holding if it gives the earlier due', () => {
    expect(dueIn(limited([{ due: 'PT1H', when: calm(false) }, { due: 'PT4H' }]))).toBe(hours(1));
    expect(limited([{ due: 'PT1H', when: calm(false) }, { due: 'PT4H' }]).step('a').clock?.rule).toBe(0);
  });
  it('does not if it gives the later one', () => {
    expect(dueIn(limited([{ due: 'PT4H', when: calm(false) }, { due: 'PT1H' }, { due: 'PT1M' }]))).toBe(hours(1));
  });
  it('never lets a rule count that stands behind one that holds', () => {
    expect(dueIn(limited([{ due: 'PT4H', when: always }, { due: 'PT1M', when: calm(false) }]))).toBe(hours(4));
  });
  it('holds a wait no longer than what is known would', () => {
    const play = new CasePlay().open(drawn([{ id: 'hold', kind: 'wait', rules: [{ due: 'PT5M', when: calm(true) }, { due: 'PT2H' }], next: { elapsed: 'end' } }]));
    expect(play.time(minutes(5)).of('runEnded')).toHaveLength(1);
  });
  it('and when no rule holds or may hold, there is no deadline', () => {
    expect(limited([{ due: 'PT1H', when: never }]).step('a').clock).toBeUndefined();
  });
});
