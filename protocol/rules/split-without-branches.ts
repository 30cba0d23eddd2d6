// A split without a branch starts nothing, and nothing would go on from it.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const splitWithoutBranches: Rule = {
  id: 'split-without-branches',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) if (node.kind === 'split' && node.branches.length === 0) report({ node: node.id, field: 'branches' }, `${titled(node)} has no branches; add those that start together`);
  },
};
