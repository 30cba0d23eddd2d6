import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes an outcome', () => {
  expect(said('task-without-outcome', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names a task without', () => {
  expect(said('task-without-outcome', sample('start -> a', [node('task', 'a', { outcomes: [] })]))).toMatchInlineSnapshot(`
    [
      "a outcomes: "a" has no outcome, so nobody could finish it; add at least one",
    ]
  `);
});
