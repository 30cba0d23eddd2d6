// A level of concern is a person's judgement: from a field that person has just filled in, fixed on an outcome that person
// chose, or from a form that the approvers voted on. Never from a notice, an end, or a form somebody filled in earlier.
import type { DraftNode } from '../draft.ts';
import { formOn } from '../node-parts.ts';
import { effectsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { fieldOf, refLabel, titled } from './words.ts';

export const levelNotFromPerson: Rule = {
  id: 'level-not-from-person',
  check: ({ draft, knowledge }, report) => {
    for (const node of draft.nodes)
      for (const { effect, path } of effectsOf(node)) {
        if (effect.kind !== 'level') continue;
        const at = { node: node.id, field: path };
        if (node.kind === 'notify' || node.kind === 'end') report(at, `${titled(node)} sets the level of concern without a person; set it on an outcome of a task that a person chose`);
        else if (effect.from.kind === 'fixed') {
          if (node.kind === 'start') report(at, `${titled(node)} sets a fixed level of concern that nobody chose; take it from a field of its form, or set it on an outcome`);
        } else {
          const { ref } = effect.from;
          if (!fieldOf(draft, ref) || judged(node, ref)) continue;
          // Without a list an approval is about the form last submitted, which then has to be there on every path.
          if (node.kind === 'approval' && node.about === undefined && knowledge.certainField(node.id, ref)) continue;
          report(at, node.kind === 'approval' ? `${titled(node)} takes the level of concern from ${refLabel(draft, ref)}, which the approvers need not have seen; let the approval be about that form` : `${titled(node)} takes the level of concern from ${refLabel(draft, ref)}, which is not filled in at this step; let the step that fills it in set the level`);
        }
      }
  },
};

// helpers

function judged(node: DraftNode, ref: string): boolean {
  const form = ref.split('.')[0] as string;
  if (node.kind === 'approval') return node.about?.includes(form) ?? false;
  return formOn(node) === form;
}
