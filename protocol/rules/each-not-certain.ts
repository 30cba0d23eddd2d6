// An each over a field needs that field to have a value on every path; otherwise it would be passed as if there were no item.
import { fieldsReadBy } from './places.ts';
import type { Rule } from './rule.ts';
import { fieldOf, refLabel, titled } from './words.ts';

export const eachNotCertain: Rule = {
  id: 'each-not-certain',
  check: ({ draft, graph, knowledge }, report) => {
    for (const node of draft.nodes) {
      if ((node.kind !== 'each' && node.kind !== 'handoff') || !graph.reached.has(node.id)) continue;
      for (const { ref, path } of fieldsReadBy(node))
        if (fieldOf(draft, ref) && !knowledge.certainField(node.id, ref)) report({ node: node.id, field: path }, `${titled(node)} is ${node.kind === 'each' ? 'done for each of' : 'offered as many times as'} ${refLabel(draft, ref)}${node.kind === 'each' ? '' : ' says'}, which need not have been recorded by then; make the field required in a step on every path to it, or name a number of times`);
    }
  },
};
