// An edge joins two steps of this protocol, and none leads to a start.
import type { Rule } from './rule.ts';
import { handlerOf, quote, titled } from './words.ts';

export const edgeToNowhere: Rule = {
  id: 'edge-to-nowhere',
  check: ({ draft, graph }, report) => {
    for (const edge of draft.edges) {
      const [from, to] = [graph.nodes.get(edge.from), graph.nodes.get(edge.to)];
      const handler = handlerOf(draft, edge.from);
      if (!from && handler) {
        if (edge.port !== 'next') report({ node: handler.id, edge: edge.id }, `${titled(handler)} has no way out called ${quote(edge.port)}; draw the edge from its one way out`);
        else if (!to) report({ node: handler.id, edge: edge.id }, `${titled(handler)} opens a step that does not exist (${quote(edge.to)}); lead it to a step, or delete the edge`);
        else if (to.kind === 'start') report({ node: handler.id, edge: edge.id }, `${titled(handler)} opens the start ${titled(to)}; lead it to the step behind the start, or let it start the protocol`);
      } else if (!from) report({ edge: edge.id }, `an edge leaves a step that does not exist (${quote(edge.from)}); delete it`);
      else if (!to) report({ node: from.id, edge: edge.id }, `an edge of ${titled(from)} leads to a step that does not exist (${quote(edge.to)}); lead it to a step, or delete it`);
      else if (to.kind === 'start') report({ node: from.id, edge: edge.id }, `an edge of ${titled(from)} leads to the start ${titled(to)}; lead it to the step behind the start`);
    }
  },
};
