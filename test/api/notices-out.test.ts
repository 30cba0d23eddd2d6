// Notices that go out by mail: to whom, when, with which words, and that none is lost, doubled or told to somebody who may not
// see the case, however the sending is interrupted.
import { randomBytes, randomUUID } from 'node:crypto';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { project, rebuild } from '../../activities/project.ts';
import { leaseMs } from '../../server/notices/backoff.ts';
import { theInternet } from '../../server/notices/https-post.ts';
import { tellRound } from '../../server/notices/loop.ts';
import { usualPreference } from '../../server/notices/reach.ts';
import type { Sending } from '../../server/notices/send-out.ts';
import { createSecrets } from '../../server/secrets.ts';
import { CasePlay, hours } from '../arbitraries/case-play.ts';
import type { Name } from '../arbitraries/people.ts';
import { bundle, due, plan } from '../arbitraries/plan.ts';
import { startMailTaker } from '../harness/mail.ts';
import type { MailTaker } from '../harness/mail.ts';
import { startWorld } from './project-world.ts';
import type { World } from './project-world.ts';

const noon = Date.parse('2026-11-24T17:00:00Z');
const night = Date.parse('2026-11-25T04:00:00Z');
const morning = Date.parse('2026-11-25T11:00:00Z');
const secretWords = 'Called the mother of J. about the rifle';

// Its task warns, is overdue and escalates; what stands in titles and messages must not leave the installation.
const watched = plan('watched', [
  { id: 'start', kind: 'start', next: { next: 'tell' } },
  { id: 'tell', kind: 'notify', to: ['analyst'], message: secretWords, next: { next: 'look' } },
  { id: 'look', kind: 'task', title: secretWords, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], next: { done: 'end' }, limit: due('PT4H', { rules: [{ due: 'PT4H', warn: 'PT1H' }], escalate: [{ after: 'PT0S', notify: ['lead'] }] }) },
  { id: 'end', kind: 'end', outcome: 'end' },
]);

let world: World;
let mail: MailTaker;
let now = noon;
let sending: Sending;

beforeAll(async () => {
  world = await startWorld();
  await world.publish(watched);
  await world.db.withActor(world.actor('vic'), async (tx) => {
    for (const [key, names] of [['analyst', ['ana', 'max']], ['lead', ['lea']]] as const) {
      const role = await tx.role.create({ data: { unitId: world.unitId, key, title: key } });
      for (const name of names) await tx.unitMember.create({ data: { unitId: world.unitId, personId: world.ids[name], agencyId: world.actor(name).agencyId, roleId: role.id, from: new Date('2025-01-01T00:00:00Z') } });
    }
  });
  mail = await startMailTaker();
});
afterAll(async () => {
  await mail.stop();
  await world.stop();
});
beforeEach(() => {
  now = noon;
  const server = { host: '127.0.0.1', port: mail.port, security: 'none', login: null, password: null, sender: 'handrail@unit.example' } as const;
  sending = { db: world.db, config: { kind: 'real', publicUrl: 'https://handrail.unit.example', mail: server }, secrets: createSecrets(randomBytes(32)), outside: theInternet, log: pino({ level: 'silent' }), now: () => now };
});
afterEach(async () => {
  (mail.taken as unknown[]).length = 0;
  mail.answer = null;
  mail.onTaken = null;
  await drain();
  (mail.taken as unknown[]).length = 0;
  for (const name of ['ana', 'max', 'lea', 'stranger'] as const) await world.db.withActor(world.actor(name), (tx) => tx.noticePreference.updateMany({ where: { personId: world.ids[name] }, data: { mailAddress: null, mailConfirmedAt: null } }));
});

const drain = async (): Promise<void> => {
  for (let rounds = 0; rounds < 20; rounds += 1) if (!(await tellRound(sending))) return;
  throw new Error('there is no end to what is to be sent');
};

async function wants(name: Name | 'stranger', more: { readonly ways?: object; readonly quietDays?: number[] } = {}): Promise<void> {
  const personId = world.ids[name];
  const chosen = { zone: 'America/New_York', mailAddress: `${name}@unit.example`, mailConfirmedAt: new Date(noon), quietDays: more.quietDays ?? [], ways: { ...usualPreference.ways, ...more.ways } };
  await world.db.withActor(world.actor(name), (tx) => tx.noticePreference.upsert({ where: { personId }, create: { personId, ...chosen }, update: chosen }));
}

async function opened(until: number): Promise<{ readonly caseId: string; readonly play: CasePlay }> {
  const caseId = randomUUID();
  const play = new CasePlay().open(bundle(watched));
  if (until > 0) play.time(until);
  await project(world.db, { caseId, transitions: world.transitionsOf(caseId, play.transitions), meta: { reference: `HC-2026-${caseId.slice(0, 4)}` } });
  return { caseId, play };
}

