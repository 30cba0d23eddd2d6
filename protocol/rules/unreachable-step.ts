// A step nothing leads to would never be opened: whoever drew it expects it to be done.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const unreachableStep: Rule = {
  id: 'unreachable-step',
  check: ({ draft, graph }, report) => {
    if (graph.starts.length === 0) return;
    for (const node of draft.nodes)
      if (!graph.reached.has(node.id)) report({ node: node.id }, `no path from the start leads to ${titled(node)}; draw an edge to it, or delete it`);
  },
};
