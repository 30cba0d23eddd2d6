// What `npm start` promises: one command, nothing left behind, nothing lost, whatever is killed.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../server/embedded/database-roles.ts';
import { freePort } from '../../server/embedded/ports.ts';
import { temporalProgram } from '../harness/embedded-services.ts';
import { copyCheckout, isRunning, launch, partsOf, removeCopy } from '../harness/launcher.ts';
import type { Launched, PartRecord } from '../harness/launcher.ts';
import { startPostgres } from '../harness/postgres.ts';
import { startTemporal } from '../harness/temporal.ts';

let folder: string;
let port: number;
let environment: { TEMPORAL_CLI_PATH: string };
let last: Launched | undefined;

beforeAll(async () => {
  folder = copyCheckout();
  port = await freePort();
  environment = { TEMPORAL_CLI_PATH: await temporalProgram('temporal') };
});

afterEach(async () => {
  last?.signal('SIGINT');
  await last?.exitCode;
});

afterAll(() => removeCopy(folder));

const begin = (args: readonly string[] = [], more: Record<string, string> = {}) => {
  last = launch(folder, ['--port', String(port), ...args], { ...environment, ...more });
  return last;
};
const answers = async () => (await fetch(`http://localhost:${port}/healthz`)).ok;
const running = (parts: ReadonlyMap<string, PartRecord>) => [...parts].filter(([, part]) => isRunning(part)).map(([name]) => name);

describe('npm start', () => {
  it('starts everything in a folder that others may not enter, and Ctrl-C leaves nothing within five seconds', async () => {
    const handrail = begin();
    expect(await handrail.ready()).toContain(`http://localhost:${port}`);
    expect(await answers()).toBe(true);
    const parts = partsOf(folder);
    expect(running(parts).sort()).toEqual(['launcher', 'postgres', 'server', 'temporal', 'worker']);
    await leaveTraces();
    const began = Date.now();
    handrail.signal('SIGINT');
    expect(await handrail.exitCode).toBe(0);
    // Five seconds are promised; a busy test machine may take longer to see it.
    expect(Date.now() - began).toBeLessThan(7_000);
    expect(running(parts)).toEqual([]);
  });

  it('keeps the data at the second start', async () => {
    await begin().ready();
    expect(await traces()).toEqual({ row: 'kept', workflow: 'kept' });
  });

  it('refuses a second launcher for the same folder and says where the first one is', async () => {
    await begin().ready();
    const second = launch(folder, ['--port', String(await freePort())], environment);
    expect(await second.exitCode).toBe(1);
    expect(second.output()).toContain(`already runs from this folder: http://localhost:${port}`);
    expect(await answers()).toBe(true);
  });

  it('starts again after kill -9 of everything, with nothing lost', async () => {
    const handrail = begin();
    await handrail.ready();
    const parts = partsOf(folder);
    for (const part of parts.values()) process.kill(part.pid, 'SIGKILL');
    await handrail.exitCode;
    expect(await begin().ready()).toContain('Handrail is ready');
    expect(await traces()).toEqual({ row: 'kept', workflow: 'kept' });
  });

  it('stops what a killed launcher left running, and is not disturbed by it', async () => {
    const handrail = begin();
    await handrail.ready();
    const orphans = partsOf(folder);
    process.kill(handrail.pid, 'SIGKILL');
    await handrail.exitCode;
    expect(running(orphans).sort()).toEqual(['postgres', 'server', 'temporal', 'worker']);
    await begin().ready();
    expect(running(orphans)).toEqual([]);
    expect(await answers()).toBe(true);
  });

  it('starts again whichever part is killed', async () => {
    await begin().ready();
    for (const name of ['server', 'worker', 'temporal', 'postgres']) {
      const before = partsOf(folder).get(name);
      if (before !== undefined) process.kill(before.pid, 'SIGKILL');
      await expect.poll(() => partsOf(folder).get(name)?.pid !== before?.pid, { timeout: 20_000, message: `${name} is back` }).toBe(true);
      await expect.poll(() => answers().catch(() => false), { timeout: 20_000, message: `answers without ${name}` }).toBe(true);
    }
  });

  it('says in a sentence that the port is held by another program', async () => {
    const other = createServer((_request, response) => response.end('other')).listen(port, '127.0.0.1');
    await once(other, 'listening');
    const handrail = begin();
    expect(await handrail.exitCode).toBe(1);
    expect(handrail.output()).toMatch(new RegExp(`port ${port} is held by another program; .*--port \\d+`));
    other.close();
  });

  it('says in a sentence that there is no program of Temporal where it is told to look, and leaves nothing running', async () => {
    const handrail = begin([], { TEMPORAL_CLI_PATH: join(folder, 'nowhere', 'temporal') });
    expect(await handrail.exitCode).toBe(1);
    expect(handrail.output()).toMatch(/TEMPORAL_CLI_PATH names .*nowhere.temporal, which is not there; correct it or leave it out/);
    expect(running(partsOf(folder))).toEqual([]);
  });

  it('never makes a demo a real installation', async () => {
    const handrail = begin(['--empty']);
    expect(await handrail.exitCode).toBe(1);
    expect(handrail.output()).toMatch(/holds the demo and never becomes a real installation; start it with: npm start/);
  });

  it('tells all faults of the configuration at once', async () => {
    const handrail = begin([], { PUBLIC_URL: 'http://cases.example.org', DATABASE_URL: 'mysql://localhost' });
    expect(await handrail.exitCode).toBe(1);
    for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'DATABASE_OWNER_URL']) expect(handrail.output()).toMatch(new RegExp(`^- ${name} `, 'm'));
  });

  it('tells what only server and worker need before it starts anything', async () => {
    const handrail = begin([], { TEMPORAL_ADDRESS: 'http://localhost', LOG_LEVEL: 'loud' });
    expect(await handrail.exitCode).toBe(1);
    for (const name of ['TEMPORAL_ADDRESS', 'LOG_LEVEL']) expect(handrail.output()).toMatch(new RegExp(`^- ${name} `, 'm'));
    expect(handrail.output()).not.toContain('PostgreSQL');
  });

  it('says which of the servers it was given do not answer, without their passwords', async () => {
    const nobody = `postgresql://handrail:hunter2@127.0.0.1:${await freePort()}/handrail`;
    const handrail = begin([], { DATABASE_URL: nobody, DATABASE_OWNER_URL: nobody, TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` });
    expect(await handrail.exitCode).toBe(1);
    for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'TEMPORAL_ADDRESS']) expect(handrail.output()).toMatch(new RegExp(`^- ${name}: .* does not answer`, 'm'));
    expect(handrail.output()).not.toMatch(/hunter2|^ +at /m);
  });

  it('says what it tried when the program of Temporal is nowhere to be had', async () => {
    // Neither a path, nor a PATH, nor the cache, nor the network has it.
    const handrail = begin([], { TEMPORAL_CLI_PATH: '', PATH: '/nowhere', HTTPS_PROXY: `http://127.0.0.1:${await freePort()}`, PIP_NO_INDEX: '1' });
    expect(await handrail.exitCode).toBe(1);
    expect(handrail.output()).toMatch(/the program temporal is not to be had:\n(- .+\n){5}Install it and set TEMPORAL_CLI_PATH to its path, or set TEMPORAL_ADDRESS/);
    expect(running(partsOf(folder))).toEqual([]);
  });

  it('says that its data folder cannot be written', async () => {
    const file = join(folder, 'not-a-folder');
    writeFileSync(file, '');
    const handrail = begin([], { HANDRAIL_DATA: file });
    expect(await handrail.exitCode).toBe(1);
    expect(handrail.output()).toMatch(/data folder .* cannot be written .*HANDRAIL_DATA/);
  });

  it.each(['postgres', 'temporal', 'worker'])('leaves nothing behind when Ctrl-C comes just after %s was begun', async (name) => {
    const handrail = begin();
    const seen = new Map<string, PartRecord>();
    const look = () => partsOf(folder).forEach((part) => seen.set(`${part.pid}`, part));
    for (const end = Date.now() + 60_000; !partsOf(folder).has(name) && Date.now() < end; await sleep(5)) look();
    handrail.signal('SIGINT');
    const hasEnded = handrail.exitCode.then(() => true);
    while (!(await Promise.race([hasEnded, sleep(5, false)]))) look();
    expect(await handrail.exitCode).toBe(0);
    expect([...seen.values()].filter(isRunning)).toEqual([]);
  });
});

