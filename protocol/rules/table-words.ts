// An example of what a decision table is asked, in the words of the protocol.
import { conditionWords, namesOf } from '../condition-words.ts';
import type { Draft, NodeOf } from '../draft.ts';
import type { Sample } from './table-space.ts';

export function sampleWords(draft: Draft, node: NodeOf<'table'>, sample: readonly Sample[]): string {
  const names = namesOf(draft);
  return node.inputs.map(({ operand }, i) => {
    const value = sample[i] ?? false;
    if (typeof value === 'object') return conditionWords({ kind: 'in', left: operand, options: value }, names);
    return conditionWords({ kind: 'compare', left: operand, op: 'eq', right: { kind: 'value', value } }, names);
  }).join(' and ');
}
