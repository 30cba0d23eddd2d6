// Edges: a port has at most one. Drawing from a taken port moves its edge; nothing is ever drawn to a start or from a port
// the node does not have.
import type { Draft, DraftNode, Edge } from '../draft.ts';
import { portsOf } from '../ports.ts';
import { freshEdgeId } from './ids.ts';

export interface NewEdge {
  readonly from: string;
  readonly port: string;
  readonly to: string;
}

export function connect(draft: Draft, edge: NewEdge): Draft {
  const from = draft.nodes.find((n) => n.id === edge.from);
  const isHandler = !from && edge.port === 'next' && (draft.on ?? []).some((h) => h.id === edge.from);
  const to = draft.nodes.find((n) => n.id === edge.to);
  if (!to || to.kind === 'start' || !(isHandler || (from && mayHavePort(from, edge.port)))) return draft;
  const drawn = draft.edges.find((e) => e.from === edge.from && e.port === edge.port);
  if (drawn?.to === edge.to) return draft;
  if (drawn) return { ...draft, edges: draft.edges.map((e) => (e === drawn ? { ...e, to: edge.to } : e)) };
  return { ...draft, edges: [...draft.edges, { id: freshEdgeId(draft), from: edge.from, port: edge.port, to: edge.to }] };
}

export function disconnect(draft: Draft, edgeId: string): Draft {
  const edges = draft.edges.filter((e) => e.id !== edgeId);
  return edges.length === draft.edges.length ? draft : { ...draft, edges };
}

/** What a waiting call comes back with is known only where the called version is; so any port of it may be drawn. */
export function mayHavePort(node: DraftNode, port: string): boolean {
  if (node.kind === 'call' && node.mode === 'wait') return true;
  return portsOf(node).some((p) => p.id === port);
}

/** The port a newly drawn edge takes: the first mandatory one without an edge, else the first free one. */
export function freePort(draft: Draft, node: DraftNode): string | undefined {
  const taken = new Set(draft.edges.filter((e) => e.from === node.id).map((e) => e.port));
  const free = portsOf(node).filter((p) => !taken.has(p.id));
  return (free.find((p) => p.mandatory) ?? free[0])?.id;
}

export const edgeAt = (draft: Draft, from: string, port: string): Edge | undefined => draft.edges.find((e) => e.from === from && e.port === port);