describe.each(['server', 'worker'])('the %s alone', (name) => {
  it('tells all faults of its configuration as sentences', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'dist', `${name}.mjs`)], { encoding: 'utf8', env: {} });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^the configuration has 3 faults:\n(- .+\n){3}$/);
  });
});

describe('npm start -- --empty', () => {
  let demo: string;
  beforeAll(() => {
    demo = folder;
    folder = copyCheckout();
  });
  afterAll(() => {
    removeCopy(folder);
    folder = demo;
  });

  it('starts neither database nor Temporal when both are given, and prints the set-up token once', async () => {
    const [database, temporal] = await Promise.all([startPostgres(), startTemporal()]);
    const given = {
      DATABASE_URL: database.databaseUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
    };
    const first = begin(['--empty'], given);
    const token = /\b[0-9a-f]{8}(-[0-9a-f]{8}){4}\b/.exec(await first.ready())?.[0];
    expect(token).toBeDefined();
    expect([...partsOf(folder).keys()].sort()).toEqual(['launcher', 'server', 'worker']);
    expect(readdirSync(join(folder, '.handrail'))).not.toContain('postgres');
    first.signal('SIGTERM');
    expect(await first.exitCode).toBe(0);
    const second = begin(['--empty'], given);
    expect(await second.ready()).not.toContain(token);
    second.signal('SIGTERM');
    await second.exitCode;
    const asDemo = begin([], given);
    expect(await asDemo.exitCode).toBe(1);
    expect(asDemo.output()).toMatch(/holds a real installation and never becomes a demo/);
    await database.stop();
  });
});

const readData = (name: string): Record<string, string | number> => JSON.parse(readFileSync(join(folder, '.handrail', name), 'utf8'));
const superuserUrl = () => `postgresql://postgres:${readData('secrets.json')['superuser']}@127.0.0.1:${readData('ports.json')['postgres']}/handrail`;
const connect = () => Connection.connect({ address: `127.0.0.1:${readData('ports.json')['temporal']}` });

async function leaveTraces(): Promise<void> {
  await withClient(superuserUrl(), (client) => client.query(`create schema traces; create table traces.trace as select 'kept' as word`));
  const connection = await connect();
  // No worker listens on this queue, so the workflow stays as it is.
  await connection.workflowService.startWorkflowExecution({
    namespace: 'handrail',
    workflowId: 'kept',
    workflowType: { name: 'none' },
    taskQueue: { name: 'nobody' },
    requestId: 'trace',
  });
  await connection.close();
  await sleep(100);
}

async function traces(): Promise<{ row: unknown; workflow: unknown }> {
  const { rows } = await withClient(superuserUrl(), (client) => client.query<{ word: string }>('select word from traces.trace'));
  const connection = await connect();
  const description = await connection.workflowService.describeWorkflowExecution({ namespace: 'handrail', execution: { workflowId: 'kept' } });
  await connection.close();
  return { row: rows[0]?.word, workflow: description.workflowExecutionInfo?.execution?.workflowId };
}
