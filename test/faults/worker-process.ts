// The worker as a process of its own that a test may kill at any moment: bundled from the source as a build does it, since
// running the source itself takes seconds to start, too long for twenty times.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { checkoutRoot, type Environment } from '../../server/config.ts';
import { testBundlePath } from '../workflow/test-bundle.ts';

export interface WorkerProcess {
  readonly pid: number;
  /** As the machine would: no goodbye. */
  kill(): Promise<void>;
  /** Asked politely; answers how long it took and with which code it ended. */
  stop(): Promise<{ readonly ms: number; readonly code: number | null }>;
}

export interface WorkerPlan {
  /** Made by `buildWorker`. */
  readonly program: string;
  readonly env: Environment;
  readonly logFile: string;
}

export async function buildWorker(): Promise<string> {
  const program = join(checkoutRoot(), 'node_modules', '.cache', 'handrail', `worker-${process.pid}.mjs`);
  await build({ entryPoints: [join(checkoutRoot(), 'server', 'worker.ts')], outfile: program, bundle: true, platform: 'node', format: 'esm', target: 'node20.19', packages: 'external', logLevel: 'error' });
  return program;
}

export async function startWorker({ program, env, logFile }: WorkerPlan): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [program], {
    cwd: checkoutRoot(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env, HANDRAIL_WORKFLOW_BUNDLE: await testBundlePath() },
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const exited = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  const ready = new Promise<'ready'>((resolve) => child.once('message', () => resolve('ready')));
  const outcome = await Promise.race([ready, exited]);
  const { pid } = child;
  if (outcome !== 'ready' || pid === undefined) throw new Error(`the worker did not start (${String(outcome)}); see ${logFile}`);
  return {
    pid,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      const began = Date.now();
      child.kill('SIGTERM');
      const code = await exited;
      return { ms: Date.now() - began, code };
    },
  };
}
