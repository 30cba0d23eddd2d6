// A waiting call leads on for whatever the called protocol can come back with, `cancelled` included.
import { portsOf } from '../ports.ts';
import type { Rule } from './rule.ts';
import { labelled, titled } from './words.ts';

export const callOutcomeMissing: Rule = {
  id: 'call-outcome-missing',
  check: ({ draft, graph, ports }, report) => {
    for (const node of draft.nodes) {
      if (node.kind !== 'call' || node.mode !== 'wait') continue;
      const drawn = new Set(graph.out(node.id).map((e) => e.port));
      if (drawn.has('default')) continue;
      for (const port of portsOf(node, ports))
        if (port.orDefault && !drawn.has(port.id)) report({ node: node.id, field: port.id }, `${titled(node)} has no way for the outcome ${labelled(port)}; draw its edge, or the edge "otherwise"`);
    }
  },
};
