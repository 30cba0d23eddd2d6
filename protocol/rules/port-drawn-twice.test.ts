import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes one edge a port', () => {
  expect(said('port-drawn-twice', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names the second', () => {
  expect(said('port-drawn-twice', sample('start -> a; a.done -> end; a.done -> a', [node('task', 'a')]))).toMatchInlineSnapshot(`
    [
      "a e3: "a" has two edges at "Done"; keep one, or put a split in between",
    ]
  `);
});
