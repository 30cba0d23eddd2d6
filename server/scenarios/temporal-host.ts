// Scenarios on real workflows: the time-skipping server, a worker of our own on it, no database. Its clock goes forward only,
// so a scenario is moved to after now by whole periods in which the calendar repeats.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import type { CaseState } from '../../protocol/case-state.ts';
import type { Transition } from '../../protocol/entry.ts';
import type { ScenarioHost } from '../../protocol/scenarios/play.ts';
import { caseStateQuery, caseWorkflowId, TASK_QUEUE } from '../../workflows/messages.ts';
import { bundleWorkflows } from '../bundle-workflows.ts';
import { dataConverter, type KeysFor } from '../codec.ts';
import { checkoutRoot } from '../config.ts';
import { findTemporalProgram } from '../embedded/temporal-program.ts';
import { send } from '../services/case-gateway.ts';

export interface TimeSkipping {
  /** Epoch ms of the server's clock. */
  readonly now: () => Promise<number>;
  readonly hostOf: (caseId: string) => ScenarioHost;
  readonly client: Client;
  /** A case that was played waits no longer: each later jump of the clock would wake it for every limit it still has. */
  readonly end: (caseId: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Nobody reads what it leaves behind, so the key is thrown away; a recording names its own. */
const keyOfThisRun = (): KeysFor => {
  const key = { kid: 'scenario', key: randomBytes(32) };
  return () => Promise.resolve(key);
};

export async function startTimeSkipping(environment: NodeJS.ProcessEnv, note: (text: string) => void, keysFor = keyOfThisRun()): Promise<TimeSkipping> {
  const path = await findTemporalProgram('temporal-test-server', { givenPath: environment['TEMPORAL_TEST_SERVER_PATH'], path: environment['PATH'] ?? '', cacheDir: join(checkoutRoot(), '.handrail', 'bin'), note });
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  const converter = dataConverter(keysFor);
  const env = await TestWorkflowEnvironment.createTimeSkipping({ client: { dataConverter: converter }, server: { executable: { type: 'existing-path', path } } });
  const journals = new Map<string, Transition[]>();
  const worker = await Worker.create({
    connection: env.nativeConnection, namespace: env.namespace ?? 'default', taskQueue: TASK_QUEUE, dataConverter: converter, workflowBundle: await bundleWorkflows(), activities: { ...recording(journals) },
    stickyQueueScheduleToStartTimeout: '5 s',
  });
  const running = worker.run();
  return {
    now: () => env.currentTimeMs(),
    hostOf: (caseId) => hostOf(env, caseId, () => journals.get(caseId) ?? []),
    client: env.client,
    end: async (caseId) => {
      await env.client.workflow.getHandle(caseWorkflowId(caseId)).terminate('played').catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error; // it has ended by itself, or was never opened
      });
    },
    stop: async () => {
      worker.shutdown();
      await running;
      await env.teardown();
    },
  };
}

/** In place of the projection: each transition once, in order. A gap is waited for. */
function recording(journals: Map<string, Transition[]>): Activities {
  return {
    project: ({ caseId, transitions }) => {
      const journal = journals.get(caseId) ?? [];
      journals.set(caseId, journal);
      for (const transition of transitions) {
        if (transition.number > journal.length + 1) return Promise.reject(new Error('a transition before this one is missing'));
        if (transition.number === journal.length + 1) journal.push(transition);
      }
      return Promise.resolve();
    },
    // Who is on duty is not part of a scenario: a person claims or is named.
    // A scenario plays one case: what it tells another one is said, and nobody hears it.
    raiseElsewhere: async () => null,
    openElsewhere: async () => ({ code: 'not_found' }),
    chooseAssignee: () => Promise.resolve(null),
    // No connector is reached by a scenario: it goes on by the way drawn for no answer.
    callConnector: () => Promise.reject(ApplicationFailure.create({ type: 'not_connected', message: 'not_connected', nonRetryable: true })),
  };
}

const quietWithinMs = 20_000;

function hostOf(env: TestWorkflowEnvironment, caseId: string, journal: () => readonly Transition[]): ScenarioHost {
  let isOpen = false;
  const state = async (): Promise<CaseState | null> => (isOpen ? quiet(env, caseId, journal) : null);
  return {
    passTo: async (at) => {
      const now = await env.currentTimeMs();
      if (at > now) await env.sleep(at - now);
    },
    send: async (input, at) => {
      const sent = await send(env.client, caseId, { input, at });
      if (sent.kind === 'unknown') throw new Error('the workflow of the scenario gave no answer', { cause: sent.why });
      if (sent.kind === 'refused') return { ok: false, code: sent.code, ...(sent.about === undefined ? {} : { about: sent.about }) };
      isOpen = true;
      return { ok: true, transitions: sent.answer.transitions };
    },
    state,
    journal: async () => {
      await state();
      return journal();
    },
  };
}

/** The state once everything that it holds has been recorded. A query that meets the end of a run is lost, and asked again. */
async function quiet(env: TestWorkflowEnvironment, caseId: string, journal: () => readonly Transition[]): Promise<CaseState | null> {
  const handle = env.client.workflow.getHandle(caseWorkflowId(caseId));
  for (const until = Date.now() + quietWithinMs; ; await sleep(20)) {
    try {
      const { state } = await env.connection.withDeadline(Date.now() + 3_000, () => handle.query(caseStateQuery));
      if (state === null || state.transition === journal().length) return state;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    if (Date.now() > until) throw new Error('the workflow of the scenario does not come to rest');
  }
}
