import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a way to an end from everywhere', () => {
  expect(said('no-way-to-end', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names a loop that never ends, and a protocol without an end', () => {
  expect(said('no-way-to-end', sample('start -> a; a.done -> b; b.done -> a', [node('task', 'a'), node('task', 'b'), node('end', 'end')]))).toMatchInlineSnapshot(`
    [
      "a: the loop around "a" never leads to an end; draw a way out of it",
    ]
  `);
  expect(said('no-way-to-end', sample('start -> a', [node('task', 'a')]))).toMatchInlineSnapshot(`
    [
      ": this protocol has no end, so no run of it would ever be over; add an end",
    ]
  `);
});
