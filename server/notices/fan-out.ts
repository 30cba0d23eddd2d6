// From one notice to those it is for: each person it names, and each who holds one of its roles now, if they may see it; each by
// the way they chose. In one transaction with the outbox row, and under a key that says notice, way and receiver: however
// often this runs, there is one delivery.
import type { Database, Tx } from '../../prisma/connect.ts';
import { preferenceOf } from './preference-rows.ts';
import { isUrgent, reachedAt } from './reach.ts';
import type { ToReach } from './reach.ts';

const atOnce = 50;

interface NoticeOut extends ToReach {
  readonly id: string;
  readonly caseId: string;
  readonly transition: number;
  readonly n: number;
}
interface Receiver {
  readonly noticeId: string;
  readonly personId: string;
  readonly agencyId: string;
}

/** How many notices were worked out; as many as asked for: there may be more. */
export async function fanOut(db: Database, now: number): Promise<number> {
  return db.asSender(async (tx) => {
    const notices = await tx.$queryRaw<NoticeOut[]>`
      select n.id, o.case_id as "caseId", o.transition, o.n, n.about, n.urgent
      from (select case_id, transition, n from outbox where channel = 'notices' and state = 'waiting' order by next_at limit ${atOnce} for update skip locked) o
        left join notice n on n.case_id = o.case_id and n.transition = o.transition and n.n = o.n`;
    if (notices.length === 0) return 0;
    await deliverToPeople(tx, notices.filter((notice) => notice.id !== null), now);
    const done = JSON.stringify(notices.map(({ caseId, transition, n }) => ({ caseId, transition, n })));
    await tx.$executeRaw`
      update outbox o set state = 'sent', tries = tries + 1, sent_at = ${new Date(now)}
      from jsonb_to_recordset(${done}::jsonb) as d("caseId" uuid, transition int, n int)
      where o.case_id = d."caseId" and o.transition = d.transition and o.n = d.n and o.channel = 'notices'`;
    return notices.length;
  });
}

async function deliverToPeople(tx: Tx, notices: readonly NoticeOut[], now: number): Promise<void> {
  const receivers = await receiversOf(tx, notices.map(({ id }) => id), now);
  const preferences = await tx.noticePreference.findMany({ where: { personId: { in: [...new Set(receivers.map(({ personId }) => personId))] }, mailConfirmedAt: { not: null } } });
  const wanted = new Map(preferences.map((row) => [row.personId, preferenceOf(row)]));
  const byId = new Map(notices.map((notice) => [notice.id, notice]));
  const data = receivers.flatMap(({ noticeId, personId, agencyId }) => {
    const [notice, preference] = [byId.get(noticeId), wanted.get(personId)];
    if (notice === undefined || preference === undefined) return [];
    const at = reachedAt(notice, preference, now);
    return at === null ? [] : [{ key: `${noticeId}/mail/${personId}`, channel: 'mail', noticeId, caseId: notice.caseId, personId, agencyId, urgent: isUrgent(notice), dueAt: new Date(at) }];
  });
  if (data.length > 0) await tx.noticeDelivery.createMany({ data, skipDuplicates: true });
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
      or (p.id = any(n.persons) or exists (select from member m where m.person_id = p.id and m.unit_id = n.unit_id and m.key = any(n.roles)))
      and exists (
        select from case_access a where a.case_id = n.case_id and a.whole and (a.person_id is null or a.person_id = p.id)
          and (a.relation in ('owner', 'member') or a."from" <= ${at}) and (a.until is null or a.until > ${at})
          and (coalesce(cardinality(a.roles), 0) = 0 or exists (select from partner q where q.person_id = p.id and q.agency_id = a.agency_id and q.ask = any(a.roles)))
          and (exists (select from member m where m.person_id = p.id and m.agency_id = a.agency_id and (a.unit_id is null or m.unit_id = a.unit_id)) or (a.unit_id is null and p.agency_id = a.agency_id))
      )
    )`;
}
