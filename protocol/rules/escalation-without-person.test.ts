import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a chain that ends at a role', () => {
  expect(said('escalation-without-person', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names an escalation that does nothing, and a chain that only releases', () => {
  expect(said('escalation-without-person', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'due', rules: [{ due: 'PT4H' }], escalate: [{ after: 'PT0S', notify: [], letIn: [], release: false }, { after: 'PT1H', notify: [], letIn: [], release: true }], onOverdue: 'stay' } })]))).toMatchInlineSnapshot(`
    [
      "a limit.escalate.0: escalation 1 of "a" does nothing; name a role to notify or to let in",
      "a limit.escalate.1: the last escalation of "a" reaches nobody; name a role to notify or to let in",
    ]
  `);
});
