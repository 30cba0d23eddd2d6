import { expect, it } from 'vitest';
import { field, node, option, outcome, said, sample } from './sample.ts';

const levelForm = { forms: [{ id: 'judge', title: 'Judgement', fields: [field('level', 'option', { options: [option('low'), option('high')] })] }] };

it('takes an outcome a person chose, their own form, and a form approvers voted on', () => {
  expect(said('level-not-from-person', sample('start -> a; a.done -> end', [node('task', 'a', { outcomes: [outcome('done', [{ kind: 'level', from: { kind: 'fixed', level: 'high' } }])] })]))).toEqual([]);
  expect(said('level-not-from-person', sample('start -> a; a.done -> end', [node('task', 'a', { form: 'judge', outcomes: [outcome('done', [{ kind: 'level', from: { kind: 'field', ref: 'judge.level' } }])] })], levelForm))).toEqual([]);
  expect(said('level-not-from-person', sample('start -> b; b.done -> a; a.approved -> end; a.denied -> end', [node('task', 'b', { form: 'judge' }), node('approval', 'a', { about: ['judge'], onApproved: [{ kind: 'level', from: { kind: 'field', ref: 'judge.level' } }] })], levelForm))).toEqual([]);
});
it('names levels that nobody judged at that step', () => {
  expect(said('level-not-from-person', sample('start -> end', [node('end', 'end', { effects: [{ kind: 'level', from: { kind: 'fixed', level: 'low' } }] })]))).toMatchInlineSnapshot(`
    [
      "end effects.0: "end" sets the level of concern without a person; set it on an outcome of a task that a person chose",
    ]
  `);
  expect(said('level-not-from-person', sample('start -> a; a.done -> b; b.done -> end', [node('task', 'a', { form: 'judge' }), node('task', 'b', { outcomes: [outcome('done', [{ kind: 'level', from: { kind: 'field', ref: 'judge.level' } }])] })], levelForm))).toMatchInlineSnapshot(`
    [
      "b outcomes.0.effects.0: "b" takes the level of concern from "level" of "Judgement", which is not filled in at this step; let the step that fills it in set the level",
    ]
  `);
  expect(said('level-not-from-person', sample('start -> end', [node('start', 'start', { effects: [{ kind: 'level', from: { kind: 'fixed', level: 'low' } }] })]))).toMatchInlineSnapshot(`
    [
      "start effects.0: "start" sets a fixed level of concern that nobody chose; take it from a field of its form, or set it on an outcome",
    ]
  `);
});
