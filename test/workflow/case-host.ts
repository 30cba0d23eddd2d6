// A worker on a Temporal server for tests, and a case on it to act on. The time-skipping server has one clock for all of its
// workflows: one environment per file, tests in a file one after the other.
import { randomUUID } from 'node:crypto';
import { isGrpcServiceError, WithStartWorkflowOperation, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, type DataConverter } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { inject } from 'vitest';
import type { Transition } from '../../protocol/entry.ts';
import type { PersonInput, SubmissionRef } from '../../protocol/input.ts';
import type { Bundle } from '../../protocol/plan.ts';
import { dataConverter, type KeysFor } from '../../server/codec.ts';
import { actUpdate, CASE_WORKFLOW, caseStateQuery, caseWorkflowId, TASK_QUEUE, wakeSignal, type ActAnswer, type CaseArgument, type CaseReport } from '../../workflows/messages.ts';
import type { caseWorkflow } from '../../workflows/case.ts';
import { sheriff } from '../arbitraries/plan.ts';
import { standing, type Name } from '../arbitraries/people.ts';
import { startTemporal, startTimeSkipping } from '../harness/temporal.ts';
import { recorder, type Recorder } from './recorder.ts';
import { testBundle } from './test-bundle.ts';
import { testKeys } from './test-keys.ts';

export type ActFields = PersonInput extends infer I ? (I extends PersonInput ? Omit<I, 'id' | 'actor'> : never) : never;
export type Outcome = { readonly answer: ActAnswer } | { readonly code: string; readonly about?: string };

export interface Opening {
  readonly argument?: CaseArgument;
  readonly caseId?: string;
  readonly id?: string;
  readonly at?: number;
  readonly form?: SubmissionRef;
}

export interface Host {
  readonly env: TestWorkflowEnvironment;
  readonly recorder: Recorder;
  now(): Promise<number>;
  openCase(bundle: Bundle, more?: Opening): Promise<TestCase>;
  stop(): Promise<void>;
}

export interface HostOptions {
  /** The time-skipping server by default; on the real one time is real. */
  readonly server?: 'timeSkipping' | 'real';
  readonly worker?: Partial<WorkerOptions>;
  /** On the real server: a namespace that is there already, instead of a new one. */
  readonly namespace?: string;
  /** Of the worker; the client always has the test keys. */
  readonly keysFor?: KeysFor;
}

export async function startHost({ server = 'timeSkipping', worker: tuning = {}, namespace, keysFor = testKeys }: HostOptions = {}): Promise<Host> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  const client = { dataConverter: dataConverter(testKeys) };
  const env = server === 'timeSkipping' ? await startTimeSkipping({ client }) : await realServer(client, namespace);
  const memory = recorder();
  const worker = await Worker.create({
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    taskQueue: TASK_QUEUE,
    dataConverter: dataConverter(keysFor),
    workflowBundle: await testBundle(),
    activities: { ...memory.activities },
    maxCachedWorkflows: 100,
    stickyQueueScheduleToStartTimeout: '5 s',
    ...tuning,
  });
  const running = worker.run();
  return {
    env,
    recorder: memory,
    now: () => env.currentTimeMs(),
    openCase: (bundle, more = {}) => openCase(env, memory, bundle, more),
    stop: async () => {
      worker.shutdown();
      await running;
      await env.teardown();
    },
  };
}

async function realServer(client: { readonly dataConverter: DataConverter }, namespace: string | undefined): Promise<TestWorkflowEnvironment> {
  const place = namespace === undefined ? await startTemporal() : { address: inject('temporal').address, namespace };
  return TestWorkflowEnvironment.createFromExistingServer({ ...place, client });
}

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

