// Words in a given room: measured by the widths of the typeface, broken at spaces, cut with an ellipsis where they must be.
import { fontWidths } from './font-widths.ts';

export interface Letters {
  readonly size: number;
  readonly weight: 400 | 600;
}
const unit = 2048;
/** Of a line of text: how far letters reach above and below where they stand, in parts of their size. */
const ascent = 1984 / unit;
const descent = 494 / unit;

const widths = { 400: new Map<number, number>(), 600: new Map<number, number>() } as const;
for (const [first, regular, bold] of fontWidths) {
  regular.forEach((width, i) => widths[400].set(first + i, width));
  bold.forEach((width, i) => widths[600].set(first + i, width));
}

export function widthOf(text: string, { size, weight }: Letters): number {
  let sum = 0;
  // What the typeface has not is drawn by another one: most of those characters are square.
  for (const character of text) sum += widths[weight].get(character.codePointAt(0) ?? 0) ?? unit;
  return (sum * size) / unit;
}

/** Where the letters of a line stand whose room begins at `top` and is `height` high. */
export const baseline = (top: number, height: number, size: number): number => top + (height - (ascent + descent) * size) / 2 + ascent * size;

export function fitted(text: string, room: number, letters: Letters): string {
  if (widthOf(text, letters) <= room) return text;
  const characters = [...text];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${characters.slice(0, middle).join('').trimEnd()}…`, letters) <= room) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}

/** At most so many lines; a word that is longer than a line is broken where the line ends. */
export function wrapped(text: string, room: number, letters: Letters, most: number): readonly string[] {
  const rest = text.split(/\s+/).filter((word) => word !== '');
  const lines: string[] = [];
  while (rest.length > 0) {
    if (lines.length === most - 1) return [...lines, fitted(rest.join(' '), room, letters)];
    let line = rest.shift() ?? '';
    if (widthOf(line, letters) > room) {
      const [head, tail] = broken(line, room, letters);
      line = head;
      rest.unshift(tail);
    } else while (rest[0] !== undefined && widthOf(`${line} ${rest[0]}`, letters) <= room) line = `${line} ${rest.shift() ?? ''}`;
    lines.push(line);
  }
  return lines;
}

/** At least one character, or it would never end. */
function broken(word: string, room: number, letters: Letters): readonly [string, string] {
  const characters = [...word];
  let fits = 1;
  while (fits < characters.length && widthOf(characters.slice(0, fits + 1).join(''), letters) <= room) fits += 1;
  return [characters.slice(0, fits).join(''), characters.slice(fits).join('')];
}
