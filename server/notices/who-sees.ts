// Who may be told of what, as access stands now: asked when a notice is worked out and once more when it is sent.
import type { Tx } from '../../prisma/connect.ts';

export interface Receiver {
  readonly noticeId: string;
  readonly personId: string;
  readonly agencyId: string;
}

/**
 * Whoever the notices are for and may see their cases as a whole now; and from outside the unit whoever it asks, who sees the
 * notice and their own steps. A person is counted to their own agency.
 */
export function receiversOf(tx: Tx, noticeIds: readonly string[], now: number): Promise<Receiver[]> {
  const at = new Date(now);
  return tx.$queryRaw<Receiver[]>`
    with member as (
      select m.person_id, m.agency_id, m.unit_id, r.key from unit_member m join role r on r.id = m.role_id where m."from" <= ${at} and (m.until is null or m.until > ${at})
    ), partner as (
      select q.person_id, q.agency_id, q.unit_id, r.key, q.unit_id || '/' || r.key as ask from unit_partner q join role r on r.id = q.role_id where q."from" <= ${at} and (q.until is null or q.until > ${at})
    )
    select n.id as "noticeId", p.id as "personId", p.agency_id as "agencyId"
    from notice n join person p on p.disabled_at is null
    where n.id = any(${[...noticeIds]}) and (
      exists (select from partner q where q.person_id = p.id and q.unit_id = n.unit_id and (p.id = any(n.persons) or q.key = any(n.roles)))
      or (p.id = any(n.persons) or exists (select from oncall_call c join oncall_ring r on r.call_id = c.id where c.notice_id = n.id and r.person_id = p.id) or exists (select from member m where m.person_id = p.id and m.unit_id = n.unit_id and m.key = any(n.roles)))
      and exists (
        select from case_access a where a.case_id = n.case_id and a.whole and (a.person_id is null or a.person_id = p.id)
          and (a.relation in ('owner', 'member') or a."from" <= ${at}) and (a.until is null or a.until > ${at})
          and (coalesce(cardinality(a.roles), 0) = 0 or exists (select from partner q where q.person_id = p.id and q.agency_id = a.agency_id and q.ask = any(a.roles)))
          and (exists (select from member m where m.person_id = p.id and m.agency_id = a.agency_id and (a.unit_id is null or m.unit_id = a.unit_id)) or (a.unit_id is null and p.agency_id = a.agency_id))
      )
    )`;
}

/** Agencies whose members of the unit see the case as a whole now. */
export function agenciesThatSee(tx: Tx, caseIds: readonly string[], now: number): Promise<{ readonly caseId: string; readonly agencyId: string; readonly unitId: string }[]> {
  const at = new Date(now);
  return tx.$queryRaw`
    select distinct c.id as "caseId", a.agency_id as "agencyId", c.unit_id as "unitId" from "case" c join case_access a on a.case_id = c.id
    where c.id = any(${[...caseIds]}::uuid[]) and a.whole and a.person_id is null and (a.unit_id is null or a.unit_id = c.unit_id) and coalesce(cardinality(a.roles), 0) = 0
      and (a.relation in ('owner', 'member') or a."from" <= ${at}) and (a.until is null or a.until > ${at})`;
}
