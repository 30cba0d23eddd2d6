// Where an edge from a port may lead, and for every other node why not: the canvas shows both while somebody draws.
import type { Draft } from './draft.ts';
import { framesOf } from './frames.ts';
import { graphOf } from './graph.ts';
import { portOf, portContextOf } from './ports.ts';
import type { ValidationContext } from './validation-context.ts';

export interface Successor {
  readonly node: string;
  readonly legal: boolean;
  /** Why not; absent when it is legal. */
  readonly reason?: string;
}

export function legalSuccessors(draft: Draft, from: { readonly node: string; readonly port: string }, context: ValidationContext = {}): readonly Successor[] {
  const graph = graphOf(draft);
  const node = graph.nodes.get(from.node);
  const waitingCall = node?.kind === 'call' && node.mode === 'wait';
  const handler = node === undefined && (draft.on ?? []).some((h) => h.id === from.node);
  const known = handler ? from.port === 'next' : node !== undefined && (waitingCall || portOf(node, from.port, portContextOf(draft, context)) !== undefined);
  const frames = framesOf(draft, graph);
  const branch = node?.kind === 'split' ? node.branches.find((b) => b.id === from.port) : undefined;
  const inside = innermost();
  return draft.nodes.map((to) => {
    const reason = whyNot(to);
    return reason === undefined ? { node: to.id, legal: true } : { node: to.id, legal: false, reason };
  });

  /** The split whose branch the new edge would lie on: its id, or null on the main flow or a detached branch. */
  function innermost(): string | null | undefined {
    if (handler) return null;
    if (!node) return undefined;
    if (branch) return branch.detached ? null : node.id;
    const stack = frames.stacks.get(node.id);
    return stack === undefined ? undefined : (node.kind === 'join' ? stack.slice(0, -1) : stack).at(-1) ?? null;
  }

  function whyNot(to: Draft['nodes'][number]): string | undefined {
    if (!node && !handler) return 'the step this edge would leave is gone';
    if (!known) return `"${node?.title ?? from.node}" has no way out called "${from.port}"`;
    if (to.kind === 'start') return 'a start is where a run begins; lead to the step behind it';
    if (node && to.id === node.id && (node.kind === 'decision' || node.kind === 'split' || node.kind === 'join' || node.kind === 'notify' || node.kind === 'milestone' || node.kind === 'table' || node.kind === 'each' || node.kind === 'call')) return 'this step does not wait: leading to itself it would never stop';
    if (inside === undefined) return undefined; // not reached yet, so nothing is known of where it lies
    if (to.kind === 'join') {
      const owner = frames.splitOfJoin.get(to.id);
      if (owner !== undefined && owner !== inside) return inside === null ? 'this join waits for branches of its split, and this edge lies on none' : 'this join belongs to another split';
      return undefined;
    }
    if (inside !== null && to.id === inside) return 'a split is not entered again while it is open; lead to its join';
    if (to.kind === 'end') return inside !== null && !to.stopsOthers ? 'a branch that is waited for leaves by its join; an end here must be marked as stopping the others' : undefined;
    const there = frames.stacks.get(to.id);
    if (there !== undefined && (there.at(-1) ?? null) !== inside && graph.into(to.id).some((e) => e.from !== from.node)) return inside === null ? 'this step lies on a branch of a split; it is reached through the split only' : 'this step lies outside the split; a branch leaves it through the join';
    return undefined;
  }
}
