// A chain of escalations ends at people. Releasing a claim alone tells nobody.
import { clocksOf } from '../phases-drawn.ts';
import { escalationsIn } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const escalationWithoutPerson: Rule = {
  id: 'escalation-without-person',
  check: ({ draft }, report) => {
    for (const node of clocksOf(draft)) {
      const chain = escalationsIn(node);
      chain.forEach((e, i) => {
        const at = { node: node.id, field: `limit.escalate.${i}` };
        if (e.notify.length + e.letIn.length > 0) return;
        if (!e.release) report(at, `escalation ${i + 1} of ${titled(node)} does nothing; name a role to notify or to let in`);
        else if (i === chain.length - 1) report(at, `the last escalation of ${titled(node)} reaches nobody; name a role to notify or to let in`);
      });
    }
  },
};
