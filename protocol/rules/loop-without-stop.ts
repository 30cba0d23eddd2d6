// A loop has a step that a person ends or a wait of at least a minute; without one it would turn for ever in one instant.
// A deadline counted from a fixed instant is over at once on the second round, so it stops nothing.
import type { DraftNode, DueTime, Edge } from '../draft.ts';
import { loops } from '../graph.ts';
import { minuteInMs, parseDuration } from '../time.ts';
import { roughMs } from './durations.ts';
import { isCancelledCall, limitRulesOf, personEnds } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const loopWithoutStop: Rule = {
  id: 'loop-without-stop',
  check: ({ draft, graph }, report) => {
    const unstopped = graph.edges.filter((e) => !stops(graph.nodes.get(e.from) as DraftNode, e));
    for (const loop of loops(graph.nodes.keys(), unstopped)) {
      const members = new Set(loop);
      const node = draft.nodes.find((n) => members.has(n.id));
      if (node) report({ node: node.id }, `the loop through ${titled(node)} can turn without stopping; put a step that a person ends into it, or a wait of at least a minute from its opening`);
    }
  },
};

// helpers

function stops(node: DraftNode, edge: Edge): boolean {
  if (edge.port === 'expired' && node.kind === 'handoff') return node.expires !== undefined && atLeastAMinute(node.expires);
  if (node.kind === 'wait' && edge.port === 'elapsed') return node.until === undefined && takesTime(node);
  if (node.kind === 'wait') return true; // somebody raises the event
  if (isCancelledCall(node, edge.port)) return true;
  if (!personEnds(node)) return false;
  return edge.port !== 'overdue' || takesTime(node);
}
const takesTime = (node: DraftNode): boolean => limitRulesOf(node).every(({ rule }) => (rule.from === undefined || rule.from.kind === 'opened') && atLeastAMinute(rule.due));
function atLeastAMinute(due: DueTime): boolean {
  if (typeof due !== 'string' && due.kind === 'workingDays') return due.days > 0;
  const duration = parseDuration(typeof due === 'string' ? due : due.time);
  return duration !== null && roughMs(duration) >= minuteInMs;
}
