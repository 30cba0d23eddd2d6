// Notices in the app: to named persons, or to whoever holds a role of the unit now.
import type { Tx } from '../../prisma/connect.ts';
import { noticeSentence } from '../../protocol/notice-words.ts';
import type { Notice } from '../contract-cases.ts';
import type { Signed } from '../signed.ts';

const shownAtMost = 200;
const keptForMs = 60 * 86_400_000;

export async function notices(tx: Tx, { signed, now }: { readonly signed: Signed; readonly now: number }): Promise<{ items: Notice[]; unread: number }> {
  const me = signed.person.id;
  const mine = [...signed.units.map((unit) => ({ unitId: unit.id, roles: { hasSome: [...unit.roles] } })), ...signed.asks.map(({ unitId, role }) => ({ unitId, roles: { has: role } }))];
  const rows = await tx.notice.findMany({ where: { at: { gte: new Date(now - keptForMs) }, OR: [{ persons: { has: me } }, ...mine] }, orderBy: [{ at: 'desc' }, { transition: 'desc' }, { n: 'desc' }], take: shownAtMost });
  const read = new Map((await tx.noticeRead.findMany({ where: { personId: me, noticeId: { in: rows.map((row) => row.id) } } })).map((row) => [row.noticeId, row.at]));
  const cases = new Map((await tx.case.findMany({ where: { id: { in: [...new Set(rows.map((row) => row.caseId))] } }, select: { id: true, reference: true, title: true } })).map((row) => [row.id, row]));
  const steps = new Map((await tx.step.findMany({ where: { OR: rows.flatMap((row) => (row.step === null ? [] : [{ caseId: row.caseId, id: row.step }])) }, select: { caseId: true, id: true, title: true } })).map((row) => [`${row.caseId}/${row.id}`, row.title]));
  const items = rows.map((row): Notice => {
    const stepTitle = row.step === null ? null : (steps.get(`${row.caseId}/${row.step}`) ?? null);
    return {
      id: row.id, at: row.at.toISOString(), caseId: row.caseId, caseReference: cases.get(row.caseId)?.reference ?? null, caseTitle: cases.get(row.caseId)?.title ?? '',
      stepId: row.step, stepTitle, about: row.about, text: noticeSentence(row.about, { step: stepTitle ?? undefined, text: row.text }), urgent: row.urgent, readAt: read.get(row.id)?.toISOString() ?? null,
    };
  });
  return { items, unread: items.filter((item) => item.readAt === null).length };
}

/** Marks only what the person may see; the rest is passed over without a word. */
export async function markRead(tx: Tx, { signed, now }: { readonly signed: Signed; readonly now: number }, ids: readonly string[]): Promise<void> {
  const seen = await tx.notice.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  await tx.noticeRead.createMany({ data: seen.map(({ id }) => ({ noticeId: id, personId: signed.person.id, at: new Date(now) })), skipDuplicates: true });
}
