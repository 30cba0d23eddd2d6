// The people of a scenario as the engine meets them: agencies, standing, who holds which role. External people belong to one
// partner agency per role, so that crossing between agencies is exercised; everybody is a member of the unit for theirs.
import type { Person } from '../case-state.ts';
import type { Draft } from '../draft.ts';
import type { Right, Standing } from '../input.ts';
import type { UnitContext, ZoneOffset } from '../plan.ts';
import type { Scenario, StaffMember } from './scenario.ts';

export const unitId = '00000000-0000-4000-8000-000000000001';
export const hostAgency = 'host';

export interface Cast {
  readonly unit: UnitContext;
  readonly standing: (id: string) => Standing | undefined;
  readonly person: (id: string) => Person | undefined;
}

const leading: readonly Right[] = ['open', 'start', 'supervise', 'extend', 'skip', 'staff'];
const working: readonly Right[] = ['open', 'start'];
const leads = ['unit_lead', 'supervisor', 'commander'];

export function castOf({ staff, zone }: Pick<Scenario, 'staff' | 'zone'>, offsets: readonly ZoneOffset[], drafts: readonly Draft[]): Cast {
  const agencyByRole = new Map(drafts.flatMap((draft) => draft.roles.flatMap((role) => (role.agency === undefined ? [] : [[role.id, role.agency] as const]))));
  const agencyOf = (member: StaffMember): string => {
    const [first] = member.roles.flatMap((role) => agencyByRole.get(role) ?? []);
    return first ?? (member.external ? `partner_${member.roles[0] ?? ''}` : hostAgency);
  };
  const holders: Record<string, Person[]> = {};
  for (const member of staff) for (const role of member.roles) (holders[role] ??= []).push({ personId: member.id, agencyId: agencyOf(member) });
  const keys = new Set([hostAgency, ...agencyByRole.values(), ...staff.map(agencyOf)]);
  const standing = (id: string): Standing | undefined => {
    const member = staff.find((one) => one.id === id);
    if (!member) return undefined;
    const rights = member.roles.some((role) => leads.includes(role)) ? leading : working;
    return { personId: id, agencyId: agencyOf(member), member: true, roles: member.roles, qualifications: member.sworn ? ['sworn'] : [], rights, holders };
  };
  return {
    unit: { unitId, zone, offsets, hostAgency, agencies: [...keys].sort().map((key) => ({ id: key, key, name: key })) },
    standing,
    person: (id) => {
      const found = standing(id);
      return found && { personId: found.personId, agencyId: found.agencyId };
    },
  };
}
