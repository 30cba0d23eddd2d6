// What a county meets after a bad night: PostgreSQL put back from a backup, Temporal without its data, a workflow ended by
// hand. The next start finds out, and brings the one that is behind up to the other, or says that it cannot.
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rebuild, verifyCase } from '../../activities/project.ts';
import { demoPassword } from '../../prisma/seed-people.ts';
import { connect } from '../../prisma/connect.ts';
import { withClient } from '../../server/embedded/database-roles.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { apiClient } from '../api/client.ts';
import type { ApiClient } from '../api/client.ts';
import { shownOf } from '../e2e/record.ts';
import { startProduct } from '../harness/product.ts';
import type { Product } from '../harness/product.ts';

let product: Product;
let ellen: ApiClient;
let cases: readonly string[];
let connection: Connection;
let temporal: Client;

beforeAll(async () => {
  product = await startProduct();
  ellen = apiClient(product.url);
  await ellen.signIn('ellen', demoPassword);
  cases = (await ellen.get('cases', { query: { status: 'all' } })).items.map((row) => row.id);
  connection = await Connection.connect({ address: product.temporal.address });
  temporal = new Client({ connection, namespace: product.temporal.namespace });
});
afterAll(async () => {
  await connection?.close();
  await product?.stop();
});

const caseAt = (index: number): string => {
  const id = cases[index];
  if (id === undefined) throw new Error(`the demo has no case ${index}`);
  return id;
};
const add = (caseId: string, text: string) => ellen.act(caseId, { kind: 'note', text });
const runOf = async (caseId: string): Promise<{ readonly status: string; readonly runId: string }> => {
  const { status, runId } = await temporal.workflow.getHandle(caseWorkflowId(caseId)).describe();
  return { status: status.name, runId };
};
const lastOf = async (caseId: string): Promise<number> => (await ellen.get('timeline', { params: { id: caseId } })).last;

