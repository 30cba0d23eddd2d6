// On call. An urgent notice of a unit rings whoever of an agency is on call; who does not acknowledge within the limit is followed by
// the next rank, after the last by the duty supervisor, and then from the beginning, three times round. A ring is written down in the
// transaction that makes it, with its deliveries, and stands in the agency's audit chain.
import { appendAudit } from '../../activities/project.ts';
import type { Database, Tx } from '../../prisma/connect.ts';
import type { NoticeOut } from './fan-out.ts';
import { isUrgent } from './reach.ts';
import { agenciesThatSee } from './who-sees.ts';

const atOnce = 20;
const rounds = 3;
export const usualLimitMinutes = 10;

/** Opens calls for what is urgent, one at a time for a case and agency: while one rings, more of the same case wakes nobody twice. */
export async function openCalls(tx: Tx, notices: readonly NoticeOut[], now: number): Promise<void> {
  const at = new Date(now);
  const urgent = notices.filter(isUrgent);
  if (urgent.length === 0) return;
  for (const { caseId, agencyId, unitId } of await agenciesThatSee(tx, [...new Set(urgent.map((notice) => notice.caseId))], now)) {
    const isManned = (await tx.oncallShift.count({ where: { unitId, agencyId, until: { gt: at } } })) > 0;
    const isRinging = (await tx.oncallCall.count({ where: { caseId, agencyId, state: 'ringing' } })) > 0;
    const notice = urgent.find((one) => one.caseId === caseId);
    if (!isManned || isRinging || notice === undefined) continue;
    await tx.oncallCall.createMany({ data: [{ noticeId: notice.id, caseId, unitId, agencyId, about: notice.about, openedAt: at, nextAt: at }], skipDuplicates: true });
  }
}

interface Ringing {
  readonly id: string;
  readonly noticeId: string;
  readonly caseId: string;
  readonly unitId: string;
  readonly agencyId: string;
}
interface OnCall {
  readonly rank: number;
  readonly personId: string;
}

/** How many calls were moved on. */
export function ring(db: Database, now: number): Promise<number> {
  return db.asSender(async (tx) => {
    const calls = await tx.$queryRaw<Ringing[]>`
      select id, notice_id as "noticeId", case_id as "caseId", unit_id as "unitId", agency_id as "agencyId" from oncall_call
      where state = 'ringing' and next_at <= ${new Date(now)} order by next_at limit ${atOnce} for update skip locked`;
    for (const call of calls) await ringNext(tx, call, now);
    return calls.length;
  });
}

async function ringNext(tx: Tx, call: Ringing, now: number): Promise<void> {
  const { unitId, agencyId } = call;
  const rung = await tx.oncallRing.findMany({ where: { callId: call.id }, orderBy: { n: 'asc' } });
  const ladder = await ladderOf(tx, { unitId, agencyId }, now);
  const next = nextOf(ladder, rung);
  if (next === null) {
    await tx.oncallCall.updateMany({ where: { id: call.id }, data: { state: 'exhausted' } });
    await appendAudit(tx, { agencyId, caseId: call.caseId, action: 'oncall.exhausted', object: { kind: 'call', id: call.id }, outcome: 'failed', at: now });
    return;
  }
  const n = rung.length + 1;
  const ways = await deliver(tx, call, { personId: next.personId, n, now });
  await tx.oncallRing.createMany({ data: [{ callId: call.id, n, rank: next.rank, personId: next.personId, at: new Date(now), ways }] });
  const setting = await tx.oncallSetting.findUnique({ where: { unitId_agencyId: { unitId, agencyId } }, select: { limitMinutes: true } });
  await tx.oncallCall.updateMany({ where: { id: call.id }, data: { nextAt: new Date(now + (setting?.limitMinutes ?? usualLimitMinutes) * 60_000) } });
  await appendAudit(tx, { agencyId, caseId: call.caseId, action: 'oncall.ring', object: { kind: 'call', id: call.id }, outcome: 'taken', payload: { personId: next.personId, rank: next.rank, n, ways }, at: now });
}

/** By rank, then the duty supervisor where they act for this agency; only people who are still members and not disabled. */
export function ladderOf(tx: Tx, { unitId, agencyId }: Pick<Ringing, 'unitId' | 'agencyId'>, now: number): Promise<OnCall[]> {
  const at = new Date(now);
  return tx.$queryRaw<OnCall[]>`
    select o.rank, o.person_id as "personId" from (
      select rank, person_id from oncall_shift where unit_id = ${unitId}::uuid and agency_id = ${agencyId}::uuid and "from" <= ${at} and until > ${at}
      union all select 0, person_id from duty where unit_id = ${unitId}::uuid and agency_id = ${agencyId}::uuid and "from" <= ${at} and (until is null or until > ${at})
    ) o join person p on p.id = o.person_id and p.disabled_at is null
    where exists (select from unit_member m where m.person_id = o.person_id and m.unit_id = ${unitId}::uuid and m.agency_id = ${agencyId}::uuid and m."from" <= ${at} and (m.until is null or m.until > ${at}))
    order by case when o.rank = 0 then 1000 else o.rank end`;
}

/** The one after the last who was rung, as the rota stands now; a shift that ended meanwhile is passed over. */
export function nextOf(ladder: readonly OnCall[], rung: readonly OnCall[]): OnCall | null {
  const order = ({ rank }: OnCall): number => (rank === 0 ? 1000 : rank);
  const last = rung.at(-1);
  const [first] = ladder;
  if (first === undefined) return null;
  const after = last === undefined ? first : ladder.find((one) => order(one) > order(last));
  if (after !== undefined) return after;
  // Round again from the beginning, unless the first was rung as often as there are rounds.
  const turns = rung.filter((one, i) => i === 0 || order(one) <= order(rung[i - 1] ?? one)).length;
  return turns >= rounds ? null : first;
}

async function deliver(tx: Tx, call: Ringing, { personId, n, now }: { readonly personId: string; readonly n: number; readonly now: number }): Promise<string[]> {
  const { unitId, agencyId, noticeId, caseId } = call;
  const preference = await tx.noticePreference.findUnique({ where: { personId }, select: { mailConfirmedAt: true, phone: true } });
  const targets = preference?.phone ? await tx.webhookTarget.findMany({ where: { unitId, agencyId, state: 'allowed', channel: { in: ['phone', 'sms'] } }, select: { id: true, channel: true } }) : [];
  const what = { noticeId, caseId, personId, agencyId, urgent: true, dueAt: new Date(now) };
  const data = [
    // Under the key of the notice itself: who is told of it anyway gets one mail.
    ...(preference?.mailConfirmedAt ? [{ ...what, key: `${noticeId}/mail/${personId}`, channel: 'mail' }] : []),
    ...targets.map((target) => ({ ...what, key: `${call.id}/${n}/${target.channel}/${target.id}`, channel: target.channel, targetId: target.id })),
  ];
  if (data.length > 0) await tx.noticeDelivery.createMany({ data, skipDuplicates: true });
  return ['screen', ...new Set(data.map(({ channel }) => channel))];
}
