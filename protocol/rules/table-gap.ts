// A combination of answers that no row of a decision table covers: nothing comes out then, and what asks for it is unknown.
import type { Draft, NodeOf } from '../draft.ts';
import { conditionWords, namesOf } from '../condition-words.ts';
import type { Rule } from './rule.ts';
import { spaceOf, type Sample } from './table-space.ts';
import { titled } from './words.ts';

export const tableGap: Rule = {
  id: 'table-gap',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      // What is collected is a list, and an empty list is an answer.
      const gap = node.kind === 'table' && node.hit === 'first' ? spaceOf(draft, node)?.gap() : undefined;
      if (gap && node.kind === 'table') report({ node: node.id, field: 'rules' }, `no row of ${titled(node)} applies when ${wordsOf(draft, node, gap)}; add a row for it, or a last row that asks nothing`);
    }
  },
};

// helpers

function wordsOf(draft: Draft, node: NodeOf<'table'>, gap: readonly Sample[]): string {
  const names = namesOf(draft);
  return node.inputs.map(({ operand }, i) => {
    const value = gap[i] ?? false;
    if (typeof value === 'object') return conditionWords({ kind: 'in', left: operand, options: value }, names);
    return conditionWords({ kind: 'compare', left: operand, op: 'eq', right: { kind: 'value', value } }, names);
  }).join(' and ');
}
