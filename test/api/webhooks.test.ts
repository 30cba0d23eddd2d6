// Webhooks from asking to being switched off: nothing goes anywhere before a second person has said so, what goes is signed, and a
// target that fails for days is switched off with a word to the administrators.
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../server/embedded/database-roles.ts';
import { tellRound } from '../../server/notices/loop.ts';
import { certificate } from '../harness/certificate.ts';
import { startHookTaker } from '../harness/hook-taker.ts';
import type { HookTaker, TookHook } from '../harness/hook-taker.ts';
import type { ApiClient } from './client.ts';
import { join, password, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
let hook: HookTaker;
let second: ApiClient;
beforeAll(async () => {
  hook = await startHookTaker();
  running = await startApp({ outside: { resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: certificate, withinMs: 2_000 } });
  world = await setUpWorld(running);
  second = (await join(running, world, { login: 'sol', roles: ['administrator'] })).client;
});
afterAll(async () => {
  await hook?.stop();
  await running?.stop();
});
afterEach(() => {
  hook.taken.length = 0;
  hook.answer = (response) => void response.writeHead(204).end();
});

const asking = (more: object = {}) => ({ unitId: world.unitId, title: 'Dispatch desk', url: hook.url, channel: 'webhook' as const, groups: ['danger' as const, 'limits' as const], ...more });
/** As the specification says it is to be computed. */
const signature = (secret: string, { headers, body }: TookHook): string => `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`;
const again = async (login: string): Promise<ApiClient> => {
  const client = running.client();
  await client.signIn(login, password);
  return client;
};
async function allowed(): Promise<{ readonly id: string; readonly secret: string }> {
  const made = await world.admin.get('createWebhook', { body: asking() });
  await second.get('allowWebhook', { params: { id: made.id } });
  return made;
}

describe('a target', () => {
  it('is asked for by one administrator and allowed by another, and nothing is sent there before', async () => {
    const { id } = await world.admin.get('createWebhook', { body: asking() });
    const params = { id };
    expect((await world.admin.ask('testWebhook', { params })).problem?.code).toBe('conflict');
    expect((await world.admin.ask('allowWebhook', { params })).problem?.code).toBe('same_person');
    expect(hook.taken).toEqual([]);
    await second.get('allowWebhook', { params });
    expect(await world.admin.get('testWebhook', { params })).toEqual({ ok: true, sentence: 'The server took the test.' });
    expect(JSON.parse(hook.taken[0]?.body ?? '')).toMatchObject({ type: 'handrail.test', data: {} });
    expect((await world.admin.get('webhooks')).items.find((one) => one.id === id)).toMatchObject({ state: 'allowed', askedBy: { name: 'Ruth' }, allowedBy: { name: 'sol' } });
  });

  it('cannot be allowed by the one who asked, nor led elsewhere, whatever the application forgets', async () => {
    const { id } = await world.admin.get('createWebhook', { body: asking() });
    const me = (await world.admin.get('session')).person?.id ?? '';
    const other = (await second.get('session')).person?.id ?? '';
    const actor = { personId: me, agencyId: world.agencyId, units: [world.unitId] };
    const change = (sql: string) => running.db.withActor(actor, (tx) => tx.$executeRawUnsafe(sql));
    await expect(change(`update webhook_target set state = 'allowed', allowed_by = '${me}' where id = '${id}'`)).rejects.toThrow(/two_persons/);
    await expect(change(`update webhook_target set state = 'allowed', allowed_by = '${other}' where id = '${id}'`)).rejects.toThrow(/own name/);
    await expect(change(`update webhook_target set url = 'https://elsewhere.example' where id = '${id}'`)).rejects.toThrow(/permission denied/);
    await expect(running.db.asSender((tx) => tx.$executeRawUnsafe(`update webhook_target set state = 'allowed' where id = '${id}'`))).rejects.toThrow(/two_persons|own name/);
  });

  it('must be https with a public name', async () => {
    for (const url of ['http://hooks.unit.example', 'https://127.0.0.1/', 'https://localhost', 'https://[::1]/', 'https://0x7f.1', 'https://postgres:5432', 'https://a:b@hooks.unit.example']) {
      expect((await world.admin.ask('createWebhook', { body: asking({ url }) })).problem).toMatchObject({ code: 'bad_request', about: 'url' });
    }
  });

  it('is off for good once it is switched off', async () => {
    running.pass(61_000);
    const { id } = await allowed();
    await second.get('stopWebhook', { params: { id } });
    expect((await second.ask('allowWebhook', { params: { id } })).problem?.code).toBe('conflict');
    expect((await world.admin.ask('testWebhook', { params: { id } })).problem?.code).toBe('conflict');
    await expect(withClient(running.database.superuserUrl, (client) => client.query(`update webhook_target set state = 'allowed' where id = $1`, [id]))).rejects.toThrow(/stays off/);
  });
});

describe('what is sent', () => {
  it('is signed with the secret that was shown once and lies sealed', async () => {
    const { id, secret } = await allowed();
    await world.admin.get('testWebhook', { params: { id } });
    const [took] = hook.taken;
    if (took === undefined) throw new Error('nothing came');
    expect(took.headers['webhook-signature']).toBe(signature(secret, took));
    expect(Math.abs(Number(took.headers['webhook-timestamp']) * 1000 - running.sending.now())).toBeLessThan(300_000);
    expect(JSON.stringify((await world.admin.get('webhooks')).items)).not.toContain(secret);
    await withClient(running.database.superuserUrl, async (client) => {
      const { rows } = await client.query(`select encode(secret, 'escape') as row from webhook_target union all select a::text from audit_event a`);
      expect(rows.map(({ row }) => String(row)).join('\n')).not.toContain(secret.slice(6));
    });
  });

  it('is signed with both secrets for a day after a new one was made, then with the new one alone', async () => {
    const { id, secret } = await allowed();
    const { secret: next } = await world.admin.get('rotateWebhook', { params: { id } });
    await world.admin.get('testWebhook', { params: { id } });
    const [took] = hook.taken;
    if (took === undefined) throw new Error('nothing came');
    expect(String(took.headers['webhook-signature']).split(' ')).toEqual([signature(next, took), signature(secret, took)]);
    running.pass(86_400_001);
    await (await again('ruth')).get('testWebhook', { params: { id } });
    const later = hook.taken[1];
    if (later === undefined) throw new Error('nothing came');
    expect(later.headers['webhook-signature']).toBe(signature(next, later));
  });
});

describe('a target that does not take anything', () => {
  it('is tried again under the same id, and after days is switched off; the administrators are told', async () => {
    const [ruth, sol] = [await again('ruth'), await again('sol')];
    const made = await ruth.get('createWebhook', { body: asking() });
    await sol.get('allowWebhook', { params: { id: made.id } });
    const caseId = await caseOfUnit();
    await running.db.withActor({ personId: (await ruth.get('session')).person?.id ?? '', agencyId: world.agencyId, units: [] }, async (tx) => {
      const personId = (await ruth.get('session')).person?.id ?? '';
      await tx.noticePreference.create({ data: { personId, zone: 'UTC', ways: {}, mailAddress: 'ruth@unit.example', mailConfirmedAt: new Date() } });
    });
    hook.answer = (response) => void response.writeHead(503).end();
    for (let day = 0; day < 5; day += 1) {
      await noticeOf(caseId, day);
      await drain();
      running.pass(86_400_000);
    }
    const ids = hook.taken.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBeLessThan(ids.length);
    expect(JSON.parse(hook.taken[0]?.body ?? '')).toMatchObject({ type: 'handrail.notice', data: { about: 'danger', caseId, caseReference: 'HC-2026-0001', url: `http://localhost:7420/cases/${caseId}` } });
    expect(hook.taken[0]?.body).not.toContain('narrative');
    const later = await again('ruth');
    expect((await later.get('webhooks')).items.find((one) => one.id === made.id)).toMatchObject({ state: 'off', offWhy: 'failing' });
    const told = await running.db.asSender((tx) => tx.noticeMessage.findMany({ where: { about: 'webhookOff', regards: made.id } }));
    expect(told).toHaveLength(1);
    hook.taken.length = 0;
    await noticeOf(caseId, 9);
    await drain();
    expect(hook.taken.filter(({ headers }) => ids.includes(headers['webhook-id']))).toEqual([]);
  }, 120_000);
});

/** A case of the unit as the projector leaves it, with danger declared in it. */
async function caseOfUnit(): Promise<string> {
  const caseId = randomUUID();
  await running.db.asProjector(async (tx) => {
    await tx.case.createMany({ data: [{ id: caseId, reference: 'HC-2026-0001', title: 'narrative title', unitId: world.unitId, agencyId: world.agencyId, createdAt: new Date() }] });
    await tx.caseAccess.createMany({ data: [{ caseId, transition: 1, n: 0, agencyId: world.agencyId, unitId: world.unitId, relation: 'owner', fields: [], from: new Date(0) }] });
  });
  return caseId;
}

async function noticeOf(caseId: string, transition: number): Promise<void> {
  await running.db.asProjector(async (tx) => {
    await tx.notice.createMany({ data: [{ id: `${caseId}:${transition}:0`, caseId, transition, n: 0, unitId: world.unitId, at: new Date(running.sending.now()), persons: [], roles: [], about: 'danger', step: null, text: 'narrative', urgent: true }] });
    await tx.outbox.createMany({ data: [{ caseId, transition, n: 0, channel: 'notices', payload: {}, nextAt: new Date(running.sending.now()) }] });
  });
}

async function drain(): Promise<void> {
  for (let rounds = 0; rounds < 30; rounds += 1) if (!(await tellRound(running.sending))) return;
  throw new Error('there is no end to what is to be sent');
}
