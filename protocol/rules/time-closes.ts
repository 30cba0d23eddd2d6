// Time passing never closes, transfers, lowers or discloses anything: on every path from an overdue, elapsed, expired or
// spent edge a person acts first.
import type { DraftNode, Edge } from '../draft.ts';
import { wayTo } from '../graph.ts';
import { effectsOf, isStepEach, isTimePort, personEnds } from './places.ts';
import type { Rule } from './rule.ts';
import { handlerOf, portLabel, titled } from './words.ts';

export const timeCloses: Rule = {
  id: 'time-closes',
  check: ({ draft, graph }, report) => {
    // A condition may become true because time has passed, so what its handler opens is looked at like a time edge.
    for (const edge of graph.opened) {
      const handler = handlerOf(draft, edge.from);
      if (handler?.when.kind === 'condition') look(edge, `when the condition of ${titled(handler)} becomes true`, handler.id);
    }
    for (const edge of graph.edges) {
      const from = graph.nodes.get(edge.from) as DraftNode;
      if (!isTimePort(edge.port) || !(from.kind === 'wait' || personEnds(from) || isStepEach(from) || from.kind === 'service')) continue;
      look(edge, `by ${portLabel(from, edge.port)} of ${titled(from)}`, from.id);
    }

    /** A step that waits ends the search: it is left by a person, or by a time edge that is looked at for itself. */
    function look(edge: Edge, how: string, at: string): void {
      const way = wayTo(graph, edge.to, { wanted: (id) => grave(graph.nodes.get(id) as DraftNode) !== undefined, stopped: (e) => waits(graph.nodes.get(e.from) as DraftNode) });
      if (!way) return;
      const target = graph.nodes.get(way.at(-1)?.to ?? edge.to) as DraftNode;
      report({ node: at, edge: edge.id }, `${how} time alone ${grave(target)} at ${titled(target)}; put a step in between that a person ends`);
    }
  },
};

// helpers

const waits = (node: DraftNode): boolean => personEnds(node) || node.kind === 'wait';

/** What entering the node does that only a person may bring about. */
function grave(node: DraftNode): string | undefined {
  if (node.kind === 'handoff') return node.disclosure ? 'discloses' : undefined;
  if (node.kind === 'notify' && node.disclosure) return 'discloses';
  if (node.kind !== 'end' && node.kind !== 'notify') return undefined;
  for (const { effect } of effectsOf(node)) {
    if (effect.kind === 'status') {
      if (effect.status === 'transferred') return 'transfers the case';
      if (effect.status === 'closed' || effect.status === 'no_case' || effect.status === 'purged') return 'closes the case';
    }
    if (effect.kind === 'level') return 'changes the level of concern';
    if (effect.kind === 'owner') return 'moves the ownership';
  }
  return undefined;
}
