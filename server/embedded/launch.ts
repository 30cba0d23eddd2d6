// Starts all of Handrail on one machine: PostgreSQL, Temporal, worker, server; stops them in the opposite order. Safe
// against kill -9 of any of them or of all: a part that dies is started again, and what an earlier launcher left behind
// is stopped before anything new starts. Where DATABASE_URL or TEMPORAL_ADDRESS is given, that part is not ours.
import { join } from 'node:path';
import { applySchema, SchemaError } from '../../prisma/apply-schema.ts';
import { checkoutRoot, ConfigError, readLaunchConfig } from '../config.ts';
import type { Environment, Kind, LaunchConfig } from '../config.ts';
import { openDataFolder, postgresFolder } from './data-folder.ts';
import { ensureDatabase, grantActors } from './database-roles.ts';
import type { DatabaseUrls } from './database-roles.ts';
import { checkGivenServers } from './given-servers.ts';
import { isFree, rememberedPort } from './ports.ts';
import { startPostgres, stopOrphanedPostgres } from './postgres.ts';
import { claimName, forgetProcess, liveProcess, recordProcess, stopProcess } from './processes.ts';
import type { ProcessRecord } from './processes.ts';
import { startChild } from './product.ts';
import { keyFileIn, readSecrets } from './secrets.ts';
import { seed } from './seeding.ts';
import { setupToken } from './setup-token.ts';
import { StartError } from './start-error.ts';
import { supervise } from './supervise.ts';
import type { Part, Supervised } from './supervise.ts';
import { systemUser } from './system-user.ts';
import { findTemporalProgram } from './temporal-program.ts';
import { NAMESPACE, startTemporal } from './temporal.ts';

export type Step = <Result>(label: string, work: (note: (text: string) => void) => Promise<Result>) => Promise<Result>;

export type LaunchOptions = {
  readonly kind: Kind;
  readonly port: number | undefined;
  readonly renewToken: boolean;
  readonly step: Step;
  readonly say: (text: string) => void;
};

const STOP_ORDER = ['server', 'worker', 'temporal', 'postgres'] as const;
type PartName = (typeof STOP_ORDER)[number];

type Launch = {
  readonly config: LaunchConfig;
  readonly options: LaunchOptions;
  readonly dataDir: string;
  readonly logDir: string;
  readonly parts: Map<PartName, Supervised>;
  readonly isEnding: () => boolean;
  readonly giveUp: (reason: string) => void;
};

/** Runs until it is told to stop; answers with the exit code. */
export async function launch(options: LaunchOptions): Promise<number> {
  const parts = new Map<PartName, Supervised>();
  let dataDir: string | undefined;
  let isEnding = false;
  let resolveEnded: (outcome: { code: number; reason?: string }) => void = () => undefined;
  const ended = new Promise<{ code: number; reason?: string }>((resolve) => (resolveEnded = resolve));
  const end = (outcome: { code: number; reason?: string }): void => {
    isEnding = true;
    resolveEnded(outcome);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end({ code: 0 }));
  const started = (async () => {
    const read = readLaunchConfig();
    const config = { ...read, port: options.port ?? read.port };
    claim(config);
    dataDir = config.dataDir;
    await start({ config, options, dataDir, logDir: join(dataDir, 'log'), parts, isEnding: () => isEnding, giveUp: (reason) => end({ code: 1, reason }) });
  })();
  started.catch((error: unknown) => end({ code: 1, reason: reasonOf(error) }));
  const { code, reason } = await ended;
  if (reason !== undefined) options.say(reason);
  if (dataDir !== undefined) await stopAll(dataDir, parts);
  return code;
}

function claim(config: LaunchConfig): void {
  const holder = claimHere(config);
  if (holder !== undefined) {
    throw new StartError(`Handrail already runs from this folder: ${holder.note ?? ''} (process ${holder.pid}); stop it with Ctrl-C where it runs, or: kill ${holder.pid}`);
  }
}

