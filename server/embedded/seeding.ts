// Fills the demo, by the seed's own program and through the running server. Again only when the seed or the schema has
// changed: the seed is idempotent, but a second start should take seconds.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkoutRoot } from '../config.ts';
import type { Environment } from '../config.ts';
import type { Step } from './launch.ts';
import { writePrivateFile } from './private-file.ts';
import { StartError } from './start-error.ts';

const seededSchema = z.object({ program: z.string(), signIn: z.string() });

export type Seeding = {
  readonly dataDir: string;
  readonly env: Environment;
  readonly port: number;
  readonly step: Step;
  readonly isFresh: boolean;
};

/** Answers how to sign in: what the seed prints after `sign-in:`. */
export async function seed(seeding: Seeding): Promise<string> {
  const file = join(checkoutRoot(), 'dist', 'seed.mjs');
  const marker = join(seeding.dataDir, 'seeded.json');
  const program = createHash('sha256').update(readFileSync(file)).digest('hex');
  const last = existsSync(marker) ? seededSchema.safeParse(JSON.parse(readFileSync(marker, 'utf8'))) : undefined;
  if (last?.success && last.data.program === program && !seeding.isFresh) return last.data.signIn;
  return seeding.step('demo agencies, people and cases', async (note) => {
    const output = await run(file, { ...seeding.env, HANDRAIL_URL: `http://127.0.0.1:${seeding.port}` }, note);
    const signIn = /^sign-in: *(.+)$/m.exec(output)?.[1] ?? 'choose a person on the sign-in page';
    writePrivateFile(marker, JSON.stringify({ program, signIn }) + '\n');
    return signIn;
  });
}

function run(file: string, env: Environment, note: (text: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', file], { env: { ...env }, cwd: checkoutRoot(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let trouble = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      note(output.trim().split('\n').at(-1) ?? '');
    });
    child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new StartError(`the demo could not be filled:\n${(trouble || output).trim().split('\n').slice(-20).join('\n')}`));
    });
  });
}
