// The command as it is typed: exit codes that a script can rely on, and JSON with the keys of `expect`.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
function handrail(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'bin', 'handrail.mjs'), ...args], { cwd: root }, (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }));
  });
}
const file = join('test', 'scenarios', 'danger.yaml');

describe('handrail scenario', () => {
  it('exits with 0 when all hold, and says which', async () => {
    expect(await handrail('scenario', file)).toEqual({ code: 0, out: '✓ D1 Dispatch accepted late, person not located, search looked at again\n', err: '' });
  });

  it('gives as JSON what came of it, under the keys of expect', async () => {
    const { code, out } = await handrail('scenario', file, '--only', 'D1', '--json');
    const { scenarios } = JSON.parse(out) as { scenarios: { id: string; holds: boolean; got: Record<string, unknown> }[] };
    expect(code).toBe(0);
    expect(scenarios.map(({ id, holds }) => [id, holds])).toEqual([['D1', true]]);
    expect(Object.keys(scenarios[0]?.got ?? {})).toEqual(['timers', 'approvals', 'handoffs', 'refusals', 'disclosures', 'levels', 'owners', 'final']);
    expect(scenarios[0]?.got['owners']).toEqual([['PT0S', 'sup1']]);
  });

  it.each([
    [['scenario'], 'name one file of scenarios: handrail scenario FILE'],
    [['scenario', 'nowhere.yaml'], 'nowhere.yaml cannot be read; name a file of scenarios, in YAML'],
    [['scenario', file, '--only', 'X'], `${file} has no scenario X; it has D1`],
    [['scenario', file, '--on', 'paper'], '--on paper is no host; write --on engine or --on temporal'],
    [['scenario', 'package.json'], 'package.json:1 schema: write "btau-scenarios/1"'],
  ])('exits with 2 and says what would be right: %j', async (args, said) => {
    const { code, err } = await handrail(...args);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});
