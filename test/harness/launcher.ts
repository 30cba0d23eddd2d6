// `npm start` as a person runs it: a copy of the built checkout in a private folder, and the launcher as a process.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { checkoutRoot } from '../../server/config.ts';
import type { Environment } from '../../server/config.ts';
import { startTime } from '../../server/embedded/processes.ts';

const LEFT_OUT = new Set(['node_modules', '.git', '.handrail']);
const recordSchema = z.object({ pid: z.number(), startedAt: z.string() });

export type PartRecord = z.infer<typeof recordSchema>;

export type Launched = {
  readonly pid: number;
  readonly output: () => string;
  /** The last line, once the start has come to it; throws with all output when it ends before. */
  readonly ready: () => Promise<string>;
  readonly exitCode: Promise<number | null>;
  readonly signal: (signal: NodeJS.Signals) => void;
};

/** A copy with the packages linked; readable by its owner only, as below /root or in a private temporary folder. */
export function copyCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-copy-'));
  const root = checkoutRoot();
  cpSync(root, folder, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, '.uses-linked-packages'), '');
  chmodSync(folder, 0o700);
  return folder;
}

export function removeCopy(folder: string): void {
  const link = join(folder, '.handrail', 'postgres');
  const apart = existsSync(link) && process.getuid?.() === 0 ? readlinkSync(link) : undefined;
  if (apart !== undefined) rmSync(apart, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

export function launch(folder: string, args: readonly string[], environment: Environment = {}): Launched {
  const child = spawn(process.execPath, ['bin/handrail.mjs', 'start', ...args], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  let hasEnded = false;
  const exitCode = new Promise<number | null>((resolve) => child.once('close', (code) => ((hasEnded = true), resolve(code))));
  const pid = child.pid;
  if (pid === undefined) throw new Error('the launcher could not be started');
  return {
    pid,
    exitCode,
    output: () => text,
    signal: (signal) => child.kill(signal),
    ready: async () => {
      for (const end = Date.now() + 120_000; Date.now() < end; await sleep(50)) {
        const line = /^Handrail is ready.*$/m.exec(text)?.[0];
        if (line !== undefined) return line;
        if (hasEnded) break;
      }
      throw new Error(`the launcher did not get ready:\n${text}`);
    },
  };
}

/** The processes that a launcher has written down in this folder, itself among them. */
export function partsOf(folder: string): ReadonlyMap<string, PartRecord> {
  const run = join(folder, '.handrail', 'run');
  const names = existsSync(run) ? readdirSync(run).filter((name) => name.endsWith('.json')) : [];
  return new Map(names.flatMap((name) => {
    const text = textOf(join(run, name));
    return text === undefined ? [] : [[basename(name, '.json'), recordSchema.parse(JSON.parse(text))] as const];
  }));
}

/** Undefined when the process has ended, and taken its record along, since the folder was read. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function isRunning(part: PartRecord): boolean {
  return startTime(part.pid) === part.startedAt;
}
