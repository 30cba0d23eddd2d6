// Builds into dist/: one bundle each for server, worker, launcher and seed, the workflows as Temporal's sandbox wants
// them (bundled now, not at the worker's start), and the web app. Packages stay outside the bundles. With --partial it
// leaves out what has no source yet, to try one part alone.
import { existsSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { build as bundle } from 'esbuild';
import { build as buildWeb } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const isPartial = process.argv.includes('--partial');
const isWanted = (source) => !isPartial || existsSync(join(root, source));
mkdirSync(dist, { recursive: true });

const PROGRAMS = {
  server: 'server/main.ts',
  worker: 'server/worker.ts',
  launch: 'server/embedded/launch.ts',
  migrate: 'server/embedded/migrate.ts',
  seed: 'prisma/seed.ts',
};

async function buildPrograms() {
  await bundle({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(PROGRAMS).filter(([, source]) => isWanted(source))),
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

async function buildWorkflows() {
  const quiet = { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'index.ts'),
    // Without it the texts of failures would leave the sandbox unencrypted.
    failureConverterPath: join(root, 'workflows', 'failure-converter.cjs'),
    logger: quiet,
  });
  await writeFile(join(dist, 'workflows.js'), code);
}

async function buildWebApp() {
  await buildWeb({ configFile: join(root, 'designer', 'vite.config.ts'), logLevel: 'warn', build: { outDir: join(dist, 'web'), emptyOutDir: true } });
}

await buildPrograms();
if (isWanted('workflows/index.ts')) await buildWorkflows();
if (isWanted('designer/vite.config.ts')) await buildWebApp().catch(tolerate);

function tolerate(error) {
  if (!isPartial) throw error;
  console.error(error.message);
}
