// What a person is in a unit now, read in the same request as their act: roles for the agency they act for, rights,
// qualifications, and who holds the roles the step names. The engine decides from it and the journal keeps it.
import type { Tx } from '../../prisma/connect.ts';
import type { Person } from '../../protocol/case-state.ts';
import { rights } from '../../protocol/input.ts';
import type { Holder, Standing, StandsFor } from '../../protocol/input.ts';
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
  /** Roles held only because of somebody who is absent. */
  readonly through: readonly StandsFor[];
  /** Somebody stands in for them now. */
  readonly isAbsent: boolean;
}

/** Who holds a role of a unit now, one row per person and agency; disabled people do not. One statement: every act needs it. */
export async function rosterOf(tx: Tx, unitId: string, now: number): Promise<Roster> {
  const at = new Date(now);
  const rows = await tx.$queryRaw<(Omit<RosterMember, 'through' | 'isAbsent'> & { readonly inside: boolean; readonly borrowed: readonly string[]; readonly absent: boolean })[]>`
    select m.inside, m.person_id as "personId", m.agency_id as "agencyId", p.name, p.qualifications, array_agg(distinct r.key order by r.key) as roles,
      coalesce(array_agg(distinct g."right") filter (where g."right" is not null), '{}') as rights,
      coalesce(array_agg(distinct m.through || ' ' || r.key) filter (where m.through is not null and not m.own), '{}') as borrowed,
      exists (select from stand_in s where s.unit_id = ${unitId}::uuid and s.absent_id = m.person_id and s.agency_id = m.agency_id and s."from" <= ${at} and s.until > ${at}) as absent
    from (
      select true as inside, person_id, agency_id, role_id, through, bool_or(through is null) over (partition by person_id, agency_id, role_id) as own from held_at(${at}) where unit_id = ${unitId}::uuid
      union all select false, person_id, agency_id, role_id, null, true from unit_partner where unit_id = ${unitId}::uuid and "from" <= ${at} and (until is null or until > ${at})
    ) m join person p on p.id = m.person_id join role r on r.id = m.role_id left join role_right g on g.role_id = r.id
    where p.disabled_at is null
    group by m.inside, m.person_id, m.agency_id, p.name, p.qualifications order by m.person_id, m.agency_id`;
  const of = (inside: boolean): RosterMember[] =>
    rows.filter((row) => row.inside === inside).map(({ inside: _inside, borrowed, absent, ...row }) => ({ ...row, isAbsent: absent, through: throughOf(borrowed, row.agencyId) }));
  return { unitId, members: of(true), partners: of(false) };
}

function throughOf(borrowed: readonly string[], agencyId: string): readonly StandsFor[] {
  const roles = new Map<string, string[]>();
  for (const pair of borrowed) {
    const [person = '', role = ''] = pair.split(' ');
    roles.set(person, [...(roles.get(person) ?? []), role]);
  }
  return [...roles].map(([personId, held]) => ({ personId, agencyId, roles: held.sort() }));
}

/** Present holders: whoever is absent may act when they turn up, but is not counted as there. */
export function holdersOf(roster: Roster, roles: readonly string[]): readonly RosterMember[] {
  return [...roster.members, ...roster.partners].filter((one) => !one.isAbsent && one.roles.some((role) => roles.includes(role)));
}

/** The standing of one person for one agency. Whoever is asked from outside has the roles kept for that, and no right. */
export function standingOf(roster: Roster, who: Person, rolesNamed: readonly string[]): Standing {
  const is = (m: RosterMember): boolean => m.personId === who.personId && m.agencyId === who.agencyId;
  const member = roster.members.find(is);
  const known = member ?? roster.partners.find(is);
  const holders = Object.fromEntries([...new Set(rolesNamed)].sort().map((role) => [role, holdersOf(roster, [role]).flatMap((holder) => heldAs(holder, role))]));
  return {
    personId: who.personId,
    agencyId: who.agencyId,
    member: member !== undefined,
    roles: known?.roles ?? [],
    qualifications: known?.qualifications ?? [],
    rights: rights.filter((right) => member?.rights.includes(right) ?? false),
    holders,
    ...(known !== undefined && known.through.length > 0 && { standsFor: known.through }),
  };
}

function heldAs({ personId, agencyId, through }: RosterMember, role: string): readonly Holder[] {
  const absent = through.filter((one) => one.roles.includes(role));
  return absent.length === 0 ? [{ personId, agencyId }] : absent.map((one) => ({ personId, agencyId, for: one.personId }));
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
