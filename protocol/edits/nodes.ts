// Nodes: adding, changing, moving, deleting. Whatever refers to a node that goes (an edge, a join, a separation) goes or
// heals with it; conditions that ask for its outcome stay and become findings, because only a person knows what they meant.
import type { Draft, DraftNode, Edge } from '../draft.ts';
import { portsOf } from '../ports.ts';
import { connect, edgeAt, freePort, mayHavePort, type NewEdge } from './edges.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface NewNode {
  readonly node: DraftNode;
  readonly at?: Point;
}

/** Adds a node; when its id is taken (or was, in the layout) nothing happens: ask `freshNodeId` first. */
export function addNode(draft: Draft, { node, at }: NewNode): Draft {
  if (draft.nodes.some((n) => n.id === node.id) || draft.on?.some((h) => h.id === node.id)) return draft;
  return { ...draft, nodes: [...draft.nodes, node], layout: at ? { ...draft.layout, [node.id]: round(at) } : draft.layout };
}

/** Adds a node behind a port. If the port leads somewhere already, the node is put in between. */
export function appendNode(draft: Draft, { from, port, node, at }: NewNode & { readonly from: string; readonly port?: string }): Draft {
  const before = draft.nodes.find((n) => n.id === from);
  if (!before || node.kind === 'start') return draft;
  const by = port ?? freePort(draft, before) ?? portsOf(before)[0]?.id;
  if (by === undefined || !mayHavePort(before, by)) return draft;
  const taken = edgeAt(draft, from, by);
  if (taken) return insertOnEdge(draft, { edge: taken.id, node, ...(at ? { at } : {}) });
  const added = addNode(draft, { node, ...(at ? { at } : {}) });
  return added === draft ? draft : connect(added, { from, port: by, to: node.id });
}

/** A -> B becomes A -> node -> B, by the node's first port. An end put in between takes the edge and leads nowhere. */
export function insertOnEdge(draft: Draft, { edge, node, at }: NewNode & { readonly edge: string }): Draft {
  const drawn = draft.edges.find((e) => e.id === edge);
  if (!drawn || node.kind === 'start') return draft;
  const added = addNode(draft, { node, ...(at ? { at } : {}) });
  if (added === draft) return draft;
  const turned = connect(added, { from: drawn.from, port: drawn.port, to: node.id });
  const port = freePort(turned, node);
  return port === undefined ? turned : connect(turned, { from: node.id, port, to: drawn.to });
}

export function renameNode(draft: Draft, id: string, title: string): Draft {
  return changeNode(draft, id, (node) => (node.title === title ? node : { ...node, title }));
}

/**
 * Puts a changed node in the place of the one with its id. Edges of ports that are gone go too; when exactly one drawn
 * port has given way to exactly one new one (an outcome got another id), its edge goes along.
 */
export function updateNode(draft: Draft, node: DraftNode): Draft {
  const before = draft.nodes.find((n) => n.id === node.id);
  if (!before || before === node) return draft;
  const ports = portsOf(node).map((p) => p.id);
  const old = portsOf(before).map((p) => p.id);
  const gone = old.filter((p) => !ports.includes(p) && edgeAt(draft, node.id, p));
  const come = ports.filter((p) => !old.includes(p));
  const moved = gone.length === 1 && come.length === 1 ? { from: gone[0], to: come[0] as string } : undefined;
  const edges = draft.edges.flatMap((e): Edge[] => {
    if (e.from !== node.id) return node.kind === 'start' && e.to === node.id ? [] : [e];
    if (moved && e.port === moved.from) return [{ ...e, port: moved.to }];
    return mayHavePort(node, e.port) ? [e] : [];
  });
  const sound = node.kind === 'join' || before.kind !== 'join' ? draft.nodes : draft.nodes.map((n) => withoutJoin(n, node.id));
  return { ...draft, nodes: sound.map((n) => (n.id === node.id ? node : n)), edges: sameEdges(draft.edges, edges) };
}

export function moveNodes(draft: Draft, positions: Readonly<Record<string, Point>>): Draft {
  const known = new Set([...draft.nodes, ...(draft.on ?? []), ...(draft.notes ?? [])].map((n) => n.id));
  const moved = Object.entries(positions).filter(([id, at]) => known.has(id) && !same(draft.layout[id], round(at)));
  if (moved.length === 0) return draft;
  return { ...draft, layout: { ...draft.layout, ...Object.fromEntries(moved.map(([id, at]) => [id, round(at)])) } };
}

/** Takes a node out. A -> B -> C heals to A -> C when all that leaves B leads to the same C. */
export function deleteNode(draft: Draft, id: string): Draft {
  if (!draft.nodes.some((n) => n.id === id)) return draft;
  const targets = new Set(draft.edges.filter((e) => e.from === id && e.to !== id).map((e) => e.to));
  const heir = targets.size === 1 ? [...targets][0] : undefined;
  const startHeir = draft.nodes.some((n) => n.id === heir && n.kind === 'start');
  const edges = draft.edges.flatMap((e): Edge[] => {
    if (e.from === id) return [];
    if (e.to !== id) return [e];
    return heir !== undefined && heir !== e.from && !startHeir ? [{ ...e, to: heir }] : [];
  });
  const layout = Object.fromEntries(Object.entries(draft.layout).filter(([key]) => key !== id));
  const on = draft.on?.map((h) => (h.cancels.includes(id) ? { ...h, cancels: h.cancels.filter((c) => c !== id) } : h));
  return { ...draft, ...(on ? { on } : {}), nodes: draft.nodes.filter((n) => n.id !== id).map((n) => withoutNode(n, id)), edges, layout };
}

export function deleteNodes(draft: Draft, ids: readonly string[]): Draft {
  return ids.reduce(deleteNode, draft);
}

// helpers

function changeNode(draft: Draft, id: string, change: (node: DraftNode) => DraftNode): Draft {
  const nodes = draft.nodes.map((n) => (n.id === id ? change(n) : n));
  return nodes.every((n, i) => n === draft.nodes[i]) ? draft : { ...draft, nodes };
}

/** A split whose join is gone, or another's. */
export function withoutJoin(node: DraftNode, join: string): DraftNode {
  if (node.kind !== 'split' || node.join !== join) return node;
  const { join: _gone, ...rest } = node;
  return rest;
}

function withoutNode(node: DraftNode, id: string): DraftNode {
  if (node.kind === 'task' && node.assign.kind === 'doerOf' && node.assign.step === id) return { ...node, assign: { kind: 'claim' } };
  if (node.kind === 'approval' && node.notDoerOf.includes(id)) return { ...node, notDoerOf: node.notDoerOf.filter((step) => step !== id) };
  return withoutJoin(node, id);
}

const sameEdges = (before: Edge[], after: Edge[]): Edge[] => (before.length === after.length && before.every((e, i) => e === after[i]) ? before : after);
const same = (a: Point | undefined, b: Point): boolean => a !== undefined && a.x === b.x && a.y === b.y;
const round = (at: Point): { x: number; y: number } => ({ x: Math.round(at.x), y: Math.round(at.y) });
export type { NewEdge };
