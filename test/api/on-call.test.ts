// On call: an urgent notice rings the first on the rota, then the next and the next, until somebody signed in acknowledges; each ring
// and each answer is on record.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { withClient } from '../../server/embedded/database-roles.ts';
import { tellRound } from '../../server/notices/loop.ts';
import { verifyChain } from '../../activities/project.ts';
import { certificate } from '../harness/certificate.ts';
import { startHookTaker } from '../harness/hook-taker.ts';
import type { HookTaker } from '../harness/hook-taker.ts';
import type { ApiClient } from './client.ts';
import { join, password, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

const minuteMs = 60_000;
let running: Running;
let world: World;
let hook: HookTaker;
const people = new Map<string, { readonly client: ApiClient; readonly personId: string }>();
const of = (login: string) => people.get(login) ?? (() => { throw new Error(`no ${login}`); })();

beforeAll(async () => {
  hook = await startHookTaker();
  running = await startApp({ outside: { resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: certificate, withinMs: 2_000 } });
  world = await setUpWorld(running);
  for (const login of ['ann', 'ben', 'cal']) people.set(login, await join(running, world, { login, roles: ['opener'] }));
  people.set('sol', await join(running, world, { login: 'sol', roles: ['administrator'] }));
});
afterAll(async () => {
  await hook?.stop();
  await running?.stop();
});
afterEach(() => void (hook.taken.length = 0));

const iso = (ms: number): string => new Date(running.sending.now() + ms).toISOString();
const shift = (login: string, rank: number, more: object = {}) => ({ personId: of(login).personId, rank, from: iso(-minuteMs), until: iso(3 * 60 * minuteMs), ...more });
const rota = { params: { id: '' } };
const rings = async (client: ApiClient): Promise<number> => (await client.get('calls')).items.filter((call) => call.state === 'ringing').length;

async function drain(): Promise<void> {
  for (let rounds = 0; rounds < 30; rounds += 1) if (!(await tellRound(running.sending))) return;
  throw new Error('there is no end to it');
}
async function danger(about = 'danger'): Promise<string> {
  const caseId = randomUUID();
  await running.db.asProjector(async (tx) => {
    await tx.case.createMany({ data: [{ id: caseId, reference: `HC-2026-${caseId.slice(0, 4)}`, title: 'narrative title', unitId: world.unitId, agencyId: world.agencyId, createdAt: new Date(), openedAt: new Date() }] });
    await tx.caseAccess.createMany({ data: [{ caseId, transition: 1, n: 0, agencyId: world.agencyId, unitId: world.unitId, relation: 'owner', fields: [], from: new Date(0) }] });
  });
  await more(caseId, 1, about);
  return caseId;
}
async function more(caseId: string, transition: number, about = 'danger'): Promise<void> {
  const at = new Date(running.sending.now());
  await running.db.asProjector(async (tx) => {
    await tx.notice.createMany({ data: [{ id: `${caseId}:${transition}:0`, caseId, transition, n: 0, unitId: world.unitId, at, persons: [], roles: [], about, step: null, text: 'narrative', urgent: about === 'danger' }] });
    await tx.outbox.createMany({ data: [{ caseId, transition, n: 0, channel: 'notices', payload: {}, nextAt: at }] });
  });
  await drain();
}

describe('the rota', () => {
  it('is kept by who staffs the unit, with members of the agency only, and never two of a rank at once', async () => {
    rota.params.id = world.unitId;
    await world.admin.get('addShift', { ...rota, body: shift('ann', 1) });
    const made = await world.admin.get('addShift', { ...rota, body: shift('ben', 2) });
    expect(made.now).toMatchObject([{ rank: 1, person: { name: 'ann' } }, { rank: 2, person: { name: 'ben' } }]);
    expect((await world.admin.ask('addShift', { ...rota, body: shift('cal', 1) })).problem).toMatchObject({ code: 'duty_overlap' });
    expect((await of('ann').client.ask('addShift', { ...rota, body: shift('cal', 3) })).problem?.code).toBe('right_missing');
    expect((await world.admin.ask('addShift', { ...rota, body: { ...shift('ann', 3), personId: randomUUID() } })).problem?.about).toBe('personId');
    await expect(withClient(running.database.superuserUrl, (client) => client.query(`insert into oncall_shift select gen_random_uuid(), unit_id, agency_id, rank, person_id, "from", until, set_by from oncall_shift`))).rejects.toThrow(/one_of_a_rank/);
  });

  it('comes again each week at the same hours by the clock on the wall', async () => {
    // New York sets its clocks back on 1 November 2026.
    const weekly = await world.admin.get('addShift', { ...rota, body: { personId: of('cal').personId, rank: 5, from: '2027-10-31T22:00:00-04:00', until: '2027-11-01T06:00:00-04:00', weeks: 2 } });
    expect(weekly.shifts.filter((one) => one.rank === 5).map(({ from }) => from)).toEqual(['2027-11-01T02:00:00.000Z', '2027-11-08T03:00:00.000Z']);
    for (const { id } of weekly.shifts.filter((one) => one.rank === 5)) await world.admin.get('endShift', { params: { id: world.unitId, mid: id } });
  });
});

describe('a call', () => {
  it('rings the first, after the limit the next, and is over for everybody once one has acknowledged', async () => {
    await world.admin.get('setCallLimit', { ...rota, body: { minutes: 5 } });
    const caseId = await danger();
    const [ann, ben] = [of('ann').client, of('ben').client];
    expect([await rings(ann), await rings(ben)]).toEqual([1, 0]);
    const [call] = (await ann.get('calls')).items;
    expect(call).toMatchObject({ caseId, sentence: 'imminent danger was declared', state: 'ringing', rings: [{ n: 1, rank: 1, ways: ['screen'] }] });
    running.pass(5 * minuteMs - 1_000);
    await drain();
    expect(await rings(ben)).toBe(0);
    running.pass(1_000);
    await drain();
    expect([await rings(ann), await rings(ben)]).toEqual([1, 1]);
    await ben.get('acknowledge', { params: { id: call?.id ?? '' } });
    expect([await rings(ann), await rings(ben)]).toEqual([0, 0]);
    expect((await ann.ask('acknowledge', { params: { id: call?.id ?? '' } })).problem).toMatchObject({ code: 'conflict', detail: 'ben has acknowledged this already. Nobody is rung any more.' });
    running.pass(15 * minuteMs);
    await drain();
    expect((await world.admin.get('onCall', rota)).calls.find((one) => one.caseId === caseId)).toMatchObject({ state: 'acknowledged', acknowledgedBy: { name: 'ben' }, rings: [{ person: { name: 'ann' } }, { person: { name: 'ben' } }] });
  });

  it('is acknowledged by nothing but a signed-in post of the person themselves', async () => {
    await danger();
    const [call] = (await of('ann').client.get('calls')).items;
    const path = `${running.url}/api/calls/${call?.id ?? ''}/acknowledge`;
    expect((await fetch(path, { headers: { cookie: of('ann').client.cookie() } })).status).toBe(404);
    expect((await fetch(path, { method: 'POST', headers: { cookie: of('ann').client.cookie(), 'content-type': 'application/json' }, body: '{}' })).status).toBe(403);
    expect((await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(401);
    expect(await rings(of('ann').client)).toBe(1);
    await expect(running.db.asSender((tx) => tx.$executeRaw`update oncall_call set state = 'acknowledged'`)).rejects.toThrow(/row-level security|oncall_call_state/);
    await of('ann').client.get('acknowledge', { params: { id: call?.id ?? '' } });
  });

  it('wakes nobody a second time while one of the same case rings, and is not opened for what is not urgent', async () => {
    const caseId = await danger();
    await more(caseId, 2);
    await more(caseId, 3, 'escalated');
    expect(await rings(of('ann').client)).toBe(1);
    for (const { id } of (await of('ann').client.get('calls')).items) await of('ann').client.get('acknowledge', { params: { id } });
    await danger('dueSoon');
    expect(await rings(of('ann').client)).toBe(0);
  });

  it('goes by phone and SMS through the provider that two administrators allowed, with the number, the reference and a link, and no word of the case', async () => {
    const [ruth, sol, ann] = [await again('ruth'), await again('sol'), await again('ann')];
    for (const channel of ['phone', 'sms'] as const) {
      const { id } = await ruth.get('createWebhook', { body: { unitId: world.unitId, title: channel, url: hook.url, channel, groups: [] } });
      await sol.get('allowWebhook', { params: { id } });
    }
    await ann.get('changeTold', { body: { zone: 'UTC', phone: '+15551234567', quiet: { from: 0, until: 0, days: [] }, digestAt: 480, ways: { work: 'once', limits: 'once', answers: 'off', course: 'off' } } });
    await ruth.get('addShift', { ...rota, body: shift('ann', 4) }).catch(() => undefined);
    const caseId = await danger();
    const told = hook.taken.map(({ body }) => JSON.parse(body));
    expect(told.map(({ type, data }) => [type, data.by, data.to]).toSorted()).toEqual([['handrail.call', 'phone', '+15551234567'], ['handrail.call', 'sms', '+15551234567']]);
    expect(told[0].data.text).toBe(`Handrail: HC-2026-${caseId.slice(0, 4)}: imminent danger was declared. You are on call: sign in and acknowledge. http://localhost:7420/cases/${caseId}`);
    expect(JSON.stringify(told)).not.toContain('narrative');
    for (const { id } of (await ann.get('calls')).items) await ann.get('acknowledge', { params: { id } });
  });

  it('that nobody takes is shown to everybody, after three times round', async () => {
    const caseId = await danger();
    for (let turn = 0; turn < 12; turn += 1) {
      running.pass(5 * minuteMs);
      await drain();
    }
    const cal = await again('cal');
    const open = (await cal.get('calls')).items.filter((call) => call.caseId === caseId);
    expect(open).toMatchObject([{ state: 'exhausted' }]);
    await cal.get('acknowledge', { params: { id: open[0]?.id ?? '' } });
    expect((await cal.get('calls')).items).toEqual([]);
  });

  it('stands in the audit chain of the agency, ring by ring, and the chain holds', async () => {
    await withClient(running.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ action: string; n: number }>(`select action, count(*)::int as n from audit_event where action like 'oncall.%' group by action`);
      const counted = Object.fromEntries(rows.map(({ action, n }) => [action, n]));
      expect(counted['oncall.ring']).toBe((await client.query(`select count(*)::int as n from oncall_ring`)).rows[0].n);
      expect(counted).toMatchObject({ 'oncall.exhausted': 1, 'oncall.acknowledge': 5 });
      const chains = await client.query<{ chain: string }>(`select distinct chain from audit_event where action like 'oncall.%'`);
      for (const { chain } of chains.rows) expect(await verifyChain(running.db, chain)).toMatchObject({ ok: true });
    });
  });
});

async function again(login: string): Promise<ApiClient> {
  const client = running.client();
  await client.signIn(login, password);
  return client;
}
