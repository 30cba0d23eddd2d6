// A target that fails for three days is switched off, and the administrators of its unit are told: in the app on the page of
// deliveries, and by mail where they have confirmed an address.
import type { Tx } from '../../prisma/connect.ts';

const longMs = 3 * 86_400_000;

export const isLongFailing = (since: Date | null, now: number): boolean => since !== null && now - since.getTime() >= longMs;

export async function switchOff(tx: Tx, targetId: string, { why, now }: { readonly why: 'gone' | 'failing'; readonly now: number }): Promise<void> {
  const at = new Date(now);
  const off = await tx.webhookTarget.updateMany({ where: { id: targetId, state: 'allowed' }, data: { state: 'off', offWhy: why } });
  if (off.count === 0) return;
  await tx.$executeRaw`
    insert into notice_message (id, channel, person_id, agency_id, about, regards, next_at, created_at)
    select gen_random_uuid(), 'mail', w.person_id, p.agency_id, 'webhookOff', ${targetId}::uuid, ${at}, ${at}
    from (
      select distinct m.person_id from webhook_target t join unit_member m on m.unit_id = t.unit_id and m.agency_id = t.agency_id join role_right g on g.role_id = m.role_id and g."right" = 'administer'
      where t.id = ${targetId}::uuid and m."from" <= ${at} and (m.until is null or m.until > ${at})
    ) w join person p on p.id = w.person_id and p.disabled_at is null join notice_preference n on n.person_id = w.person_id and n.mail_confirmed_at is not null`;
}
