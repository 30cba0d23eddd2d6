// A combination of answers that no row of a decision table covers: nothing comes out then, and what asks for it is unknown.
import type { Rule } from './rule.ts';
import { spaceOf } from './table-space.ts';
import { sampleWords } from './table-words.ts';
import { titled } from './words.ts';

export const tableGap: Rule = {
  id: 'table-gap',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      // What is collected is a list, and an empty list is an answer.
      const gap = node.kind === 'table' && node.hit === 'first' ? spaceOf(draft, node)?.gap() : undefined;
      if (gap && node.kind === 'table') report({ node: node.id, field: 'rules' }, `no row of ${titled(node)} applies when ${sampleWords(draft, node, gap)}; add a row for it, or a last row that asks nothing`);
    }
  },
};
