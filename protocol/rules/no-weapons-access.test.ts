import { expect, it } from 'vitest';
import { closing, field, is, node, option, outcome, said, sample } from './sample.ts';

const forms = [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean')] }, { id: 'ask', title: 'Ask', fields: [field('weapons', 'option', { options: [option('yes'), option('no')], means: 'weaponsAccess' })] }];
const split = node('split', 's', { join: 'j', branches: [{ id: 'x', label: 'X', detached: false }, { id: 'y', label: 'Y', detached: false }] });

it('takes a step, a branch that always runs, or a call that records it', () => {
  expect(said('no-weapons-access', sample('start -> a; a.done -> end', [node('task', 'a', { form: 'ask' }), node('end', 'end', { effects: [closing] })], { forms }))).toEqual([]);
  expect(said('no-weapons-access', sample('start -> a; a.done -> end', [node('task', 'a', { form: 'ask', outcomes: [outcome('done', [closing])] })], { forms }))).toEqual([]);
  expect(said('no-weapons-access', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> j; j -> end', [split, node('join', 'j'), node('task', 'a', { form: 'ask' }), node('task', 'b'), node('end', 'end', { effects: [closing] })], { forms }))).toEqual([]);
  expect(said('no-weapons-access', sample('start -> a; a.default -> end', [node('call', 'a', { protocol: 'other' }), node('end', 'end', { effects: [closing] })], { forms }))).toEqual([]);
});
it('names a closing that a path reaches without asking', () => {
  expect(said('no-weapons-access', sample('start -> d; d.yes -> a; d.default -> end; a.done -> end', [node('decision', 'd'), node('task', 'a', { form: 'ask' }), node('end', 'end', { effects: [closing] })], { forms }))).toMatchInlineSnapshot(`
    [
      "end effects.0: a path to "end" closes the case without having recorded weapons access; let a step on every path to it ask a required field with that meaning",
    ]
  `);
  expect(said('no-weapons-access', sample('start -> a; a.done -> end', [node('task', 'a', { form: 'ask', limit: undefined }), node('end', 'end', { effects: [closing] })], { forms: [{ id: 'ask', title: 'Ask', fields: [field('weapons', 'boolean', { means: 'weaponsAccess', required: false })] }] }))).toMatchInlineSnapshot(`
    [
      "end effects.0: a path to "end" closes the case without having recorded weapons access; let a step on every path to it ask a required field with that meaning",
    ]
  `);
  expect(said('no-weapons-access', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> end; j -> end', [node('split', 's', { join: 'j', branches: [{ id: 'x', label: 'X', detached: false, when: is('intake.urgent', true) }, { id: 'y', label: 'Y', detached: true }] }), node('join', 'j'), node('task', 'a', { form: 'ask' }), node('task', 'b'), node('end', 'end', { effects: [closing] })], { forms }))).toMatchInlineSnapshot(`
    [
      "end effects.0: a path to "end" closes the case without having recorded weapons access; let a step on every path to it ask a required field with that meaning",
    ]
  `);
});
