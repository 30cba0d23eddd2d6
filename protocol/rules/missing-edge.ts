// Every way a node can be left leads somewhere. Ports with a rule of their own (a decision's default, a handoff's declined
// and withdrawn, overdue, what a call comes back with) are left to it.
import { portsOf } from '../ports.ts';
import type { DraftNode } from '../draft.ts';
import type { Rule } from './rule.ts';
import { labelled, titled } from './words.ts';

export const missingEdge: Rule = {
  id: 'missing-edge',
  check: ({ draft, graph, ports }, report) => {
    for (const node of draft.nodes) {
      const drawn = new Set(graph.out(node.id).map((e) => e.port));
      for (const port of portsOf(node, ports))
        if (port.mandatory && !port.orDefault && !drawn.has(port.id) && !elsewhere(node, port.id))
          report({ node: node.id, field: port.id }, port.id === 'next' ? `${titled(node)} leads nowhere; draw the edge to what comes next` : `${titled(node)} leads nowhere by ${labelled(port)}; draw an edge from there`);
    }
  },
};

const elsewhere = (node: DraftNode, port: string): boolean =>
  port === 'overdue' || (node.kind === 'decision' && port === 'default') || (node.kind === 'handoff' && (port === 'declined' || port === 'withdrawn'));
