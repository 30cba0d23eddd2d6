import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, project, verifyCase, verifyChain } from '../../activities/project.ts';
import { CasePlay, hours, reason } from '../arbitraries/case-play.ts';
import { sheriff } from '../arbitraries/plan.ts';
import { journey, journeyBundle } from '../workflow/journey.ts';
import { startWorld } from './project-world.ts';
import type { World } from './project-world.ts';

let world: World;
let caseId: string;
let length: number;
let forger: pg.Client;

beforeAll(async () => {
  world = await startWorld();
  await world.publish(journey);
  caseId = randomUUID();
  const play = new CasePlay().open(journeyBundle).time(hours(2));
  play.act(hours(3), 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
  play.act(hours(4), 'sam', { kind: 'vote', step: play.step('decide').id, grants: true, content: {}, reason });
  play.act(hours(5), 'lea', { kind: 'vote', step: play.step('decide').id, grants: true, content: {} });
  const transitions = world.transitionsOf(caseId, play.transitions);
  length = transitions.length;
  for (const transition of transitions) await project(world.db, { caseId, transitions: [transition] });
  forger = new pg.Client({ connectionString: world.server.superuserUrl });
  await forger.connect();
  // Whoever has the whole database can switch triggers off: what then still shows is what the chains are for.
  await forger.query('set session_replication_role = replica');
  for (const table of ['journal', 'audit_event', 'audit_head']) await forger.query(`create table saved_${table} as select * from ${table}`);
});
afterAll(async () => {
  await forger.end();
  await world.stop();
});

async function forged(sql: string, values: readonly unknown[] = []): Promise<Awaited<ReturnType<typeof verifyCase>>> {
  await forger.query(sql, [...values]);
  const verified = await verifyCase(world.db, caseId);
  for (const table of ['journal', 'audit_event', 'audit_head']) await forger.query(`delete from ${table}; insert into ${table} select * from saved_${table}`);
  return verified;
}

describe('the two chains of a case', () => {
  it('verify as they were written', async () => {
    expect(await verifyCase(world.db, caseId)).toEqual({ ok: true, checked: 2 * length });
  });

  it.each([
    ['an entry', `entries = jsonb_set(entries, '{0,kind}', '"other"')`, 'changed'],
    ['an input', `input = input || '{"outcome":"other"}'`, 'changed'],
    ['a row', `rows = rows || '[{}]'`, 'changed'],
    ['an instant', `at = at + interval '1 millisecond'`, 'changed'],
    ['a hash', `hash = repeat('0', 64)`, 'changed'],
  ])('name the first transition of which %s was changed', async (_, change, why) => {
    const verified = await forged(`update journal set ${change} where case_id = '${caseId}' and number in (3, 5)`);
    expect(verified).toEqual({ ok: false, checked: 2, firstBad: { chain: 'journal', number: 3, why } });
  });

  it('name a transition that was taken out, and one that was cut off at the end', async () => {
    expect(await forged(`delete from journal where case_id = $1 and number = 4`, [caseId])).toMatchObject({ firstBad: { chain: 'journal', number: 4, why: 'missing' } });
    expect(await forged(`delete from journal where case_id = $1 and number = $2`, [caseId, length])).toMatchObject({ firstBad: { chain: 'journal', number: length, why: 'cutOff' } });
  });

  it('name an audit row that was changed, taken out, or cut off with its head', async () => {
    const chain = `case:${caseId}`;
    expect(await forged(`update audit_event set person_id = gen_random_uuid() where chain = $1 and seq = 4`, [chain])).toMatchObject({ firstBad: { chain: 'audit', number: 4, why: 'changed' } });
    expect(await forged(`delete from audit_event where chain = $1 and seq = 2`, [chain])).toMatchObject({ firstBad: { chain: 'audit', number: 2, why: 'missing' } });
    await forger.query(`update audit_head set seq = seq - 1, hash = (select hash from audit_event e where e.chain = $1 and e.seq = $2) where chain = $1`, [chain, length - 1]);
    expect(await forged(`delete from audit_event where chain = $1 and seq = $2`, [chain, length])).toMatchObject({ firstBad: { chain: 'audit', number: length, why: 'cutOff' } });
  });

  it('show a journal that was written anew with right hashes, because the audit holds its heads', async () => {
    const other = randomUUID();
    const play = new CasePlay().open(journeyBundle).time(hours(2));
    play.act(hours(3), 'max', { kind: 'complete', step: play.step('look').id, outcome: 'again' });
    await project(world.db, { caseId: other, transitions: world.transitionsOf(caseId, play.transitions) });
    const heads = await forger.query<{ hash: string }>(`select hash from journal where case_id = $1 order by number`, [other]);
    const verified = await forged(`update journal j set hash = $2 where case_id = $1 and number = 1`, [caseId, heads.rows[0]?.hash]);
    expect(verified.ok).toBe(false);
  });

  it('show any change of any column of any row, at its number', async () => {
    const columns = await forger.query<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns
       where table_name in ('journal', 'audit_event') and column_name not in ('case_id', 'number', 'chain', 'seq', 'salt', 'payload') order by 1, 2`,
    );
    const changes: Record<string, string> = { text: `coalesce(%, '') || 'x'`, uuid: 'gen_random_uuid()', jsonb: `%  || '[1]'`, 'timestamp with time zone': `% + interval '1 day'`, integer: 'coalesce(%, 0) + 1' };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...columns.rows), fc.integer({ min: 1, max: length }), async ({ table, column, type }, at) => {
        const place = table === 'journal' ? `case_id = '${caseId}' and number = ${at}` : `chain = 'case:${caseId}' and seq = ${at}`;
        const verified = await forged(`update ${table} set ${column} = ${column === 'outcome' ? "'failed'" : (changes[type] ?? '').replaceAll('%', column)} where ${place}`);
        expect(verified).toMatchObject({ ok: false, firstBad: { chain: table === 'journal' ? 'journal' : 'audit', number: at } });
      }),
      { numRuns: 60 },
    );
  });
});

describe('acts outside a case', () => {
  it('go into chains of the agency without a gap, however many come at once', async () => {
    const many = Array.from({ length: 60 }, (_, i) => i);
    await Promise.all(
      many.map((i) =>
        world.db.withActor(world.actor('sam'), (tx) =>
          appendAudit(tx, { personId: world.ids.sam, agencyId: sheriff, action: 'person.disable', object: { kind: 'person', id: world.ids.max }, outcome: i % 3 === 0 ? 'refused' : 'taken', payload: { from: '192.0.2.1', i } }),
        ),
      ),
    );
    const heads = await forger.query<{ chain: string; seq: number }>(`select chain, seq from audit_head where chain like 'agency:%'`);
    expect(heads.rows.reduce((sum, { seq }) => sum + seq, 0)).toBe(60);
    expect(heads.rows.length).toBeLessThanOrEqual(16);
    for (const { chain, seq } of heads.rows) expect(await verifyChain(world.db, chain)).toEqual({ ok: true, checked: seq });
  });

  it('still verify when a purge has dropped payloads, and show a payload that was changed', async () => {
    const [{ chain, seq } = { chain: '', seq: 0 }] = (await forger.query<{ chain: string; seq: number }>(`select chain, seq from audit_head where chain like 'agency:%' order by seq desc limit 1`)).rows;
    await forger.query(`update audit_event set payload = payload || '{"from":"192.0.2.9"}' where chain = $1 and seq = 1`, [chain]);
    expect(await verifyChain(world.db, chain)).toMatchObject({ ok: false, firstBad: { number: 1, why: 'changed' } });
    await forger.query(`update audit_event set payload = null, salt = null where chain = $1`, [chain]);
    expect(await verifyChain(world.db, chain)).toEqual({ ok: true, checked: seq });
  });

  it('are undone with the act they belong to, and the act with them', async () => {
    const id = randomUUID();
    const half = world.db.withActor(world.actor('vic'), async (tx) => {
      await tx.agency.create({ data: { id, key: `half-${id}`, name: 'Half' } });
      await appendAudit(tx, { personId: world.ids.ana, agencyId: sheriff, action: 'agency.create', outcome: 'taken' });
    });
    await expect(half).rejects.toThrow();
    expect(await world.db.withActor(world.actor('vic'), (tx) => tx.agency.count({ where: { id } }))).toBe(0);
  });

  it('of nobody known go into the chains of the installation', async () => {
    await world.db.asSignIn((tx) => appendAudit(tx, { action: 'session.begin', outcome: 'refused', code: 'not_known', payload: { login: 'nobody' } }));
    const [{ chain } = { chain: '' }] = (await forger.query<{ chain: string }>(`select chain from audit_head where chain like 'installation:%'`)).rows;
    expect(await verifyChain(world.db, chain)).toEqual({ ok: true, checked: 1 });
  });

  it('cannot be put anywhere but at the end of a chain', async () => {
    const row = { chain: `agency:${sheriff}:0`, seq: 99_999, at: new Date(), personId: world.ids.sam, agencyId: sheriff, action: 'x', outcome: 'taken', prevHash: '0'.repeat(64), hash: '1'.repeat(64) };
    await expect(world.db.withActor(world.actor('sam'), (tx) => tx.auditEvent.createMany({ data: [row] }))).rejects.toMatchObject({ code: 'P2034' });
  });
});
