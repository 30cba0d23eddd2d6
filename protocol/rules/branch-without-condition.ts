// A branch of a decision without a condition is always taken: what is drawn after it never is.
import type { Rule } from './rule.ts';
import { labelled, titled } from './words.ts';

export const branchWithoutCondition: Rule = {
  id: 'branch-without-condition',
  check: ({ draft }, report) => {
    for (const node of draft.nodes)
      if (node.kind === 'decision')
        node.branches.forEach((b, i) => {
          if (!b.when) report({ node: node.id, field: `branches.${i}.when` }, `the branch ${labelled(b)} of ${titled(node)} has no condition, so it is always taken; give it one, or leave it to "otherwise"`);
        });
  },
};
