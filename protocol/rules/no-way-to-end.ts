// From every step there is a way to an end. Of a whole region without one only its last steps are named: mending those
// mends the rest.
import { components, reaching, successors } from '../graph.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const noWayToEnd: Rule = {
  id: 'no-way-to-end',
  check: ({ draft, graph }, report) => {
    const ends = draft.nodes.filter((n) => n.kind === 'end').map((n) => n.id);
    if (ends.length === 0) {
      report({}, 'this protocol has no end, so no run of it would ever be over; add an end');
      return;
    }
    const good = reaching(graph, ends);
    const stuck = [...graph.reached].filter((id) => !good.has(id));
    const inside = new Set(stuck);
    for (const group of components(stuck, (id) => successors(graph, id).filter((to) => inside.has(to)))) {
      const members = new Set(group);
      if (group.some((id) => successors(graph, id).some((to) => !members.has(to)))) continue;
      const node = draft.nodes.find((n) => members.has(n.id));
      if (node) report({ node: node.id }, group.length === 1 ? `no path leads from ${titled(node)} to an end; lead it on to one` : `the loop around ${titled(node)} never leads to an end; draw a way out of it`);
    }
  },
};
