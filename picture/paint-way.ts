// A way and its words: orthogonal with round corners, dotted where time or a refusal leaves by it, an arrow at its end. On paper
// nothing can be pointed at, so its words are set smaller before they are cut.
import { colours } from './colours.ts';
import type { DrawnBand, DrawnWay } from './drawing.ts';
import { roundedPath } from './route.ts';
import type { Shape } from './scene.ts';
import { baseline, fitted, widthOf } from './text.ts';

const labelRoom = 90;
const [arrowLength, arrowHalf] = [9, 4.5];

export function paintWay({ points, isAside }: DrawnWay, colour: string = colours.lineStrong): readonly Shape[] {
  const end = points.at(-1);
  const shown = end ? [...points.slice(0, -1), { x: end.x - arrowLength + 2, y: end.y }] : points;
  return [
    { kind: 'path', d: roundedPath(shown), x: 0, y: 0, scale: 1, stroke: colour, strokeWidth: colour === colours.lineStrong ? 1.5 : 2.5, ...(isAside ? { dash: [2, 4] as const } : {}) },
    ...(end ? [{ kind: 'polygon', points: [{ x: end.x, y: end.y }, { x: end.x - arrowLength, y: end.y - arrowHalf }, { x: end.x - arrowLength, y: end.y + arrowHalf }], fill: colour } as const] : []),
  ];
}

/** The pill at its beginning. Drawn after all ways, so that none runs through the words of another. */
export function paintLabel({ label, points, isAside }: DrawnWay): readonly Shape[] {
  const [start] = points;
  if (label === '' || !start) return [];
  const size = [11, 10, 9, 8].find((s) => widthOf(label, { size: s, weight: 400 }) <= labelRoom) ?? 8;
  const letters = { size, weight: 400 } as const;
  const text = fitted(label, labelRoom, letters);
  const width = widthOf(text, letters) + 14;
  const [x, y] = [start.x - 4 + 5 + 4, start.y - 9.5];
  return [
    { kind: 'rect', x, y, width, height: 19, radius: 9.5, fill: colours.surface, stroke: isAside ? colours.lineStrong : colours.line, strokeWidth: 1, ...(isAside ? { dash: [3, 2] as const } : {}) },
    { kind: 'text', x: x + 7, y: baseline(y, 19, size), anchor: 'start', ...letters, fill: isAside ? colours.quiet : colours.text, text },
  ];
}

export function paintBand({ box, title, clock }: DrawnBand): readonly Shape[] {
  const letters = { size: 12, weight: 600 } as const;
  const name = fitted(title, Math.max(40, box.width - 140), letters);
  return [
    { kind: 'rect', ...box, radius: 12, fill: colours.page, stroke: colours.line, strokeWidth: 1 },
    { kind: 'text', x: box.x + 14, y: box.y + 20, anchor: 'start', ...letters, fill: colours.quiet, text: name },
    ...(clock === '' ? [] : [{ kind: 'text', x: box.x + 14 + widthOf(name, letters) + 10, y: box.y + 20, anchor: 'start', size: 12, weight: 400, fill: colours.quiet, text: clock } as const]),
  ];
}
