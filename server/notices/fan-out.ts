// From one notice to those it is for: each person it names, and each who holds one of its roles now, if they may see it; each by
// the way they chose. In one transaction with the outbox row, and under a key that says notice, way and receiver: however
// often this runs, there is one delivery.
import type { Database, Tx } from '../../prisma/connect.ts';
import { openCalls } from './on-call.ts';
import { preferenceOf } from './preference-rows.ts';
import { groupOf, isUrgent, reachedAt } from './reach.ts';
import type { ToReach } from './reach.ts';
import { agenciesThatSee, receiversOf } from './who-sees.ts';

const atOnce = 50;

export interface NoticeOut extends ToReach {
  readonly id: string;
  readonly caseId: string;
  readonly transition: number;
  readonly n: number;
}
/** How many notices were worked out; as many as asked for: there may be more. */
export async function fanOut(db: Database, now: number): Promise<number> {
  return db.asSender(async (tx) => {
    const notices = await tx.$queryRaw<NoticeOut[]>`
      select n.id, o.case_id as "caseId", o.transition, o.n, n.about, n.urgent
      from (select case_id, transition, n from outbox where channel = 'notices' and state = 'waiting' order by next_at limit ${atOnce} for update skip locked) o
        left join notice n on n.case_id = o.case_id and n.transition = o.transition and n.n = o.n`;
    if (notices.length === 0) return 0;
    const there = notices.filter((notice) => notice.id !== null);
    await deliverToPeople(tx, there, now);
    await deliverToTargets(tx, there, now);
    await openCalls(tx, there, now);
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

/** To targets of agencies that see the case as a whole, each by itself and at once: a machine has no quiet hours. */
async function deliverToTargets(tx: Tx, notices: readonly NoticeOut[], now: number): Promise<void> {
  const seen = await agenciesThatSee(tx, [...new Set(notices.map(({ caseId }) => caseId))], now);
  const targets = await tx.webhookTarget.findMany({ where: { state: 'allowed', channel: 'webhook', unitId: { in: [...new Set(seen.map(({ unitId }) => unitId))] } }, select: { id: true, agencyId: true, unitId: true, groups: true } });
  const data = notices.flatMap((notice) =>
    targets
      .filter((target) => target.groups.includes(groupOf(notice.about)) && seen.some((one) => one.caseId === notice.caseId && one.agencyId === target.agencyId && one.unitId === target.unitId))
      .map((target) => ({ key: `${notice.id}/webhook/${target.id}`, channel: 'webhook', noticeId: notice.id, caseId: notice.caseId, targetId: target.id, agencyId: target.agencyId, urgent: isUrgent(notice), dueAt: new Date(now) })),
  );
  if (data.length > 0) await tx.noticeDelivery.createMany({ data, skipDuplicates: true });
}
