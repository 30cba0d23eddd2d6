// Ownership moves only when the new owner accepts it: the deciding vote of an approval is such an acceptance, nothing else
// that has effects is.
import { effectsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const ownerNotFromApproval: Rule = {
  id: 'owner-not-from-approval',
  check: ({ draft }, report) => {
    for (const node of draft.nodes)
      if (node.kind !== 'approval') for (const { effect, path } of effectsOf(node)) if (effect.kind === 'owner') report({ node: node.id, field: path }, `${titled(node)} makes an approver the owner but has none; set this on an approval, or draw a handoff`);
  },
};