/** As the administrator of the database, past triggers. */
function asForger<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  return withClient(product.database.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    return work(client);
  });
}
async function asDatabase<Result>(work: (db: ReturnType<typeof connect>) => Promise<Result>): Promise<Result> {
  const db = connect(product.databaseUrl);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

describe('a server that starts', () => {
  it('leaves cases alone whose record and workflow agree', async () => {
    const before = await Promise.all(cases.map(async (id) => [(await runOf(id)).runId, await shownOf(product, id)]));
    const all = await asDatabase((db) => db.asSweeper((tx) => tx.case.count()));
    await product.restart('server');
    await vi.waitFor(() => expect(product.log('server')).toContain(`"equal":${all},"mended":0,"alarms":0,"unknown":0`), { timeout: 30_000, interval: 250 });
    expect(await Promise.all(cases.map(async (id) => [(await runOf(id)).runId, await shownOf(product, id)]))).toEqual(before);
  });

  it('starts the workflow of a case again from its journal when it is gone, and the case goes on where it was', async () => {
    const caseId = caseAt(0);
    await add(caseId, 'Before.');
    const shown = await shownOf(product, caseId);
    const last = await lastOf(caseId);
    await temporal.workflow.getHandle(caseWorkflowId(caseId)).terminate('ended by hand');
    await product.restart('server');
    await vi.waitFor(async () => expect((await runOf(caseId)).status).toBe('RUNNING'), { timeout: 30_000, interval: 250 });
    expect(await shownOf(product, caseId)).toEqual(shown);
    const answer = await add(caseId, 'After.');
    expect(answer.value).toMatchObject({ transition: last + 1, repeated: false });
    expect(await asDatabase((db) => verifyCase(db, caseId))).toMatchObject({ ok: true });
  });

  it('puts another in the place of a workflow that was reset to before what is recorded', async () => {
    const caseId = caseAt(0);
    const last = await lastOf(caseId);
    const { runId } = await runOf(caseId);
    const { events } = await temporal.workflow.getHandle(caseWorkflowId(caseId), runId).fetchHistory();
    const first = events?.find((event) => event.workflowTaskCompletedEventAttributes !== undefined && event.workflowTaskCompletedEventAttributes !== null)?.eventId;
    await connection.workflowService.resetWorkflowExecution({
      namespace: product.temporal.namespace, workflowExecution: { workflowId: caseWorkflowId(caseId), runId }, reason: 'reset by hand', workflowTaskFinishEventId: first, requestId: randomUUID(),
      resetReapplyExcludeTypes: [1, 2], // signals and updates
    });
    const reset = await runOf(caseId);
    expect(reset.runId).not.toBe(runId);
    await product.restart('server');
    await vi.waitFor(async () => expect(await runOf(caseId)).not.toEqual(reset), { timeout: 30_000, interval: 250 });
    expect((await add(caseId, 'Still here.')).value).toMatchObject({ transition: last + 1 });
  });

  it('puts back into the record what a database from a backup has lost, and shows it as before', async () => {
    const caseId = caseAt(1);
    for (const text of ['One.', 'Two.', 'Three.']) await add(caseId, text);
    const shown = await shownOf(product, caseId);
    const last = await lastOf(caseId);
    await asForger(async (client) => {
      await client.query('delete from journal where case_id = $1 and number > $2', [caseId, last - 2]);
      await client.query('delete from audit_event where chain = $1 and seq > $2', [`case:${caseId}`, last - 2]);
      await client.query('update audit_head set seq = $2, hash = (select hash from audit_event e where e.chain = audit_head.chain and e.seq = $2) where chain = $1', [`case:${caseId}`, last - 2]);
      await client.query(
        `update "case" set transition = $2, head = (select hash from journal where case_id = $1 and number = $2), audit_head = (select hash from audit_event where chain = 'case:' || $1::text and seq = $2) where id = $1`,
        [caseId, last - 2],
      );
    });
    await asDatabase((db) => rebuild(db, caseId));
    expect(await lastOf(caseId)).toBe(last - 2);
    await product.restart('server');
    await vi.waitFor(async () => expect(await lastOf(caseId)).toBe(last), { timeout: 30_000, interval: 250 });
    expect(await shownOf(product, caseId)).toEqual(shown);
    expect(await asDatabase((db) => verifyCase(db, caseId))).toMatchObject({ ok: true });
  });

  it('parks a case with an alarm when its workflow is gone and its journal was changed, until the journal is put right', async () => {
    const caseId = caseAt(2);
    const forge = (from: string, to: string) => asForger((client) => client.query('update journal set entries = replace(entries::text, $2, $3)::jsonb where case_id = $1 and number = 1', [caseId, from, to]));
    await forge('caseOpened', 'caseForged');
    await temporal.workflow.getHandle(caseWorkflowId(caseId)).terminate('ended by hand');
    await product.restart('server');
    await vi.waitFor(async () => expect((await ellen.get('case', { params: { id: caseId } })).case.alarmed).toBe(true), { timeout: 30_000, interval: 250 });
    expect((await runOf(caseId)).status).toBe('TERMINATED');
    const refused = await add(caseId, 'Is anybody there?');
    expect(refused.problem).toMatchObject({ status: 409, code: 'parked', detail: expect.stringContaining('administrator') });
    const { rows } = await ellen.get('board');
    expect(rows.filter((row) => row.caseId === caseId).map((row) => row.stuck)).toEqual(rows.filter((row) => row.caseId === caseId).map(() => true));
    expect(rows.some((row) => row.caseId === caseId)).toBe(true);

    await forge('caseForged', 'caseOpened');
    await product.restart('server');
    await vi.waitFor(async () => expect((await ellen.get('case', { params: { id: caseId } })).case.alarmed).toBe(false), { timeout: 30_000, interval: 250 });
    expect((await add(caseId, 'Yes.')).status).toBe(200);
  });
});
