// Under a picture: what it is of. Whoever finds the sheet in a file years later knows which version it shows.
import { colours } from './colours.ts';
import type { Shape } from './scene.ts';
import { baseline, wrapped } from './text.ts';

export interface Caption {
  readonly title: string;
  /** "Version 3, published 24 Nov 2026 by Dana Reyes", "Hash 8f…". */
  readonly lines: readonly string[];
}

export function paintCaption({ title, lines }: Caption, { x, y, width }: { readonly x: number; readonly y: number; readonly width: number }): { readonly height: number; readonly shapes: readonly Shape[] } {
  const [head, small] = [{ size: 14, weight: 600 }, { size: 11, weight: 400 }] as const;
  const titles = wrapped(title, width, head, 3);
  const rest = lines.flatMap((line) => wrapped(line, width, small, 4));
  const top = y + 10;
  return {
    height: 10 + titles.length * 19 + rest.length * 16,
    shapes: [
      { kind: 'rect', x, y, width, height: 1, radius: 0, fill: colours.line },
      ...titles.map((text, i): Shape => ({ kind: 'text', x, y: baseline(top + i * 19, 19, 14), anchor: 'start', ...head, fill: colours.text, text })),
      ...rest.map((text, i): Shape => ({ kind: 'text', x, y: baseline(top + titles.length * 19 + i * 16, 16, 11), anchor: 'start', ...small, fill: colours.quiet, text })),
    ],
  };
}
