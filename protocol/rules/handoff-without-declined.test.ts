import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const edges = 'start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end';

it('takes a handoff with all its edges', () => {
  expect(said('handoff-without-declined', sample(edges, [node('handoff', 'a')]))).toEqual([]);
});
it('names the edges for no and for never mind', () => {
  expect(said('handoff-without-declined', sample('start -> a; a.accepted -> end', [node('handoff', 'a')]))).toMatchInlineSnapshot(`
    [
      "a declined: "a" has no way for when it is declined; draw the edge "declined"",
      "a withdrawn: "a" has no way for when it is withdrawn; draw the edge "withdrawn"",
    ]
  `);
});
