// A disclosure is registered with its legal basis. Where none is drawn, the offer waits until somebody states it.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const disclosureWithoutBasis: Rule = {
  id: 'disclosure-without-basis',
  check: ({ draft }, report) => {
    for (const node of draft.nodes)
      if (node.kind === 'handoff' && node.disclosure && (node.legalBasis === undefined || (node.legalBasis.kind === 'drawn' && node.legalBasis.text.trim() === '')))
        report({ node: node.id, field: 'legalBasis' }, `${titled(node)} discloses without a legal basis, so it will wait until somebody states one; draw the basis, or name the field that holds it`);
  },
};
