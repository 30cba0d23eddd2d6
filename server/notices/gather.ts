// From deliveries that are due to messages: what is due to one person now goes in one mail, so that a night or a day is one mail
// and not twenty. What is urgent goes in a mail of its own, which nothing else can hide in.
import { randomUUID } from 'node:crypto';
import type { Database } from '../../prisma/connect.ts';

const atOnce = 500;
const inOneMail = 50;

interface DueRow {
  readonly id: string;
  readonly channel: string;
  readonly personId: string | null;
  readonly targetId: string | null;
  readonly agencyId: string;
  readonly urgent: boolean;
}

/** How many messages were made. */
export async function gather(db: Database, now: number): Promise<number> {
  return db.asSender(async (tx) => {
    const due = await tx.$queryRaw<DueRow[]>`
      select id, channel, person_id as "personId", target_id as "targetId", agency_id as "agencyId", urgent from notice_delivery
      where message_id is null and dropped is null and due_at <= ${new Date(now)} order by due_at, id limit ${atOnce} for update skip locked`;
    const messages = bundled(due).map((rows) => ({ id: randomUUID(), rows }));
    if (messages.length === 0) return 0;
    const at = new Date(now);
    await tx.noticeMessage.createMany({
      data: messages.map(({ id, rows: [first] }) => ({ id, channel: first.channel, personId: first.personId, targetId: first.targetId, agencyId: first.agencyId, nextAt: at, createdAt: at })),
    });
    const assigned = JSON.stringify(messages.flatMap(({ id, rows }) => rows.map((row) => ({ id: row.id, message: id }))));
    await tx.$executeRaw`update notice_delivery d set message_id = a.message from jsonb_to_recordset(${assigned}::jsonb) as a(id uuid, message uuid) where d.id = a.id`;
    return messages.length;
  });
}

type Bundle = readonly [DueRow, ...DueRow[]];

function bundled(due: readonly DueRow[]): readonly Bundle[] {
  const open = new Map<string, [DueRow, ...DueRow[]]>();
  const full: Bundle[] = [];
  for (const row of due) {
    // A receiver that is a machine takes each by itself, under its own id.
    const key = row.channel === 'mail' ? `${row.channel} ${row.personId} ${row.urgent}` : row.id;
    const bundle = open.get(key);
    if (bundle === undefined) open.set(key, [row]);
    else bundle.push(row);
    if ((bundle?.length ?? 0) >= inOneMail) {
      if (bundle) full.push(bundle);
      open.delete(key);
    }
  }
  return [...full, ...open.values()];
}
