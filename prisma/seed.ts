// Fills the demo through the running server, as its people would: agencies, a unit, eight people who together hold every
// role, two protocols drawn by one person and published by another, three cases at different points. Every request carries
// an id that follows from what it is for, so a second run changes nothing. The one thing not asked of the server is the
// one-time token of the set-up, which an empty demo has nobody to print to.
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseAct } from '../server/contract-acts.ts';
import type { AnswerOf } from '../server/contract-endpoints.ts';
import { connect } from './connect.ts';
import { officeCalendar } from './seed-calendar.ts';
import { assessedCase, gatheringCase, triageCase } from './seed-cases.ts';
import type { DemoAct, DemoCase } from './seed-cases.ts';
import { agencies, demoPassword, firstPerson, people, roles, unit } from './seed-people.ts';
import type { DemoPerson } from './seed-people.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Page {
  <Answer>(method: Method, path: string, body?: object): Promise<Answer>;
}

const url = process.env['HANDRAIL_URL'] ?? 'http://127.0.0.1:7420';
const databaseUrl = process.env['DATABASE_URL'];
const protocolKeys = ['imminent_response', 'report_to_closure'] as const;

async function seed(): Promise<void> {
  await ready();
  if (await isNew()) await setUp();
  const admin = await signIn(firstPerson.login, demoPassword);
  if (admin === undefined) return done('the demo was changed by hand and is left as it is');
  const unitId = await seedUnit(admin);
  await seedCalendar(admin);
  const pages = new Map<string, Page>();
  for (const { login } of people) {
    const page = await signIn(login, demoPassword);
    if (page === undefined) return done('the demo was changed by hand and is left as it is');
    pages.set(login, page);
  }
  const as = (login: string): Page => must(pages.get(login), `nobody signs in as ${login}`);
  for (const key of protocolKeys) await seedProtocol(as('dana'), as('ellen'), unitId, key);
  for (const demo of [gatheringCase, triageCase, assessedCase]) await seedCase(as, demo);
  return done();
}

function done(note?: string): void {
  if (note !== undefined) say(note);
  say(`sign-in: as ${people.map((person) => person.login).join(', ')}, password ${demoPassword}`);
}
const say = (text: string): void => void process.stdout.write(`${text}\n`);

// --- Asking the server -------------------------------------------------------------------------------------------------------

async function ready(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`the server at ${url} is not ready after a minute; look into the logs of server and worker`);
}

