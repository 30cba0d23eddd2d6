import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const command = join(dirname(fileURLToPath(import.meta.url)), 'test.mjs');
const run = (environment: NodeJS.ProcessEnv) => spawnSync(process.execPath, [command, 'e2e'], { encoding: 'utf8', env: { ...process.env, ...environment }, timeout: 20_000 });

describe('npm test without a Chromium', () => {
  it.each([
    { name: 'none on the PATH', environment: { CHROMIUM_PATH: '', PATH: '/nowhere' }, says: /^no Chromium is on the PATH .*set CHROMIUM_PATH to one$/m },
    { name: 'a path that is wrong', environment: { CHROMIUM_PATH: '/nowhere/chromium' }, says: /^CHROMIUM_PATH names \/nowhere\/chromium, which is not there; correct it or leave it out$/m },
  ])('fails before anything else is done, and says so: $name', ({ environment, says }) => {
    const { status, stdout } = run(environment);
    expect(status).toBe(1);
    expect(stdout).toMatch(says);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stdout.trim().split('\n').at(-1)).toBe('0 passed, 1 failed');
  });
});
