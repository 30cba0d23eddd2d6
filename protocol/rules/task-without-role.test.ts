import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a task of a role', () => {
  expect(said('task-without-role', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names a task of nobody and a notice to nobody', () => {
  expect(said('task-without-role', sample('start -> a; a.done -> n; n -> end', [node('task', 'a', { roles: [] }), node('notify', 'n', { to: [] })]))).toMatchInlineSnapshot(`
    [
      "a roles: "a" is nobody's task; name the roles that may do it",
      "n to: "n" tells nobody; name the roles it goes to",
    ]
  `);
});
