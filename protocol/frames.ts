// Which splits a path is inside of at every node. A node has one answer, or the drawing is wrong: a path that came another
// way would arrive at a join that does not wait for it, or leave a join waiting for ever.
import type { Draft, Edge } from './draft.ts';
import type { Graph } from './graph.ts';

export interface Misfit {
  readonly kind: 'entersSplitFromOutside' | 'reentersOpenSplit' | 'leavesSplit' | 'joinOfAnother' | 'joinOutside' | 'endInBranch';
  readonly edge: Edge;
}
export interface Frames {
  /** Ids of the open splits at each reached node, innermost last. A join has the stack with its own split still open. */
  readonly stacks: ReadonlyMap<string, readonly string[]>;
  /** The one split of each join; a join claimed by several belongs to the first. */
  readonly splitOfJoin: ReadonlyMap<string, string>;
  readonly misfits: readonly Misfit[];
}

export function framesOf(draft: Draft, graph: Graph): Frames {
  const splitOfJoin = new Map<string, string>();
  for (const node of draft.nodes) if (node.kind === 'split' && node.join !== undefined && !splitOfJoin.has(node.join)) splitOfJoin.set(node.join, node.id);
  const stacks = new Map<string, readonly string[]>();
  const misfits: Misfit[] = [];
  const queue: string[] = [];
  for (const start of graph.starts) {
    stacks.set(start, []);
    queue.push(start);
  }
  for (let i = 0; i < queue.length; i++) {
    const id = queue[i] as string;
    for (const edge of graph.out(id)) visit(edge, leaving(edge));
    const node = graph.nodes.get(id);
    // A split whose branches are all detached goes on at its join at once.
    if (node?.kind === 'split' && node.join !== undefined && graph.nodes.get(node.join)?.kind === 'join' && !node.branches.some((b) => !b.detached) && !stacks.has(node.join)) {
      stacks.set(node.join, [...(stacks.get(id) ?? []), id]);
      queue.push(node.join);
    }
  }
  return { stacks, splitOfJoin, misfits };

  function leaving(edge: Edge): readonly string[] {
    const stack = stacks.get(edge.from) ?? [];
    const node = graph.nodes.get(edge.from);
    if (node?.kind === 'join') return stack.slice(0, -1);
    if (node?.kind !== 'split') return stack;
    const branch = node.branches.find((b) => b.id === edge.port);
    return branch?.detached ? [] : [...stack, node.id];
  }

  function visit(edge: Edge, stack: readonly string[]): void {
    const to = graph.nodes.get(edge.to);
    if (to?.kind === 'join') {
      const owner = splitOfJoin.get(to.id);
      if (owner !== undefined && stack.at(-1) !== owner) {
        misfits.push({ kind: stack.length === 0 ? 'joinOutside' : 'joinOfAnother', edge });
        return;
      }
    }
    if (stack.includes(edge.to)) {
      misfits.push({ kind: 'reentersOpenSplit', edge });
      return;
    }
    if (to?.kind === 'end' && stack.length > 0 && !to.stopsOthers) misfits.push({ kind: 'endInBranch', edge });
    const there = stacks.get(edge.to);
    if (there === undefined) {
      stacks.set(edge.to, stack);
      queue.push(edge.to);
      return;
    }
    // Whatever came before, an end is an end.
    if (to?.kind === 'end' || sameStack(there, stack)) return;
    misfits.push({ kind: there.length > stack.length ? 'entersSplitFromOutside' : 'leavesSplit', edge });
  }
}

const sameStack = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((x, i) => x === b[i]);
