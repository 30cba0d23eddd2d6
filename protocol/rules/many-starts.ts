// Two starts would leave open where a run begins.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const manyStarts: Rule = {
  id: 'many-starts',
  check: ({ draft }, report) => {
    const [first, ...more] = draft.nodes.filter((n) => n.kind === 'start');
    for (const node of more) report({ node: node.id }, `${titled(node)} is a further start beside ${first ? titled(first) : ''}; a protocol begins in one place, so delete one of them`);
  },
};
