import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const split = node('split', 's', { join: 'j', branches: [{ id: 'x', label: 'X', detached: false }, { id: 'y', label: 'Y', detached: false }] });

it('takes a split with branches', () => {
  expect(said('split-without-branches', sample('start -> s; s.x -> j; s.y -> j; j -> end', [split, node('join', 'j')]))).toEqual([]);
});
it('names an empty one', () => {
  expect(said('split-without-branches', sample('start -> s', [node('split', 's', { branches: [] })]))).toMatchInlineSnapshot(`
    [
      "s branches: "s" has no branches; add those that start together",
    ]
  `);
});
