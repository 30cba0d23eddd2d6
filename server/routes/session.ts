// Set-up of an empty installation, sign-in, sign-out, the agency acted for, passwords.
import { timingSafeEqual } from 'node:crypto';
import type { Response } from 'express';
import { checkPassword, endSessions, findSigned, giveCookie, openSession, sha256, takeCookie, tokenOf } from '../auth.ts';
import { endpoints } from '../contract-endpoints.ts';
import type { Session } from '../contract.ts';
import type { AppDeps } from '../deps.ts';
import { hashPassword, isTooWeak } from '../passwords.ts';
import { ProblemError } from '../problems.ts';
import { limitTries } from '../limit-tries.ts';
import type { Routes } from '../route.ts';
import { audit } from '../services/audit.ts';
import { setUp, setUpNeeded, setUpToken } from '../services/set-up.ts';
import type { Signed } from '../signed.ts';

export function declareSession(routes: Routes, deps: AppDeps): void {
  const { db, config, live } = deps;
  const asked = { right: 'public', level: 'none' } as const;
  const signedIn = { right: 'signedIn', level: 'oneTime' } as const;
  // By address, beside the counter per login: whoever tries one password on many logins is slowed down too.
  const limiter = limitTries(100);
  for (const path of ['/api/session', '/api/session/proof', '/api/session/password', '/api/setup']) routes.router.post(path, limiter);

  const answer = async (token: string, now: number): Promise<Session> => sessionOf(await findSigned(db, token, now), deps);
  const begin = (response: Response, token: string): void => giveCookie(response, config, token);

  routes.declare(endpoints.setupState, asked, async () => ({ needed: await setUpNeeded(db) }));

  routes.declare(endpoints.setup, asked, async ({ body, now, response }) => {
    if (!(await setUpNeeded(db))) throw new ProblemError('set_up_done');
    const [given, wanted] = [Buffer.from(sha256(body.token)), Buffer.from(config.setupTokenSha256 ?? (await setUpToken(db)) ?? '')];
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new ProblemError('token_wrong');
    if (isTooWeak(body.person.password, body.person.login)) throw new ProblemError('password_too_weak', { about: 'person.password' });
    const opened = await setUp(db, body, await hashPassword(body.person.password), now);
    begin(response, opened.token);
    return answer(opened.token, now);
  });

  routes.declare(endpoints.session, asked, async ({ signed }) => sessionOf(signed, deps));

  routes.declare(endpoints.signIn, asked, async ({ body, now, request, response }) => {
    const whose = await checkPassword(db, body, now).catch(async (error: unknown) => {
      if (error instanceof ProblemError) await db.asSignIn((tx) => audit(tx, { action: 'session.open', outcome: 'refused', code: error.code, payload: { login: sha256(body.login.trim().toLowerCase()) } }));
      throw error;
    });
    const before = tokenOf(request, config);
    const opened = await db.asSignIn(async (tx) => {
      if (before !== undefined) await endSessions(tx, { tokenSha256: sha256(before) }, now);
      const session = await openSession(tx, whose, now);
      await audit(tx, { ...whose, sessionId: session.sessionId, action: 'session.open', outcome: 'taken' });
      return session;
    });
    begin(response, opened.token);
    return answer(opened.token, now);
  });

  routes.declare(endpoints.signOut, signedIn, async ({ signed, now, response }) => {
    await db.asSignIn(async (tx) => {
      await endSessions(tx, { id: signed.sessionId }, now);
      await audit(tx, { ...byline(signed), action: 'session.end', outcome: 'taken' });
    });
    live.close({ sessionId: signed.sessionId });
    takeCookie(response, config);
    return { ok: true as const };
  });

  routes.declare(endpoints.actFor, signedIn, async ({ body, signed, now, request }) => {
    if (!signed.agencies.some((agency) => agency.id === body.agencyId)) throw new ProblemError('not_found');
    await db.asSignIn(async (tx) => {
      await tx.session.update({ where: { id: signed.sessionId }, data: { agencyId: body.agencyId } });
      await audit(tx, { ...byline(signed), action: 'session.actFor', objectKind: 'agency', objectId: body.agencyId, outcome: 'taken' });
    });
    return answer(tokenOf(request, config) ?? '', now);
  });

  routes.declare(endpoints.changePassword, signedIn, async ({ body, signed, now, response }) => {
    await checkPassword(db, { login: signed.person.login, password: body.current }, now);
    if (body.next === body.current || isTooWeak(body.next, signed.person.login)) throw new ProblemError('password_too_weak', { about: 'next' });
    const passwordHash = await hashPassword(body.next);
    const opened = await db.asSignIn(async (tx) => {
      await tx.credential.update({ where: { personId: signed.person.id }, data: { passwordHash, mustChangePassword: false, changedAt: new Date(now) } });
      await endSessions(tx, { personId: signed.person.id }, now);
      await audit(tx, { ...byline(signed), action: 'password.change', objectKind: 'person', objectId: signed.person.id, outcome: 'taken' });
      return openSession(tx, { personId: signed.person.id, agencyId: signed.agencyId }, now);
    });
    live.close({ personId: signed.person.id });
    begin(response, opened.token);
    return answer(opened.token, now);
  });

  routes.declare(endpoints.prove, signedIn, async ({ body, signed, now, response }) => {
    await checkPassword(db, { login: signed.person.login, password: body.password }, now);
    const opened = await db.asSignIn(async (tx) => {
      await endSessions(tx, { id: signed.sessionId }, now);
      await audit(tx, { ...byline(signed), action: 'session.prove', outcome: 'taken' });
      return openSession(tx, { personId: signed.person.id, agencyId: signed.agencyId }, now);
    });
    live.close({ sessionId: signed.sessionId });
    begin(response, opened.token);
    return answer(opened.token, now);
  });
}

export const byline = (signed: Signed): { personId: string; agencyId: string; sessionId: string } => ({ personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId });

function sessionOf(signed: Signed | null, { config }: AppDeps): Session {
  const demo = config.kind === 'demo';
  if (signed === null) return { person: null, csrf: null, acting: null, agencies: [], units: [], provedAt: null, demo };
  return {
    person: signed.person,
    csrf: signed.csrf,
    acting: { agencyId: signed.agencyId, unitIds: signed.units.map((unit) => unit.id) },
    agencies: [...signed.agencies],
    units: signed.units.map((unit) => ({ ...unit, rights: [...unit.rights], roles: [...unit.roles] })),
    provedAt: new Date(signed.provedAt).toISOString(),
    demo,
  };
}
