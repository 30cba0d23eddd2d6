import { expect, it } from 'vitest';
import { node, outcome, said, sample } from './sample.ts';

it('takes an approval', () => {
  expect(said('owner-not-from-approval', sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a', { onApproved: [{ kind: 'owner', to: 'approver' }] })]))).toEqual([]);
});
it('names a task that would make an approver the owner', () => {
  expect(said('owner-not-from-approval', sample('start -> a; a.done -> end', [node('task', 'a', { outcomes: [outcome('done', [{ kind: 'owner', to: 'approver' }])] })]))).toMatchInlineSnapshot(`
    [
      "a outcomes.0.effects.0: "a" makes an approver the owner but has none; set this on an approval, or draw a handoff",
    ]
  `);
});
