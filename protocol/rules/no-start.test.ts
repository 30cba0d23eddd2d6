import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a start', () => {
  expect(said('no-start', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names its absence', () => {
  expect(said('no-start', sample('a.done -> end', [node('task', 'a')]))).toMatchInlineSnapshot(`
    [
      ": this protocol has no start; add one and lead it to the first step",
    ]
  `);
});
