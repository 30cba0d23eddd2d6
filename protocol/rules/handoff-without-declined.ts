// Whoever is asked may say no, and whoever asks may take it back: both always lead somewhere.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const handoffWithoutDeclined: Rule = {
  id: 'handoff-without-declined',
  check: ({ draft, graph }, report) => {
    for (const node of draft.nodes) {
      if (node.kind !== 'handoff') continue;
      const drawn = new Set(graph.out(node.id).map((e) => e.port));
      if (!node.each && !drawn.has('declined')) report({ node: node.id, field: 'declined' }, `${titled(node)} has no way for when it is declined; draw the edge "declined"`);
      if (!drawn.has('withdrawn')) report({ node: node.id, field: 'withdrawn' }, `${titled(node)} has no way for when it is withdrawn; draw the edge "withdrawn"`);
    }
  },
};
