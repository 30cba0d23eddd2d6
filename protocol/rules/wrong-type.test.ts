import { expect, it } from 'vitest';
import { field, is, node, option, outcome, said, sample } from './sample.ts';

const forms = [{ id: 'f', title: 'F', fields: [field('b', 'boolean'), field('n', 'integer'), field('o', 'option', { options: [option('x'), option('y')] }), field('t', 'text'), field('l', 'options', { options: [option('x')] }), field('v', 'option', { options: [option('low'), option('high')] }), field('d', 'date')] }];

it('takes comparisons within one kind', () => {
  expect(said('wrong-type', sample('start -> a; a.done -> d; d.yes -> end; d.default -> end', [node('task', 'a', { form: 'f' }), node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'all', of: [is('f.b', true), is('f.n', 3), is('f.o', 'x'), { kind: 'in', left: { kind: 'field', ref: 'f.l' }, options: ['x'] }, { kind: 'count', ref: 'f.l', op: 'gt', value: 0 }, { kind: 'compare', left: { kind: 'field', ref: 'f.v' }, op: 'gt', right: { kind: 'case', name: 'level' } }] } }] })], { forms }))).toEqual([]);
});
it('names what can never be compared, counted or judged', () => {
  expect(said('wrong-type', sample('start -> a; a.done -> d; d.yes -> end; d.default -> end', [node('task', 'a', { form: 'f' }), node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'all', of: [is('f.b', 'true'), is('f.n', '3'), is('f.o', 'z'), is('f.t', 'hello'), is('f.l', 'x'), { kind: 'compare', left: { kind: 'field', ref: 'f.o' }, op: 'lt', right: { kind: 'value', value: 'x' } }, { kind: 'count', ref: 'f.b', op: 'gt', value: 0 }, { kind: 'since', ref: 'f.n', op: 'gt', duration: 'P1D' }, { kind: 'compare', left: { kind: 'field', ref: 'f.n' }, op: 'eq', right: { kind: 'field', ref: 'f.b' } }] } }] })], { forms }))).toMatchInlineSnapshot(`
    [
      "d branches.0.when: "b" of "F" is yes or no and cannot be compared with "true"; compare it with a value of its kind",
      "d branches.0.when: "b" of "F" is yes or no, but only the entries of a list can be counted",
      "d branches.0.when: "l" of "F" is a list and cannot be compared; ask whether it holds a value, or count its entries",
      "d branches.0.when: "n" of "F" and "b" of "F" cannot be compared: one is a number, the other yes or no; compare things of one kind",
      "d branches.0.when: "n" of "F" is a number and cannot be compared with "3"; compare it with a value of its kind",
      "d branches.0.when: "n" of "F" is a number, but time can only be counted since a date",
      "d branches.0.when: "o" of "F" can never be "z"; choose one of "x", "y"",
      "d branches.0.when: "o" of "F" is a choice and has no order; ask whether it is, or is not, a value",
      "d branches.0.when: "t" of "F" is free text, which no condition reads; ask for a choice, a number, a date or yes or no",
    ]
  `);
  expect(said('wrong-type', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [], until: 'intake.urgent' })]))).toMatchInlineSnapshot(`
    [
      "a until: "urgent" of "Intake" is no date, so nothing can be counted from it; name a field that holds a date",
    ]
  `);
  expect(said('wrong-type', sample('start -> a; a.done -> end', [node('task', 'a', { form: 'f', outcomes: [outcome('done', [{ kind: 'level', from: { kind: 'field', ref: 'f.o' } }])] })], { forms }))).toMatchInlineSnapshot(`
    [
      "a outcomes.0.effects.0: "o" of "F" offers "x", "y", which is no level of concern of this protocol; offer levels only",
    ]
  `);
});
