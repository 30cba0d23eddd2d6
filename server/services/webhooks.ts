// Targets of an agency: asked for by one administrator, allowed by a second, tried, given a new secret, switched off for good.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Tx } from '../../prisma/connect.ts';
import type { createWebhookSchema, NoticeGroup, Webhook } from '../contract-notices.ts';
import type { AppDeps } from '../deps.ts';
import { attemptSentence } from '../notices/attempt-words.ts';
import { targetUrl } from '../notices/https-post.ts';
import { postSigned, secretOwner } from '../notices/send-by-webhook.ts';
import { newSecret } from '../notices/sign-webhook.ts';
import { ProblemError } from '../problems.ts';
import { needRight } from '../signed.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import type { Asking } from './told.ts';

const oldSecretForMs = 86_400_000;
const atMost = 50;

const did = ({ signed }: Asking, action: string, id: string) => ({ personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action, objectKind: 'webhook', objectId: id, outcome: 'taken' }) as const;

export function webhooks({ db }: AppDeps, { signed }: Asking): Promise<Webhook[]> {
  return db.withActor(signed.actor, async (tx) => {
    const rows = await tx.webhookTarget.findMany({ where: { agencyId: signed.agencyId }, orderBy: [{ askedAt: 'desc' }, { id: 'asc' }] });
    const names = await namesFor(tx, rows.flatMap((row) => [row.askedBy, row.allowedBy]));
    return rows.map((row) => ({
      id: row.id, unitId: row.unitId, title: row.title, url: row.url, channel: row.channel as Webhook['channel'], groups: row.groups as NoticeGroup[], state: row.state as Webhook['state'], offWhy: row.offWhy,
      askedBy: names.person(row.askedBy, row.agencyId), askedAt: row.askedAt.toISOString(), allowedBy: names.maybePerson(row.allowedBy, row.agencyId),
      failingSince: row.failingSince?.toISOString() ?? null, oldSecretUntil: row.oldSecretUntil?.toISOString() ?? null,
    }));
  });
}

export async function createWebhook({ db, secrets }: AppDeps, asking: Asking, body: z.output<typeof createWebhookSchema>): Promise<{ id: string; secret: string }> {
  const { signed, now } = asking;
  needRight(signed, 'administer', body.unitId);
  const url = targetUrl(body.url);
  if (url === null) throw new ProblemError('bad_request', { about: 'url', detail: 'url: it must be an https address of a server with a public name, without a login in it.' });
  if (body.channel === 'webhook' && body.groups.length === 0) throw new ProblemError('bad_request', { about: 'groups', detail: 'groups: choose at least one group of notices.' });
  const [id, secret] = [randomUUID(), newSecret()];
  await db.withActor(signed.actor, async (tx) => {
    if ((await tx.webhookTarget.count({ where: { agencyId: signed.agencyId, state: { not: 'off' } } })) >= atMost) throw new ProblemError('bad_request', { detail: `An agency has at most ${atMost} targets. Switch one off first.` });
    await tx.$executeRaw`
      insert into webhook_target (id, agency_id, unit_id, title, url, channel, groups, asked_by, asked_at, secret)
      values (${id}::uuid, ${signed.agencyId}::uuid, ${body.unitId}::uuid, ${body.title}, ${url.href}, ${body.channel}, ${body.groups}, ${signed.person.id}::uuid, ${new Date(now)}, ${secrets.seal(secretOwner(id), secret)})`;
    await audit(tx, { ...did(asking, 'webhook.ask', id), payload: { unitId: body.unitId, host: url.host, channel: body.channel, groups: body.groups } });
  });
  return { id, secret };
}

export async function allowWebhook({ db }: AppDeps, asking: Asking, id: string): Promise<void> {
  await db.withActor(asking.signed.actor, async (tx) => {
    const target = await own(tx, asking, id);
    if (target.askedBy === asking.signed.person.id) throw new ProblemError('same_person', { detail: 'Who asked for a target cannot allow it. Ask a second person with the right "administer".' });
    if (target.state !== 'asked') throw new ProblemError('conflict');
    await tx.webhookTarget.update({ where: { id }, data: { state: 'allowed', allowedBy: asking.signed.person.id, allowedAt: new Date(asking.now) }, select: { id: true } });
    await audit(tx, did(asking, 'webhook.allow', id));
  });
}

export async function stopWebhook({ db }: AppDeps, asking: Asking, id: string): Promise<void> {
  await db.withActor(asking.signed.actor, async (tx) => {
    const target = await own(tx, asking, id);
    if (target.state === 'off') throw new ProblemError('conflict');
    await tx.webhookTarget.update({ where: { id }, data: { state: 'off', offWhy: 'byPerson' }, select: { id: true } });
    await audit(tx, did(asking, 'webhook.off', id));
  });
}

export async function rotateWebhook({ db, secrets }: AppDeps, asking: Asking, id: string): Promise<{ id: string; secret: string }> {
  const secret = newSecret();
  await db.withActor(asking.signed.actor, async (tx) => {
    const target = await own(tx, asking, id);
    if (target.state === 'off') throw new ProblemError('conflict');
    await tx.webhookTarget.update({ where: { id }, data: { secret: secrets.seal(secretOwner(id), secret), oldSecret: target.secret, oldSecretUntil: new Date(asking.now + oldSecretForMs) }, select: { id: true } });
    await audit(tx, did(asking, 'webhook.secret', id));
  });
  return { id, secret };
}

/** Only to what a second person has allowed: a test reaches out as well. */
export async function testWebhook(deps: AppDeps, asking: Asking, id: string): Promise<{ ok: boolean; sentence: string }> {
  const target = await deps.db.withActor(asking.signed.actor, async (tx) => {
    const found = await own(tx, asking, id);
    if (found.state !== 'allowed') throw new ProblemError('conflict', { detail: 'This target is not allowed yet, or is switched off. A second person must allow it before anything is sent.' });
    await audit(tx, did(asking, 'webhook.test', id));
    return found;
  });
  const result = await postSigned({ ...deps, now: () => asking.now }, target, { id: randomUUID(), type: 'handrail.test', at: asking.now, data: {} });
  return result.ok ? { ok: true, sentence: 'The server took the test.' } : { ok: false, sentence: attemptSentence(result.code) };
}

async function own(tx: Tx, { signed }: Asking, id: string) {
  const target = await tx.webhookTarget.findFirst({ where: { id, agencyId: signed.agencyId } });
  if (target === null) throw new ProblemError('not_found');
  needRight(signed, 'administer', target.unitId);
  return target;
}
