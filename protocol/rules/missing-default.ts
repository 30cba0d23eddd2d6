// A decision in which no condition holds needs somewhere to go.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const missingDefault: Rule = {
  id: 'missing-default',
  check: ({ draft, graph }, report) => {
    for (const node of draft.nodes)
      if (node.kind === 'decision' && !graph.out(node.id).some((e) => e.port === 'default')) report({ node: node.id, field: 'default' }, `${titled(node)} has no way for when none of its conditions holds; draw the edge "otherwise"`);
  },
};
