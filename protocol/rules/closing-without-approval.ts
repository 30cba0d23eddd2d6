// Closing a case without anybody's approval is allowed, but worth a second look.
import { effectsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const closingWithoutApproval: Rule = {
  id: 'closing-without-approval',
  check: ({ draft, graph, knowledge }, report) => {
    for (const node of draft.nodes) {
      if (!graph.reached.has(node.id) || node.kind === 'approval') continue;
      for (const { effect, path } of effectsOf(node))
        if (effect.kind === 'status' && effect.status === 'closed' && !knowledge.certainMark(node.id, 'approved'))
          report({ node: node.id, field: path }, `a path to ${titled(node)} closes the case without an approval; put an approval on every path to it, if closing is to be reviewed`);
    }
  },
};
