// The built product (dist/) against the tier's PostgreSQL and Temporal: server and worker as the processes they are in
// production, on a free port, with a database and a namespace of their own.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutRoot } from '../../server/config.ts';
import type { Environment } from '../../server/config.ts';
import { freePort } from '../../server/embedded/ports.ts';
import { startChild } from '../../server/embedded/product.ts';
import type { Child } from '../../server/embedded/product.ts';
import { keyFileIn } from '../../server/embedded/secrets.ts';
import { setupToken } from '../../server/embedded/setup-token.ts';
import { startPostgres } from './postgres.ts';
import type { TestDatabase } from './postgres.ts';
import { startTemporal } from './temporal.ts';
import type { TestTemporal } from './temporal.ts';

export type Product = {
  readonly url: string;
  readonly database: TestDatabase;
  readonly databaseUrl: string;
  readonly temporal: TestTemporal;
  /** What server and worker were given; a further process of ours (CLI, seed) takes the same. */
  readonly env: Environment;
  /** Only of a product started empty. */
  readonly setupToken: string | undefined;
  readonly log: (name: 'server' | 'worker') => string;
  readonly pidOf: (name: 'server' | 'worker') => number;
  /** Starts the part again after the test has stopped or killed it. */
  readonly restart: (name: 'server' | 'worker') => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type ProductOptions = {
  /** A real installation that nobody has set up; otherwise the seeded demo. */
  readonly empty?: boolean;
  readonly env?: Environment;
};

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const [database, temporal, port] = await Promise.all([startPostgres(), startTemporal(), freePort()]);
  const dataDir = mkdtempSync(join(tmpdir(), 'handrail-product-'));
  const logDir = join(dataDir, 'log');
  const url = `http://localhost:${port}`;
  const token = options.empty ? setupToken(dataDir, { renew: true }) : undefined;
  const env: Environment = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: database.databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    PORT: String(port),
    PUBLIC_URL: url,
    LISTEN_HOST: '127.0.0.1',
    HANDRAIL_DATA: dataDir,
    HANDRAIL_KIND: options.empty ? 'real' : 'demo',
    HANDRAIL_KEY_FILE: keyFileIn(dataDir),
    SETUP_TOKEN_SHA256: token?.sha256,
    ...options.env,
  };
  const begin = (name: 'server' | 'worker') => startChild({ name, root: checkoutRoot(), logDir, env, graceMs: 5_000 });
  const [server, worker] = await Promise.all([begin('server'), begin('worker')]);
  const children: Record<'server' | 'worker', Child> = { server, worker };
  if (!options.empty) await seedInto(env, port);
  return {
    url,
    database,
    databaseUrl: database.databaseUrl,
    temporal,
    env,
    setupToken: token?.token,
    log: (name) => readFileSync(join(logDir, `${name}.log`), 'utf8'),
    pidOf: (name) => children[name].pid,
    restart: async (name) => {
      await children[name].stop();
      children[name] = await begin(name);
    },
    stop: async () => {
      await children.server.stop();
      await children.worker.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function seedInto(env: Environment, port: number): Promise<void> {
  const seed = join(checkoutRoot(), 'dist', 'seed.mjs');
  await promisify(execFile)(process.execPath, [seed], { env: { ...env, HANDRAIL_URL: `http://127.0.0.1:${port}` }, cwd: checkoutRoot() });
}
