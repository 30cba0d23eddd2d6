// Writes picture/font-widths.ts anew, after an update of the typeface: npx tsx test/harness/print-font-widths.ts
import { writeFileSync } from 'node:fs';
import { create } from 'fontkit';
import { fontFile, fontParts } from '../../server/pictures/fonts.ts';

const widthsOf = (weight: 400 | 600): ReadonlyMap<number, number> => {
  const widths = new Map<number, number>();
  for (const part of [...fontParts].reverse()) {
    const font = create(fontFile(part, weight));
    if (!('characterSet' in font)) continue;
    for (const point of font.characterSet) widths.set(point, font.glyphForCodePoint(point).advanceWidth);
  }
  return widths;
};
const [regular, bold] = [widthsOf(400), widthsOf(600)];
const points = [...regular.keys()].filter((p) => p >= 32 && p < 0xfe00).sort((a, b) => a - b);
const runs: number[][] = [];
for (const point of points) {
  const last = runs.at(-1);
  if (last && last.at(-1) === point - 1 && last.length < 18) last.push(point);
  else runs.push([point]);
}
const lines = runs.map((run) => `  [${run[0]}, [${run.map((p) => regular.get(p)).join(', ')}], [${run.map((p) => bold.get(p) ?? regular.get(p)).join(', ')}]],`);
writeFileSync(new URL('../../picture/font-widths.ts', import.meta.url), `// How wide each character of Inter is, in 1/2048 of its size: from a first code point on, regular and bold. Written by
// test/harness/print-font-widths.ts and held to the typeface by text.test.ts; nothing that is drawn has its size guessed.
export const fontWidths: readonly (readonly [first: number, regular: readonly number[], bold: readonly number[]])[] = [
${lines.join('\n')}
];
`);
