// Processes that outlive us when we are killed, and how the next start knows them again. A process is ours when its
// pid *and* its start time are those we wrote down: pids are used again, and a stranger must never be signalled.
import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { writePrivateFile } from './private-file.ts';

const recordSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string(), note: z.string().optional() });

export type ProcessRecord = Readonly<z.infer<typeof recordSchema>>;

export function recordProcess(dataDir: string, name: string, at: { pid: number; note?: string }): void {
  const startedAt = startTime(at.pid);
  if (startedAt === undefined) return;
  writePrivateFile(recordPath(dataDir, name), JSON.stringify({ ...at, startedAt }) + '\n');
}

export function forgetProcess(dataDir: string, name: string): void {
  rmSync(recordPath(dataDir, name), { force: true });
}

/** Writes ourselves down under this name, unless another live process is; of two that try at once, one succeeds. */
export function claimName(dataDir: string, name: string, note: string): ProcessRecord | undefined {
  const path = recordPath(dataDir, name);
  const draft = `${name}.${process.pid}.claim`;
  mkdirSync(join(dataDir, 'run'), { recursive: true, mode: 0o700 });
  recordProcess(dataDir, draft, { pid: process.pid, note });
  try {
    for (;;) {
      try {
        // Linking fails when the name exists, which writing or renaming would not.
        linkSync(recordPath(dataDir, draft), path);
        return undefined;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
        const holder = liveProcess(dataDir, name);
        if (holder !== undefined) return holder;
        rmSync(path, { force: true });
      }
    }
  } finally {
    forgetProcess(dataDir, draft);
  }
}

/** The process written down under this name, if it still runs. */
export function liveProcess(dataDir: string, name: string): ProcessRecord | undefined {
  const path = recordPath(dataDir, name);
  if (!existsSync(path)) return undefined;
  const parsed = recordSchema.safeParse(readJson(path));
  return parsed.success && isSame(parsed.data) ? parsed.data : undefined;
}

/** Asks a process (and its group, when it leads one) to stop, and ends it when it does not within the grace. */
export async function stopProcess(
  process: { readonly pid: number },
  how: { readonly signal: NodeJS.Signals; readonly graceMs: number; readonly lastSignal?: NodeJS.Signals },
): Promise<void> {
  const startedAt = startTime(process.pid);
  if (startedAt === undefined) return;
  const record = { pid: process.pid, startedAt };
  send(process.pid, how.signal);
  if (await isGoneWithin(record, how.graceMs)) return;
  send(process.pid, how.lastSignal ?? 'SIGKILL');
  if (await isGoneWithin(record, 300)) return;
  // Children are started as leaders of a group of their own, so this reaches what they started, and nobody else.
  send(-process.pid, 'SIGKILL');
  send(process.pid, 'SIGKILL');
  await isGoneWithin(record, 1_000);
}

/** When the process started, as the system tells it; undefined when there is none (a zombie counts as none). */
export function startTime(pid: number): string | undefined {
  try {
    if (existsSync('/proc/self/stat')) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    const line = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' ? undefined : line;
  } catch {
    return undefined;
  }
}

function isSame(record: ProcessRecord): boolean {
  return startTime(record.pid) === record.startedAt;
}

async function isGoneWithin(record: ProcessRecord, graceMs: number): Promise<boolean> {
  for (const end = Date.now() + graceMs; ; await sleep(20)) {
    if (!isSame(record)) return true;
    if (Date.now() >= end) return false;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, which is what was wanted.
  }
}

function recordPath(dataDir: string, name: string): string {
  return join(dataDir, 'run', `${name}.json`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether the process's command line names this path; how a PostgreSQL on our data is told from any other. */
export function isCommandOf(pid: number, path: string): boolean {
  try {
    const command = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(' ');
    return command.includes(path);
  } catch {
    return false;
  }
}
