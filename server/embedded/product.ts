// Server and worker as children, each the leader of a process group of its own: Ctrl-C reaches only the launcher, which
// then stops them in order. They say `ready` over the channel that Node gives a child.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Environment } from '../config.ts';
import { logTail, openLog } from './log-files.ts';
import { stopProcess } from './processes.ts';
import { StartError } from './start-error.ts';

export type Child = { readonly pid: number; readonly stop: () => Promise<void>; readonly exited: Promise<void> };

export type ChildPlan = {
  readonly name: 'server' | 'worker';
  readonly root: string;
  readonly logDir: string;
  readonly env: Environment;
  readonly graceMs: number;
  readonly onSpawn?: (pid: number) => void;
};

const READY_WITHIN_MS = 60_000;

export async function startChild(plan: ChildPlan): Promise<Child> {
  const log = openLog(plan.logDir, plan.name);
  const child = spawn(process.execPath, ['--enable-source-maps', join(plan.root, 'dist', `${plan.name}.mjs`)], {
    cwd: plan.root,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...plan.env },
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = child.pid;
  if (pid === undefined) throw new StartError(`the ${plan.name} could not be started`);
  plan.onSpawn?.(pid);
  const stop = () => stopProcess({ pid }, { signal: 'SIGTERM', graceMs: plan.graceMs });
  if (await isReady(child, exited)) return { pid, stop, exited };
  await stop();
  throw new StartError(`the ${plan.name} did not start; the end of its log:\n${logTail(plan.logDir, plan.name)}`);
}

async function isReady(child: ChildProcess, exited: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_WITHIN_MS);
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'ready') resolve(true);
    });
  });
  const outcome = await Promise.race([ready, exited.then(() => false)]);
  clearTimeout(timer);
  return outcome;
}
