// A form that no step here fills in: it has a value only where another protocol of the case recorded it.
import { computedForm, formOn } from '../node-parts.ts';
import { conditionsOf, refsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { fieldOf, refLabel } from './words.ts';

export const fieldFromElsewhere: Rule = {
  id: 'field-from-elsewhere',
  check: ({ draft }, report) => {
    const filled = new Set(draft.nodes.flatMap((n) => [formOn(n), computedForm(n)?.id]));
    for (const { condition, at, node } of conditionsOf(draft)) {
      if (!node) continue;
      for (const ref of new Set(refsOf(condition))) {
        const form = fieldOf(draft, ref)?.form;
        if (form && !filled.has(form.id)) report(at, `no step of this protocol fills in ${refLabel(draft, ref)}; it has a value only where another protocol of the case recorded it, so add a step with this form if that is not meant`);
      }
    }
  },
};
