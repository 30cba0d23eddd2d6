// What is different about a step or a way, pointed out by colour, sign and word together: none of them has to be seen alone.
import { colours } from './colours.ts';
import type { Standing } from './drawing.ts';
import type { Shape } from './scene.ts';
import { baseline, widthOf } from './text.ts';

export type MarkKind = 'new' | 'gone' | 'changed' | 'tighter' | 'looser';
export interface PictureMark {
  readonly kind: MarkKind;
  readonly words: string;
}
export interface PictureMarks {
  readonly steps: Readonly<Record<string, PictureMark>>;
  readonly ways: Readonly<Record<string, MarkKind>>;
}

export const markSigns: Readonly<Record<MarkKind, string>> = { new: '+', gone: '−', changed: '~', tighter: '↑', looser: '↓' };
const markColours: Readonly<Record<MarkKind, { readonly ink: string; readonly paper: string }>> = {
  new: { ink: colours.accent, paper: colours.accentSoft },
  gone: { ink: colours.overdue, paper: colours.overdueSoft },
  changed: { ink: colours.waiting, paper: colours.surface },
  tighter: { ink: colours.done, paper: colours.doneSoft },
  looser: { ink: colours.soon, paper: colours.soonSoft },
};

export const wayColour = (kind: MarkKind | undefined): string => (kind === undefined ? colours.lineStrong : markColours[kind].ink);

export function paintMark({ at, geometry }: Pick<Standing, 'at' | 'geometry'>, { kind, words }: PictureMark): readonly Shape[] {
  const letters = { size: 12, weight: 600 } as const;
  const { ink, paper } = markColours[kind];
  const text = `${markSigns[kind]} ${words}`;
  const { x, y, width, height } = geometry.shape;
  const [left, top] = [at.x + Math.min(x, 10) + (x === 0 ? 10 : 0), at.y - 14];
  return [
    { kind: 'rect', x: at.x + x - 5, y: at.y + y - 5, width: width + 10, height: height + 10, radius: 12, stroke: ink, strokeWidth: 2.5, ...(kind === 'gone' ? { dash: [6, 4] as const } : {}) },
    { kind: 'rect', x: left, y: top, width: widthOf(text, letters) + 16, height: 20, radius: 4, fill: paper, stroke: ink, strokeWidth: 1.5 },
    { kind: 'text', x: left + 8, y: baseline(top, 20, 12), anchor: 'start', ...letters, fill: ink, text },
  ];
}
