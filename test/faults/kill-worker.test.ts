// Kills the worker twenty times at random moments while ten cases are in flight, on a real Temporal and a real PostgreSQL.
// Whatever is killed when: each acknowledged act is there exactly once, nothing happens early, no journal has a gap, and
// what is shown is what the journal says.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project, rebuild, verifyCase } from '../../activities/project.ts';
import type { Standing, PersonInput } from '../../protocol/input.ts';
import type { Transition } from '../../protocol/entry.ts';
import { withClient } from '../../server/embedded/database-roles.ts';
import { createKeys } from '../../server/services/keys.ts';
import { connectTemporal, type TemporalClient } from '../../server/temporal-client.ts';
import { actUpdate, CASE_WORKFLOW, caseStateQuery, caseWorkflowId, TASK_QUEUE, type ActAnswer, type ActArgument } from '../../workflows/messages.ts';
import { reason } from '../arbitraries/case-play.ts';
import { standing, type Name } from '../arbitraries/people.ts';
import { bundle, due, plan as drawn, sheriff } from '../arbitraries/plan.ts';
import { startWorld, type World } from '../api/project-world.ts';
import { startTemporal } from '../harness/temporal.ts';
import { buildWorker, startWorker, type WorkerPlan, type WorkerProcess } from './worker-process.ts';

const kills = 20;
const casesInFlight = 10;

// Its deadlines fall due every few seconds, so kills meet timers as well as acts.
const busy = bundle(drawn('busy', [
  { id: 'start', kind: 'start', next: { next: 'look' } },
  { id: 'look', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'again', label: 'Again' }, { id: 'done', label: 'Done' }], next: { again: 'look', done: 'end' }, limit: due('PT3S', { rules: [{ due: 'PT3S', warn: 'PT1S' }], escalate: [{ after: 'PT0S', notify: ['lead'] }, { after: 'PT2S', notify: ['commander'], letIn: ['commander'] }] }) },
  { id: 'end', kind: 'end', outcome: 'end' },
]));

let world: World;
let temporal: TemporalClient;
let folder: string;
let plan: WorkerPlan;
const workers: WorkerProcess[] = [];
const begin = async (): Promise<void> => void workers.push(await startWorker(plan));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-kill-'));
  world = await startWorld();
  const { address, namespace } = await startTemporal();
  const installationKey = randomBytes(32);
  const keyFile = join(folder, 'key');
  writeFileSync(keyFile, installationKey.toString('hex'), { mode: 0o600 });
  const env = { DATABASE_URL: world.server.databaseUrl, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, HANDRAIL_KEY_FILE: keyFile, HANDRAIL_DATA: folder, LOG_LEVEL: 'warn' };
  const keys = createKeys({ db: world.db, installationKey });
  temporal = connectTemporal({ temporalAddress: address, temporalNamespace: namespace }, (caseId) => keys.keysFor(caseId));
  plan = { program: await buildWorker(), env, logFile: join(folder, 'worker.log') };
  await Promise.all([begin(), begin()]);
}, 120_000);
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await temporal.close();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(plan.program, { force: true });
});

describe('a worker that is killed again and again', () => {
  it('loses no acknowledged act, does nothing twice or early, and leaves journal and projection whole', async () => {
    const cases = Array.from({ length: casesInFlight }, () => new BusyCase());
    await Promise.all(cases.map((one) => one.open()));
    let isOver = false;
    const acting = cases.map(async (one) => {
      while (!isOver) await one.act();
    });
    for (let killed = 0; killed < kills; ) {
      await sleep(randomInt(50, 4_000));
      // Mostly one of the two; now and then both, and then nobody is there for a while.
      const victims = workers.splice(0, randomInt(4) === 0 ? 2 : 1);
      await Promise.all(victims.map((victim) => victim.kill()));
      killed += victims.length;
      await Promise.all(victims.map(begin));
    }
    isOver = true;
    await Promise.all(acting);
    await Promise.all(cases.map((one) => one.quiet()));
    for (const one of cases) await one.check();
    expect(cases.reduce((sum, one) => sum + one.acknowledged.size, 0)).toBeGreaterThan(casesInFlight * 4);
  }, 600_000);

  it('stops within five seconds when it is asked to, and takes its heartbeat along', async () => {
    const beats = () => world.db.asSweeper((tx) => tx.heartbeat.count());
    const before = await beats();
    const [worker] = workers.splice(0, 1);
    const { ms, code } = (await worker?.stop()) ?? {};
    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
    expect(await beats()).toBe(before - 1);
  }, 60_000);
});

class BusyCase {
  readonly caseId = randomUUID();
  /** Number of the transition that each acknowledged act was told. */
  readonly acknowledged = new Map<string, number>();

  open(): Promise<void> {
    const { caseId } = this;
    return this.#send({ kind: 'open', id: `open-${caseId}`, actor: actorOf('ana'), caseId, unitId: world.unitId, agencyId: sheriff, bundle: busy, dutySupervisor: { personId: world.ids.sam, agencyId: sheriff } });
  }

