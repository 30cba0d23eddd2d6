// The mail server as an administrator sets it. Its password is sealed and never shown again; a test says in words what came of it.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { changeMailServerSchema, MailServerView } from '../contract-notices.ts';
import { isLoopback } from '../config.ts';
import type { AppDeps } from '../deps.ts';
import { attemptSentence } from '../notices/attempt-words.ts';
import { mailServerOf, passwordOwner, sendMail } from '../notices/mail-server.ts';
import { ProblemError } from '../problems.ts';
import { audit } from './audit.ts';
import type { Asking } from './told.ts';

export function mailServer({ db, config }: AppDeps, { signed }: Asking): Promise<MailServerView> {
  return db.withActor(signed.actor, async (tx) => {
    const row = await tx.mailSetting.findUnique({ where: { id: 1 } });
    const domains = row?.domains ?? [];
    if (config.mail !== undefined) {
      const { host, port, security, login, password, sender } = config.mail;
      return { from: 'environment', host, port, security, login, hasPassword: password !== null, sender, domains };
    }
    if (row === null) return { from: 'none', host: '', port: 587, security: 'starttls', login: null, hasPassword: false, sender: '', domains };
    return { from: 'page', host: row.host, port: row.port, security: row.security as MailServerView['security'], login: row.login, hasPassword: row.secret !== null, sender: row.sender, domains };
  });
}

export async function changeMailServer(deps: AppDeps, asking: Asking, body: z.output<typeof changeMailServerSchema>): Promise<MailServerView> {
  const { db, config, secrets } = deps;
  const { signed, now } = asking;
  if (config.mail !== undefined) throw new ProblemError('set_elsewhere');
  if (body.security === 'none' && !isLoopback(body.host)) throw new ProblemError('bad_request', { about: 'security', detail: 'security: without encryption only a server on this machine can be used. Choose TLS.' });
  await db.withActor(signed.actor, async (tx) => {
    const before = await tx.mailSetting.findUnique({ where: { id: 1 } });
    // A password belongs to the server and the login it was given for: whoever names another must know it.
    const isSame = before !== null && before.host === body.host && before.port === body.port && (before.login ?? '') === (body.login ?? '');
    const secret = body.password !== undefined ? (body.password === '' ? null : secrets.seal(passwordOwner, body.password)) : isSame ? before.secret : null;
    const data = { host: body.host, port: body.port, security: body.security, login: body.login || null, secret, sender: body.sender, domains: body.domains, setBy: signed.person.id, setAt: new Date(now) };
    await tx.mailSetting.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
    const { password, ...said } = body;
    await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: 'mail.set', objectKind: 'installation', objectId: '1', outcome: 'taken', payload: { ...said, newPassword: password !== undefined } });
  });
  return mailServer(deps, asking);
}

export async function testMail(deps: AppDeps, { signed }: Asking, to: string): Promise<{ ok: boolean; sentence: string }> {
  const server = await deps.db.withActor(signed.actor, async (tx) => {
    const found = await mailServerOf(tx, deps);
    if (found === null) throw new ProblemError('no_mail_server');
    await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: 'mail.test', objectKind: 'installation', objectId: '1', outcome: 'taken' });
    return found;
  });
  const result = await sendMail(server, { to, messageId: randomUUID(), subject: 'Handrail: test', text: 'This mail was sent by "Send a test mail". Notices will reach this address the same way.\n' }, deps.config);
  return result.ok ? { ok: true, sentence: `The mail server took the mail for ${to}. Look whether it has arrived.` } : { ok: false, sentence: attemptSentence(result.code) };
}
