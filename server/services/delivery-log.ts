// What went out to people of the agency one acts for: to whom, when, how often it was tried and what came of it. Never of which case.
import type { Tx } from '../../prisma/connect.ts';
import type { DeliveryRow, deliveryStates } from '../contract-notices.ts';
import { attemptSentence, begunSentence } from '../notices/attempt-words.ts';
import { ProblemError } from '../problems.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import type { Asking } from './told.ts';

const shownAtMost = 100;
type State = (typeof deliveryStates)[number];

export async function deliveries(tx: Tx, { signed }: Asking, query: { readonly state?: State | undefined; readonly before?: string | undefined }): Promise<{ items: DeliveryRow[]; next?: string }> {
  const rows = await tx.noticeMessage.findMany({
    where: { agencyId: signed.agencyId, ...(query.state !== undefined && { state: query.state }), ...(query.before !== undefined && { createdAt: { lt: new Date(query.before) } }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: shownAtMost,
  });
  const attempts = await tx.noticeAttempt.findMany({ where: { messageId: { in: rows.map((row) => row.id) } }, orderBy: { n: 'asc' } });
  const counted = await tx.$queryRaw<{ id: string; count: number }[]>`select message_id as id, count(*)::int as count from notice_delivery where message_id = any(${rows.map((row) => row.id)}::uuid[]) group by message_id`;
  const targets = new Map((await tx.webhookTarget.findMany({ where: { id: { in: rows.flatMap((row) => row.targetId ?? []) } }, select: { id: true, title: true } })).map((row) => [row.id, row.title]));
  const names = await namesFor(tx, rows.map((row) => row.personId));
  const items = rows.map((row): DeliveryRow => ({
    id: row.id, channel: row.channel, to: names.maybePerson(row.personId, row.agencyId), target: row.targetId === null ? null : (targets.get(row.targetId) ?? null), notices: counted.find((one) => one.id === row.id)?.count ?? 0, state: row.state as State,
    createdAt: row.createdAt.toISOString(), nextAt: row.state === 'waiting' ? row.nextAt.toISOString() : null, settledAt: row.settledAt?.toISOString() ?? null,
    attempts: attempts.filter((one) => one.messageId === row.id).map((one) => ({ n: one.n, at: one.at.toISOString(), outcome: one.outcome, code: one.code, sentence: one.outcome === 'begun' ? begunSentence : attemptSentence(one.code), tookMs: one.tookMs })),
  }));
  const last = rows.at(-1);
  return { items, ...(rows.length === shownAtMost && last !== undefined && { next: last.createdAt.toISOString() }) };
}

export async function deliverAgain(tx: Tx, { signed, now }: Asking, id: string): Promise<void> {
  const changed = await tx.noticeMessage.updateMany({ where: { id, agencyId: signed.agencyId, state: 'failed' }, data: { state: 'waiting', nextAt: new Date(now), settledAt: null } });
  if (changed.count === 0) throw new ProblemError('not_found');
  await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: 'delivery.again', objectKind: 'message', objectId: id, outcome: 'taken' });
}
