// More approvals than there are seats, or than persons who could fill them, can never come together.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const quorumTooHigh: Rule = {
  id: 'quorum-too-high',
  check: ({ draft, context }, report) => {
    for (const node of draft.nodes) {
      if (node.kind !== 'approval' || node.seats.length === 0) continue;
      const needed = node.needed ?? node.seats.length;
      if (needed > node.seats.length) {
        report({ node: node.id, field: 'needed' }, `${titled(node)} needs ${needed} approvals but has ${node.seats.length} ${node.seats.length === 1 ? 'seat' : 'seats'}; ask for no more than there are seats`);
        continue;
      }
      const holders = context.roleHolders;
      if (!holders) continue;
      const roles = [...new Set(node.seats.flatMap((s) => [...s.roles, ...s.substitutes]))];
      // A person may hold several roles, so this counts them too often rather than too seldom.
      const persons = roles.reduce((sum, role) => sum + (Object.hasOwn(holders, role) ? (holders[role] ?? 0) : 0), 0);
      if (persons > 0 && persons < needed) report({ node: node.id, field: 'needed' }, `${titled(node)} needs ${needed} different persons, but only ${persons} ${persons === 1 ? 'holds' : 'hold'} its roles; staff the roles, or ask for fewer`);
    }
  },
};
