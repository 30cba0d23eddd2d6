// A run begins somewhere: at the one start.
import type { Rule } from './rule.ts';

export const noStart: Rule = {
  id: 'no-start',
  check: ({ graph }, report) => {
    if (graph.starts.length === 0) report({}, 'this protocol has no start; add one and lead it to the first step');
  },
};
