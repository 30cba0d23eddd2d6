// A role that is named is one of the protocol's, and of the unit's catalogue.
import { clocksOf } from '../phases-drawn.ts';
import { agencyKeys, roleIsOutside } from './agencies.ts';
import { allRolesOf } from './places.ts';
import type { Rule } from './rule.ts';
import { quote, roleLabel, titled } from './words.ts';

export const roleUnknown: Rule = {
  id: 'role-unknown',
  check: ({ draft, context }, report) => {
    const known = new Set(draft.roles.map((r) => r.id));
    const agencies = agencyKeys(context);
    const missing = new Set<string>();
    const outside = new Set<string>();
    for (const grant of draft.grants ?? [])
      for (const role of new Set(grant.roles)) if (!known.has(role)) report({ field: `grants.${grant.id}` }, `the temporary access ${titled(grant)} names the role ${quote(role)}, which this protocol does not have; add the role, or name another`);
    for (const node of clocksOf(draft)) {
      for (const { roles, path } of allRolesOf(node))
        for (const role of new Set(roles)) {
          if (!known.has(role)) report({ node: node.id, field: path }, `${titled(node)} names the role ${quote(role)}, which this protocol does not have; add the role, or name another`);
          else if (context.roleHolders && !Object.hasOwn(context.roleHolders, role)) missing.add(role);
          else if (roleIsOutside(draft, role, context) !== undefined && !(node.kind === 'handoff' && path === 'to')) outside.add(role);
        }
      if (node.kind === 'approval' && agencies)
        node.seats.forEach((seat, i) => {
          for (const agency of seat.agencies) if (!agencies.has(agency)) report({ node: node.id, field: `seats.${i}.agencies` }, `seat ${i + 1} of ${titled(node)} is for the agency ${quote(agency)}, which has no members in this unit; name a member agency`);
        });
    }
    for (const handler of draft.on ?? [])
      for (const role of new Set(handler.when.kind === 'event' ? handler.when.roles : []))
        if (!known.has(role)) report({ node: handler.id, field: 'when.roles' }, `${titled(handler)} names the role ${quote(role)}, which this protocol does not have; add the role, or name another`);
        else if (context.roleHolders && !Object.hasOwn(context.roleHolders, role)) missing.add(role);
    for (const role of missing) report({ field: `roles.${role}` }, `${roleLabel(draft, role)} is no role of this unit; add it to the unit's roles, or name one of them`);
    for (const role of outside) report({ field: `roles.${role}` }, `${roleLabel(draft, role)} is fixed to an agency that has no members in this unit; choose a member agency, or none`);
  },
};
