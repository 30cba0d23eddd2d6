// Fills the demo through the running server, as its people would: a unit with five partner agencies, people who together hold
// every role, the ten shipped protocols drawn by one person and published by another, cases at different points. Every request
// carries an id that follows from what it is for, so a second run changes nothing. What does not wait for each other is asked at
// once. The one thing not asked of the server is the one-time token of the set-up, which an empty demo has nobody to print to.
import { createHash, randomBytes } from 'node:crypto';
import type { Draft } from '../protocol/draft.ts';
import { callsOf } from '../protocol/node-parts.ts';
import { gallery } from '../protocol/templates/gallery.ts';
import type { CaseAct } from '../server/contract-acts.ts';
import type { AnswerOf } from '../server/contract-endpoints.ts';
import { connect } from './connect.ts';
import type { DemoCase, Doing, World } from './seed-acts.ts';
import { anonymous, idOf, must, ready, signIn } from './seed-asking.ts';
import type { Page } from './seed-asking.ts';
import { initiationCriteria } from './seed-criteria.ts';
import { officeCalendar } from './seed-calendar.ts';
import { demoCases } from './seed-cases.ts';
import { agencies, demoPassword, firstPerson, people, roles, unit } from './seed-people.ts';
import type { DemoPerson } from './seed-people.ts';
import { seedPersons } from './seed-persons.ts';

const outside = new Set(roles.filter((role) => role.outside).map((role) => role.key));
const databaseUrl = process.env['DATABASE_URL'];

async function seed(): Promise<void> {
  await ready();
  if ((await anonymous()<AnswerOf<'setupState'>>('GET', '/api/setup')).needed) await setUp();
  const admin = await signIn(firstPerson.login, demoPassword);
  if (admin === undefined) return done('the demo was changed by hand and is left as it is');
  const [{ unitId, world, pages }] = await Promise.all([seedUnit(admin), seedCalendar(admin), seedCriteria(admin)]);
  if (pages.size < people.length) return done('the demo was changed by hand and is left as it is');
  const as = (login: string): Page => must(pages.get(login), `nobody signs in as ${login}`);
  await seedProtocols(as('dana'), as('ellen'), unitId);
  const versions = new Map((await as('dana')<AnswerOf<'openables'>>('GET', '/api/openables')).items.map((one) => [one.key, one.versionId]));
  const playing: Promise<void>[] = [];
  const caseIds = new Map<string, string>();
  for (const demo of demoCases) {
    const caseId = await openCase(as, world, demo, must(versions.get(demo.protocol), `${demo.protocol} is not published`));
    caseIds.set(demo.title, caseId);
    playing.push(playCase(as, world, demo, caseId));
  }
  await Promise.all(playing);
  await seedPersons(as, caseIds);
  return done();
}

function done(note?: string): void {
  if (note !== undefined) say(note);
  say(`sign-in: as ${people.map((person) => person.login).join(', ')}, password ${demoPassword}`);
}
const say = (text: string): void => void process.stdout.write(`${text}\n`);

// --- People ------------------------------------------------------------------------------------------------------------------

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
  await anonymous()('POST', '/api/setup', { token, agency: host, unit, person: { name, login, password: demoPassword } });
}

interface Unit {
  readonly unitId: string;
  readonly world: World;
  /** Who could be signed in. */
  readonly pages: ReadonlyMap<string, Page>;
}

async function seedUnit(admin: Page): Promise<Unit> {
  const [known, units] = await Promise.all([admin<AnswerOf<'agencies'>>('GET', '/api/agencies'), admin<AnswerOf<'units'>>('GET', '/api/units')]);
  const unitId = must(units.items.find((u) => u.key === unit.key)?.id, 'the demo has no unit');
  const held = (await admin<AnswerOf<'roles'>>('GET', `/api/units/${unitId}/roles`)).items;
  await Promise.all([
    ...agencies.filter(({ key }) => !known.items.some((a) => a.key === key)).map((agency) => admin('POST', '/api/agencies', agency)),
    ...roles.filter(({ key }) => !held.some((r) => r.key === key)).map((role) => admin('POST', `/api/units/${unitId}/roles`, role)),
  ]);
  const agencyIds = new Map((await admin<AnswerOf<'agencies'>>('GET', '/api/agencies')).items.map((a) => [a.key, a.id]));
  say('agencies, unit and roles');
  const agency = (key: string): string => must(agencyIds.get(key), `no agency ${key}`);
  const [there, members, partners] = await Promise.all([
    admin<AnswerOf<'people'>>('GET', '/api/people'), admin<AnswerOf<'members'>>('GET', `/api/units/${unitId}/members`), admin<AnswerOf<'partners'>>('GET', `/api/units/${unitId}/partners`),
  ]);
  const already = [...members.items, ...partners.items];
  const signedIn = await Promise.all(people.map(async (one) => {
    const known = there.items.find((p) => p.login === one.login)?.id;
    const { id, page } = known === undefined ? await addPerson(admin, one, agency(one.agency)) : { id: known, page: await signIn(one.login, demoPassword) };
    const missing = one.roles.filter((role) => !already.some((m) => m.person.id === id && m.role.key === role));
    for (const roleKey of missing) await admin('POST', `/api/units/${unitId}/${outside.has(roleKey) ? 'partners' : 'members'}`, { personId: id, agencyId: agency(one.agency), roleKey });
    return { login: one.login, id, page };
  }));
  say('people');
  const person = (login: string): string => must(signedIn.find((p) => p.login === login)?.id, `no ${login}`);
  const duty = must(people.find((p) => p.isOnDuty), 'nobody is on duty');
  if ((await admin<AnswerOf<'duty'>>('GET', `/api/units/${unitId}/duty`)).now === null) await admin('POST', `/api/units/${unitId}/duty`, { personId: person(duty.login), agencyId: agency(duty.agency) });
  return { unitId, world: { now: Date.now(), person, agency }, pages: new Map(signedIn.flatMap(({ login, page }) => (page === undefined ? [] : [[login, page] as const]))) };
}

