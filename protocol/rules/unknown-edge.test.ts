import { expect, it } from 'vitest';
import { field, is, node, said, sample } from './sample.ts';

const forms = [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean')] }, { id: 'visit', title: 'Visit', fields: [field('calm', 'boolean')] }];
const split = node('split', 's', { join: 'j', branches: [{ id: 'x', label: 'X', detached: false }, { id: 'y', label: 'Y', detached: false }] });
const ask = node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: is('visit.calm', true) }] });

it('takes conditions on what every path has recorded, and an edge for unknown', () => {
  expect(said('unknown-edge', sample('start -> d; d.yes -> end; d.default -> end', [node('decision', 'd')]))).toEqual([]);
  expect(said('unknown-edge', sample('start -> d; d.yes -> end; d.default -> end; d.unknown -> end', [node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'since', ref: 'intake.later', op: 'gt', duration: 'P30D' } }] })]))).toEqual([]);
  expect(said('unknown-edge', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> j; j -> d; d.yes -> end; d.default -> end', [split, node('join', 'j'), node('task', 'a', { form: 'visit' }), node('task', 'b'), ask], { forms }))).toEqual([]);
  expect(said('unknown-edge', sample('start -> a; a.done -> d; d.yes -> end; d.default -> end', [node('task', 'a'), node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'compare', left: { kind: 'outcome', step: 'a' }, op: 'eq', right: { kind: 'value', value: 'done' } } }] })]))).toEqual([]);
});
it('names why a condition can be unknown', () => {
  expect(said('unknown-edge', sample('start -> d; d.yes -> end; d.default -> end', [node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'since', ref: 'intake.later', op: 'gt', duration: 'P30D' } }] })]))).toMatchInlineSnapshot(`
    [
      "d branches.0.when: the condition of "Yes" in "d" can be unknown, because "later" of "Intake" need not have been recorded by then; draw the edge "unknown", or a person will be asked to decide by hand",
    ]
  `);
  expect(said('unknown-edge', sample('start -> d; d.yes -> end; d.default -> end', [node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'eq', right: { kind: 'value', value: 'high' } } }] })]))).toMatchInlineSnapshot(`
    [
      "d branches.0.when: the condition of "Yes" in "d" can be unknown, because the level of concern need not have been set by then; draw the edge "unknown", or a person will be asked to decide by hand",
    ]
  `);
  expect(said('unknown-edge', sample('start -> q; q.yes -> a; q.default -> d; a.done -> d; d.yes -> end; d.default -> end', [node('decision', 'q'), node('task', 'a', { form: 'visit' }), ask], { forms }))).toMatchInlineSnapshot(`
    [
      "d branches.0.when: the condition of "Yes" in "d" can be unknown, because "calm" of "Visit" need not have been recorded by then; draw the edge "unknown", or a person will be asked to decide by hand",
    ]
  `);
});
it('names a handoff whose kind may not be known when it is offered', () => {
  const given = (ref: string) => sample('start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end', [node('handoff', 'a', { kindRules: [{ when: { kind: 'since', ref, op: 'gt', duration: 'P30D' }, handoff: 'transfer' }] })]);
  expect(said('unknown-edge', given('intake.seen'))).toEqual([]);
  expect(said('unknown-edge', given('intake.later'))).toMatchInlineSnapshot(`
    [
      "a kindRules.0.when: which kind of handoff "a" is can be unknown, because "later" of "Intake" need not have been recorded by then; the sender will be asked to say it when it is offered",
    ]
  `);
});
