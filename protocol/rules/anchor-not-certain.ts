// A limit counted from a field needs that field to have a value on every path; otherwise it would silently be counted from
// the step's opening.
import { limitRulesOf } from './places.ts';
import type { Rule } from './rule.ts';
import { fieldOf, refLabel, titled } from './words.ts';

export const anchorNotCertain: Rule = {
  id: 'anchor-not-certain',
  check: ({ draft, graph, knowledge }, report) => {
    for (const node of draft.nodes) {
      if (!graph.reached.has(node.id)) continue;
      const uses = limitRulesOf(node).flatMap(({ rule, path }) => (rule.from?.kind === 'field' ? [{ ref: rule.from.ref, field: `${path}.from`, when: rule.when }] : []));
      if (node.kind === 'wait' && node.until !== undefined) uses.push({ ref: node.until, field: 'until', when: undefined });
      for (const { ref, field, when } of uses)
        if (fieldOf(draft, ref) && !knowledge.certainField(node.id, ref, when))
          report({ node: node.id, field }, `${titled(node)} counts from ${refLabel(draft, ref)}, which need not have been recorded by then; make the field required in a step on every path to it, or count from something else`);
    }
  },
};
