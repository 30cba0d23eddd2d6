// Sign-in and sessions. A session is an opaque 256-bit secret in a cookie; the database keeps its hash, so a copy of the
// table opens nothing. Idle for 30 minutes or 12 hours old, ended, or its person disabled: it is gone with the next request.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import type { Database, Tx } from '../prisma/connect.ts';
import { rights } from '../protocol/input.ts';
import { isPassword } from './passwords.ts';
import { ProblemError } from './problems.ts';
import type { Ask, Signed, UnitStanding } from './signed.ts';

export const idleMs = 30 * 60_000;
export const longestMs = 12 * 3_600_000;
export const recentMs = 5 * 60_000;
const triesAllowed = 5;
const triesWithinMs = 15 * 60_000;
// A session's last use is written at most this often: a write per request would cost more than the precision is worth.
const seenEveryMs = 30_000;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const secret = (): string => randomBytes(32).toString('base64url');

export interface CookieRules {
  readonly secureCookies: boolean;
}
const cookieName = ({ secureCookies }: CookieRules): string => (secureCookies ? '__Host-handrail' : 'handrail');
const cookieOptions = ({ secureCookies }: CookieRules): CookieOptions => ({ httpOnly: true, sameSite: 'strict', secure: secureCookies, path: '/' });

export function tokenOf(request: Request, rules: CookieRules): string | undefined {
  const wanted = `${cookieName(rules)}=`;
  return request.headers.cookie?.split(';').map((part) => part.trim()).find((part) => part.startsWith(wanted))?.slice(wanted.length);
}
export function giveCookie(response: Response, rules: CookieRules, token: string): void {
  response.cookie(cookieName(rules), token, cookieOptions(rules));
}
export function takeCookie(response: Response, rules: CookieRules): void {
  response.clearCookie(cookieName(rules), cookieOptions(rules));
  response.setHeader('Clear-Site-Data', '"cache", "storage"');
}

interface Membership {
  readonly agencyId: string;
  readonly agency: string;
  readonly unitId: string;
  readonly unit: string;
  readonly zone: string;
  readonly role: string;
  readonly rights: readonly string[];
}
interface SessionRow {
  readonly id: string;
  readonly csrf: string;
  readonly person_id: string;
  readonly agency_id: string;
  readonly level: string;
  readonly proved_at: Date;
  readonly seen_at: Date;
  readonly name: string;
  readonly login: string;
  readonly must_change: boolean | null;
  readonly home_id: string;
  readonly home: string;
  readonly memberships: readonly Membership[];
  readonly partnerships: readonly (Ask & { readonly agencyId: string; readonly agency: string })[];
}

/** The session of a request, or null. Says nothing about why there is none. One statement: every request begins with it. */
export async function findSigned(db: Database, token: string | undefined, now: number): Promise<Signed | null> {
  if (token === undefined || token.length > 100) return null;
  const at = new Date(now);
  return db.asSignIn(async (tx) => {
    const [row] = await tx.$queryRaw<SessionRow[]>`
      select s.id, s.csrf, s.person_id, s.agency_id, s.level, s.proved_at, s.seen_at, p.name, p.login, c.must_change_password as must_change, h.id as home_id, h.name as home,
        (select coalesce(json_agg(json_build_object('agencyId', m.agency_id, 'agency', a.name, 'unitId', u.id, 'unit', u.name, 'zone', u.zone, 'role', r.key,
            'rights', (select coalesce(json_agg(g."right"), '[]'::json) from role_right g where g.role_id = r.id and m.through is null and not m.widened)) order by u.name, r.key), '[]'::json)
          from held_at(${at}) m join unit u on u.id = m.unit_id join agency a on a.id = m.agency_id join role r on r.id = m.role_id
          where m.person_id = s.person_id) as memberships,
        (select coalesce(json_agg(json_build_object('agencyId', q.agency_id, 'agency', a.name, 'unitId', u.id, 'unit', u.name, 'zone', u.zone, 'role', r.key) order by u.name, r.key), '[]'::json)
          from unit_partner q join unit u on u.id = q.unit_id join agency a on a.id = q.agency_id join role r on r.id = q.role_id
          where q.person_id = s.person_id and q."from" <= ${at} and (q.until is null or q.until > ${at})) as partnerships
      from session s join person p on p.id = s.person_id join agency h on h.id = p.agency_id left join credential c on c.person_id = p.id
      where s.token_sha256 = ${sha256(token)} and s.ended_at is null and p.disabled_at is null
        and s.expires_at > ${at} and s.seen_at > ${new Date(now - idleMs)}`;
    if (row === undefined) return null;
    if (row.seen_at.getTime() + seenEveryMs <= now) await tx.session.updateMany({ where: { id: row.id }, data: { seenAt: at } });
    const units = unitsOf(row.memberships.filter((m) => m.agencyId === row.agency_id));
    const agencies = new Map([[row.home_id, row.home], ...[...row.memberships, ...row.partnerships].map((m) => [m.agencyId, m.agency] as const)]);
    const asks = row.partnerships.filter((m) => m.agencyId === row.agency_id).map(({ unitId, unit, zone, role }): Ask => ({ unitId, unit, zone, role }));
    return {
      sessionId: row.id,
      csrf: row.csrf,
      person: { id: row.person_id, name: row.name, login: row.login, mustChangePassword: row.must_change ?? false },
      agencyId: row.agency_id,
      agencies: [...agencies].map(([id, name]) => ({ id, name })),
      units,
      asks,
      level: row.level,
      provedAt: row.proved_at.getTime(),
      actor: { personId: row.person_id, agencyId: row.agency_id, units: units.map((unit) => unit.id), asks: asks.map(({ unitId, role }) => `${unitId}/${role}`) },
    };
  });
}

