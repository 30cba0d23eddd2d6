// Brings a fresh clone to where it can run: packages, generated database client, build. Each is skipped when its inputs
// have not changed since. Only Node's own modules here: this runs before `npm ci` has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isStamped, writeStamp } from './fingerprint.mjs';
import { step } from './steps.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const SOURCES = ['activities', 'bin/build.mjs', 'designer', 'package-lock.json', 'prisma', 'protocol', 'server', 'tsconfig.json', 'workflows'];

export async function prepare() {
  await install();
  await generate();
  await build();
}

export async function install() {
  const stamp = join(root, 'node_modules', '.handrail-installed');
  const value = fingerprint(root, ['package-lock.json']);
  if (isStamped(stamp, value) || isLinked()) return;
  await step('installing packages', () => run(npm(), ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']));
  writeStamp(stamp, value);
}

export async function generate() {
  const stamp = join(root, 'prisma', 'generated', '.stamp');
  const value = fingerprint(root, ['prisma/schema.prisma', 'package-lock.json', 'prisma.config.ts']);
  if (isStamped(stamp, value) || !existsSync(join(root, 'prisma', 'schema.prisma'))) return;
  await step('generating the database client', () => run(process.execPath, [tool('prisma/build/index.js'), 'generate'], generateEnvironment));
  writeStamp(stamp, value);
}

export async function build() {
  const stamp = join(root, 'dist', '.stamp');
  const value = fingerprint(root, SOURCES);
  if (isStamped(stamp, value)) return;
  await step('building', () => run(process.execPath, [join(root, 'bin', 'build.mjs')]));
  writeStamp(stamp, value);
}

// Generating needs no engine, yet Prisma would fetch one; any existing file keeps it from asking the network.
const generateEnvironment = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };

/** Runs a program quietly; what it printed is shown when it fails. */
export function run(command, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}:\n${output.trim().split('\n').slice(-40).join('\n')}`));
    });
  });
}

export function tool(path) {
  return join(root, 'node_modules', path);
}

// A node_modules that is a link belongs to another checkout (a second work tree, a test); it is not ours to replace.
function isLinked() {
  return existsSync(join(root, '.uses-linked-packages'));
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}
