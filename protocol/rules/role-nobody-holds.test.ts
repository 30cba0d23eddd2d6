import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes roles that somebody holds, and says nothing while it does not know', () => {
  expect(said('role-nobody-holds', sample('start -> a; a.done -> end', [node('task', 'a')]), { roleHolders: { analyst: 1, lead: 2 } })).toEqual([]);
  expect(said('role-nobody-holds', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names steps and escalations nobody is there for', () => {
  expect(said('role-nobody-holds', sample('start -> a; a.done -> end', [node('task', 'a')]), { roleHolders: { analyst: 0, lead: 0 } })).toMatchInlineSnapshot(`
    [
      "a limit.escalate.0: nobody in this unit holds "Lead", so escalation 1 of "a" would reach nobody; staff the role, or name another",
      "a roles: nobody in this unit holds "Analyst", so nobody could do "a"; staff the role, or name another",
    ]
  `);
});
