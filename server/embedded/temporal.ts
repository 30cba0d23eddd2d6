// The embedded Temporal: its dev server with a database file, loopback only, without its own web page. Closed cases stay
// readable there for 30 days; nothing of Handrail depends on that, the journal is in PostgreSQL.
import { execFile, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { logTail, openLog } from './log-files.ts';
import { stopProcess } from './processes.ts';
import { StartError } from './start-error.ts';

export const NAMESPACE = 'handrail';
const RETENTION = '720h';

export type Temporal = { readonly pid: number; readonly address: string; readonly stop: () => Promise<void>; readonly exited: Promise<void> };

export type TemporalPlace = {
  readonly program: string;
  /** Undefined keeps everything in memory, for tests. */
  readonly databaseFile: string | undefined;
  readonly port: number;
  readonly logDir: string;
  readonly onSpawn?: (pid: number) => void;
};

export async function startTemporal(place: TemporalPlace): Promise<Temporal> {
  const log = openLog(place.logDir, 'temporal');
  const file = place.databaseFile === undefined ? [] : ['--db-filename', place.databaseFile];
  const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(place.port), '--namespace', NAMESPACE, '--log-level', 'warn', ...file];
  const child = spawn(place.program, args, { detached: true, stdio: ['ignore', log, log] });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  if (child.pid !== undefined) place.onSpawn?.(child.pid);
  const address = `127.0.0.1:${place.port}`;
  const isUp = await Promise.race([keepsHistories({ program: place.program, address }), exited.then(() => false)]);
  const pid = child.pid;
  if (!isUp || pid === undefined) {
    if (pid !== undefined) await stopTemporal({ pid });
    throw new StartError(`Temporal did not start; the end of its log:\n${logTail(place.logDir, 'temporal')}`);
  }
  return { pid, address, stop: () => stopTemporal({ pid }), exited };
}

export function stopTemporal(process: { readonly pid: number }): Promise<void> {
  return stopProcess(process, { signal: 'SIGTERM', graceMs: 800 });
}

// Setting the retention doubles as the question whether the server answers: it needs the namespace to be there.
async function keepsHistories(at: { program: string; address: string }): Promise<boolean> {
  const args = ['operator', 'namespace', 'update', '--namespace', NAMESPACE, '--retention', RETENTION, '--address', at.address];
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(100)) {
    const isDone = await new Promise<boolean>((resolve) => {
      execFile(at.program, args, { timeout: 5_000 }, (error) => resolve(error === null));
    });
    if (isDone) return true;
  }
  return false;
}
