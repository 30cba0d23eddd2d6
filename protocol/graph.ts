// The drawn graph, read once: only edges whose both ends exist count, and a split that may start no attached branch also
// leads straight to its join. Reachability, components, and the question publishing asks most: is there a way from here to
// there that avoids something? Everything here is iterative, so that a draft of any
// shape and size is answered without running out of stack.
import type { Draft, DraftNode, Edge } from './draft.ts';

export interface Graph {
  readonly nodes: ReadonlyMap<string, DraftNode>;
  readonly starts: readonly string[];
  /** Edges of handlers: each opens a step wherever the protocol stands. */
  readonly opened: readonly Edge[];
  readonly edges: readonly Edge[];
  readonly out: (id: string) => readonly Edge[];
  readonly into: (id: string) => readonly Edge[];
  /** Nodes reached from a start or a handler. */
  readonly reached: ReadonlySet<string>;
}

export function graphOf(draft: Pick<Draft, 'nodes' | 'edges' | 'on'>): Graph {
  const nodes = new Map<string, DraftNode>();
  for (const node of draft.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const edges = [...draft.edges.filter((e) => nodes.has(e.from) && nodes.has(e.to)), ...straightToJoin(nodes)];
  const out = groupBy(edges, (e) => e.from);
  const into = groupBy(edges, (e) => e.to);
  const starts = [...nodes.values()].filter((n) => n.kind === 'start').map((n) => n.id);
  const handlers = new Set((draft.on ?? []).map((h) => h.id));
  const opened = draft.edges.filter((e) => handlers.has(e.from) && !nodes.has(e.from) && e.port === 'next' && nodes.has(e.to));
  const graph = { nodes, starts, opened, edges, out: (id: string) => out.get(id) ?? [], into: (id: string) => into.get(id) ?? [] };
  return { ...graph, reached: reachable(graph, [...starts, ...opened.map((e) => e.to)]) };
}

type Edges = Pick<Graph, 'out'>;

export const successors = (graph: Graph, id: string): readonly string[] => [...new Set(graph.out(id).map((e) => e.to))];
export const predecessors = (graph: Graph, id: string): readonly string[] => [...new Set(graph.into(id).map((e) => e.from))];

/** Nodes reached from these, themselves included, over edges that are not stopped. */
export function reachable(graph: Edges, from: readonly string[], stopped: (edge: Edge) => boolean = () => false): ReadonlySet<string> {
  const seen = new Set(from);
  const queue = [...seen];
  for (let i = 0; i < queue.length; i++)
    for (const edge of graph.out(queue[i] as string))
      if (!seen.has(edge.to) && !stopped(edge)) {
        seen.add(edge.to);
        queue.push(edge.to);
      }
  return seen;
}

/** Nodes from which one of these is reached, themselves included. */
export function reaching(graph: Graph, to: readonly string[]): ReadonlySet<string> {
  const seen = new Set(to);
  const queue = [...seen];
  for (let i = 0; i < queue.length; i++)
    for (const edge of graph.into(queue[i] as string))
      if (!seen.has(edge.from)) {
        seen.add(edge.from);
        queue.push(edge.from);
      }
  return seen;
}

/** A shortest way (edges) from one node to the first that is wanted and avoids stopped edges; undefined: every way is stopped. */
export function wayTo(graph: Edges, from: string, options: { readonly wanted: (id: string) => boolean; readonly stopped?: (edge: Edge) => boolean }): readonly Edge[] | undefined {
  if (options.wanted(from)) return [];
  const cameBy = new Map<string, Edge>();
  const seen = new Set([from]);
  const queue = [from];
  for (let i = 0; i < queue.length; i++)
    for (const edge of graph.out(queue[i] as string)) {
      if (seen.has(edge.to) || options.stopped?.(edge)) continue;
      seen.add(edge.to);
      cameBy.set(edge.to, edge);
      if (options.wanted(edge.to)) return back(cameBy, edge.to);
      queue.push(edge.to);
    }
  return undefined;
}

/** Does every way from one node to another pass an edge that counts? True as well when there is no way at all. */
export function onEveryPath(graph: Edges, between: { readonly from: string; readonly to: string }, counts: (edge: Edge) => boolean): boolean {
  return wayTo(graph, between.from, { wanted: (id) => id === between.to, stopped: counts }) === undefined;
}

/** Groups of nodes that reach each other over these edges; a node alone is one only if it has an edge to itself. */
export function loops(nodes: Iterable<string>, edges: readonly Edge[]): readonly (readonly string[])[] {
  const out = groupBy(edges, (e) => e.from);
  return components(nodes, (id) => (out.get(id) ?? []).map((e) => e.to)).filter((c) => c.length > 1 || (out.get(c[0] as string) ?? []).some((e) => e.to === c[0]));
}

/** Strongly connected components (Tarjan), each one before those that lead to it. */
export function components(nodes: Iterable<string>, next: (id: string) => readonly string[]): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: string[][] = [];
  for (const root of nodes) {
    if (index.has(root)) continue;
    const calls: { id: string; next: readonly string[]; i: number }[] = [];
    const enter = (id: string): void => {
      index.set(id, index.size);
      low.set(id, index.size - 1);
      stack.push(id);
      onStack.add(id);
      calls.push({ id, next: next(id), i: 0 });
    };
    enter(root);
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const to = call.next[call.i++];
      if (to !== undefined) {
        if (!index.has(to)) enter(to);
        else if (onStack.has(to)) low.set(call.id, Math.min(low.get(call.id) as number, index.get(to) as number));
        continue;
      }
      calls.pop();
      const parent = calls.at(-1);
      if (parent) low.set(parent.id, Math.min(low.get(parent.id) as number, low.get(call.id) as number));
      if (low.get(call.id) === index.get(call.id)) found.push(popTo(stack, onStack, call.id));
    }
  }
  return found;
}

// helpers

/** "None started: the join is met at once": an edge that nobody drew, without id and port. */
function straightToJoin(nodes: ReadonlyMap<string, DraftNode>): readonly Edge[] {
  const taken = new Set<string>();
  return [...nodes.values()].flatMap((node) => {
    if (node.kind !== 'split' || node.join === undefined || nodes.get(node.join)?.kind !== 'join' || taken.has(node.join)) return [];
    taken.add(node.join);
    return node.branches.every((b) => b.detached || b.when !== undefined) ? [{ id: '', from: node.id, port: '', to: node.join }] : [];
  });
}

function popTo(stack: string[], onStack: Set<string>, id: string): string[] {
  const component = stack.splice(stack.lastIndexOf(id));
  for (const member of component) onStack.delete(member);
  return component;
}

function back(cameBy: ReadonlyMap<string, Edge>, to: string): readonly Edge[] {
  const way: Edge[] = [];
  for (let edge = cameBy.get(to); edge; edge = cameBy.get(edge.from)) way.unshift(edge);
  return way;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
