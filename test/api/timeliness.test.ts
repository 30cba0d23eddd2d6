// Timeliness on a small set that was counted by hand: two weeks of March across the change to summer time, in New York. Rows are put
// into the projection as they are recorded; the answer is asked for through the API, under the asking person's own access.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';
import type { ApiClient } from './client.ts';

const minute = 60_000;
const hour = 60 * minute;
const period = { from: '2026-03-02', until: '2026-03-15' };

let running: Running;
let world: World;
let rows: pg.Client;
let sue: ApiClient;
let stranger: ApiClient;
let publisher: string;
let otherUnit: string;
let opener: string;
let versionId: string;

beforeAll(async () => {
  running = await startApp();
  world = await setUpWorld(running);
  await world.admin.get('createRole', { params: { id: world.unitId }, body: { key: 'watcher', title: 'Watcher', rights: ['supervise'] } });
  ({ client: sue, personId: opener } = await join(running, world, { login: 'sue', roles: ['watcher'] }));
  ({ client: stranger, personId: publisher } = await join(running, world, { login: 'otto', roles: ['opener'] }));
  rows = new pg.Client({ connectionString: running.database.superuserUrl });
  await rows.connect();
  otherUnit = randomUUID();
  await put('unit', { id: otherUnit, key: 'OT', name: 'Other', zone: 'America/New_York', host_agency_id: world.agencyId });

  const a = await aCase({ level: 'high', opened_at: '2026-03-02T14:00Z' });
  await aStep(a, { opened_at: '2026-03-02T14:00Z', closed_at: '2026-03-02T15:00Z', due_at: '2026-03-03T14:00Z' }); // looked at after 1 h, kept
  await aStep(a, { opened_at: '2026-03-08T13:00Z', closed_at: '2026-03-09T15:00Z', due_at: '2026-03-09T13:00Z', breached_at: '2026-03-09T13:00Z' }); // 2 h late
  await put('handoff', { case_id: a, step: 'h1', handoff: 'request', state: 'accepted', offered_at: '2026-03-10T12:00Z', settled_at: '2026-03-10T12:30Z', answered: [] });
  await journalled(a, 1, 'citeCriteria', '2026-03-02T16:00Z', [{ kind: 'criteriaCited', met: ['leakage'] }]);
  await journalled(a, 2, 'citeCriteria', '2026-03-03T16:00Z', [{ kind: 'criteriaCited', met: ['planning', 'capability'] }]);
  await journalled(a, 3, 'reopen', '2026-03-12T16:00Z', []);
  const b = await aCase({ level: 'high', opened_at: '2026-03-05T04:30Z', closed_at: '2026-03-11T10:00Z', status: 'closed' });
  await aStep(b, { opened_at: '2026-03-05T04:30Z', closed_at: '2026-03-05T07:30Z' }); // looked at after 3 h, no limit
  await put('handoff', { case_id: b, step: 'h1', handoff: 'request', state: 'declined', offered_at: '2026-03-10T12:00Z', settled_at: '2026-03-10T13:30Z', answered: [] });
  const c = await aCase({ level: null, opened_at: '2026-03-02T04:30Z' }); // the evening of 1 March in New York: before the period
  await aStep(c, { opened_at: '2026-03-10T04:30Z', state: 'open', due_at: '2026-03-16T03:30Z', breached_at: '2026-03-16T03:30Z' }); // the evening of 15 March: within it, and late to this day
  const d = await aCase({ level: null, opened_at: '2026-03-06T12:00Z', closed_at: '2026-03-20T12:00Z', status: 'closed' }); // nobody looked at it; ended after the period
  await aStep(d, { opened_at: '2026-03-06T12:00Z', closed_at: '2026-03-07T12:00Z', due_at: '2026-03-08T12:00Z', state: 'cancelled' }); // not needed any more: neither kept nor late
  const purged = await aCase({ level: 'high', opened_at: '2026-03-06T12:00Z', status: 'purged' });
  await aStep(purged, { opened_at: '2026-03-06T12:00Z', closed_at: '2026-03-06T13:00Z', due_at: '2026-03-06T14:00Z' });
  const elsewhere = await aCase({ level: 'high', opened_at: '2026-03-06T12:00Z', unit_id: otherUnit });
  await aStep(elsewhere, { opened_at: '2026-03-06T12:00Z', closed_at: '2026-03-06T13:00Z', due_at: '2026-03-06T14:00Z' });
  // Two versions of one protocol: a runs on the first, c on the second.
  const protocolId = randomUUID();
  versionId = randomUUID();
  await put('protocol', { id: protocolId, unit_id: world.unitId, agency_id: world.agencyId, key: 'p', title: 'P', created_by: opener });
  await put('version', { id: versionId, protocol_id: protocolId, unit_id: world.unitId, agency_id: world.agencyId, number: 1, key: 'p', title: 'P', semantics: 1, hash: 'bundle-1', plan_hash: 'plan-1', plan: JSON.stringify({ levels: [{ id: 'high', title: 'High' }], roles: {} }), bundle: '{}', draft: '{}', sent_by: opener, published_by: publisher, published_at: '2026-01-01T00:00Z' });
  for (const [caseId, plan, version] of [[a, 'plan-1', 1], [c, 'plan-2', 2], [purged, 'plan-1', 1], [elsewhere, 'plan-1', 1]] as const) await put('run', { case_id: caseId, id: 'r1', plan, key: 'p', version, title: 'P', started_at: '2026-03-02T04:30Z', state: 'live' });
  const said = (kind: string, run = 'r1') => ({ kind, run, protocol: 'p', node: 'look' });
  await journalled(a, 4, 'timer', '2026-03-13T16:00Z', [said('escalated'), said('approvalDenied'), said('escalated', 'r2'), said('stepOpened')]);
  await journalled(a, 5, 'timer', '2026-03-17T16:00Z', [said('escalated')]);
});
afterAll(async () => {
  await rows?.end();
  await running?.stop();
});

