// An approval is decided by whoever fits its seats: without seats, or with one that no role may fill, it is never granted.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const approvalWithoutSeats: Rule = {
  id: 'approval-without-seats',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      if (node.kind !== 'approval') continue;
      if (node.seats.length === 0) report({ node: node.id, field: 'seats' }, `${titled(node)} has no seats; add one for each person whose approval is needed`);
      node.seats.forEach((seat, i) => {
        if (seat.roles.length === 0) report({ node: node.id, field: `seats.${i}.roles` }, `seat ${i + 1} of ${titled(node)} names no role; name who may fill it`);
      });
    }
  },
};
