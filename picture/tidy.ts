// Auto-layout: ranks from left to right by dagre, sizes from geometry. The same drawing is laid out the same way whatever
// the order of its arrays, and a drawing that already has this layout does not move.
import { Graph, layout } from '@dagrejs/dagre';
import type { Draft } from '../protocol/draft.ts';
import { portContextOf, portsOf } from '../protocol/ports.ts';
import type { ValidationContext } from '../protocol/validation-context.ts';
import { geometryOf, handlerGeometry, type Geometry, type Place } from './geometry.ts';
import { readingOrder } from './order.ts';

type Drawn = Pick<Draft, 'key' | 'nodes' | 'edges' | 'on'>;

/** Positions (top left) for all nodes. */
export function tidy(draft: Drawn, context: ValidationContext = {}): Readonly<Record<string, Place>> {
  const ports = portContextOf(draft as Draft, context);
  const order = readingOrder(draft, context);
  const graph = new Graph<object, { width: number; height: number; x?: number; y?: number }, object>({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 34, edgesep: 24, ranksep: 104, marginx: 24, marginy: 24 });
  const sizes = new Map(order.map((node) => [node.id, geometryOf(node, portsOf(node, ports))]));
  for (const node of order) {
    const size = sizes.get(node.id);
    graph.setNode(key(node.id), { width: size?.width ?? 0, height: size ? 2 * Math.max(rowOf(size), size.height - rowOf(size)) : 0 });
  }
  const rank = new Map(order.map((node, index) => [node.id, index]));
  for (const node of order) {
    const drawn = portsOf(node, ports);
    for (const edge of draft.edges.filter((e) => e.from === node.id && rank.has(e.to)).sort((a, b) => (a.port < b.port ? -1 : 1))) {
      const port = drawn.find((p) => p.id === edge.port);
      const back = (rank.get(edge.to) ?? 0) <= (rank.get(edge.from) ?? 0);
      if (edge.from === edge.to) continue;
      graph.setEdge(key(edge.from), key(edge.to), { weight: back ? 0 : port?.aside ? 1 : 3, minlen: 1 }, edge.id);
    }
  }
  const handlers = draft.on ?? [];
  for (const { id } of handlers) graph.setNode(key(id), { width: handlerGeometry.width, height: handlerGeometry.height });
  for (const edge of draft.edges) if (edge.port === 'next' && handlers.some((h) => h.id === edge.from) && rank.has(edge.to)) graph.setEdge(key(edge.from), key(edge.to), { weight: 1, minlen: 1 }, edge.id);
  layout(graph);
  const placeOf = (id: string, size: Geometry | undefined): Place => {
    const { x = 0, y = 0 } = graph.node(key(id)) ?? {};
    return { x: Math.round(x - (size?.width ?? 0) / 2), y: Math.round(y - (size ? rowOf(size) : 0)) };
  };
  return Object.fromEntries([...order.map((node) => [node.id, placeOf(node.id, sizes.get(node.id))] as const), ...handlers.map(({ id }) => [id, placeOf(id, handlerGeometry)] as const)]);
}

/** Dagre keeps nodes by name in plain objects: a step may be called "toString". */
const key = (id: string): string => `step ${id}`;

/** Where edges arrive: steps of one rank are lined up by it, so that a straight way is drawn straight. */
const rowOf = (size: Geometry): number => size.shape.height / 2;

/** The given layout, and for steps that have no place yet (an import, a plan) one from auto-layout. */
export function placed(draft: Drawn, layoutOf: Readonly<Record<string, Place>>, context: ValidationContext = {}): Readonly<Record<string, Place>> {
  const all = [...draft.nodes, ...(draft.on ?? [])];
  const missing = all.filter((n) => !Object.hasOwn(layoutOf, n.id));
  if (missing.length === 0) return layoutOf;
  const made = tidy(draft, context);
  if (missing.length === all.length) return made;
  // Some have a place: the others go below, in their own tidy arrangement, so that nothing drawn by hand moves.
  const below = Math.max(...Object.values(layoutOf).map((p) => p.y)) + 220;
  const left = Math.min(...Object.values(layoutOf).map((p) => p.x));
  return { ...Object.fromEntries(missing.map((n, i) => [n.id, { x: left + i * 260, y: below }])), ...layoutOf };
}

/** Positions for some of the steps, laid out among themselves where they stand: their upper left corner stays. */
export function tidyPart(draft: Draft, ids: readonly string[], context: ValidationContext = {}): Readonly<Record<string, Place>> {
  const chosen = new Set(ids);
  const on = draft.on?.filter((h) => chosen.has(h.id));
  const made = tidy({ key: draft.key, nodes: draft.nodes.filter((n) => chosen.has(n.id)), edges: draft.edges.filter((e) => chosen.has(e.from) && chosen.has(e.to)), ...(on && on.length > 0 ? { on } : {}) }, context);
  const corner = (places: readonly Place[]): Place => ({ x: Math.min(...places.map((p) => p.x)), y: Math.min(...places.map((p) => p.y)) });
  const before = corner(Object.keys(made).flatMap((id) => draft.layout[id] ?? []));
  const after = corner(Object.values(made));
  return Object.fromEntries(Object.entries(made).map(([id, p]) => [id, { x: p.x - after.x + before.x, y: p.y - after.y + before.y }]));
}
