// The commands on protocols as they are typed, from another folder, without build and without anything running.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { draft } from '../protocol/draft-text.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'handrail-typed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'two.json'), JSON.stringify(draft('start -> look(2h) -> end')));
writeFileSync(join(folder, 'four.json'), JSON.stringify(draft('start -> look(4h) -> end')));
writeFileSync(join(folder, 'bad.json'), '{\n  "key": 5\n}');

function handrail(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'bin', 'handrail.mjs'), ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } }, (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }));
  });
}

describe('the command', () => {
  it('lints, compiles and proves one protocol and compares two, with the exit code a script can rely on', async () => {
    expect(await handrail('lint', 'two.json')).toEqual({ code: 0, out: 'two.json: no findings\n', err: '' });
    const compiled = JSON.parse((await handrail('compile', 'two.json', '--zone', 'America/New_York', '--json')).out) as { hash: string; zone: string };
    expect(compiled).toMatchObject({ zone: 'America/New_York', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(await handrail('prove', 'two.json')).toEqual({ code: 0, out: 'two.json: it has no rules of its own\n', err: '' });
    expect(await handrail('diff', 'two.json', 'four.json')).toMatchObject({ code: 1, out: expect.stringContaining('Limit, looser: 4 h after the step opens; was 2 h') as string });
  });
  it('tells a bad file and a wrong question, with exit code 2', async () => {
    expect(await handrail('lint', 'bad.json')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('bad.json:2 key: write a text in quotes here') as string });
    expect(await handrail('lint')).toMatchObject({ code: 2, err: 'name one protocol: handrail lint FILE.json\n' });
    expect(await handrail('lnit', 'two.json')).toMatchObject({ code: 2, err: expect.stringContaining('unknown command "lnit"') as string });
    expect(await handrail('lint', 'two.json', '--jsn')).toMatchObject({ code: 2, err: expect.stringContaining("Unknown option '--jsn'") as string });
  });
  it('says what it can do', async () => {
    const { code, out } = await handrail('--help');
    expect(code).toBe(0);
    for (const command of ['start', 'lint', 'compile', 'prove', 'diff', 'scenario']) expect(out).toContain(`handrail ${command}`);
  });
});