/** Made by the administrator with a one-time password, which the person changes at once and stays signed in. */
async function addPerson(admin: Page, { login, name }: DemoPerson, agencyId: string): Promise<{ readonly id: string; readonly page: Page }> {
  const made = await admin<AnswerOf<'createPerson'>>('POST', '/api/people', { name, login, agencyId });
  const page = must(await signIn(login, made.oneTimePassword), `${login} cannot sign in`);
  await page('POST', '/api/session/password', { current: made.oneTimePassword, next: demoPassword });
  return { id: made.id, page };
}

async function seedCalendar(admin: Page): Promise<void> {
  const calendar = officeCalendar(Date.now());
  const known = (await admin<AnswerOf<'calendars'>>('GET', '/api/calendars')).items;
  if (!known.some((row) => row.key === calendar.key)) await admin('POST', '/api/calendars', { calendar });
}

async function seedCriteria(admin: Page): Promise<void> {
  if ((await admin<AnswerOf<'criteria'>>('GET', '/api/criteria')).items.length === 0) await admin('PUT', '/api/criteria', { version: 0, criteria: initiationCriteria });
}

// --- Protocols ---------------------------------------------------------------------------------------------------------------

/** Each as soon as those it calls are published; all after the one that danger starts, which every case carries along. */
async function seedProtocols(drawer: Page, publisher: Page, unitId: string): Promise<void> {
  const known = (await drawer<AnswerOf<'protocols'>>('GET', `/api/protocols?unit=${unitId}`)).items;
  const publishing = new Map<string, Promise<void>>();
  for (const { key, draft } of gallery) {
    const before = [...publishing.keys()].filter((k) => k === 'imminent_response' || calls(draft, k));
    publishing.set(key, (async () => {
      await Promise.all(before.map((k) => publishing.get(k)));
      await seedProtocol(drawer, publisher, unitId, key, known.find((p) => p.key === key));
    })());
  }
  await Promise.all(publishing.values());
}
const calls = (draft: Draft, key: string): boolean => callsOf(draft).some((call) => call.protocol === key);

async function seedProtocol(drawer: Page, publisher: Page, unitId: string, key: string, known: AnswerOf<'protocols'>['items'][number] | undefined): Promise<void> {
  if (known?.published) return;
  const id = known?.id ?? (await drawer<AnswerOf<'createProtocol'>>('POST', '/api/protocols', { unitId, from: { kind: 'template', key } })).id;
  const { revision, state, review } = await drawer<AnswerOf<'protocol'>>('GET', `/api/protocols/${id}`);
  const sent = state === 'in_review' && review !== null ? review : await drawer<AnswerOf<'sendToReview'>>('POST', `/api/protocols/${id}/review`, { revision });
  await publisher('POST', `/api/protocols/${id}/publish`, { hash: sent.hash, note: 'From the gallery, for the demo.' });
  say(`protocol ${key}`);
}

// --- Cases -------------------------------------------------------------------------------------------------------------------

async function openCase(as: (login: string) => Page, world: World, { title, openedBy, intake }: DemoCase, versionId: string): Promise<string> {
  const { caseId } = await as(openedBy)<AnswerOf<'openCase'>>('POST', '/api/cases', { id: idOf(`open ${title}`), versionId, title, ...(intake && { values: intake(world) }) });
  return caseId;
}

/** The steps it comes to are told by the answers, so that the case is looked at once, however much is done in it. */
async function playCase(as: (login: string) => Page, world: World, demo: DemoCase, caseId: string): Promise<void> {
  const steps = new Map<string, string>();
  const look = async (): Promise<void> => (await as(demo.openedBy)<AnswerOf<'case'>>('GET', `/api/cases/${caseId}`)).steps.forEach((step) => steps.set(step.node, step.id));
  await look();
  for (const [index, doing] of demo.acts(world).entries()) {
    const act = await actOf(as(doing.by), `/api/cases/${caseId}`, doing, steps);
    const answer = await as(doing.by)<AnswerOf<'act'>>('POST', `/api/cases/${caseId}/acts`, { id: idOf(`${demo.title} ${index}`), act });
    if ('notYetShown' in answer) await look();
    else for (const entry of answer.entries) if (entry.kind === 'stepOpened') steps.set(entry.node, entry.step);
  }
  say(`case ${demo.title}`);
}

async function actOf(page: Page, path: string, { node, act }: Doing, steps: ReadonlyMap<string, string>): Promise<CaseAct> {
  if (act.kind === 'event') return act;
  const step = must(steps.get(node ?? ''), `the case has no step ${node ?? ''}`);
  if (act.kind !== 'vote') return { ...act, step };
  const view = await page<AnswerOf<'step'>>('GET', `${path}/steps/${step}`);
  const content = Object.fromEntries((view.approval?.content ?? []).map((c) => [c.form, c.hash]));
  return { kind: 'vote', step, grants: true, content, reason: act.reason };
}

await seed();