async function ask<Answer>(session: { cookie: string; csrf: string }, method: Method, path: string, body?: object): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(url + path, {
      method,
      headers: { cookie: session.cookie, 'x-handrail-csrf': session.csrf, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const cookie = response.headers.getSetCookie().at(0)?.split(';')[0];
    if (cookie !== undefined) session.cookie = cookie;
    const answer: Answer & { code?: string; csrf?: string | null } = await response.json();
    if (response.ok) {
      if (typeof answer.csrf === 'string') session.csrf = answer.csrf;
      return answer;
    }
    // Stored, and asked again with the same id: the worker may still be starting.
    if (answer.code !== 'not_confirmed' || tries === 5) throw new Refused(answer.code ?? '', `${method} ${path}: ${JSON.stringify(answer)}`);
  }
}

class Refused extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

async function signIn(login: string, password: string): Promise<Page | undefined> {
  const session = { cookie: '', csrf: '' };
  try {
    await ask(session, 'POST', '/api/session', { login, password });
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
  return (method, path, body) => ask(session, method, path, body);
}

function must<Value>(value: Value | undefined, why: string): Value {
  if (value === undefined) throw new Error(why);
  return value;
}

function idOf(what: string): string {
  const hex = createHash('sha256').update(`handrail demo: ${what}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

// --- People ------------------------------------------------------------------------------------------------------------------

const anonymous = (): { cookie: string; csrf: string } => ({ cookie: '', csrf: '' });

async function isNew(): Promise<boolean> {
  return (await ask<AnswerOf<'setupState'>>(anonymous(), 'GET', '/api/setup')).needed;
}

async function setUp(): Promise<void> {
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is missing; the seed runs with what the server was given');
  const token = randomBytes(32).toString('hex');
  const db = connect(databaseUrl, { connections: 1 });
  const setupTokenSha256 = createHash('sha256').update(token).digest('hex');
  const changed = await db.asSignIn((tx) => tx.installation.updateMany({ where: { id: 1, kind: 'demo', setUpAt: null }, data: { setupTokenSha256 } }));
  await db.close();
  if (changed.count !== 1) throw new Error('this is no empty demo; nothing is put into a real installation');
  const [host] = agencies;
  const { name, login } = firstPerson;
  await ask(anonymous(), 'POST', '/api/setup', { token, agency: host, unit, person: { name, login, password: demoPassword } });
}

async function seedUnit(admin: Page): Promise<string> {
  const known = await admin<AnswerOf<'agencies'>>('GET', '/api/agencies');
  for (const agency of agencies) if (!known.items.some((a) => a.key === agency.key)) await admin('POST', '/api/agencies', agency);
  const agencyIds = new Map((await admin<AnswerOf<'agencies'>>('GET', '/api/agencies')).items.map((a) => [a.key, a.id]));
  const unitId = must((await admin<AnswerOf<'units'>>('GET', '/api/units')).items.find((u) => u.key === unit.key)?.id, 'the demo has no unit');
  const held = (await admin<AnswerOf<'roles'>>('GET', `/api/units/${unitId}/roles`)).items;
  for (const role of roles) if (!held.some((r) => r.key === role.key)) await admin('POST', `/api/units/${unitId}/roles`, role);
  say('agencies, unit and roles');
  for (const person of people) await seedPerson(admin, unitId, person, must(agencyIds.get(person.agency), `no agency ${person.agency}`));
  const everybody = (await admin<AnswerOf<'people'>>('GET', '/api/people')).items;
  const duty = must(people.find((p) => p.isOnDuty), 'nobody is on duty');
  const personId = must(everybody.find((p) => p.login === duty.login)?.id, `no ${duty.login}`);
  const agencyId = must(agencyIds.get(duty.agency), `no agency ${duty.agency}`);
  if ((await admin<AnswerOf<'duty'>>('GET', `/api/units/${unitId}/duty`)).now === null) await admin('POST', `/api/units/${unitId}/duty`, { personId, agencyId });
  return unitId;
}

async function seedCalendar(admin: Page): Promise<void> {
  const calendar = officeCalendar(Date.now());
  const known = (await admin<AnswerOf<'calendars'>>('GET', '/api/calendars')).items;
  if (!known.some((row) => row.key === calendar.key)) await admin('POST', '/api/calendars', { calendar });
}

async function seedPerson(admin: Page, unitId: string, person: DemoPerson, agencyId: string): Promise<void> {
  const known = (await admin<AnswerOf<'people'>>('GET', '/api/people')).items.find((p) => p.login === person.login);
  let personId = known?.id;
  if (personId === undefined) {
    const made = await admin<AnswerOf<'createPerson'>>('POST', '/api/people', { name: person.name, login: person.login, agencyId });
    personId = made.id;
    const page = must(await signIn(person.login, made.oneTimePassword), `${person.login} cannot sign in`);
    await page('POST', '/api/session/password', { current: made.oneTimePassword, next: demoPassword });
    say(person.name);
  }
  const members = (await admin<AnswerOf<'members'>>('GET', `/api/units/${unitId}/members`)).items;
  for (const roleKey of person.roles) {
    const isHeld = members.some((m) => m.person.id === personId && m.role.key === roleKey);
    if (!isHeld) await admin('POST', `/api/units/${unitId}/members`, { personId, agencyId, roleKey });
  }
}

// --- Protocols and cases -----------------------------------------------------------------------------------------------------

async function seedProtocol(drawer: Page, publisher: Page, unitId: string, key: string): Promise<void> {
  const list = (await drawer<AnswerOf<'protocols'>>('GET', `/api/protocols?unit=${unitId}`)).items;
  const known = list.find((p) => p.key === key);
  if (known?.published) return;
  const id = known?.id ?? (await drawer<AnswerOf<'createProtocol'>>('POST', '/api/protocols', { unitId, from: { kind: 'template', key } })).id;
  const { revision, state, review } = await drawer<AnswerOf<'protocol'>>('GET', `/api/protocols/${id}`);
  const sent = state === 'in_review' && review !== null ? review : await drawer<AnswerOf<'sendToReview'>>('POST', `/api/protocols/${id}/review`, { revision });
  await publisher('POST', `/api/protocols/${id}/publish`, { hash: sent.hash, note: 'From the gallery, for the demo.' });
  say(`protocol ${key}`);
}

async function seedCase(as: (login: string) => Page, demo: DemoCase): Promise<void> {
  const openables = (await as(demo.openedBy)<AnswerOf<'openables'>>('GET', '/api/openables')).items;
  const version = must(openables.find((o) => o.key === demo.protocol), `${demo.protocol} is not published`);
  const now = Date.now();
  const { caseId } = await as(demo.openedBy)<AnswerOf<'openCase'>>('POST', '/api/cases', { id: idOf(`open ${demo.title}`), versionId: version.versionId, title: demo.title, values: demo.intake(now) });
  for (const [index, { by, node, act }] of demo.acts(now).entries()) {
    const id = idOf(`${demo.title} ${index}`);
    await as(by)('POST', `/api/cases/${caseId}/acts`, { id, act: await actOn(as(by), caseId, node, act) });
  }
  say(`case ${demo.title}`);
}

/** The step of a node: the open one, or on a second run the one it was done on, whose answer the journal has. */
async function actOn(page: Page, caseId: string, node: string, act: DemoAct): Promise<CaseAct> {
  const { steps } = await page<AnswerOf<'case'>>('GET', `/api/cases/${caseId}`);
  const here = steps.filter((step) => step.node === node);
  const step = must((here.find((s) => s.state === 'open') ?? here.at(-1))?.id, `the case has no step ${node}`);
  if (act.kind !== 'vote') return { ...act, step };
  const view = await page<AnswerOf<'step'>>('GET', `/api/cases/${caseId}/steps/${step}`);
  const content = Object.fromEntries((view.approval?.content ?? []).map((c) => [c.form, c.hash]));
  return { kind: 'vote', step, grants: true, content, reason: act.reason };
}

await seed();
