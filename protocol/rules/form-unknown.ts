// A form that a step names is one of the protocol's.
import { formOn } from '../node-parts.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const formUnknown: Rule = {
  id: 'form-unknown',
  check: ({ draft }, report) => {
    const known = new Set(draft.forms.map((f) => f.id));
    for (const node of draft.nodes) {
      const form = formOn(node);
      if (form !== undefined && !known.has(form)) report({ node: node.id, field: 'form' }, `${titled(node)} has the form ${quote(form)}, which does not exist; add the form, or choose another`);
      if (node.kind === 'approval') node.about?.forEach((form, i) => known.has(form) || report({ node: node.id, field: `about.${i}` }, `${titled(node)} is about the form ${quote(form)}, which does not exist; name one of the protocol's forms`));
    }
  },
};
