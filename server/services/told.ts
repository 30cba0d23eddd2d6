// How one person is told outside the app: a mail address that counts only once a code sent there was typed here, quiet hours in
// their own zone, what comes at once and what once a day. A person sets this for themselves and for nobody else.
import { randomInt, timingSafeEqual } from 'node:crypto';
import type { Tx } from '../../prisma/connect.ts';
import { toJson } from '../../prisma/json.ts';
import { sha256 } from '../auth.ts';
import type { changeToldSchema, Told } from '../contract-notices.ts';
import type { AppDeps } from '../deps.ts';
import { mailServerOf, sendMail } from '../notices/mail-server.ts';
import { preferenceOf } from '../notices/preference-rows.ts';
import { usualPreference } from '../notices/reach.ts';
import { ProblemError } from '../problems.ts';
import type { Signed } from '../signed.ts';
import { isZone } from '../zone-offsets.ts';
import { audit } from './audit.ts';
import type { z } from 'zod';

export interface Asking {
  readonly signed: Signed;
  readonly now: number;
}

const codeForMs = 60 * 60_000;
const codeTries = 5;
const codeEveryMs = 60_000;

const did = ({ signed }: Asking, action: string) => ({ personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action, objectKind: 'person', objectId: signed.person.id, outcome: 'taken' }) as const;

export function told(deps: AppDeps, { signed }: Asking): Promise<Told> {
  return deps.db.withActor(signed.actor, async (tx) => {
    const row = await tx.noticePreference.findUnique({ where: { personId: signed.person.id } });
    const last = await tx.noticeMessage.findFirst({ where: { personId: signed.person.id, channel: 'mail', state: { in: ['sent', 'failed'] } }, orderBy: { createdAt: 'desc' } });
    const attempt = last === null ? null : await tx.noticeAttempt.findFirst({ where: { messageId: last.id }, orderBy: { n: 'desc' } });
    const { zone, ...preference } = row === null ? { ...usualPreference, zone: zoneOf(signed) } : preferenceOf(row);
    return {
      mail: { address: row?.mailConfirmedAt ? row.mailAddress : null, waiting: row?.newAddress ?? null },
      mailServer: (await mailServerOf(tx, deps)) !== null, domains: await domainsOf(tx),
      zone, phone: row?.phone ?? null, quiet: { ...preference.quiet, days: [...preference.quiet.days] }, digestAt: preference.digestAt, ways: { ...preference.ways },
      lastMail: last === null ? null : { at: (last.settledAt ?? last.createdAt).toISOString(), state: last.state, code: attempt?.code ?? null },
    };
  });
}

export async function changeTold(deps: AppDeps, asking: Asking, body: z.output<typeof changeToldSchema>): Promise<Told> {
  if (!isZone(body.zone)) throw new ProblemError('bad_request', { about: 'zone', detail: 'zone: not a time zone; write one like America/New_York.' });
  await deps.db.withActor(asking.signed.actor, async (tx) => {
    const chosen = { zone: body.zone, phone: body.phone, quietFrom: body.quiet.from, quietUntil: body.quiet.until, quietDays: [...new Set(body.quiet.days)].sort(), digestAt: body.digestAt, ways: toJson(body.ways) };
    await tx.noticePreference.upsert({ where: { personId: asking.signed.person.id }, create: { personId: asking.signed.person.id, ...chosen }, update: chosen });
    const { phone, ...said } = body;
    await audit(tx, { ...did(asking, 'told.change'), payload: { ...said, hasPhone: phone !== null } });
  });
  return told(deps, asking);
}

/** The code goes out by itself and at once: whoever typed it waits for it. The address in use stays until the new one is confirmed. */
export async function newMailAddress(deps: AppDeps, asking: Asking, address: string): Promise<Told> {
  const { signed, now } = asking;
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  const server = await deps.db.withActor(signed.actor, async (tx) => {
    const found = await mailServerOf(tx, deps);
    if (found === null) throw new ProblemError('no_mail_server');
    const domains = await domainsOf(tx);
    if (domains.length > 0 && !domains.includes(address.split('@').at(-1)?.toLowerCase() ?? '')) throw new ProblemError('domain_not_allowed', { about: 'address', detail: `Mail of this installation goes to ${domains.join(', ')} only. Give an address there.` });
    const before = await tx.noticePreference.findUnique({ where: { personId: signed.person.id }, select: { codeUntil: true } });
    if (before?.codeUntil && before.codeUntil.getTime() - codeForMs + codeEveryMs > now) throw new ProblemError('too_many_tries', { detail: 'A code was sent less than a minute ago. Wait a minute, then ask for another.' });
    const waiting = { newAddress: address, codeSha256: sha256(code), codeTries: 0, codeUntil: new Date(now + codeForMs) };
    await tx.noticePreference.upsert({ where: { personId: signed.person.id }, create: { personId: signed.person.id, zone: zoneOf(signed), ways: {}, ...waiting }, update: waiting });
    await audit(tx, { ...did(asking, 'told.address'), payload: { address: sha256(address) } });
    return found;
  });
  const sent = await sendMail(server, { to: address, messageId: `code-${sha256(code + signed.sessionId).slice(0, 24)}`, subject: 'Handrail: your code', text: `Type this code on the page "How I am told": ${code}\n\nIt is good for an hour. Whoever did not ask for it need do nothing: without it this address gets no mail.\n` }, deps.config);
  if (!sent.ok) throw new ProblemError('unavailable', { detail: 'The mail server did not take the mail with the code. Try again in a minute; if it stays so, call the administrator.' });
  return told(deps, asking);
}

/** A wrong code is counted in a transaction that stays, so that five tries are five. */
export async function confirmMailAddress(deps: AppDeps, asking: Asking, code: string): Promise<Told> {
  const { signed, now } = asking;
  const isRight = await deps.db.withActor(signed.actor, async (tx) => {
    const personId = signed.person.id;
    const [row] = await tx.$queryRaw<{ newAddress: string | null; code: string | null; tries: number; until: Date | null }[]>`
      select new_address as "newAddress", code_sha256 as code, code_tries as tries, code_until as until from notice_preference where person_id = ${personId}::uuid for update`;
    if (row?.code == null || row.newAddress === null || row.until === null || row.until.getTime() < now || row.tries >= codeTries) return false;
    if (!timingSafeEqual(Buffer.from(row.code), Buffer.from(sha256(code)))) {
      await tx.noticePreference.update({ where: { personId }, data: { codeTries: { increment: 1 } } });
      return false;
    }
    await tx.noticePreference.update({ where: { personId }, data: { mailAddress: row.newAddress, mailConfirmedAt: new Date(now), newAddress: null, codeSha256: null, codeTries: 0, codeUntil: null } });
    await audit(tx, did(asking, 'told.confirm'));
    return true;
  });
  if (!isRight) throw new ProblemError('code_wrong', { about: 'code' });
  return told(deps, asking);
}

export async function dropMailAddress(deps: AppDeps, asking: Asking): Promise<Told> {
  await deps.db.withActor(asking.signed.actor, async (tx) => {
    await tx.noticePreference.updateMany({ where: { personId: asking.signed.person.id }, data: { mailAddress: null, mailConfirmedAt: null, newAddress: null, codeSha256: null, codeUntil: null } });
    await audit(tx, did(asking, 'told.drop'));
  });
  return told(deps, asking);
}

async function domainsOf(tx: Tx): Promise<string[]> {
  const row = await tx.mailSetting.findUnique({ where: { id: 1 }, select: { domains: true } });
  return row?.domains ?? [];
}

const zoneOf = (signed: Signed): string => signed.units[0]?.zone ?? 'UTC';
