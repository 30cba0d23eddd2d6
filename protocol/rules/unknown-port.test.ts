import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes any outcome of a call of which nothing is known', () => {
  expect(said('unknown-port', sample('start -> a; a.anything -> end', [node('call', 'a', { protocol: 'unheard_of' })]))).toEqual([]);
});
it('names edges from ways out that do not exist', () => {
  expect(said('unknown-port', sample('start -> a; a.done -> end; a.finished -> end; end.next -> a', [node('task', 'a')]))).toMatchInlineSnapshot(`
    [
      "a e3: "a" has no way out called "finished"; draw the edge from "done", "cancelled"",
      "end e4: an edge leaves the end "end"; an end leads nowhere, so delete the edge",
    ]
  `);
});
