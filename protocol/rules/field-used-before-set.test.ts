import { expect, it } from 'vitest';
import { field, is, node, said, sample } from './sample.ts';

const forms = [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean')] }, { id: 'visit', title: 'Visit', fields: [field('calm', 'boolean')] }];
const ask = node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: is('visit.calm', true) }] });

it('takes a field that some path, a called protocol or a branch beside may have filled in', () => {
  expect(said('field-used-before-set', sample('start -> a; a.done -> d; d.yes -> end; d.default -> a', [node('task', 'a', { form: 'visit' }), ask], { forms }))).toEqual([]);
  expect(said('field-used-before-set', sample('start -> c; c.next -> d; d.yes -> a; d.default -> end; a.done -> end', [node('call', 'c', { protocol: 'other', mode: 'spawn' }), ask, node('task', 'a', { form: 'visit' })], { forms }))).toEqual([]);
  expect(said('field-used-before-set', sample('start -> s; s.x -> d; s.y -> a; a.done -> j; d.yes -> j; d.default -> j; j -> end', [node('split', 's', { join: 'j', branches: [{ id: 'x', detached: false }, { id: 'y', detached: false }] }), node('join', 'j'), ask, node('task', 'a', { form: 'visit' })], { forms }))).toEqual([]);
});
it('names a field that is filled in only later', () => {
  expect(said('field-used-before-set', sample('start -> d; d.yes -> a; d.default -> a; a.done -> end', [ask, node('task', 'a', { form: 'visit' })], { forms }))).toMatchInlineSnapshot(`
    [
      "d branches.0.when: "d" reads "calm" of "Visit", which is recorded only later, by "a"; put that step before it, or read another field",
    ]
  `);
});
