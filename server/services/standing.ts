// What a person is in a unit now, read in the same request as their act: roles for the agency they act for, rights,
// qualifications, and who holds the roles the step names. The engine decides from it and the journal keeps it.
import type { Tx } from '../../prisma/connect.ts';
import type { Person } from '../../protocol/case-state.ts';
import { rights } from '../../protocol/input.ts';
import type { Standing } from '../../protocol/input.ts';
import type { PlanNode } from '../../protocol/plan.ts';

export interface Roster {
  readonly unitId: string;
  readonly members: readonly RosterMember[];
  /** People of agencies outside the unit, in the roles kept for them. */
  readonly partners: readonly RosterMember[];
}
export interface RosterMember extends Person {
  readonly name: string;
  readonly qualifications: readonly string[];
  readonly roles: readonly string[];
  readonly rights: readonly string[];
}

/** Who holds a role of a unit now, one row per person and agency; disabled people do not. One statement: every act needs it. */
export async function rosterOf(tx: Tx, unitId: string, now: number): Promise<Roster> {
  const at = new Date(now);
  const rows = await tx.$queryRaw<(RosterMember & { readonly inside: boolean })[]>`
    select m.inside, m.person_id as "personId", m.agency_id as "agencyId", p.name, p.qualifications, array_agg(distinct r.key order by r.key) as roles,
      coalesce(array_agg(distinct g."right") filter (where g."right" is not null), '{}') as rights
    from (
      select true as inside, unit_id, person_id, agency_id, role_id, "from", until from unit_member
      union all select false, unit_id, person_id, agency_id, role_id, "from", until from unit_partner
    ) m join person p on p.id = m.person_id join role r on r.id = m.role_id left join role_right g on g.role_id = r.id
    where m.unit_id = ${unitId}::uuid and m."from" <= ${at} and (m.until is null or m.until > ${at}) and p.disabled_at is null
    group by m.inside, m.person_id, m.agency_id, p.name, p.qualifications order by m.person_id, m.agency_id`;
  const of = (inside: boolean): RosterMember[] => rows.filter((row) => row.inside === inside).map(({ inside: _inside, ...row }) => row);
  return { unitId, members: of(true), partners: of(false) };
}

export function holdersOf(roster: Roster, roles: readonly string[]): readonly RosterMember[] {
  return [...roster.members, ...roster.partners].filter((one) => one.roles.some((role) => roles.includes(role)));
}

/** The standing of one person for one agency. Whoever is asked from outside has the roles kept for that, and no right. */
export function standingOf(roster: Roster, who: Person, rolesNamed: readonly string[]): Standing {
  const is = (m: RosterMember): boolean => m.personId === who.personId && m.agencyId === who.agencyId;
  const member = roster.members.find(is);
  const known = member ?? roster.partners.find(is);
  const holders = Object.fromEntries([...new Set(rolesNamed)].sort().map((role) => [role, holdersOf(roster, [role]).map(({ personId, agencyId }) => ({ personId, agencyId }))]));
  return {
    personId: who.personId,
    agencyId: who.agencyId,
    member: member !== undefined,
    roles: known?.roles ?? [],
    qualifications: known?.qualifications ?? [],
    rights: rights.filter((right) => member?.rights.includes(right) ?? false),
    holders,
  };
}

/** Every role a step names: who does it, whose seats it has, their substitutes, who sends, who is let in. */
export function rolesNamedBy(node: PlanNode | undefined, letIn: readonly string[]): readonly string[] {
  if (node === undefined) return letIn;
  switch (node.kind) {
    case 'start':
    case 'each':
    case 'task': return [...node.roles, ...letIn];
    case 'approval': return [...node.seats.flatMap((seat) => [...seat.roles, ...seat.substitutes]), ...letIn];
    case 'handoff': return [...node.from, ...node.to, ...letIn];
    case 'wait': return [...node.events.flatMap((event) => event.roles), ...letIn];
    default: return letIn;
  }
}
