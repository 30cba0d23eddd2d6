// One message to one target. Says what a mail says, as data: the kind of the step, the case by its reference, the limit, a link.
import type { Tx } from '../../prisma/connect.ts';
import { pathOf, saidOutside } from './compose-mail.ts';
import { toldOf } from './compose.ts';
import { postHttps } from './https-post.ts';
import type { Message, Outcome, Sending } from './send-out.ts';
import { signedHeaders } from './sign-webhook.ts';
import { isLongFailing, switchOff } from './switch-off.ts';
import { agenciesThatSee } from './who-sees.ts';

export interface Target {
  readonly id: string;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly oldSecret: Uint8Array | null;
  readonly oldSecretUntil: Date | null;
}

export const secretOwner = (targetId: string): string => `secret of webhook ${targetId}`;

export async function sendByWebhook(sending: Sending, { id, targetId, personId }: Message): Promise<Outcome> {
  const { db, config, now } = sending;
  if (targetId === null) return { kind: 'nothing' };
  const prepared = await db.asSender(async (tx) => {
    const target = await tx.webhookTarget.findUnique({ where: { id: targetId } });
    if (target?.state !== 'allowed') return null;
    return { target, told: await toldTo(tx, { id, agencyId: target.agencyId }, now()), call: personId === null ? null : await callOf(tx, { id, agencyId: target.agencyId, personId }) };
  });
  if (prepared === null || prepared.told === null) return { kind: 'nothing' };
  const { target, told, call } = prepared;
  if (target.channel !== 'webhook') {
    if (call === null) return { kind: 'nothing' };
    const text = `Handrail: ${told.caseReference ?? 'a case'}: ${saidOutside(told)}. You are on call: sign in and acknowledge. ${config.publicUrl}${pathOf(told)}`;
    return post(sending, target, { id, type: 'handrail.call', at: told.at, data: { callId: call.id, by: target.channel, to: call.phone, text } });
  }
  const data = { about: told.about, caseId: told.caseId, caseReference: told.caseReference, stepKind: told.step?.kind ?? null, dueAt: told.dueAt === null ? null : new Date(told.dueAt).toISOString(), urgent: told.urgent, url: `${config.publicUrl}${pathOf(told)}` };
  return post(sending, target, { id, type: 'handrail.notice', at: told.at, data });
}

async function post(sending: Sending, target: Target & { readonly failingSince: Date | null }, saying: Saying): Promise<Outcome> {
  const result = await postSigned(sending, target, saying);
  await noteHealth(sending, target, result.ok ? null : result.code);
  return result.ok ? { kind: 'sent' } : { kind: 'failed', code: result.code, isFinal: result.code === 'gone' };
}

/** The call that rings this person, while nobody has acknowledged it; and where they are reached. */
async function callOf(tx: Tx, { id, agencyId, personId }: { readonly id: string; readonly agencyId: string; readonly personId: string }): Promise<{ readonly id: string; readonly phone: string } | null> {
  const [call] = await tx.$queryRaw<{ id: string; phone: string }[]>`
    select c.id, p.phone from notice_delivery d join oncall_call c on c.notice_id = d.notice_id and c.agency_id = ${agencyId}::uuid join notice_preference p on p.person_id = ${personId}::uuid
    where d.message_id = ${id}::uuid and c.state = 'ringing' and p.phone is not null`;
  return call ?? null;
}

interface Saying {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly data: object;
}

export function postSigned({ secrets, outside, now, config }: Pick<Sending, 'secrets' | 'outside' | 'now' | 'config'>, target: Target, { id, type, at, data }: Saying): ReturnType<typeof postHttps> | Promise<{ readonly ok: false; readonly code: 'only_this_machine' }> {
  if (config.kind === 'demo') return Promise.resolve({ ok: false, code: 'only_this_machine' });
  const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
  const owner = secretOwner(target.id);
  const isOldGood = target.oldSecret !== null && (target.oldSecretUntil?.getTime() ?? 0) > now();
  const signing = [secrets.open(owner, target.secret), ...(isOldGood && target.oldSecret !== null ? [secrets.open(owner, target.oldSecret)] : [])];
  return postHttps(outside, target.url, { headers: signedHeaders({ id, at: now(), body, secrets: signing }), body });
}

/** Of a target that fails for days, and of one that says it is gone, nobody waits for more. */
async function noteHealth({ db, now }: Sending, target: Target & { readonly failingSince: Date | null }, failure: string | null): Promise<void> {
  if (failure === null && target.failingSince === null) return;
  await db.asSender(async (tx) => {
    if (failure === null) return void (await tx.webhookTarget.updateMany({ where: { id: target.id }, data: { failingSince: null } }));
    if (failure === 'gone' || isLongFailing(target.failingSince, now())) return switchOff(tx, target.id, { why: failure === 'gone' ? 'gone' : 'failing', now: now() });
    if (target.failingSince === null) await tx.webhookTarget.updateMany({ where: { id: target.id }, data: { failingSince: new Date(now()) } });
  });
}

async function toldTo(tx: Tx, { id, agencyId }: { readonly id: string; readonly agencyId: string }, now: number) {
  const [told] = await toldOf(tx, id);
  if (told === undefined) return null;
  const maySee = await agenciesThatSee(tx, [told.caseId], now);
  return maySee.some((one) => one.agencyId === agencyId) ? told : null;
}