function unitsOf(memberships: readonly Membership[]): UnitStanding[] {
  const ids = [...new Set(memberships.map((m) => m.unitId))];
  return ids.flatMap((id) => {
    const here = memberships.filter((m) => m.unitId === id);
    const [first] = here;
    const held = new Set(here.flatMap((m) => m.rights));
    return first === undefined ? [] : [{ id, name: first.unit, zone: first.zone, roles: [...new Set(here.map((m) => m.role))].sort(), rights: rights.filter((right) => held.has(right)) }];
  });
}

export interface Opened {
  readonly token: string;
  readonly sessionId: string;
}

/** A new session, always: what a browser held before is ended, so that a planted cookie is worth nothing. */
export async function openSession(tx: Tx, whose: { readonly personId: string; readonly agencyId: string }, now: number): Promise<Opened> {
  const token = secret();
  const at = new Date(now);
  const row = await tx.session.create({
    data: { tokenSha256: sha256(token), csrf: secret(), personId: whose.personId, agencyId: whose.agencyId, level: 'password', provedAt: at, createdAt: at, seenAt: at, expiresAt: new Date(now + longestMs) },
    select: { id: true },
  });
  return { token, sessionId: row.id };
}

export async function endSessions(tx: Tx, where: { readonly personId: string } | { readonly id: string } | { readonly tokenSha256: string }, now: number): Promise<void> {
  await tx.session.updateMany({ where: { ...where, endedAt: null }, data: { endedAt: new Date(now) } });
}

// A login that does not exist is counted like one that does, or the answer "locked" would tell which exist. In memory:
// what is at stake is one bit about a name that is not there.
const unknownTries = new Map<string, { count: number; since: number }>();

/** The person this login and password belong to; every failure counts, and five within 15 minutes lock. */
export async function checkPassword(db: Database, given: { readonly login: string; readonly password: string }, now: number): Promise<{ personId: string; agencyId: string }> {
  const found = await db.asSignIn(async (tx) => {
    const person = await tx.person.findUnique({ where: { login: given.login.trim().toLowerCase() }, select: { id: true, agencyId: true, disabledAt: true } });
    if (!person || person.disabledAt !== null) return null;
    return { person, tried: await countTry(tx, person.id, now) };
  });
  if (!found) {
    await isPassword(undefined, given.password);
    throw new ProblemError(countUnknown(given.login, now) ? 'locked' : 'password_wrong');
  }
  const { person, tried } = found;
  const isRight = await isPassword(tried?.isOpen ? tried.passwordHash : undefined, given.password);
  if (!tried || !tried.isOpen) throw new ProblemError('locked');
  if (isRight) {
    await db.asSignIn((tx) => tx.credential.updateMany({ where: { personId: person.id }, data: { failures: 0, failedSince: null } }));
    return { personId: person.id, agencyId: person.agencyId };
  }
  if (tried.failures < triesAllowed) throw new ProblemError('password_wrong');
  await db.asSignIn((tx) => tx.credential.updateMany({ where: { personId: person.id }, data: { lockedAt: new Date(now) } }));
  throw new ProblemError('locked');
}

interface Tried {
  readonly isOpen: boolean;
  readonly failures: number;
  readonly passwordHash: string;
}

/** Counted before the password is looked at, in one statement: fifty guesses at once get five answers and no more. */
async function countTry(tx: Tx, personId: string, now: number): Promise<Tried | null> {
  const at = new Date(now);
  const windowStart = new Date(now - triesWithinMs);
  const rows = await tx.$queryRaw<{ failures: number; locked_at: Date | null; password_hash: string }[]>`
    update credential set
      failures = case when failed_since is null or failed_since < ${windowStart} then 1 else failures + 1 end,
      failed_since = case when failed_since is null or failed_since < ${windowStart} then ${at} else failed_since end
    where person_id = ${personId}::uuid
    returning failures, locked_at, password_hash`;
  const row = rows[0];
  return row ? { isOpen: row.locked_at === null && row.failures <= triesAllowed, failures: row.failures, passwordHash: row.password_hash } : null;
}

function countUnknown(login: string, now: number): boolean {
  const key = sha256(login.trim().toLowerCase());
  const known = unknownTries.get(key);
  const isLocked = known !== undefined && known.count >= triesAllowed;
  const entry = known && (isLocked || known.since > now - triesWithinMs) ? { count: known.count + 1, since: known.since } : { count: 1, since: now };
  if (unknownTries.size > 10_000) unknownTries.clear();
  unknownTries.set(key, entry);
  return entry.count >= triesAllowed;
}

/** Requests that change something come from our own page, or from a program that holds cookie and header. */
export function isFromOurPage(request: Request, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  if (origin === new URL(publicUrl).origin) return true;
  // On one machine 127.0.0.1 and localhost are the same page.
  return isLoopback(publicUrl) && URL.canParse(origin) && isLoopback(origin) && new URL(origin).host === request.headers.host;
}
const isLoopback = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

export function isCsrf(signed: Signed, given: string | undefined): boolean {
  if (given === undefined) return false;
  const [a, b] = [Buffer.from(signed.csrf), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
