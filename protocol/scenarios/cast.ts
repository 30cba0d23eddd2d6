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
  const keys = new Set([hostAgency, ...agencyByRole.values(), ...staff.map(agencyOf)]);
  const unit = { unitId, zone, offsets, hostAgency, agencies: [...keys].sort().map((key) => ({ id: key, key, name: key })) };
  return castIn(unit, staff.map((member) => ({ id: member.id, agencyId: agencyOf(member), roles: member.roles, qualifications: member.sworn ? ['sworn'] : [], leads: member.roles.some((role) => leads.includes(role)) })));
}

/** Somebody of a cast: a member of the unit for one agency. Who leads may also do what needs a supervisor's rights. */
export interface Player {
  readonly id: string;
  readonly agencyId: string;
  readonly roles: readonly string[];
  readonly qualifications: readonly string[];
  readonly leads: boolean;
}

export function castIn(unit: UnitContext, players: readonly Player[]): Cast {
  const holders: Record<string, Person[]> = {};
  for (const { id, agencyId, roles } of players) for (const role of roles) (holders[role] ??= []).push({ personId: id, agencyId });
  const standing = (id: string): Standing | undefined => {
    const player = players.find((one) => one.id === id);
    return player && { personId: id, agencyId: player.agencyId, member: true, roles: player.roles, qualifications: player.qualifications, rights: player.leads ? leading : working, holders };
  };
  return {
    unit,
    standing,
    person: (id) => {
      const found = standing(id);
      return found && { personId: found.personId, agencyId: found.agencyId };
    },
  };
}
