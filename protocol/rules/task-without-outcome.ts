// A task is ended by choosing an outcome: without one it could never be done.
import { outcomesOn } from '../node-parts.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const taskWithoutOutcome: Rule = {
  id: 'task-without-outcome',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) if (outcomesOn(node)?.length === 0) report({ node: node.id, field: 'outcomes' }, `${titled(node)} has no outcome, so nobody could finish it; add at least one`);
  },
};
