// One message to one person by mail.
import { composeMail, composeOff } from './compose-mail.ts';
import { toldIn } from './compose.ts';
import { mailServerOf, sendMail } from './mail-server.ts';
import type { Message, Outcome, Sending } from './send-out.ts';

export async function sendByMail({ db, config, secrets, now }: Sending, { id, personId, about, regards }: Message): Promise<Outcome> {
  if (personId === null) return { kind: 'nothing' };
  const prepared = await db.asSender(async (tx) => {
    const preference = await tx.noticePreference.findUnique({ where: { personId }, select: { mailAddress: true, mailConfirmedAt: true, zone: true } });
    const target = about === 'webhookOff' && regards !== null ? await tx.webhookTarget.findUnique({ where: { id: regards }, select: { title: true } }) : null;
    return { preference, target, told: await toldIn(tx, { id, personId }, now()), server: await mailServerOf(tx, { config, secrets }) };
  });
  const { preference, target, told, server } = prepared;
  const address = preference?.mailConfirmedAt == null ? null : preference.mailAddress;
  if ((told.length === 0 && target === null) || preference === null || address === null) return { kind: 'nothing' };
  const text = target === null ? composeMail(told, { publicUrl: config.publicUrl, zone: preference.zone }) : composeOff(target.title, config);
  const result = await sendMail(server, { to: address, messageId: id, ...text }, config);
  return result.ok ? { kind: 'sent' } : { kind: 'failed', code: result.code, isFinal: result.isFinal };
}
