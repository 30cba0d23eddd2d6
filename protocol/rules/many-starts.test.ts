import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes one start', () => {
  expect(said('many-starts', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names each further one', () => {
  expect(said('many-starts', sample('start -> a; begin -> a; a.done -> end', [node('start', 'start'), node('start', 'begin'), node('task', 'a')]))).toMatchInlineSnapshot(`
    [
      "begin: "begin" is a further start beside "start"; a protocol begins in one place, so delete one of them",
    ]
  `);
});
