import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { draft } from '../../protocol/draft-text.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { pictureCommand, type PictureCommand } from './picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'handrail-picture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'p.json');
writeFileSync(file, JSON.stringify(gallery.find((t) => t.key === 'records_review')?.draft));

async function run(more: Partial<PictureCommand>): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const told = { out: '', err: '' };
  const code = await pictureCommand({ files: [file], to: join(folder, 'out.svg'), paper: 'letter', pages: 'one', with: [], zone: 'UTC', now: Date.UTC(2026, 0, 1), out: (text) => (told.out += `${text}\n`), err: (text) => (told.err += `${text}\n`), ...more });
  return { code, ...told };
}

describe('the command draws a protocol', () => {
  it.each(['svg', 'png', 'pdf'])('as %s, the same each time', async (format) => {
    const [one, two] = ['one', 'two'].map((name) => join(folder, `${name}.${format}`));
    expect(await run({ to: one })).toMatchObject({ code: 0, err: '' });
    expect(await run({ to: two, now: Date.UTC(2027, 0, 1) })).toMatchObject({ code: 0 });
    expect(readFileSync(one ?? '').equals(readFileSync(two ?? ''))).toBe(true);
  });
  it('with the hash that publishing it would give at its foot', async () => {
    const { out } = await run({});
    expect(out).toBe(`${join(folder, 'out.svg')}: Retention review, validation or purge, 8 steps, 9 ways\n`);
    expect(readFileSync(join(folder, 'out.svg'), 'utf8')).toMatch(/Hash [0-9a-f]{64}/);
  });
  it('also one with errors, and says so at its foot', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, JSON.stringify({ ...draft('start -> look(2h) -> end'), edges: [] }));
    expect(await run({ files: [broken] })).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'out.svg'), 'utf8')).toContain('It has errors and cannot be published as it is.');
  });
  it.each<readonly [string, Partial<PictureCommand>, string]>([
    ['no file', { files: [] }, 'name one protocol'],
    ['nowhere to write', { to: undefined }, 'say what to write: --to OUT.svg'],
    ['a sort of picture there is not', { to: 'out.gif' }, 'say what to write'],
    ['a paper there is not', { paper: 'a9' }, 'write one of a4, a3, letter'],
    ['a zone there is not', { zone: 'Mars' }, 'is no zone'],
    ['a folder that is not there', { to: join(folder, 'none', 'out.svg') }, 'cannot be written'],
    ['a file that is not there', { files: [join(folder, 'none.json')] }, 'this file cannot be read'],
  ])('%s is refused with what to do', async (_what, more, said) => {
    const { code, out, err } = await run(more);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });
});