async function put(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(row);
  await rows.query(`insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row));
}
async function aCase(row: Readonly<Record<string, unknown>> & { readonly opened_at: string }): Promise<string> {
  const id = randomUUID();
  const whole = { id, title: 'A case', unit_id: world.unitId, agency_id: world.agencyId, created_at: row.opened_at, status: 'open', ...row };
  await put('case', whole);
  await put('case_access', { case_id: id, transition: 1, n: 0, agency_id: world.agencyId, unit_id: whole.unit_id, relation: 'owner', fields: [], from: row.opened_at, roles: [], shown: [] });
  return id;
}
const aStep = (caseId: string, row: Readonly<Record<string, unknown>>): Promise<void> =>
  put('step', { case_id: caseId, id: randomUUID(), run: 'r1', protocol: 'p', node: 'look', kind: 'task', title: 'Look', visit: 1, state: 'done', roles: [], agencies: [], extended_by: 0, ...('closed_at' in row && row['state'] !== 'cancelled' && { closed_by_person_id: opener, closed_by_agency_id: world.agencyId }), ...row });
const journalled = (caseId: string, number: number, kind: string, at: string, entries: readonly unknown[]): Promise<void> =>
  put('journal', { case_id: caseId, number, at, input_id: randomUUID(), kind, input: '{}', entries: JSON.stringify(entries), rows: '[]', rows_hash: '', content_hash: '', prev_hash: '', hash: '' });

describe('over a period of the unit’s own days', () => {
  it('first looks, limits, handoffs and cases begun again are what was counted by hand', async () => {
    const found = await sue.get('timeliness', { query: { ...period, by: 'level' } });
    expect(found.all).toMatchObject({
      opened: 3, firstLook: { count: 2, medianMs: hour, p95Ms: null }, noFirstLook: 1,
      kept: 1, late: 2, lateBy: { count: 2, medianMs: 2 * hour },
      answered: { count: 2, medianMs: 30 * minute }, accepted: 1, declined: 1, withdrawn: 0, expired: 0, ended: 1, reopened: 1,
    });
    expect(found.weeks).toEqual([{ week: '2026-03-02', kept: 1, late: 0 }, { week: '2026-03-09', kept: 0, late: 2 }]);
  });

  it('they are told by level of concern, by unit, and at every criterion a case cites at last', async () => {
    const byLevel = await sue.get('timeliness', { query: { ...period, by: 'level' } });
    expect(byLevel.groups.map(({ title, opened, kept, late }) => [title, opened, kept, late])).toEqual([['High', 2, 1, 1], ['No level yet', 1, 0, 1]]);
    const byUnit = await sue.get('timeliness', { query: { ...period, by: 'unit' } });
    expect(byUnit.groups.map(({ title, opened }) => [title, opened])).toEqual([['Unit', 3]]);
    const byCriterion = await sue.get('timeliness', { query: { ...period, by: 'criterion' } });
    expect(byCriterion.groups.map(({ title, opened, kept }) => [title, opened, kept]).toSorted()).toEqual([['No criterion cited', 2, 0], ['capability', 1, 1], ['planning', 1, 1]]);
  });

  it('the 95th percentile is told from twenty on, and is a time that did occur', async () => {
    for (let i = 1; i <= 20; i++) {
      const at = Date.parse('2025-06-10T12:00Z');
      const id = await aCase({ level: 'low', opened_at: new Date(at).toISOString() });
      await aStep(id, { opened_at: new Date(at).toISOString(), closed_at: new Date(at + i * minute).toISOString() });
      const { all } = await sue.get('timeliness', { query: { from: '2025-06-01', until: '2025-06-30', by: 'level' } });
      expect(all.firstLook).toEqual({ count: i, medianMs: Math.ceil(i / 2) * minute, p95Ms: i < 20 ? null : 19 * minute });
    }
  });

  it('nothing happened where nothing did', async () => {
    const { all, groups, weeks } = await sue.get('timeliness', { query: { from: '2024-01-01', until: '2024-01-31', by: 'level' } });
    expect([all.opened, all.kept, all.late, groups, weeks]).toEqual([0, 0, 0, [], []]);
  });
});

describe('a protocol over all its cases', () => {
  it('has at each step what was counted by hand, of the cases on one version', async () => {
    expect(await sue.get('heat', { params: { id: versionId }, query: { ...period, versions: 'this' } })).toEqual({
      ...period, versions: 'this', cases: 1,
      steps: [{ node: 'look', title: 'Look', open: 0, lateNow: 0, done: { count: 2, medianMs: hour, p95Ms: null }, late: 1, escalated: 1, refused: 1 }],
    });
  });
  it('or on any version of it', async () => {
    const { cases, steps } = await sue.get('heat', { params: { id: versionId }, query: { ...period, versions: 'all' } });
    expect([cases, steps]).toMatchObject([2, [{ open: 1, lateNow: 1, done: { count: 2 }, late: 2, escalated: 1, refused: 1 }]]);
  });
  it('is told to nobody who does not supervise its unit', async () => {
    expect((await stranger.ask('heat', { params: { id: versionId }, query: { ...period, versions: 'this' } })).problem).toMatchObject({ status: 403, code: 'right_missing' });
    expect((await sue.ask('heat', { params: { id: randomUUID() }, query: { ...period, versions: 'this' } })).problem).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('who may not', () => {
  it('whoever does not supervise, and whoever supervises another unit', async () => {
    expect((await stranger.ask('timeliness', { query: { ...period, by: 'level' } })).problem).toMatchObject({ status: 403, code: 'right_missing' });
    expect((await sue.ask('timeliness', { query: { ...period, by: 'level', unit: otherUnit } })).problem).toMatchObject({ status: 404, code: 'not_found' });
  });
  it('a period is asked for whole, forwards, and of at most 366 days', async () => {
    for (const wrong of [{ from: '2026-03-02' }, { from: '2026-03-03', until: '2026-03-02' }, { from: '2025-01-01', until: '2026-01-02' }]) {
      expect((await sue.ask('timeliness', { query: { by: 'level', ...wrong } })).problem).toMatchObject({ status: 422, code: 'bad_request' });
    }
    expect((await sue.ask('timeliness', { query: { by: 'level', from: '2025-01-01', until: '2026-01-01' } })).status).toBe(200);
  });
});
