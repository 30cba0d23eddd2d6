// A disclosure is registered with its legal basis. Where none is drawn, an offer waits until somebody states it, and a notice
// goes out without one.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const disclosureWithoutBasis: Rule = {
  id: 'disclosure-without-basis',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      if ((node.kind !== 'handoff' && node.kind !== 'notify') || !node.disclosure) continue;
      if (node.legalBasis !== undefined && (node.legalBasis.kind === 'field' || node.legalBasis.text.trim() !== '')) continue;
      const so = node.kind === 'handoff' ? 'so it will wait until somebody states one' : 'so the register will name none';
      report({ node: node.id, field: 'legalBasis' }, `${titled(node)} discloses without a legal basis, ${so}; draw the basis, or name the field that holds it`);
    }
  },
};
