// PostgreSQL and Temporal for one tier of tests, started once by the tier's global set-up. What a killed run left
// behind is stopped and removed by the next one, told by the record of the process that owned it.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applySchema } from '../../prisma/apply-schema.ts';
import { checkoutRoot } from '../../server/config.ts';
import { ensureDatabase, grantActors } from '../../server/embedded/database-roles.ts';
import { freePort } from '../../server/embedded/ports.ts';
import { startPostgres, stopOrphanedPostgres } from '../../server/embedded/postgres.ts';
import { liveProcess, recordProcess, stopProcess } from '../../server/embedded/processes.ts';
import { randomPassword } from '../../server/embedded/secrets.ts';
import { systemUser } from '../../server/embedded/system-user.ts';
import { findTemporalProgram } from '../../server/embedded/temporal-program.ts';
import type { TemporalProgram } from '../../server/embedded/temporal-program.ts';
import { startTemporal } from '../../server/embedded/temporal.ts';

export type PostgresAccess = { readonly superuserUrl: string; readonly ownerPassword: string; readonly appPassword: string };
export type TemporalAccess = { readonly address: string; readonly program: string };
export type Services = { readonly postgres: PostgresAccess; readonly temporal: TemporalAccess; readonly stop: () => Promise<void> };

const PREFIX = 'handrail-test-';

export async function startServices(how: { readonly isDurable: boolean }): Promise<Services> {
  await removeAbandoned();
  const folder = mkdtempSync(join(home(), PREFIX));
  // The database's user must get through to its own folder below; names in here tell nobody anything.
  chmodSync(folder, 0o711);
  recordProcess(folder, 'owner', { pid: process.pid });
  const logDir = join(folder, 'log');
  const secrets = { superuser: randomPassword(), owner: randomPassword(), app: randomPassword() };
  const [postgres, temporal] = await Promise.all([
    startPostgres({
      folder,
      user: systemUser(),
      port: await freePort(),
      password: secrets.superuser,
      logDir,
      settings: ['max_connections=200', ...(how.isDurable ? [] : ['fsync=off', 'full_page_writes=off'])],
    }),
    startTemporalIn(folder, logDir),
  ]);
  // The database `handrail` of this cluster is the template: migrated once, copied for every test file.
  const { ownerUrl } = await ensureDatabase(postgres.superuserUrl, secrets);
  await applySchema(ownerUrl);
  await grantActors(ownerUrl);
  return {
    postgres: { superuserUrl: postgres.superuserUrl, ownerPassword: secrets.owner, appPassword: secrets.app },
    temporal: { address: temporal.address, program: temporal.program },
    stop: async () => {
      await Promise.all([temporal.stop(), postgres.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The program of Temporal's dev server or time-skipping server, from the checkout's cache or fetched into it. */
export function temporalProgram(program: TemporalProgram): Promise<string> {
  return findTemporalProgram(program, {
    givenPath: process.env[program === 'temporal' ? 'TEMPORAL_CLI_PATH' : 'TEMPORAL_TEST_SERVER_PATH'] || undefined,
    path: process.env['PATH'] ?? '',
    cacheDir: join(checkoutRoot(), '.handrail', 'bin'),
  });
}

async function startTemporalIn(folder: string, logDir: string) {
  const program = await temporalProgram('temporal');
  const onSpawn = (pid: number) => recordProcess(folder, 'temporal', { pid });
  return { program, ...(await startTemporal({ program, databaseFile: undefined, port: await freePort(), logDir, onSpawn })) };
}

async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(home())) {
    const folder = join(home(), name);
    if (!name.startsWith(PREFIX) || !existsSync(join(folder, 'run', 'owner.json')) || liveProcess(folder, 'owner')) continue;
    await stopOrphanedPostgres(folder);
    const temporal = liveProcess(folder, 'temporal');
    if (temporal) await stopProcess(temporal, { signal: 'SIGTERM', graceMs: 1_000 });
    rmSync(folder, { recursive: true, force: true });
  }
}

// As root the temporary folder may be a private one, which the database's user could not enter.
function home(): string {
  if (process.getuid?.() !== 0) return tmpdir();
  mkdirSync('/var/lib/handrail', { recursive: true, mode: 0o755 });
  return '/var/lib/handrail';
}