export interface TestCase {
  readonly caseId: string;
  readonly opening: PersonInput;
  readonly opened: Outcome;
  readonly handle: WorkflowHandle<typeof caseWorkflow>;
  act(by: Name, fields: ActFields, more?: { readonly id?: string; readonly at?: number; readonly there?: readonly Name[] }): Promise<Outcome>;
  send(input: PersonInput, at: number): Promise<Outcome>;
  report(): Promise<CaseReport>;
  wake(): Promise<void>;
  /** The journal as recorded, once everything that the workflow holds has arrived there. */
  journal(): Promise<readonly Transition[]>;
  events(): Promise<readonly string[]>;
  runs(): Promise<string>;
  /** Of all runs of the case, the first first. */
  histories(): Promise<readonly History[]>;
}

async function openCase(env: TestWorkflowEnvironment, memory: Recorder, bundle: Bundle, more: Opening): Promise<TestCase> {
  const caseId = more.caseId ?? randomUUID();
  const workflowId = caseWorkflowId(caseId);
  const handle = env.client.workflow.getHandle<typeof caseWorkflow>(workflowId);
  const input: PersonInput = {
    kind: 'open', id: more.id ?? `open-${caseId}`, actor: standing('ana'), caseId, unitId: 'u0000000-0000-4000-8000-000000000001', agencyId: sheriff,
    bundle, dutySupervisor: { personId: 'sam', agencyId: sheriff }, ...(more.form ? { form: more.form } : {}),
  };
  const at = more.at ?? (await env.currentTimeMs());
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof caseWorkflow>(CASE_WORKFLOW, {
    workflowId, taskQueue: TASK_QUEUE, args: [more.argument ?? {}], workflowIdConflictPolicy: 'USE_EXISTING', workflowTaskTimeout: '5 s',
  });
  const opened = await outcome(env.client.workflow.executeUpdateWithStart(actUpdate, { startWorkflowOperation, updateId: input.id, args: [{ input, at }] }));
  const { runId, raw } = await handle.describe();
  const send = (act: PersonInput, instant: number) => again(() => outcome(handle.executeUpdate(actUpdate, { updateId: act.id, args: [{ input: act, at: instant }] })));
  const report = () => again(() => env.connection.withDeadline(Date.now() + 3_000, () => handle.query(caseStateQuery)));
  return {
    caseId,
    opening: input,
    opened,
    handle,
    send,
    act: async (by, fields, { id = randomUUID(), at: instant, there } = {}) => send({ ...fields, id, actor: standing(by, there) }, instant ?? (await env.currentTimeMs())),
    report,
    wake: () => handle.signal(wakeSignal),
    journal: async () => {
      // Asked only when it is quiet: a query that meets the end of a run is lost on the time-skipping server.
      for (let known = -1; ; ) {
        const journal = memory.journal(caseId);
        if (journal.length === known && journal.length === ((await report()).state?.transition ?? 0)) return journal;
        known = journal.length;
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    },
    events: async () => ((await handle.fetchHistory()).events ?? []).map((event) => Object.keys(event).find((key) => key.endsWith('EventAttributes') && event[key as keyof typeof event] != null) ?? ''),
    runs: async () => (await handle.describe()).runId,
    histories: async () => {
      const histories: History[] = [];
      for (let run: string | undefined = raw.workflowExecutionInfo?.firstRunId || runId; run; ) {
        const history: History = await env.client.workflow.getHandle(handle.workflowId, run).fetchHistory();
        histories.push(history);
        run = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
      }
      return histories;
    },
  };
}

/**
 * As the server does: what meets a run that is just ending may get no answer, and is asked again. (A workflow task that
 * wanted to go on as a new run while something had arrived is thrown away with the updates in it, and the time-skipping
 * server loses queries.)
 */
async function again<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const until = Date.now() + 20_000; ; ) {
    try {
      return await ask();
    } catch (error) {
      if (!isGrpcServiceError(error instanceof Error ? (error.cause ?? error) : error) || Date.now() > until) throw error;
    }
  }
}

async function outcome(answer: Promise<ActAnswer>): Promise<Outcome> {
  try {
    return { answer: await answer };
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) throw error;
    const [detail] = error.cause.details ?? [];
    return { code: error.cause.type ?? '', ...(detail as { about?: string }) };
  }
}
