// A wait ends by time or by an event.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const waitWithoutEnd: Rule = {
  id: 'wait-without-end',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      if (node.kind !== 'wait' || node.events.length > 0 || node.until !== undefined) continue;
      if (node.rules.length === 0) report({ node: node.id, field: 'rules' }, `${titled(node)} waits for nothing; say how long, until which date, or for which event`);
      else if (node.rules.every((r) => r.when !== undefined)) report({ node: node.id, field: 'rules' }, `${titled(node)} never ends when none of its conditions holds; add a last rule without a condition, or an event`);
    }
  },
};
