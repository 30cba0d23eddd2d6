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

export function framesOf(draft: Pick<Draft, 'nodes'>, graph: Graph): Frames {
  const splitOfJoin = new Map<string, string>();
  for (const node of draft.nodes) if (node.kind === 'split' && node.join !== undefined && !splitOfJoin.has(node.join)) splitOfJoin.set(node.join, node.id);
  const stacks = new Map<string, readonly string[]>();
  const misfits: Misfit[] = [];
  // Shallow first, and a join as soon as its split is known: so the main flow is laid out before the branches, and a
  // branch that runs into it is what is named as wrong, not the other way round.
  const waiting: string[][] = [];
  for (const start of graph.starts) reach(start, []);
  follow();
  // What handlers open lies on no branch; they come last, so that one that leads into a branch is what is named as wrong.
  for (const edge of graph.opened) visit(edge, []);
  follow();
  return { stacks, splitOfJoin, misfits };

  function follow(): void {
    for (let depth = 0; depth < waiting.length; ) {
      const id = waiting[depth]?.shift();
      if (id === undefined) {
        depth += 1;
        continue;
      }
      const node = graph.nodes.get(id);
      if (node?.kind === 'split' && node.join !== undefined && splitOfJoin.get(node.join) === id && graph.nodes.get(node.join)?.kind === 'join' && !stacks.has(node.join)) reach(node.join, [...(stacks.get(id) ?? []), id]);
      for (const edge of graph.out(id)) visit(edge, leaving(edge));
      depth = Math.max(0, depth - 1);
    }
  }

  function reach(id: string, stack: readonly string[]): void {
    stacks.set(id, stack);
    const depth = graph.nodes.get(id)?.kind === 'join' ? Math.max(0, stack.length - 1) : stack.length;
    while (waiting.length <= depth) waiting.push([]);
    waiting[depth]?.push(id);
  }

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
      reach(edge.to, stack);
      return;
    }
    // Whatever came before, an end is an end.
    if (to?.kind === 'end' || sameStack(there, stack)) return;
    misfits.push({ kind: there.length > stack.length ? 'entersSplitFromOutside' : 'leavesSplit', edge });
  }
}

const sameStack = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((x, i) => x === b[i]);
