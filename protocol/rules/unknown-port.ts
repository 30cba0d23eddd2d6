// An edge leaves by a port its node has.
import { portsOf } from '../ports.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const unknownPort: Rule = {
  id: 'unknown-port',
  check: ({ draft, graph, ports }, report) => {
    for (const edge of draft.edges) {
      const node = graph.nodes.get(edge.from);
      if (!node) continue;
      const known = portsOf(node, ports).map((p) => p.id);
      // What a call can come back with is known only once the called protocol is published; `call-unknown` says that.
      const calledUnknown = node.kind === 'call' && node.mode === 'wait' && known.length === 2;
      if (!known.includes(edge.port) && !calledUnknown)
        report({ node: node.id, edge: edge.id }, node.kind === 'end' ? `an edge leaves the end ${titled(node)}; an end leads nowhere, so delete the edge` : `${titled(node)} has no way out called ${quote(edge.port)}; draw the edge from ${known.length === 0 ? 'another step' : known.map(quote).join(', ')}`);
    }
  },
};
