// Claim: what one person finishes is on the next person's list at once. Two people pass one case to and fro through the API of
// the built product; the clock runs from one's click until the other, told over the live stream, has fetched a list with the
// next step on it. Beside it the round trip of a bare Update on the same Temporal server.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { draftSchema } from '../protocol/draft.ts';
import { failureConverterPath } from '../server/codec.ts';
import { checkoutRoot } from '../server/config.ts';
import { apiClient, type ApiClient } from '../test/api/client.ts';
import { listen, type Ear } from '../test/api/listen.ts';
import { startProduct, type Product } from '../test/harness/product.ts';
import { echoUpdate } from './echo.ts';
import { inMs, median, percentile, rounds, say, timed } from './figures.ts';

const password = 'handrail-demo-2026';
const none = { kind: 'none', reason: 'measured, not worked on' };
const turn = (id: string, roles: readonly string[]) => ({ id, title: id, kind: 'task', roles, limit: none, outcomes: [{ id: 'done', label: 'Done' }, { id: 'stop', label: 'Stop' }] });
const relay = draftSchema.parse({
  schemaVersion: 1, key: 'relay', title: 'Relay', levels: [{ id: 'low', title: 'Low' }], roles: ['triage_analyst', 'supervisor'].map((id) => ({ id, title: id })), forms: [],
  nodes: [{ id: 'start', title: 'Start', kind: 'start' }, turn('one', ['triage_analyst']), turn('other', ['supervisor']), { id: 'end', title: 'End', kind: 'end', outcome: 'done' }],
  edges: [['start', 'next', 'one'], ['one', 'done', 'other'], ['one', 'stop', 'end'], ['other', 'done', 'one'], ['other', 'stop', 'end']].map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
});

let product: Product;
let marcus: Player;
let ellen: Player;
let caseId: string;

interface Player {
  readonly api: ApiClient;
  readonly live: Ear;
}

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  product = await startProduct();
  const player = async (login: string): Promise<Player> => {
    const api = apiClient(product.url);
    await api.signIn(login, password);
    return { api, live: await listen(product.url, api) };
  };
  const dana = await player('dana');
  [marcus, ellen] = await Promise.all([player('marcus'), player('ellen')]);
  const unitId = (await dana.api.get('session')).units[0]?.id ?? '';
  const { id } = await dana.api.get('createProtocol', { body: { unitId, from: { kind: 'json', draft: relay } } });
  const { hash } = await dana.api.get('sendToReview', { params: { id }, body: { revision: (await dana.api.get('protocol', { params: { id } })).revision } });
  const version = await ellen.api.get('publish', { params: { id }, body: { hash } });
  dana.live.stop();
  caseId = (await marcus.api.get('openCase', { body: { id: randomUUID(), versionId: version.id, title: 'Relay' } })).caseId;
}, 240_000);
afterAll(async () => {
  marcus?.live.stop();
  ellen?.live.stop();
  await product?.stop();
});

const openStep = async ({ api }: Player): Promise<string | undefined> => (await api.get('tasks', { query: { scope: 'team' } })).items.find((row) => row.caseId === caseId && row.mayAct)?.stepId;

/** From the click of one until the other has the next step on the list. */
async function pass(from: Player, to: Player): Promise<number> {
  const step = await openStep(from);
  if (step === undefined) throw new Error('nothing is open to pass on');
  const told = (): number => to.live.heard().filter((event) => event.topic === 'tasks').length;
  const before = told();
  const { ms } = await timed(async () => {
    const act = from.api.act(caseId, { kind: 'complete', step, outcome: 'done' });
    for (let seen = before; ; seen = told()) {
      await to.live.until(() => told() > seen);
      if ((await openStep(to)) !== undefined) break;
    }
    await act;
  });
  // What is still on its way of this act must not be taken for news of the next one; and the notifier, which looks at fixed
  // intervals, is met at any point of them.
  await sleep(400 + Math.random() * 400);
  return ms;
}

async function relayRound(): Promise<readonly number[]> {
  return [await pass(marcus, ellen), await pass(ellen, marcus)];
}

describe('from one person’s click to the other’s list', () => {
  it('with the case in the worker’s memory, with a worker just started, and against a bare Update', async () => {
    const raw = await rawUpdates(rounds(50) * 2);
    await relayRound();
    const hot: number[] = [];
    for (let i = 0; i < rounds(20); i++) hot.push(...(await relayRound()));
    const cold: number[] = [];
    for (let i = 0; i < rounds(6); i++) {
      await product.restart('worker');
      cold.push(await pass(...((await openStep(marcus)) !== undefined ? ([marcus, ellen] as const) : ([ellen, marcus] as const))));
    }
    const line = (times: readonly number[]): string => `median ${inMs(median(times))}, 95 of 100 within ${inMs(percentile(times, 95))}, ${(median(times) / median(raw)).toFixed(1)} bare Updates (${times.length} times)`;
    say('From one person’s click until the next step is on the other’s list', {
      hot: line(hot),
      cold: line(cold),
      'bare Update': `median ${inMs(median(raw))}, 95 of 100 within ${inMs(percentile(raw, 95))} (${raw.length} times)`,
    });
  }, 900_000);
});

/** Updates of a workflow that only answers, on a worker of its own on the product's Temporal server. */
async function rawUpdates(count: number): Promise<readonly number[]> {
  const { address, namespace } = product.temporal;
  const taskQueue = `echo-${randomUUID()}`;
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: join(checkoutRoot(), 'bench', 'workflows.ts'), failureConverterPath: failureConverterPath(), logger: new DefaultLogger('ERROR') });
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({ connection: native, namespace, taskQueue, workflowBundle });
  const connection = await Connection.connect({ address });
  const times: number[] = [];
  await worker.runUntil(async () => {
    const handle = await new Client({ connection, namespace }).workflow.start('echo', { workflowId: taskQueue, taskQueue });
    for (let i = 0; i < count + 5; i++) {
      const { ms } = await timed(() => handle.executeUpdate(echoUpdate, { args: [i] }));
      if (i >= 5) times.push(ms);
    }
    await handle.terminate();
  });
  await connection.close();
  await native.close();
  return times;
}
