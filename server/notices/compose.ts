// What a message says is read when it is sent, not when it was worked out: who may no longer see the case, or has read the
// notice in the app meanwhile, is not told of it any more.
import type { Tx } from '../../prisma/connect.ts';
import type { Told } from './compose-mail.ts';
import { receiversOf } from './who-sees.ts';

interface Row {
  readonly id: string;
  readonly noticeId: string;
  readonly caseId: string;
  readonly urgent: boolean;
  readonly reference: string | null;
  readonly about: string | null;
  readonly at: Date;
  readonly step: string | null;
  readonly kind: string | null;
  readonly dueAt: Date | null;
  readonly isRead: boolean;
}

export async function toldIn(tx: Tx, { id, personId }: { readonly id: string; readonly personId: string }, now: number): Promise<readonly Told[]> {
  const rows = await rowsOf(tx, id);
  const reached = new Set((await receiversOf(tx, rows.map((row) => row.noticeId), now)).filter((one) => one.personId === personId).map((one) => one.noticeId));
  const whyNot = (row: Row): string | null => (row.isRead ? 'read' : row.about === null || !reached.has(row.noticeId) ? 'no_access' : null);
  for (const why of ['read', 'no_access']) {
    const ids = rows.filter((row) => whyNot(row) === why).map((row) => row.id);
    if (ids.length > 0) await tx.noticeDelivery.updateMany({ where: { id: { in: ids } }, data: { dropped: why } });
  }
  return rows.filter((row) => whyNot(row) === null).map(toldFrom);
}

/** As it stands, for a receiver that is no person. */
export async function toldOf(tx: Tx, messageId: string): Promise<readonly (Told & { readonly urgent: boolean })[]> {
  return (await rowsOf(tx, messageId)).filter((row) => row.about !== null).map((row) => ({ ...toldFrom(row), urgent: row.urgent }));
}

function rowsOf(tx: Tx, messageId: string): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select d.id, d.notice_id as "noticeId", d.case_id as "caseId", d.urgent, c.reference, n.about, n.at, s.id as step, s.kind, s.due_at as "dueAt",
      exists (select from notice_read r where r.notice_id = d.notice_id and r.person_id = d.person_id) as "isRead"
    from notice_delivery d left join notice n on n.id = d.notice_id left join "case" c on c.id = d.case_id left join step s on s.case_id = n.case_id and s.id = n.step
    where d.message_id = ${messageId}::uuid and d.dropped is null order by d.urgent desc, n.at, n.n`;
}

function toldFrom(row: Row): Told {
  return { about: row.about ?? '', caseId: row.caseId, caseReference: row.reference, step: row.step === null ? null : { id: row.step, kind: row.kind ?? '' }, dueAt: row.dueAt?.getTime() ?? null, at: row.at.getTime() };
}
