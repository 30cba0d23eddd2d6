// A handoff goes to somebody.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const handoffWithoutReceiver: Rule = {
  id: 'handoff-without-receiver',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) if (node.kind === 'handoff' && node.to.length === 0) report({ node: node.id, field: 'to' }, `${titled(node)} goes to nobody; name the roles it is offered to`);
  },
};
