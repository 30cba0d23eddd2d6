// Nodes: adding, changing, moving, deleting. Whatever refers to a node that goes (an edge, a join, a separation) goes or
// heals with it; conditions that ask for its outcome stay and become findings, because only a person knows what they meant.
import type { Draft, DraftNode, Edge } from '../draft.ts';
import { portsOf } from '../ports.ts';
import { connect, edgeAt, freePort, mayHavePort, type NewEdge } from './edges.ts';
import { freshEdgeId, freshNodeId } from './ids.ts';

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
  const known = new Set([...draft.nodes, ...(draft.on ?? [])].map((n) => n.id));
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

/** Which id the copy of each node gets. A start is never copied: a protocol has one. */
export function copiesOf(draft: Draft, ids: readonly string[]): ReadonlyMap<string, string> {
  const copies = new Map<string, string>();
  let taken: Draft = draft;
  for (const node of draft.nodes) {
    if (!ids.includes(node.id) || node.kind === 'start' || copies.has(node.id)) continue;
    const id = freshNodeId(taken, node.id);
    copies.set(node.id, id);
    taken = { ...taken, nodes: [...taken.nodes, { ...node, id }] };
  }
  return copies;
}

/** Copies nodes with the edges among them, a little aside. */
export function duplicateNodes(draft: Draft, ids: readonly string[]): Draft {
  const copies = copiesOf(draft, ids);
  if (copies.size === 0) return draft;
  const originals = draft.nodes.filter((n, i) => copies.has(n.id) && draft.nodes.findIndex((m) => m.id === n.id) === i);
  const nodes = originals.map((n) => copyOf(n, copies));
  const layout = Object.fromEntries(originals.flatMap((n) => (draft.layout[n.id] ? [[copies.get(n.id), aside(draft.layout[n.id] as Point)]] : [])));
  let result: Draft = { ...draft, nodes: [...draft.nodes, ...nodes], layout: { ...draft.layout, ...layout } };
  for (const e of draft.edges) {
    const [from, to] = [copies.get(e.from), copies.get(e.to)];
    if (from !== undefined && to !== undefined) result = { ...result, edges: [...result.edges, { id: freshEdgeId(result), from, port: e.port, to }] };
  }
  return result;
}

// helpers

function changeNode(draft: Draft, id: string, change: (node: DraftNode) => DraftNode): Draft {
  const nodes = draft.nodes.map((n) => (n.id === id ? change(n) : n));
  return nodes.every((n, i) => n === draft.nodes[i]) ? draft : { ...draft, nodes };
}

function withoutJoin(node: DraftNode, join: string): DraftNode {
  if (node.kind !== 'split' || node.join !== join) return node;
  const { join: _gone, ...rest } = node;
  return rest;
}

function withoutNode(node: DraftNode, id: string): DraftNode {
  if (node.kind === 'task' && node.assign.kind === 'doerOf' && node.assign.step === id) return { ...node, assign: { kind: 'claim' } };
  if (node.kind === 'approval' && node.notDoerOf.includes(id)) return { ...node, notDoerOf: node.notDoerOf.filter((step) => step !== id) };
  return withoutJoin(node, id);
}

function copyOf(node: DraftNode, copies: ReadonlyMap<string, string>): DraftNode {
  const copied = (id: string): string => copies.get(id) ?? id;
  const copy = { ...node, id: copied(node.id) };
  if (copy.kind === 'split' && copy.join !== undefined) {
    const join = copies.get(copy.join);
    if (join !== undefined) return { ...copy, join };
    return withoutJoin(copy, copy.join); // a join serves one split
  }
  if (copy.kind === 'task' && copy.assign.kind === 'doerOf') return { ...copy, assign: { kind: 'doerOf', step: copied(copy.assign.step) } };
  if (copy.kind === 'approval') return { ...copy, notDoerOf: copy.notDoerOf.map(copied) };
  return copy;
}

const sameEdges = (before: Edge[], after: Edge[]): Edge[] => (before.length === after.length && before.every((e, i) => e === after[i]) ? before : after);
const same = (a: Point | undefined, b: Point): boolean => a !== undefined && a.x === b.x && a.y === b.y;
const round = (at: Point): { x: number; y: number } => ({ x: Math.round(at.x), y: Math.round(at.y) });
const aside = (at: Point): { x: number; y: number } => ({ x: at.x + 40, y: at.y + 40 });
export type { NewEdge };