function claimHere({ dataDir, port }: LaunchConfig): ProcessRecord | undefined {
  try {
    return claimName(dataDir, 'launcher', `http://localhost:${port}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new StartError(`the data folder ${dataDir} cannot be written${code}; give this user the right to, or set HANDRAIL_DATA to another folder`, { cause: error });
  }
}

async function start(launch: Launch): Promise<void> {
  const { config, options, dataDir } = launch;
  openDataFolder(dataDir, options.kind);
  await stopLeftovers(launch);
  const host = config.environment['LISTEN_HOST'] || '127.0.0.1';
  if (!(await isFree(config.port, host))) {
    throw new StartError(`port ${config.port} is held by another program; stop that program, or choose another port: npm start -- --port ${config.port + 1}`);
  }
  await checkGivenServers(config);
  const database = await openDatabase(launch);
  const temporalAddress = await openTemporal(launch);
  const applied = await options.step('database schema', async (note) => {
    const names = await applySchema(database.ownerUrl);
    await grantActors(database.ownerUrl, decodeURIComponent(new URL(database.databaseUrl).username));
    note(names.length === 0 ? 'up to date' : `${names.length} applied`);
    return names;
  });
  const token = options.kind === 'real' ? setupToken(dataDir, { renew: options.renewToken }) : undefined;
  const url = config.environment['PUBLIC_URL'] || `http://localhost:${config.port}`;
  const env: Environment = {
    ...config.environment,
    NODE_ENV: 'production',
    DATABASE_URL: database.databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: config.environment['TEMPORAL_NAMESPACE'] || NAMESPACE,
    PORT: String(config.port),
    PUBLIC_URL: url,
    HANDRAIL_DATA: dataDir,
    HANDRAIL_KIND: options.kind,
    HANDRAIL_KEY_FILE: config.keyFile ?? keyFileIn(dataDir),
    // Only the launcher may own the tables; the children log in as a role that cannot.
    DATABASE_OWNER_URL: undefined,
    ...(token && { SETUP_TOKEN_SHA256: token.sha256 }),
  };
  await options.step('worker and server', async () => {
    await Promise.all([openChild(launch, { name: 'worker', env }), openChild(launch, { name: 'server', env })]);
  });
  const signIn = options.kind === 'demo' ? await seed({ dataDir, env, port: config.port, step: options.step, isFresh: applied.length > 0 }) : realSignIn(url, token?.token);
  options.say(`Handrail is ready at ${url} - ${signIn}`);
}

function realSignIn(url: string, token: string | undefined): string {
  return token === undefined
    ? 'sign in; the set-up token was printed at the first start (another: npm start -- --empty --new-token)'
    : `set it up at ${url}/setup with this one-time token, shown only now: ${token}`;
}

async function openDatabase(launch: Launch): Promise<DatabaseUrls> {
  const { config, options, dataDir, logDir } = launch;
  if (config.databaseUrl !== undefined && config.databaseOwnerUrl !== undefined) {
    return { databaseUrl: config.databaseUrl, ownerUrl: config.databaseOwnerUrl };
  }
  return options.step('PostgreSQL', async (note) => {
    const user = systemUser();
    const folder = postgresFolder(dataDir, user);
    if (user !== undefined) note(`as user ${user.name} in ${folder}, since it does not run as root`);
    const secrets = readSecrets(dataDir);
    const port = await rememberedPort(dataDir, 'postgres');
    const place = { folder, user, port, password: secrets.superuser, logDir, onSpawn: remember(dataDir, 'postgres') };
    let superuserUrl = '';
    await open(launch, 'postgres', async () => {
      const postgres = await startPostgres(place);
      superuserUrl = postgres.superuserUrl;
      return postgres;
    });
    return ensureDatabase(superuserUrl, secrets);
  });
}

async function openTemporal(launch: Launch): Promise<string> {
  const { config, options, dataDir, logDir } = launch;
  if (config.temporalAddress !== undefined) return config.temporalAddress;
  return options.step('Temporal', async (note) => {
    const program = await findTemporalProgram('temporal', {
      givenPath: config.temporalCliPath,
      path: config.path,
      cacheDir: join(dataDir, 'bin'),
      note,
    });
    const port = await rememberedPort(dataDir, 'temporal');
    const databaseFile = join(dataDir, 'temporal.db');
    await open(launch, 'temporal', () => startTemporal({ program, databaseFile, port, logDir, onSpawn: remember(dataDir, 'temporal') }));
    return `127.0.0.1:${port}`;
  });
}

function openChild(launch: Launch, child: { name: 'server' | 'worker'; env: Environment }): Promise<void> {
  const { dataDir, logDir } = launch;
  const graceMs = child.name === 'server' ? 1_000 : 1_300;
  return open(launch, child.name, () => startChild({ ...child, root: checkoutRoot(), logDir, graceMs, onSpawn: remember(dataDir, child.name) }));
}

async function open(launch: Launch, name: PartName, startPart: () => Promise<Part>): Promise<void> {
  const { options, giveUp, isEnding } = launch;
  // Ctrl-C in the middle of a start: what is stopped already must not be joined by what would have come next.
  if (isEnding()) throw new StartError(`stopped before ${name} was started`);
  const part = await supervise({ name, start: startPart, say: options.say, giveUp });
  launch.parts.set(name, part);
  if (isEnding()) await part.stop();
}

function remember(dataDir: string, name: PartName): (pid: number) => void {
  return (pid) => recordProcess(dataDir, name, { pid });
}

async function stopLeftovers(launch: Launch): Promise<void> {
  const { dataDir, options, config } = launch;
  const left = STOP_ORDER.filter((name) => liveProcess(dataDir, name) !== undefined);
  if (left.length > 0) await options.step('stopping what an earlier start left behind', () => stopRecorded(dataDir));
  if (config.databaseUrl === undefined) await stopOrphanedPostgres(postgresFolder(dataDir, systemUser()));
}

async function stopAll(dataDir: string, parts: ReadonlyMap<PartName, Supervised>): Promise<void> {
  for (const name of STOP_ORDER) {
    await parts.get(name)?.stop();
    // A part that was still starting is known by its record only.
    await stopRecorded(dataDir, [name]);
  }
  // Once more, for a part that was being started while another was being stopped.
  await stopRecorded(dataDir);
  forgetProcess(dataDir, 'launcher');
}

async function stopRecorded(dataDir: string, names: readonly PartName[] = STOP_ORDER): Promise<void> {
  for (const name of names) {
    const record = liveProcess(dataDir, name);
    const signal = name === 'postgres' ? 'SIGINT' : 'SIGTERM';
    if (record !== undefined) await stopProcess(record, { signal, graceMs: 1_000, lastSignal: name === 'postgres' ? 'SIGQUIT' : 'SIGKILL' });
    forgetProcess(dataDir, name);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof StartError || error instanceof ConfigError || error instanceof SchemaError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
