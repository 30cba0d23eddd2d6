// The typeface of the pictures, as files. It comes in parts by script; a text is drawn by the first part that has its characters.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import type { Scene, TextShape } from '../../picture/scene.ts';
import type { SvgFont } from '../../picture/svg.ts';
import { sfntOf } from './sfnt.ts';

export const fontParts = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const;
export type FontPart = (typeof fontParts)[number];
type Weight = TextShape['weight'];

const require = createRequire(import.meta.url);
const kept = new Map<string, Buffer>();

export function fontFile(part: FontPart, weight: Weight, format: 'sfnt' | 'woff2' = 'sfnt'): Buffer {
  const name = `@fontsource/inter/files/inter-${part}-${weight}-normal.${format === 'sfnt' ? 'woff' : format}`;
  const before = kept.get(name);
  if (before) return before;
  const read = readFileSync(require.resolve(name));
  const file = format === 'sfnt' ? sfntOf(read) : read;
  kept.set(name, file);
  return file;
}

const parsed = new Map<string, Font>();

export function fontOf(part: FontPart, weight: Weight): Font {
  const key = `${part} ${weight}`;
  const before = parsed.get(key);
  if (before) return before;
  const font = create(fontFile(part, weight));
  if (!('layout' in font)) throw new Error(`the typeface ${key} is a collection`);
  parsed.set(key, font);
  return font;
}

const partsOf = { 400: new Map<number, FontPart | null>(), 600: new Map<number, FontPart | null>() } as const;
function partOf(point: number, weight: Weight): FontPart | null {
  const before = partsOf[weight].get(point);
  if (before !== undefined) return before;
  const found = fontParts.find((part) => fontOf(part, weight).hasGlyphForCodePoint(point)) ?? null;
  partsOf[weight].set(point, found);
  return found;
}

export interface Run {
  readonly part: FontPart;
  readonly text: string;
}

/** A text in runs, each of which one part of the typeface can draw. A character that none has is shown as the replacement sign. */
export function runsOf(text: string, weight: Weight): readonly Run[] {
  const runs: { part: FontPart; text: string }[] = [];
  for (const character of text) {
    const found = partOf(character.codePointAt(0) ?? 0, weight);
    const last = runs.at(-1);
    const [part, drawn] = found ? [found, character] : (['latin', '\uFFFD'] as const);
    if (last?.part === part) last.text += drawn;
    else runs.push({ part, text: drawn });
  }
  return runs;
}

/** The parts a picture needs, for a file that is opened where the typeface is not installed. */
export function fontsFor(scene: Scene): readonly SvgFont[] {
  const needed = new Set(scene.parts.flatMap((p) => p.shapes).flatMap((shape) => (shape.kind === 'text' ? runsOf(shape.text, shape.weight).map((run) => `${run.part} ${shape.weight}`) : [])));
  return fontParts.flatMap((part) => ([400, 600] as const).filter((weight) => needed.has(`${part} ${weight}`)).map((weight) => ({ weight, base64: fontFile(part, weight, 'woff2').toString('base64'), unicodeRange: rangeOf(part, weight) })));
}

function rangeOf(part: FontPart, weight: Weight): string {
  const ranges: [number, number][] = [];
  for (const point of [...fontOf(part, weight).characterSet].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] >= point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges.map(([from, to]) => `U+${from.toString(16)}${to > from ? `-${to.toString(16)}` : ''}`).join(',');
}