  async act(): Promise<void> {
    const step = randomInt(2) === 0 ? await this.#openStep() : undefined;
    const act = { id: randomUUID(), actor: actorOf(randomInt(2) === 0 ? 'ana' : 'max') };
    await this.#send(step === undefined ? { ...act, kind: 'note', text: reason } : { ...act, kind: 'complete', step, outcome: 'again' });
    await sleep(randomInt(100, 600));
  }

  async quiet(): Promise<void> {
    const handle = temporal.client.workflow.getHandle(caseWorkflowId(this.caseId));
    // Until the last escalation has fired and all of it is projected.
    await expect.poll(async () => {
      const { state, unprojected } = await handle.query(caseStateQuery);
      return unprojected.length === 0 && state?.steps.every((s) => s.clock?.timers.length === 0) ? (await this.#journal()).length - state.transition : 'not yet';
    }, { timeout: 60_000, interval: 250 }).toBe(0);
  }

  async check(): Promise<void> {
    const journal = await this.#journal();
    expect(journal.map((t) => t.number)).toEqual(journal.map((_, i) => i + 1));
    for (const [id, number] of this.acknowledged) expect(journal.filter((t) => t.input.id === id).map((t) => t.number)).toEqual([number]);
    for (const { input, entries, at } of journal) {
      if (input.kind !== 'deadline') continue;
      expect(at).toBeGreaterThanOrEqual(input.due);
      for (const entry of entries) if ('handledAt' in entry) expect(entry.handledAt).toBeGreaterThanOrEqual(input.due);
    }
    expect(await verifyCase(world.db, this.caseId)).toMatchObject({ ok: true });
    const shown = await this.#shown();
    await rebuild(world.db, this.caseId);
    expect(await this.#shown()).toEqual(shown);
  }

  /** As the server does: the same id is sent until there is an answer, and half of the servers project it at once. */
  async #send(input: PersonInput): Promise<void> {
    const act = { input, at: Date.now() };
    for (;;) {
      const answer = await temporal.client.connection.withDeadline(Date.now() + 8_000, () => update(temporal.client, this.caseId, act)).catch((error: unknown) => error);
      // Refused: the list was behind, and the step it showed is done already.
      if (answer instanceof WorkflowUpdateFailedError) return;
      if (!isAnswer(answer)) {
        await sleep(100);
        continue;
      }
      const number = answer.repeated ?? answer.transitions.at(-1)?.number;
      if (number !== undefined) this.acknowledged.set(input.id, number);
      // A gap means that the worker has not come that far yet; it will.
      if (randomInt(2) === 0) await project(world.db, { caseId: this.caseId, transitions: answer.transitions }).catch(() => undefined);
      return;
    }
  }

  async #openStep(): Promise<string | undefined> {
    const row = await world.db.asProjector((tx) => tx.step.findFirst({ where: { caseId: this.caseId, state: 'open' }, select: { id: true } }));
    return row?.id;
  }

  async #journal(): Promise<readonly Transition[]> {
    const rows = await world.db.asProjector((tx) => tx.journal.findMany({ where: { caseId: this.caseId }, orderBy: { number: 'asc' } }));
    return rows.map(({ number, at, input, entries, rows: changes }): Transition => JSON.parse(JSON.stringify({ number, at: at.getTime(), input, entries, rows: changes })));
  }

  #shown(): Promise<unknown> {
    const tables = ['run', 'step', 'deadline', 'vote', 'handoff', 'inbox', 'notice', 'case_access', 'disclosure'];
    return withClient(world.server.superuserUrl, async (client) => {
      const shown: Record<string, readonly string[]> = {};
      for (const table of tables) shown[table] = (await client.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t where case_id = $1`, [this.caseId])).rows.map(({ row }) => row).toSorted();
      shown['case'] = (await client.query<{ row: string }>('select to_jsonb(t)::text as row from "case" t where id = $1', [this.caseId])).rows.map(({ row }) => row);
      return shown;
    });
  }
}

function update(client: Client, caseId: string, act: ActArgument): Promise<ActAnswer> {
  const workflowId = caseWorkflowId(caseId);
  const options = { args: [act] as [ActArgument], updateId: act.input.id };
  if (act.input.kind !== 'open') return client.workflow.getHandle(workflowId).executeUpdate(actUpdate, options);
  const startWorkflowOperation = new WithStartWorkflowOperation(CASE_WORKFLOW, { workflowId, taskQueue: TASK_QUEUE, args: [{ maxHistory: 60 }], workflowIdConflictPolicy: 'USE_EXISTING', workflowTaskTimeout: '5 s' });
  return client.workflow.executeUpdateWithStart(actUpdate, { ...options, startWorkflowOperation });
}

function isAnswer(answer: unknown): answer is ActAnswer {
  return typeof answer === 'object' && answer !== null && 'transitions' in answer;
}

/** The people of the tests under the ids they have in this database. */
function actorOf(name: Name): Standing {
  const { holders, ...own } = standing(name);
  const idOf = (personId: string): string => world.ids[personId as Name] ?? personId;
  return { ...own, personId: world.ids[name], holders: Object.fromEntries(Object.entries(holders).map(([role, persons]) => [role, persons.map((p) => ({ ...p, personId: idOf(p.personId) }))])) };
}
