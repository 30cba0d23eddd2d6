// What could not be proved is said, and so is a rule that holds only because what it speaks of cannot happen.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const ruleNotProved: Rule = {
  id: 'rule-not-proved',
  check: ({ draft, proofs }, report) => {
    for (const { rule, verdict, because, path, empty } of proofs) {
      const at = { field: `rules.${rule.id}` };
      if (verdict === 'undecided') report(at, `the rule ${titled(rule)} is not proved: ${because}`, path.filter((p) => p.protocol === draft.key).map((p) => p.node));
      if (verdict === 'holds' && empty) report(at, `the rule ${titled(rule)} says nothing of this protocol: ${because}; name steps that a case comes through`);
    }
  },
};
