// Which ways of a draft some rehearsal has gone. What none has gone is shown on the canvas: there nobody has looked yet.
import type { Draft, Edge } from '../draft.ts';
import type { Way } from '../work.ts';

export interface Coverage {
  /** Ids of edges never taken, as drawn. */
  readonly edges: readonly string[];
  /** Steps never come to: no edge into them was taken. The start is where each begins. */
  readonly steps: readonly string[];
  readonly drawn: number;
}

export function neverRehearsed(draft: Pick<Draft, 'key' | 'nodes' | 'edges'>, ways: Iterable<Way>): Coverage {
  const taken = new Set<string>();
  for (const way of ways) if (way.protocol === draft.key) taken.add(wayKey(way));
  const edges = draft.edges.filter((edge) => !taken.has(wayKey(edge)));
  const reached = new Set(draft.edges.filter((edge) => taken.has(wayKey(edge))).map((edge) => edge.to));
  // A rehearsal that has begun stands at the start, whether or not it has gone on from there.
  return { edges: edges.map((edge) => edge.id), steps: draft.nodes.filter((node) => node.kind !== 'start' && !reached.has(node.id)).map((node) => node.id), drawn: draft.edges.length };
}

const wayKey = ({ from, port }: Pick<Edge, 'from' | 'port'>): string => `${from} ${port}`;
