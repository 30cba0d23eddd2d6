// The workflow bundle, made once for all test files of the same sources: bundling takes seconds on a busy machine.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowBundle } from '@temporalio/worker';
import { bundleWorkflows } from '../../server/bundle-workflows.ts';
import { checkoutRoot } from '../../server/config.ts';

const root = checkoutRoot();

export async function testBundle(): Promise<WorkflowBundle> {
  return { code: readFileSync(await testBundlePath(), 'utf8') };
}

export async function testBundlePath(): Promise<string> {
  const dir = join(root, 'node_modules', '.cache', 'handrail');
  const path = join(dir, `workflows-${fingerprint()}.js`);
  if (existsSync(path)) return path;
  mkdirSync(dir, { recursive: true });
  const { code } = await bundleWorkflows();
  const half = `${path}.${process.pid}.half`;
  writeFileSync(half, code);
  renameSync(half, path);
  return path;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(process.version).update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['protocol', 'workflows', 'server/bundle-workflows.ts']) for (const file of filesIn(join(root, folder))) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function filesIn(path: string): readonly string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|cjs)$/.test(name) && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(path, name));
}
