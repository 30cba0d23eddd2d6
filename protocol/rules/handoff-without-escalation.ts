// An offer that nobody answers must come to somebody's notice: its limit has an escalation that ends at a role.
import { escalationsIn } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const handoffWithoutEscalation: Rule = {
  id: 'handoff-without-escalation',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      if (node.kind !== 'handoff' || node.limit === undefined) continue; // `limit-missing` says the rest
      if (node.limit.kind === 'none') report({ node: node.id, field: 'limit' }, `${titled(node)} has no limit, so nobody would learn that it is not answered; give it a limit with an escalation`);
      else if (!escalationsIn(node).some((e) => e.notify.length + e.letIn.length > 0)) report({ node: node.id, field: 'limit.escalate' }, `nobody is told when ${titled(node)} is not answered in time; add an escalation that notifies a role or lets one in`);
    }
  },
};
