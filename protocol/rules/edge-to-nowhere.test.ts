import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes edges between steps', () => {
  expect(said('edge-to-nowhere', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names edges that miss an end, or lead to the start', () => {
  expect(said('edge-to-nowhere', sample('start -> a; a.done -> end; a.cancelled -> gone; lost -> end; a.overdue -> start', [node('task', 'a')]))).toMatchInlineSnapshot(`
    [
      "e4: an edge leaves a step that does not exist ("lost"); delete it",
      "a e3: an edge of "a" leads to a step that does not exist ("gone"); lead it to a step, or delete it",
      "a e5: an edge of "a" leads to the start "start"; lead it to the step behind the start",
    ]
  `);
});
