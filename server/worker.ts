// The worker process: hosts the workflows and their activities, and sends out notices. It may be killed at any moment: a case
// waits at most for the sticky and the task time-out and then goes on elsewhere, a message for the end of its lease. Several of
// them may run; each says every five seconds that it is alive, and /readyz asks for that row, not for Temporal's list of pollers.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime, TransportError, Worker, type WorkerOptions } from '@temporalio/worker';
import pino, { type Logger } from 'pino';
import { createActivities } from '../activities/index.ts';
import { connect, type Database } from '../prisma/connect.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { bundleWorkflows } from './bundle-workflows.ts';
import { dataConverter } from './codec.ts';
import { checkoutRoot, ConfigError, readConfig, type Config } from './config.ts';
import { createContent } from './services/content.ts';
import { createElsewhere } from './services/elsewhere.ts';
import { theInternet } from './notices/https-post.ts';
import { startTelling } from './notices/loop.ts';
import { createSecrets } from './secrets.ts';
import { createKeys } from './services/keys.ts';

const heartbeatMs = 5_000;
const forgottenMs = 86_400_000;

/** For one core and about 1 GB; more cores: more workers. A killed worker's cases wait for the sticky time-out. */
const tuning = {
  maxCachedWorkflows: 2_000,
  workflowThreadPoolSize: 1,
  maxConcurrentWorkflowTaskExecutions: 100,
  maxConcurrentActivityTaskExecutions: 20,
  stickyQueueScheduleToStartTimeout: '5 s',
  shutdownGraceTime: '20 s',
  // Cold cases come by the normal queue; the default leaves it too few polls.
  nonStickyToStickyPollRatio: 0.5,
} satisfies Partial<WorkerOptions>;

await main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ name: 'worker', level: config.logLevel });
  quietRuntime(log);
  const db = connect(config.databaseUrl);
  const keys = createKeys({ db, installationKey: config.installationKey });
  const connection = await NativeConnection.connect({ address: config.temporalAddress });
  const client = new Client({ connection, namespace: config.temporalNamespace, dataConverter: dataConverter((caseId) => keys.keysFor(caseId)) });
  const elsewhere = createElsewhere({ db, temporal: client, content: createContent(keys), log });
  const worker = await Worker.create({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: TASK_QUEUE,
    identity: `${hostname()}/${process.pid}`,
    dataConverter: dataConverter((caseId) => keys.keysFor(caseId)),
    activities: { ...createActivities({ db, elsewhere }) },
    ...(await workflowCode(config)),
    ...tuning,
  });
  const heart = await startHeart(db, log);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(worker));
  const stopTelling = startTelling({ db, config, secrets: createSecrets(config.installationKey), outside: theInternet, log, now: Date.now });
  const running = worker.run();
  process.send?.({ kind: 'ready' });
  log.info('worker is running');
  await running;
  // A mail server that does not answer holds nobody up: its message is tried again when the lease is over.
  await Promise.race([stopTelling(), sleep(2_000, undefined, { ref: false })]);
  await heart.stop();
  await connection.close();
  await db.close();
  log.info('worker has stopped');
  // The channel to the launcher would keep the process alive.
  process.disconnect?.();
}

/** A build's bundle as it is; from the source a fresh one, since what lies in dist/ may be older. */
async function workflowCode(config: Config): Promise<Pick<WorkerOptions, 'workflowBundle'>> {
  const isSource = import.meta.url.endsWith('.ts') && config.workflowBundlePath === join(checkoutRoot(), 'dist', 'workflows.js');
  return { workflowBundle: isSource ? await bundleWorkflows() : { codePath: config.workflowBundlePath } };
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  // Whoever runs us starts us again; until then one line an attempt is enough.
  if (error instanceof TransportError) return 'Temporal does not answer at TEMPORAL_ADDRESS; start it, or correct the address.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function quietRuntime(log: Logger): void {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    // The SDK hands whole errors along; ours never hold content, and only their text is kept.
    const error: unknown = meta?.['error'];
    const fields = { ...(error instanceof Error ? { error: error.message } : {}), ...(typeof meta?.['workflowId'] === 'string' ? { workflow: meta['workflowId'] } : {}) };
    if (level === 'ERROR') log.error(fields, message);
    else log.warn(fields, message);
  });
  Runtime.install({ logger, shutdownSignals: [] });
}

function stop(worker: Worker): void {
  if (worker.getState() === 'RUNNING') worker.shutdown();
}

async function startHeart(db: Database, log: Logger): Promise<{ stop(): Promise<void> }> {
  const id = randomUUID();
  const version = '0.1.0';
  let beat: Promise<void> = write();
  await beat;
  const timer = setInterval(() => {
    beat = write().catch((error: unknown) => log.warn({ error: String(error) }, 'heartbeat not written'));
  }, heartbeatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await beat;
      await db.asSweeper((tx) => tx.heartbeat.deleteMany({ where: { id } }));
    },
  };

  async function write(): Promise<void> {
    const at = new Date();
    await db.asSweeper(async (tx) => {
      await tx.heartbeat.upsert({ where: { id }, create: { id, kind: 'worker', version, at }, update: { at } });
      await tx.heartbeat.deleteMany({ where: { at: { lt: new Date(at.getTime() - forgottenMs) } } });
    });
  }
}
