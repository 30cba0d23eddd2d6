// Receivers of handoffs are members of the unit's agencies, or people outside it in a role kept for them: nobody else could
// see the offer.
import type { Rule } from './rule.ts';
import { roleIsOutside } from './agencies.ts';
import { quote, roleLabel, titled } from './words.ts';

export const handoffOutsideUnit: Rule = {
  id: 'handoff-outside-unit',
  check: ({ draft, context }, report) => {
    for (const node of draft.nodes)
      if (node.kind === 'handoff')
        node.to.forEach((role, i) => {
          const agency = roleIsOutside(draft, role, context);
          if (agency !== undefined) report({ node: node.id, field: `to.${i}` }, `${titled(node)} goes to ${roleLabel(draft, role)} of the agency ${quote(agency)}, which has no members in this unit and nobody in that role; name a role of a member agency, or let the unit name who is asked there`);
        });
  },
};
