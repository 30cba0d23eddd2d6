// Sends messages, at least once each. A try is written down before it is made and its end after: whoever is killed between them
// leaves a message that is tried again when the lease is over, under the same id, by which its receiver knows it again.
import type { Logger } from 'pino';
import type { Database } from '../../prisma/connect.ts';
import type { Config } from '../config.ts';
import type { Secrets } from '../secrets.ts';
import { leaseMs, nextTry } from './backoff.ts';
import type { Outside } from './https-post.ts';
import { sendByMail } from './send-by-mail.ts';
import { sendByWebhook } from './send-by-webhook.ts';

export interface Sending {
  readonly db: Database;
  readonly config: Pick<Config, 'kind' | 'publicUrl' | 'mail'>;
  readonly secrets: Secrets;
  readonly outside: Outside;
  readonly log: Logger;
  /** Epoch ms. */
  readonly now: () => number;
}
export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly personId: string | null;
  readonly targetId: string | null;
  readonly about: string | null;
  readonly regards: string | null;
  readonly tries: number;
  readonly createdAt: Date;
}
/** What came of one try. `nothing`: there is nothing left to be told. */
export type Outcome = { readonly kind: 'sent' } | { readonly kind: 'nothing' } | { readonly kind: 'failed'; readonly code: string; readonly isFinal: boolean };

const atOnce = 8;

/** How many messages were tried. */
export async function sendOut(sending: Sending): Promise<number> {
  const messages = await claim(sending);
  await Promise.all(messages.map((message) => attempt(sending, message)));
  return messages.length;
}

function claim({ db, now }: Sending): Promise<readonly Message[]> {
  return db.asSender(async (tx) => {
    const at = new Date(now());
    const claimed = await tx.$queryRaw<Message[]>`
      update notice_message m set tries = m.tries + 1, next_at = ${new Date(at.getTime() + leaseMs)}
      where m.id in (select id from notice_message where state = 'waiting' and next_at <= ${at} order by next_at limit ${atOnce} for update skip locked)
      returning m.id, m.channel, m.person_id as "personId", m.target_id as "targetId", m.about, m.regards, m.tries, m.created_at as "createdAt"`;
    if (claimed.length > 0) await tx.noticeAttempt.createMany({ data: claimed.map(({ id, tries }) => ({ messageId: id, n: tries, at })) });
    return claimed;
  });
}

async function attempt(sending: Sending, message: Message): Promise<void> {
  const began = sending.now();
  const outcome = await tried(sending, message);
  await settle(sending, message, { outcome, tookMs: sending.now() - began });
}

async function tried(sending: Sending, message: Message): Promise<Outcome> {
  try {
    return message.channel === 'mail' ? await sendByMail(sending, message) : await sendByWebhook(sending, message);
  } catch (error) {
    sending.log.error({ err: error, message: message.id }, 'a message could not be made');
    return { kind: 'failed', code: 'failed', isFinal: false };
  }
}

async function settle({ db, now, log }: Sending, message: Message, { outcome, tookMs }: { readonly outcome: Outcome; readonly tookMs: number }): Promise<void> {
  const { id, tries, createdAt } = message;
  const at = now();
  const again = outcome.kind !== 'failed' || outcome.isFinal ? null : nextTry({ tries, createdAt: createdAt.getTime(), now: at, chance: Math.random() });
  const state = outcome.kind === 'sent' ? 'sent' : outcome.kind === 'nothing' ? 'dropped' : again === null ? 'failed' : 'waiting';
  await db.asSender(async (tx) => {
    const attempted = outcome.kind === 'failed' ? { outcome: 'failed', code: outcome.code } : { outcome: 'sent', code: outcome.kind === 'nothing' ? 'nothing' : null };
    await tx.noticeAttempt.update({ where: { messageId_n: { messageId: id, n: tries } }, data: { ...attempted, tookMs } });
    // Only the newest try settles: one that outlived its lease has been overtaken.
    await tx.noticeMessage.updateMany({ where: { id, tries, state: 'waiting' }, data: { state, ...(again === null ? { settledAt: new Date(at) } : { nextAt: new Date(again) }) } });
  });
  if (state === 'failed') log.warn({ message: id, channel: message.channel, code: outcome.kind === 'failed' ? outcome.code : undefined }, 'a message is given up');
}
