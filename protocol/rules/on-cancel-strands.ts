// A step that a handler cancels has somewhere to go on from: its edge "cancelled", the join of its branch, or its each. On the
// main way without any of these the run would stand still.
import type { DraftNode } from '../draft.ts';
import { reachable } from '../graph.ts';
import { mayBeOpen } from '../node-parts.ts';
import type { Rule, RuleInput } from './rule.ts';
import { quote, titled } from './words.ts';

export const onCancelStrands: Rule = {
  id: 'on-cancel-strands',
  check: (input, report) => {
    for (const handler of input.draft.on ?? [])
      handler.cancels.forEach((id, i) => {
        const at = { node: handler.id, field: `cancels.${i}` };
        const node = input.graph.nodes.get(id);
        if (!node) report(at, `${titled(handler)} cancels ${quote(id)}, which is no step of this protocol; name one of its steps`);
        else if (!mayBeOpen(node)) report(at, `${titled(handler)} cancels ${titled(node)}, which is never open; name a step that waits`);
        else if (!goesOn(input, node)) report(at, `${titled(handler)} cancels ${titled(node)}, behind which the protocol would stand still; draw its edge "cancelled", or put it on a branch`);
      });
  },
};

// helpers

function goesOn({ graph, frames }: RuleInput, node: DraftNode): boolean {
  if (node.kind === 'each' || graph.out(node.id).some((e) => e.port === 'cancelled')) return true;
  return (frames.stacks.get(node.id)?.length ?? 0) > 0 || !reachedAttached(graph, node.id);
}

/** Is it reached from the start without a detached branch on the way? Then its run waits for it. */
function reachedAttached(graph: RuleInput['graph'], id: string): boolean {
  const isDetached = (from: DraftNode | undefined, port: string): boolean => from?.kind === 'split' && from.branches.some((b) => b.id === port && b.detached);
  return reachable(graph, graph.starts, (e) => isDetached(graph.nodes.get(e.from), e.port)).has(id);
}
