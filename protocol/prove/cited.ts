// "Every mandatory clause is followed by a step, and every step of these kinds says which clause it follows."
import type { AgencyRule, Draft } from '../draft.ts';
import { graphOf } from '../graph.ts';

export interface Cited {
  /** Mandatory citations that no step gives. */
  readonly clauses: readonly string[];
  /** Steps of the kinds named that give none. */
  readonly steps: readonly string[];
}

export function cited(draft: Draft, rule: Extract<AgencyRule, { kind: 'cited' }>): Cited {
  const { reached } = graphOf(draft);
  const nodes = draft.nodes.filter((n) => reached.has(n.id));
  const given = new Set(nodes.flatMap((n) => n.citations));
  const known = new Set(draft.citations.map((c) => c.id));
  return {
    clauses: draft.citations.filter((c) => c.mandatory === true && !given.has(c.id)).map((c) => c.id),
    steps: nodes.filter((n) => rule.kinds.includes(n.kind) && !n.citations.some((c) => known.has(c))).map((n) => n.id),
  };
}
