import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a form of the protocol', () => {
  expect(said('form-unknown', sample('start -> a; a.done -> end', [node('task', 'a', { form: 'intake' })]))).toEqual([]);
});
it('names forms that do not exist', () => {
  expect(said('form-unknown', sample('start -> a; a.done -> b; b.approved -> end; b.denied -> end', [node('task', 'a', { form: 'gone' }), node('approval', 'b', { about: ['intake', 'gone'] })]))).toMatchInlineSnapshot(`
    [
      "a form: "a" has the form "gone", which does not exist; add the form, or choose another",
      "b about.1: "b" is about the form "gone", which does not exist; name one of the protocol's forms",
    ]
  `);
});
