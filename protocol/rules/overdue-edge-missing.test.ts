import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const leaving = { kind: 'due' as const, rules: [{ due: 'PT4H' }], escalate: [], onOverdue: 'leave' as const };

it('takes an overdue edge', () => {
  expect(said('overdue-edge-missing', sample('start -> a; a.done -> end; a.overdue -> a', [node('task', 'a', { limit: leaving })]))).toEqual([]);
});
it('names its absence', () => {
  expect(said('overdue-edge-missing', sample('start -> a; a.done -> end', [node('task', 'a', { limit: leaving })]))).toMatchInlineSnapshot(`
    [
      "a overdue: "a" is to be left when it is overdue but has no edge for that; draw the edge "overdue", or let it stay open",
    ]
  `);
});
