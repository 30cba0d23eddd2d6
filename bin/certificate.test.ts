// Verifying a certificate as it is typed, from another folder, without build, database or anything running.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CasePlay, minutes } from '../test/arbitraries/case-play.ts';
import { certified, named, ours, textOf, theirs } from '../test/arbitraries/certify.ts';
import { due, plan } from '../test/arbitraries/plan.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'handrail-typed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const play = new CasePlay().open(named(plan('p', [
  { id: 'start', kind: 'start', next: { next: 'look' } },
  { id: 'look', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT1H'), next: { done: 'end' } },
  { id: 'end', kind: 'end', outcome: 'ended', next: {} },
])));
play.act(minutes(5), 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
const certificate = certified(play.transitions);
writeFileSync(join(folder, 'good.json'), textOf(certificate));
writeFileSync(join(folder, 'changed.json'), textOf(certificate).replace('Ana Alvarez', 'Ana Alvares'));
writeFileSync(join(folder, 'theirs.json'), textOf(certificate, theirs));

function handrail(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'bin', 'handrail.mjs'), ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } }, (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }));
  });
}

describe('the command', () => {
  it('verifies a certificate, with the exit code a script can rely on', async () => {
    expect(await handrail('verify', 'certificate', 'good.json', '--key', ours.fingerprint)).toMatchObject({ code: 0, out: expect.stringContaining('good.json: conforms') as string, err: '' });
    expect(await handrail('verify', 'certificate', 'changed.json')).toMatchObject({ code: 2, out: expect.stringContaining('changed.json: not genuine') as string });
    expect(JSON.parse((await handrail('verify', 'certificate', 'theirs.json', '--key', ours.fingerprint, '--json')).out)).toMatchObject({ kind: 'notGenuine', faults: [{ where: 'seal' }] });
  });
  it('tells a wrong question, with exit code 2', async () => {
    expect(await handrail('verify', 'good.json')).toMatchObject({ code: 2, err: 'say what is to be verified: handrail verify certificate FILE\n' });
    expect((await handrail('--help')).out).toContain('handrail verify certificate FILE');
  });
});
