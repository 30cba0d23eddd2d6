import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const edges = 'start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end';

it('takes a receiver', () => {
  expect(said('handoff-without-receiver', sample(edges, [node('handoff', 'a')]))).toEqual([]);
});
it('names a handoff to nobody', () => {
  expect(said('handoff-without-receiver', sample(edges, [node('handoff', 'a', { to: [] })]))).toMatchInlineSnapshot(`
    [
      "a to: "a" goes to nobody; name the roles it is offered to",
    ]
  `);
});
