// A decision of several persons is not left out by a move. An approval that was still ahead of a case, and that the new version
// has, must be ahead of it there as well; one that is open becomes an approval.
import type { Run, Step } from '../case-state.ts';
import type { Plan } from '../plan.ts';
import { pastKey } from '../work.ts';
import { targetOf, type Going } from './misfits.ts';

/** The approval of the new version that this step would pass by, if there is one. */
export function leftOut(going: Going, step: Step, to: string): string | undefined {
  const { before, after, run } = going;
  if (before.nodes[step.node]?.kind === 'approval' && after.nodes[to]?.kind !== 'approval') return step.node;
  const [ahead, there] = [reachedFrom(before, step.node), reachedFrom(after, to)];
  return Object.values(before.nodes).find((node) => {
    const approval = node.kind === 'approval' && ahead.has(node.id) ? targetOf(going, node.id) : undefined;
    return approval !== undefined && after.nodes[approval]?.kind === 'approval' && !there.has(approval) && !wasGranted(going, run, node.id);
  })?.id;
}

/** In this run: another of the same protocol may have got further. */
const wasGranted = ({ state }: Going, run: Run, node: string): boolean => (run.visits[node] ?? 0) > 0 && Object.hasOwn(state.granted, pastKey(run, node));

/** Itself and every step that some way leads to. */
function reachedFrom(plan: Plan, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const id of reached) {
    const node = Object.hasOwn(plan.nodes, id) ? plan.nodes[id] : undefined;
    for (const next of Object.values(node?.next ?? {})) reached.add(next);
    if (node?.kind === 'split' && node.join !== undefined) reached.add(node.join);
  }
  return reached;
}
