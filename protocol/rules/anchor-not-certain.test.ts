import { expect, it } from 'vitest';
import { field, is, node, said, sample } from './sample.ts';

it('takes a field that is required, known to exist, or required under the condition that led there', () => {
  expect(said('anchor-not-certain', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'due', rules: [{ due: 'P1D', from: { kind: 'field', ref: 'intake.seen' } }], escalate: [], onOverdue: 'stay' } })]))).toEqual([]);
  expect(said('anchor-not-certain', sample('start -> ask; ask.yes -> a; ask.default -> end; a.elapsed -> end', [node('decision', 'ask', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'exists', ref: 'intake.later' } }] }), node('wait', 'a', { rules: [], until: 'intake.later' })]))).toEqual([]);
  expect(said('anchor-not-certain', sample('start -> ask; ask.yes -> a; ask.default -> end; a.elapsed -> end', [node('decision', 'ask'), node('wait', 'a', { rules: [], until: 'intake.later' })], { forms: [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean'), field('later', 'date', { required: false, requiredWhen: is('intake.urgent', true) })] }] }))).toEqual([]);
  expect(said('anchor-not-certain', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'due', rules: [{ when: is('intake.urgent', true), due: 'P1D', from: { kind: 'field', ref: 'intake.later' } }, { due: 'P1D' }], escalate: [], onOverdue: 'stay' } })], { forms: [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean'), field('later', 'date', { required: false, requiredWhen: is('intake.urgent', true) })] }] }))).toEqual([]);
});
it('names an anchor that some path leaves empty', () => {
  expect(said('anchor-not-certain', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [], until: 'intake.later' })]))).toMatchInlineSnapshot(`
    [
      "a until: "a" counts from "later" of "Intake", which need not have been recorded by then; make the field required in a step on every path to it, or count from something else",
    ]
  `);
  expect(said('anchor-not-certain', sample('start -> ask; ask.yes -> b; ask.default -> a; b.done -> a; a.done -> end', [node('decision', 'ask'), node('task', 'b', { form: 'visit' }), node('task', 'a', { limit: { kind: 'due', rules: [{ due: 'P1D', from: { kind: 'field', ref: 'visit.when' } }], escalate: [], onOverdue: 'stay' } })], { forms: [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean')] }, { id: 'visit', title: 'Visit', fields: [field('when', 'date')] }] }))).toMatchInlineSnapshot(`
    [
      "a limit.rules.0.from: "a" counts from "when" of "Visit", which need not have been recorded by then; make the field required in a step on every path to it, or count from something else",
    ]
  `);
});
