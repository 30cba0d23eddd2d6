// Who approves sees what they approve. People outside the unit see what is shown to them and no more, so no seat is theirs.
import { isKeptOutside } from './agencies.ts';
import type { Rule } from './rule.ts';
import { roleLabel, titled } from './words.ts';

export const seatOutsideUnit: Rule = {
  id: 'seat-outside-unit',
  check: ({ draft, context }, report) => {
    for (const node of draft.nodes)
      if (node.kind === 'approval')
        node.seats.forEach((seat, i) => {
          const outside = [...seat.roles, ...seat.substitutes].find((role) => isKeptOutside(context, role));
          if (outside !== undefined) report({ node: node.id, field: `seats.${i}.roles` }, `seat ${i + 1} of ${titled(node)} is for ${roleLabel(draft, outside)}, a role of people outside the unit; ask them by a consult, and let a member approve`);
        });
  },
};
