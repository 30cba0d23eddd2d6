// Whether a case may end right behind a step: what is still open then is shown to whoever is about to end it.
import { closedStatuses } from './effects.ts';
import type { Effect } from './draft.ts';
import { mayBeOpen, outcomesOn } from './node-parts.ts';
import type { Plan, PlanNode } from './plan.ts';

/** From this node an end (or an effect of its own) that closes the case is reached before another step waits. */
export function mayEndCase(plan: Pick<Plan, 'nodes'>, nodeId: string): boolean {
  const first = plan.nodes[nodeId];
  if (!first) return false;
  const seen = new Set([nodeId]);
  const queue = [first];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (ends(node)) return true;
    if (node !== first && waits(node)) continue;
    for (const to of Object.values(node.next)) {
      const next = plan.nodes[to];
      if (next && !seen.has(to)) queue.push(next);
      seen.add(to);
    }
  }
  return false;
}

// helpers

const waits = (node: PlanNode): boolean => node.kind !== 'call' && mayBeOpen(node);
const closes = (effects: readonly Effect[]): boolean => effects.some((e) => e.kind === 'status' && closedStatuses.includes(e.status));

function ends(node: PlanNode): boolean {
  const chosen = outcomesOn(node);
  if (chosen) return chosen.some((o) => closes(o.effects));
  if (node.kind === 'approval') return closes(node.onApproved);
  return (node.kind === 'end' || node.kind === 'notify' || node.kind === 'start') && closes(node.effects);
}
