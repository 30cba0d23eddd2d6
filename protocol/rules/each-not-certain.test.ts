import { expect, it } from 'vitest';
import { validate } from '../validate.ts';
import { field, node, said, sample } from './sample.ts';

const forms = [{ id: 'intake', title: 'Intake', fields: [field('people', 'list'), field('others', 'list', { required: false }), field('note', 'text')] }];
const over = (ref: string) => sample('start -> visit; visit -> end', [node('each', 'visit', { over: { kind: 'field', ref } })], { forms });

it('names a list that may not have been recorded when the step for each of it opens', () => {
  expect(said('each-not-certain', over('intake.others'))).toEqual(['visit over: "visit" is done for each of "others" of "Intake", which need not have been recorded by then; make the field required in a step on every path to it, or name a number of times']);
  expect(said('each-not-certain', over('intake.people'))).toEqual([]);
});
it('wants a list or a number that exists', () => {
  expect(said('wrong-type', over('intake.note'))).toHaveLength(1);
  expect(said('unknown-field', over('intake.nothing'))).toHaveLength(1);
  expect(said('wrong-type', over('intake.people'))).toEqual([]);
});
it('takes what an each has counted for certain, and what was filled in for its items for possible only', () => {
  const counted = (ref: string) => ({ branches: [{ id: 'yes', label: 'Yes', when: { kind: 'compare' as const, left: { kind: 'field' as const, ref }, op: 'gt' as const, right: { kind: 'value' as const, value: 0 } } }] });
  const drawn = (ref: string) => sample('start -> visit; visit -> ask; ask.yes -> end; ask.default -> end', [node('each', 'visit', { over: { kind: 'field', ref: 'intake.people' }, form: 'item' }), node('decision', 'ask', counted(ref))], { forms: [...forms, { id: 'item', title: 'Item', fields: [field('risk', 'integer')] }] });
  expect(validate(drawn('visit.done'))).toEqual([]);
  expect(said('unknown-edge', drawn('item.risk'))).toHaveLength(1);
  expect(said('unknown-field', drawn('visit.undone'))).toHaveLength(1);
});
it('wants the number of places of a handoff recorded on every path to it', () => {
  const given = (required: boolean) => sample('start -> a; a.settled -> end; a.withdrawn -> end', [node('handoff', 'a', { each: { kind: 'field', ref: 'intake.many' } })], { forms: [{ id: 'intake', title: 'Intake', fields: [field('many', 'integer', { required })] }] });
  expect(said('each-not-certain', given(true))).toEqual([]);
  expect(said('each-not-certain', given(false))).toMatchInlineSnapshot(`
    [
      "a each: "a" is offered as many times as "many" of "Intake" says, which need not have been recorded by then; make the field required in a step on every path to it, or name a number of times",
    ]
  `);
});
