// One port, one edge: two would leave open where a case goes.
import type { Rule } from './rule.ts';
import { portLabel, titled } from './words.ts';

export const portDrawnTwice: Rule = {
  id: 'port-drawn-twice',
  check: ({ draft, graph }, report) => {
    const seen = new Set<string>();
    for (const edge of draft.edges) {
      const node = graph.nodes.get(edge.from);
      const port = `${edge.from} ${edge.port}`;
      if (node && seen.has(port)) report({ node: node.id, edge: edge.id }, `${titled(node)} has two edges at ${portLabel(node, edge.port)}; keep one, or put a split in between`);
      seen.add(port);
    }
  },
};
