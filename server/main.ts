// The server process. Says `ready` to whoever started it; on SIGTERM it stops accepting, lets requests finish, closes the
// live streams and its connections, in that order.
import { createServer } from 'node:http';
import pino from 'pino';
import { connect } from '../prisma/connect.ts';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import type { AppDeps } from './deps.ts';
import { createLive } from './live.ts';
import { theInternet } from './notices/https-post.ts';
import { createSecrets } from './secrets.ts';
import { startComparing } from './services/compare-cases.ts';
import { createContent } from './services/content.ts';
import { createKeys } from './services/keys.ts';
import { startMigrating } from './services/migrate-cases.ts';
import { mendOwners } from './services/owner-lost.ts';
import { claimKind } from './services/set-up.ts';
import { connectTemporal } from './temporal-client.ts';

const drainMs = 10_000;
const mendEveryMs = 10 * 60_000;

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const config = readConfig();
  // Of errors their text and place, of requests nothing: bodies, cookies and queries never reach the log.
  const log = pino({ name: 'server', level: config.logLevel });
  const db = connect(config.databaseUrl);
  const kind = await claimKind(db, config.kind, config.setupTokenSha256);
  if (kind !== config.kind) throw new Error(`this database holds a ${kind} installation for ever; start it as ${kind}, or give another database to the ${config.kind} one`);
  const keys = createKeys({ db, installationKey: config.installationKey });
  const temporal = connectTemporal(config, (caseId) => keys.keysFor(caseId));
  const live = createLive(db, log);
  let isAccepting = true;
  const deps: AppDeps = { config, db, temporal: temporal.client, content: createContent(keys), secrets: createSecrets(config.installationKey), outside: theInternet, live, log, now: Date.now, isAccepting: () => isAccepting };
  const app = createApp(deps);
  const server = createServer(app.express);
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  live.start();
  process.send?.({ kind: 'ready' });
  log.info({ port: config.port }, 'server is listening');
  const mend = (): void => void mendOwners(deps, Date.now()).catch((error: unknown) => log.error({ err: error }, 'the owners of cases could not be looked over'));
  mend();
  setInterval(mend, mendEveryMs).unref();
  const stopComparing = startComparing(deps);
  const stopMigrating = startMigrating(deps);

  const stop = async (): Promise<void> => {
    if (!isAccepting) process.exit(0);
    isAccepting = false;
    live.stop();
    stopComparing();
    stopMigrating();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
    await closed;
    await temporal.close();
    await db.close();
    log.info('server has stopped');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}
