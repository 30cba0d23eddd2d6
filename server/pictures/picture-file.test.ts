import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { draft as drawn } from '../../protocol/draft-text.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { pictureOf } from '../../picture/compose.ts';
import { sheetsOf, type Pages } from '../../picture/paper.ts';
import { fontsFor, runsOf } from './fonts.ts';
import { pictureFile, type FileOptions } from './picture-file.ts';

const options: FileOptions = { format: 'pdf', paper: 'letter', pages: 'one', caption: { title: 'Closing, version 3', lines: ['Published 24 Nov 2026', 'Hash 8f00'] }, printed: 'Printed 26 Nov 2026 by Dana', at: Date.UTC(2026, 10, 24) };
const closing = gallery.find((t) => t.key === 'closure_aar')?.draft ?? drawn('start -> end');
const fileOf = (more: Partial<FileOptions>, draft = closing): Promise<Buffer> => pictureFile((caption) => pictureOf(draft, caption ? { caption } : {}), { ...options, ...more });

/** What a PDF says inside, with its streams opened. */
function opened(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map((m) => {
    try {
      return inflateSync(Buffer.from(m[1] ?? '', 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return text + streams.join('\n');
}
const pagesIn = (pdf: string): number => [...pdf.matchAll(/\/Type \/Page\b(?!s)/g)].length;

describe('a picture as a PDF', () => {
  it('is the same to the byte for the same protocol and the same words at its foot', async () => {
    expect((await fileOf({})).equals(await fileOf({}))).toBe(true);
    expect((await fileOf({ pages: 'tiled' })).equals(await fileOf({ pages: 'tiled' }))).toBe(true);
  });
  it.each<readonly [Pages]>([['one'], ['tiled']])('has the pages that were promised: %s', async (pages) => {
    expect(pagesIn(opened(await fileOf({ pages })))).toBe(sheetsOf(pictureOf(closing), 'letter', pages).sheets.length);
  });
  it('tells a reader program what it shows, in words, and in which language', async () => {
    const pdf = opened(await fileOf({}));
    expect(pdf).toContain('/Marked true');
    expect(pdf).toMatch(/\/S \/Figure[\s\S]*\/Alt \(Case closure and after-action review: \d+ steps, \d+ ways between them\)/);
    expect(pdf).toContain('/Lang (en)');
  });
  it('carries its typeface, so that it looks the same everywhere', async () => {
    expect(opened(await fileOf({}))).toMatch(/\/FontName \/[A-Z]{6}\+Inter-SemiBold/);
  });
});

describe('a picture as a PNG', () => {
  it('is a PNG twice as fine as the screen, the same each time', async () => {
    const [one, two] = await Promise.all([fileOf({ format: 'png' }), fileOf({ format: 'png' })]);
    expect(one.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(one.readUInt32BE(16)).toBe(2 * pictureOf(closing, { caption: options.caption }).width);
    expect(one.equals(two)).toBe(true);
  });
  it('is drawn for any words, also those of another script or none', async () => {
    const odd = { ...closing, title: '</title>', nodes: closing.nodes.map((n, i) => ({ ...n, title: ['Überprüfung', 'Đánh giá', 'Оценка', '評価', '\u0007\ud800'][i % 5] ?? '' })) };
    expect((await fileOf({ format: 'png' }, odd)).subarray(1, 4).toString('latin1')).toBe('PNG');
    expect((await fileOf({ format: 'pdf' }, odd)).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
});

describe('a picture as SVG', () => {
  it('carries the parts of the typeface it needs, and no others', async () => {
    expect(fontsFor(pictureOf(closing)).map((f) => f.weight)).toEqual([400, 600]);
    expect((await fileOf({ format: 'svg' })).toString('utf8')).toContain('@font-face');
    expect(runsOf('Оценка: high', 400).map((r) => r.part)).toEqual(['cyrillic', 'latin']);
  });
});
