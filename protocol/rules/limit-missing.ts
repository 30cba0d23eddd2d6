// Every step that waits for a person has a limit that always holds, or none with a reason.
import type { DraftNode } from '../draft.ts';
import { isStepEach, limitOf, personEnds } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const limitMissing: Rule = {
  id: 'limit-missing',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      const fault = personEnds(node) || isStepEach(node) || node.kind === 'service' ? faultOf(node) : undefined;
      if (fault) report({ node: node.id, field: 'limit' }, `${titled(node)} ${fault}`);
    }
  },
};

// helpers

function faultOf(node: DraftNode): string | undefined {
  const limit = limitOf(node);
  if (limit === undefined) return 'has no limit; say until when it is to be done, or why it needs none';
  if (limit.kind === 'none') return limit.reason.trim() === '' ? 'has no limit and no reason why; say why it needs none' : undefined;
  if (limit.rules.length === 0) return 'has a limit without a time; say until when it is to be done';
  return limit.rules.every((r) => r.when !== undefined) ? 'has no limit when none of its conditions holds; add a last rule without a condition' : undefined;
}
