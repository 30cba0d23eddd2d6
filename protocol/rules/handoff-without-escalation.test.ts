import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const edges = 'start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end';

it('takes an escalation to a role', () => {
  expect(said('handoff-without-escalation', sample(edges, [node('handoff', 'a')]))).toEqual([]);
});
it('names a handoff whose silence nobody notices', () => {
  expect(said('handoff-without-escalation', sample(edges, [node('handoff', 'a', { limit: { kind: 'none', reason: 'they are quick' } })]))).toMatchInlineSnapshot(`
    [
      "a limit: "a" has no limit, so nobody would learn that it is not answered; give it a limit with an escalation",
    ]
  `);
  expect(said('handoff-without-escalation', sample(edges, [node('handoff', 'a', { limit: { kind: 'due', rules: [{ due: 'PT4H' }], escalate: [], onOverdue: 'stay' } })]))).toMatchInlineSnapshot(`
    [
      "a limit.escalate: nobody is told when "a" is not answered in time; add an escalation that notifies a role or lets one in",
    ]
  `);
});