const messages = () => world.db.asSender((tx) => tx.noticeMessage.findMany({ orderBy: { createdAt: 'desc' } }));
/** The newest of a case that was worked out; each of these cases has one receiver. */
async function messageOf(caseId: string) {
  const delivery = await world.db.asSender((tx) => tx.noticeDelivery.findFirstOrThrow({ where: { caseId, messageId: { not: null } } }));
  return world.db.asSender((tx) => tx.noticeMessage.findUniqueOrThrow({ where: { id: delivery.messageId ?? '' } }));
}

describe('a notice by mail', () => {
  it('goes to each who holds the role and confirmed an address, with the kind of the step, the case, the limit and a link', async () => {
    await wants('ana');
    const { caseId } = await opened(hours(3.5));
    await drain();
    expect(mail.taken.map(({ to }) => to)).toEqual([['ana@unit.example']]);
    const [took] = mail.taken;
    expect(took?.text).toContain('the protocol has a message for you');
    expect(took?.text).toContain(`HC-2026-${caseId.slice(0, 4)}: a task is due soon\nDue Sun 15 Jun 2025 15:06 EDT\nhttps://handrail.unit.example/cases/${caseId}/steps/s`);
    expect(took?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
  });

  it('says not a word of what was written or drawn', async () => {
    await wants('ana');
    await wants('lea');
    await opened(hours(5));
    await drain();
    expect(mail.taken.length).toBeGreaterThan(1);
    for (const { text, subject } of mail.taken) for (const word of secretWords.split(' ').filter((one) => one.length > 4)) expect(`${subject} ${text}`).not.toContain(word);
    // Nor could whoever sends: its role may not read them.
    for (const column of ['title', 'case_title']) await expect(world.db.asSender((tx) => tx.$queryRawUnsafe(`select ${column} from ${column === 'title' ? 'step' : 'inbox'}`))).rejects.toThrow(/permission denied/);
    await expect(world.db.asSender((tx) => tx.$queryRaw`select text from notice`)).rejects.toThrow(/permission denied/);
    await expect(world.db.asSender((tx) => tx.$queryRaw`select title from "case"`)).rejects.toThrow(/permission denied/);
  });

  it('waits by night for the morning, but what is overdue and escalated goes through', async () => {
    await wants('ana');
    await wants('lea');
    now = night;
    await opened(hours(5));
    await drain();
    expect(mail.taken.map(({ to, subject }) => [to[0], subject.includes('overdue')])).toEqual([['lea@unit.example', true]]);
    now = morning - 1;
    await drain();
    expect(mail.taken).toHaveLength(1);
    now = morning;
    await drain();
    expect(mail.taken).toHaveLength(2);
    expect(mail.taken[1]).toMatchObject({ to: ['ana@unit.example'], subject: 'Handrail: 2 notices' });
  });

  it('that was read in the app meanwhile is not mailed any more', async () => {
    await wants('ana');
    now = night;
    const { caseId } = await opened(hours(3.5));
    await drain();
    await world.db.withActor(world.actor('ana'), async (tx) => {
      const notices = await tx.notice.findMany({ where: { caseId } });
      await tx.noticeRead.createMany({ data: notices.map(({ id }) => ({ noticeId: id, personId: world.ids.ana, at: new Date(now) })) });
    });
    now = morning;
    await drain();
    expect(mail.taken).toEqual([]);
    expect((await messageOf(caseId)).state).toBe('dropped');
  });

  it('is not mailed to somebody whose role has ended before it was sent', async () => {
    await wants('max');
    now = night;
    await opened(hours(3.5));
    await drain();
    const ended = (until: Date | null) => world.db.withActor(world.actor('vic'), (tx) => tx.unitMember.updateMany({ where: { personId: world.ids.max }, data: { until } }));
    await ended(new Date(night));
    now = morning;
    await drain();
    await ended(null);
    expect(mail.taken).toEqual([]);
  });

  it('comes with the mail of the day, or not at all, where that was chosen', async () => {
    await wants('ana', { ways: { work: 'digest', limits: 'off' } });
    await opened(hours(3.5));
    await drain();
    expect(mail.taken).toEqual([]);
    now = Date.parse('2026-11-25T13:00:00Z');
    await drain();
    expect(mail.taken.map(({ text }) => [text.includes('has a message'), text.includes('due soon')])).toEqual([[true, false]]);
  });

  it('is not sent again when the case is rebuilt from its journal', async () => {
    await wants('ana');
    const { caseId } = await opened(hours(3.5));
    await drain();
    await rebuild(world.db, caseId);
    await drain();
    expect(mail.taken).toHaveLength(1);
  });
});

describe('sending', () => {
  it('tries again later and later while the server does not take it, and says what came of each try', async () => {
    await wants('ana');
    mail.answer = { code: 451, text: 'later' };
    const { caseId } = await opened(0);
    await drain();
    const waits: number[] = [];
    for (let tries = 1; tries < 5; tries += 1) {
      const { nextAt } = await messageOf(caseId);
      waits.push(nextAt.getTime() - now);
      now = nextAt.getTime();
      await drain();
    }
    expect(waits.every((wait, i) => i === 0 || wait > (waits[i - 1] ?? 0))).toBe(true);
    mail.answer = null;
    now = (await messageOf(caseId)).nextAt.getTime();
    await drain();
    const { id, state } = await messageOf(caseId);
    expect(state).toBe('sent');
    expect(mail.taken).toHaveLength(1);
    const attempts = await world.db.asSender((tx) => tx.noticeAttempt.findMany({ where: { messageId: id }, orderBy: { n: 'asc' } }));
    expect(attempts.map(({ outcome, code }) => [outcome, code])).toEqual([...Array.from({ length: 5 }, () => ['failed', 'receiver_refused']), ['sent', null]]);
  });

  it('gives up at once where the server says that it never will, and after a day otherwise', async () => {
    await wants('ana');
    mail.answer = { code: 550, text: 'no such user' };
    const { caseId } = await opened(0);
    await drain();
    expect((await messageOf(caseId)).state).toBe('failed');
    mail.answer = { code: 451, text: 'later' };
    const later = await opened(0);
    await drain();
    for (let tries = 0; tries < 60 && (await messageOf(later.caseId)).state === 'waiting'; tries += 1) {
      now = (await messageOf(later.caseId)).nextAt.getTime();
      await drain();
    }
    expect((await messageOf(later.caseId)).state).toBe('failed');
    expect(now - noon).toBeGreaterThan(hours(22));
  });

  it('sends again, under the same id, what was interrupted between the server and the note of it, and nothing while that try may still run', async () => {
    await wants('ana');
    // The note of the end cannot be written: as if the worker had been killed when the mail was out.
    const { db } = sending;
    let isKilled = false;
    mail.onTaken = async () => void (isKilled = true);
    const dying: Sending = { ...sending, db: { ...db, asSender: (work) => (isKilled ? Promise.reject(new Error('killed')) : db.asSender(work)) } };
    const { caseId } = await opened(0);
    await tellRound(dying).catch(() => undefined);
    expect(mail.taken).toHaveLength(1);
    mail.onTaken = null;
    await drain();
    expect(mail.taken).toHaveLength(1);
    now += leaseMs;
    await drain();
    expect(mail.taken).toHaveLength(2);
    expect(mail.taken[1]?.messageId).toBe(mail.taken[0]?.messageId);
    expect((await messageOf(caseId)).state).toBe('sent');
  });

  it('by two workers at once sends each mail once', async () => {
    for (const name of ['ana', 'max', 'lea'] as const) await wants(name);
    for (let i = 0; i < 10; i += 1) await opened(hours(5));
    await Promise.all([drain(), drain(), drain()]);
    const ids = mail.taken.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    const sent = (await messages()).filter((message) => message.state === 'sent').map(({ id }) => id);
    expect(ids.every((id) => sent.some((one) => id.includes(one)))).toBe(true);
    const counted = await world.db.asSender((tx) => tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from notice_delivery where message_id is null and dropped is null`);
    expect(counted).toEqual([{ n: 0 }]);
  });

  it('of a demonstration goes to no server but one on this machine', async () => {
    await wants('ana');
    sending = { ...sending, config: { ...sending.config, kind: 'demo', mail: { host: 'mail.unit.example', port: 25, security: 'starttls', login: null, password: null, sender: 'handrail@unit.example' } } };
    const { caseId } = await opened(0);
    await drain();
    expect(mail.taken).toEqual([]);
    expect((await messageOf(caseId)).state).toBe('failed');
  });
});

describe('who sends', () => {
  it('can write nothing of a case', async () => {
    const { caseId } = await opened(0);
    await expect(world.db.asSender((tx) => tx.$executeRaw`update step set due_at = now() where case_id = ${caseId}::uuid`)).rejects.toThrow(/permission denied/);
    await expect(world.db.asSender((tx) => tx.$executeRaw`delete from notice`)).rejects.toThrow(/permission denied/);
  });
});
