// The agency's own rules are proved before anything is published; a failed one is shown by a path.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const ruleFails: Rule = {
  id: 'rule-fails',
  check: ({ draft, proofs }, report) => {
    for (const { rule, verdict, because, path } of proofs)
      if (verdict === 'fails') report({ field: `rules.${rule.id}` }, `the rule ${titled(rule)} does not hold: ${because}; close this path, or change the rule`, path.filter((p) => p.protocol === draft.key).map((p) => p.node));
  },
};
