// A step that nobody holding its roles could do would stand still from the moment it opens.
import { actingRolesOf, escalationsIn } from './places.ts';
import type { Rule } from './rule.ts';
import { roleLabel, titled } from './words.ts';

export const roleNobodyHolds: Rule = {
  id: 'role-nobody-holds',
  check: ({ draft, context }, report) => {
    const holders = context.roleHolders;
    if (!holders) return;
    const held = (role: string): boolean => Object.hasOwn(holders, role) && (holders[role] ?? 0) > 0;
    // A role the unit does not have at all is said once, by `role-unknown`.
    const empty = (roles: readonly string[]): boolean => roles.length > 0 && !roles.some(held) && roles.some((r) => Object.hasOwn(holders, r));
    const names = (roles: readonly string[]): string => [...new Set(roles)].map((r) => roleLabel(draft, r)).join(' or ');
    for (const node of draft.nodes) {
      for (const { roles, path } of actingRolesOf(node)) if (empty(roles)) report({ node: node.id, field: path }, `nobody in this unit holds ${names(roles)}, so nobody could do ${titled(node)}; staff the role, or name another`);
      escalationsIn(node).forEach((e, i) => {
        const reached = [...e.notify, ...e.letIn];
        if (empty(reached)) report({ node: node.id, field: `limit.escalate.${i}` }, `nobody in this unit holds ${names(reached)}, so escalation ${i + 1} of ${titled(node)} would reach nobody; staff the role, or name another`);
      });
      if (node.kind === 'notify' && empty(node.to)) report({ node: node.id, field: 'to' }, `nobody in this unit holds ${names(node.to)}, so ${titled(node)} would reach nobody; staff the role, or name another`);
    }
  },
};
