// Claim: holding a case to a plan costs little more than a workflow written by hand for that one protocol. Both take the same
// acts on the same servers, write the same facts and rows, and are measured in turn, case by case.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createActivities } from '../activities/index.ts';
import { project } from '../activities/project.ts';
import type { Transition } from '../protocol/entry.ts';
import type { PersonInput, Standing } from '../protocol/input.ts';
import { dataConverter, failureConverterPath } from '../server/codec.ts';
import { checkoutRoot } from '../server/config.ts';
import { connectTemporal, type TemporalClient } from '../server/temporal-client.ts';
import { startWorld, type World } from '../test/api/project-world.ts';
import { bundle, sheriff } from '../test/arbitraries/plan.ts';
import { startTemporal } from '../test/harness/temporal.ts';
import { testKeys } from '../test/workflow/test-keys.ts';
import { actUpdate, caseWorkflowId, TASK_QUEUE, type ActAnswer } from '../workflows/messages.ts';
import { plannedSteps } from './eight-steps.ts';
import { inMs, median, percentile, rounds, say, timed } from './figures.ts';
import { stepNames } from './step-names.ts';

const variants = ['caseWorkflow', 'handWritten'] as const;
type Variant = (typeof variants)[number];
const casesARound = 5;

let world: World;
let temporal: TemporalClient;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  const [place, made, workflowBundle] = await Promise.all([
    startTemporal(),
    startWorld(),
    bundleWorkflowCode({ workflowsPath: join(checkoutRoot(), 'bench', 'workflows.ts'), failureConverterPath: failureConverterPath(), logger: new DefaultLogger('ERROR') }),
  ]);
  world = made;
  await world.publish(plannedSteps);
  const connection = await NativeConnection.connect({ address: place.address });
  const worker = await Worker.create({ connection, namespace: place.namespace, taskQueue: TASK_QUEUE, dataConverter: dataConverter(testKeys), workflowBundle, activities: { ...createActivities({ db: world.db, elsewhere: { raise: async () => 'not_found', open: async () => ({ code: 'not_found' }) } }) }, maxCachedWorkflows: 500 });
  const running = worker.run();
  stopWorker = async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
  temporal = connectTemporal({ temporalAddress: place.address, temporalNamespace: place.namespace }, testKeys);
});
afterAll(async () => {
  await temporal?.close();
  await stopWorker?.();
  await world?.stop();
});

/** One case from its opening to the end of its eighth step, each act recorded before the next, as the server does it. */
async function runCase(variant: Variant): Promise<readonly Transition[]> {
  const caseId = randomUUID();
  const ana = { personId: world.ids.ana, agencyId: sheriff };
  const actor: Standing = { ...ana, member: true, roles: ['analyst'], qualifications: [], rights: ['open'], holders: { analyst: [ana] } };
  const journal: Transition[] = [];
  const taken = async ({ transitions }: ActAnswer): Promise<void> => {
    await project(world.db, { caseId, transitions });
    journal.push(...transitions);
  };
  const workflowId = caseWorkflowId(caseId);
  const open: PersonInput = { kind: 'open', id: randomUUID(), actor, caseId, unitId: world.unitId, agencyId: sheriff, bundle: bundle(plannedSteps), dutySupervisor: { personId: world.ids.sam, agencyId: sheriff } };
  const startWorkflowOperation = new WithStartWorkflowOperation(variant, { workflowId, taskQueue: TASK_QUEUE, args: [], workflowIdConflictPolicy: 'USE_EXISTING' });
  await taken(await temporal.client.workflow.executeUpdateWithStart(actUpdate, { startWorkflowOperation, updateId: open.id, args: [{ input: open, at: Date.now() }] }));
  const handle: WorkflowHandle = temporal.client.workflow.getHandle(workflowId);
  for (let i = 1; i <= stepNames.length; i++) {
    const input: PersonInput = { kind: 'complete', id: randomUUID(), actor, step: `s${i}`, outcome: 'done' };
    await taken(await handle.executeUpdate(actUpdate, { updateId: input.id, args: [{ input, at: Date.now() }] }));
  }
  return journal;
}

const said = (journal: readonly Transition[]): unknown => journal.map((t) => ({ number: t.number, entries: t.entries.map((e) => e.kind), rows: t.rows.map((r) => r.table).sort() }));

it('a case on its plan against the same steps written by hand', async () => {
  expect(said(await runCase('caseWorkflow'))).toEqual(said(await runCase('handWritten')));
  const times: Record<Variant, number[]> = { caseWorkflow: [], handWritten: [] };
  const ratios: number[] = [];
  const count = rounds(20);
  // The first round warms caches, plans of statements and the compiler, and is thrown away.
  for (let round = 0; round <= count; round++) {
    const order = round % 2 === 0 ? variants : [...variants].reverse();
    const inRound: Record<Variant, number[]> = { caseWorkflow: [], handWritten: [] };
    for (let i = 0; i < casesARound; i++) for (const variant of order) inRound[variant].push((await timed(() => runCase(variant))).ms);
    if (round === 0) continue;
    for (const variant of variants) times[variant].push(...inRound[variant]);
    ratios.push(median(inRound.caseWorkflow) / median(inRound.handWritten));
  }
  const acts = stepNames.length + 1;
  say('A case of eight steps, nine acts, each recorded in PostgreSQL before the next', {
    'on its plan': `${inMs(median(times.caseWorkflow))} a case, ${inMs(median(times.caseWorkflow) / acts)} an act`,
    'written by hand': `${inMs(median(times.handWritten))} a case, ${inMs(median(times.handWritten) / acts)} an act`,
    'ratio of medians': (median(times.caseWorkflow) / median(times.handWritten)).toFixed(3),
    'ratio by round': `median ${median(ratios).toFixed(3)}, from ${percentile(ratios, 10).toFixed(3)} to ${percentile(ratios, 90).toFixed(3)} (10th and 90th percentile)`,
    rounds: `${count} of ${casesARound} cases each, in turn`,
  });
}, 900_000);
