import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes steps that a path leads to', () => {
  expect(said('unreachable-step', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
  expect(said('unreachable-step', sample('start -> s; s.y -> b; b.done -> end; j -> end', [node('split', 's', { join: 'j', branches: [{ id: 'y', label: 'Y', detached: true }] }), node('join', 'j'), node('task', 'b')]))).toEqual([]);
});
it('names one that none leads to', () => {
  expect(said('unreachable-step', sample('start -> a; a.done -> end; b.done -> end', [node('task', 'a'), node('task', 'b')]))).toMatchInlineSnapshot(`
    [
      "b: no path from the start leads to "b"; draw an edge to it, or delete it",
    ]
  `);
});
