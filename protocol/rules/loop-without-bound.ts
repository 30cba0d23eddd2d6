// A loop without a person in it ends by itself: it has a wait that is opened a drawn number of times at most. Otherwise
// time alone would turn it for as long as the case lives, and nobody would ever be asked.
import type { DraftNode, Edge } from '../draft.ts';
import { loops } from '../graph.ts';
import { isCancelledCall, isTimePort, personEnds } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const loopWithoutBound: Rule = {
  id: 'loop-without-bound',
  check: ({ draft, graph }, report) => {
    const unbounded = graph.edges.filter((e) => !bounds(graph.nodes.get(e.from) as DraftNode, e));
    for (const loop of loops(graph.nodes.keys(), unbounded)) {
      const members = new Set(loop);
      const wait = draft.nodes.find((n) => members.has(n.id) && n.kind === 'wait');
      const node = wait ?? draft.nodes.find((n) => members.has(n.id) && personEnds(n));
      // Without anything that waits it never stops at all: that is another rule's to say.
      if (!node) continue;
      const todo = wait ? 'say how many times at most it is opened, and lead "spent" to a step that a person ends' : 'put a step into it that a person ends, or a wait that is opened a number of times at most';
      report({ node: node.id, ...(wait ? { field: 'atMost' } : {}) }, `time alone can turn the loop through ${titled(node)} for ever; ${todo}`);
    }
  },
};

// helpers

/** A person takes the edge, or it is taken a drawn number of times at most. */
function bounds(node: DraftNode, edge: Edge): boolean {
  if (node.kind === 'wait') return !isTimePort(edge.port) || (edge.port === 'elapsed' && node.atMost !== undefined);
  return isCancelledCall(node, edge.port) || (personEnds(node) && !isTimePort(edge.port));
}
