import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes distinct names', () => {
  expect(said('duplicate-name', sample('start -> a; a.done -> b; b.done -> end', [node('task', 'a'), node('task', 'b')]))).toEqual([]);
});
it('names two steps called the same', () => {
  expect(said('duplicate-name', sample('start -> a; a.done -> b; b.done -> end', [node('task', 'a', { title: 'Call back' }), node('task', 'b', { title: 'call back ' })]))).toMatchInlineSnapshot(`
    [
      "b title: two steps are called "call back"; give one of them another name",
    ]
  `);
});
