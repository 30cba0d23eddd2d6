// A case has one owner: a handoff with several places cannot transfer it.
import { handoffKindsOf } from '../node-parts.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const transferToMany: Rule = {
  id: 'transfer-to-many',
  check: ({ draft }, report) => {
    for (const node of draft.nodes)
      if (node.kind === 'handoff' && node.each && handoffKindsOf(node).includes('transfer')) report({ node: node.id, field: 'each' }, `${titled(node)} would offer ownership to several at once, and a case has one owner; offer it once, or make it a request`);
  },
};
