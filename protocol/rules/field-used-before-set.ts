// A field read where no path could have set it yet, although a later step does: whoever drew it had another order in mind.
import { computedForm, formOn } from '../node-parts.ts';
import { conditionsOf, refsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { fieldOf, refLabel, titled } from './words.ts';

export const fieldUsedBeforeSet: Rule = {
  id: 'field-used-before-set',
  check: ({ draft, graph, knowledge }, report) => {
    for (const { condition, at, node, use } of conditionsOf(draft)) {
      if (!node || !graph.reached.has(node.id) || (use !== 'branch' && use !== 'kind' && use !== 'limit')) continue;
      for (const ref of new Set(refsOf(condition))) {
        const form = fieldOf(draft, ref)?.form;
        const filler = form && draft.nodes.find((n) => formOn(n) === form.id || (n.id === form.id && computedForm(n) !== undefined));
        if (form && filler && !knowledge.possibleForm(node.id, form.id)) report(at, `${titled(node)} reads ${refLabel(draft, ref)}, which is recorded only later, by ${titled(filler)}; put that step before it, or read another field`);
      }
    }
  },
};
