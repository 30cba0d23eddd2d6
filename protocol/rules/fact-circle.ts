// A fact that asks for itself, directly or by others, has no answer.
import { loops } from '../graph.ts';
import { partsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const factCircle: Rule = {
  id: 'fact-circle',
  check: ({ draft }, report) => {
    const edges = draft.facts.flatMap((fact) => partsOf(fact.when).flatMap((p) => (p.kind === 'fact' ? [{ id: '', from: fact.id, port: '', to: p.id }] : [])));
    for (const loop of loops(new Set(draft.facts.map((f) => f.id)), edges.filter((e) => draft.facts.some((f) => f.id === e.to)))) {
      const fact = draft.facts.find((f) => loop.includes(f.id));
      if (fact) report({ field: `facts.${fact.id}.when` }, `the fact ${titled(fact)} asks for itself; let it ask for something recorded`);
    }
  },
};
