// A source that a step gives is in the protocol's list of sources.
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const citationUnknown: Rule = {
  id: 'citation-unknown',
  check: ({ draft }, report) => {
    const known = new Set(draft.citations.map((c) => c.id));
    for (const node of draft.nodes) for (const citation of new Set(node.citations)) if (!known.has(citation)) report({ node: node.id, field: 'citations' }, `${titled(node)} cites ${quote(citation)}, which is not among the sources of this protocol; add it there`);
  },
};
