// A step that is left when its limit is over needs the edge to leave by.
import { limitOf } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const overdueEdgeMissing: Rule = {
  id: 'overdue-edge-missing',
  check: ({ draft, graph }, report) => {
    for (const node of draft.nodes) {
      const limit = limitOf(node);
      if (limit?.kind === 'due' && limit.onOverdue === 'leave' && !graph.out(node.id).some((e) => e.port === 'overdue'))
        report({ node: node.id, field: 'overdue' }, `${titled(node)} is to be left when it is overdue but has no edge for that; draw the edge "overdue", or let it stay open`);
    }
  },
};
