// The quiet line of a step: facts side by side, each with its sign, going on in a second line where the first is full.
import { colours } from './colours.ts';
import type { Shape } from './scene.ts';
import { signs, type Sign } from './signs.ts';
import { baseline, fitted, widthOf } from './text.ts';

export interface Fact {
  readonly sign?: Sign;
  readonly text: string;
  readonly fill?: string;
}
interface PlacedFact extends Fact {
  /** From the left end of its line. */
  readonly left: number;
  readonly width: number;
}
const letters = { size: 12, weight: 400 } as const;
const [signSize, afterSign, between, lineHeight] = [13, 3, 8, 17];

export function factLines(facts: readonly Fact[], room: number, most: number): readonly (readonly PlacedFact[])[] {
  const lines: PlacedFact[][] = [];
  let left = 0;
  for (const fact of facts) {
    const before = fact.sign === undefined ? 0 : signSize + afterSign;
    const wanted = before + widthOf(fact.text, letters);
    const isNew = lines.length === 0 || left + between + wanted > room;
    if (isNew && lines.length === most) {
      // There is no further line: what is left of this one, if that is worth it.
      const rest = room - left - between - before;
      if (rest > 28) lines.at(-1)?.push({ ...fact, text: fitted(fact.text, rest, letters), left: left + between, width: room - left - between });
      break;
    }
    if (isNew) lines.push([]);
    const at = isNew ? 0 : left + between;
    const width = Math.min(wanted, room - at);
    lines.at(-1)?.push({ ...fact, text: fitted(fact.text, width - before, letters), left: at, width });
    left = at + width;
  }
  return lines;
}

export function paintFacts(lines: readonly (readonly PlacedFact[])[], { x, y, width }: { readonly x: number; readonly y: number; readonly width: number }, isCentred: boolean): readonly Shape[] {
  return lines.flatMap((line, row) => {
    const last = line.at(-1);
    const start = x + (isCentred && last ? (width - last.left - last.width) / 2 : 0);
    const top = y + row * lineHeight;
    return line.flatMap(({ sign, text, fill = colours.quiet, left }): Shape[] => [
      ...(sign === undefined ? [] : [{ kind: 'path', d: signs[sign], x: start + left, y: top + (lineHeight - signSize) / 2, scale: signSize / 24, stroke: fill, strokeWidth: 1.8 } as const]),
      { kind: 'text', x: start + left + (sign === undefined ? 0 : signSize + afterSign), y: baseline(top, lineHeight, letters.size), anchor: 'start', ...letters, fill, text },
    ]);
  });
}
