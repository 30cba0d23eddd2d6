// A picture on paper: all of it on one sheet, or at reading size over several that are laid side by side.
import type { Rect } from './route.ts';
import type { Scene, Shape } from './scene.ts';
import { boxOf } from './shape-box.ts';

/** Landscape, in points. */
export const papers = {
  a4: { name: 'A4', width: 842, height: 595 },
  a3: { name: 'A3', width: 1191, height: 842 },
  letter: { name: 'Letter', width: 792, height: 612 },
} as const;
export type Paper = keyof typeof papers;
export const paperKeys = Object.keys(papers) as readonly Paper[];
export type Pages = 'one' | 'tiled';

export interface Sheet {
  readonly row: number;
  readonly column: number;
  /** What of the picture it shows, in the picture's own measure. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What can be seen on it. */
  readonly shapes: readonly Shape[];
}
export interface Sheets {
  /** Points for one unit of the picture. */
  readonly scale: number;
  readonly rows: number;
  readonly columns: number;
  readonly sheets: readonly Sheet[];
}

export const sheetMargin = 34;
/** Room at the foot for title, version, page and who printed it. */
export const sheetFoot = 46;
/** The canvas at full size: its smallest words are 8 points high then. */
const readingScale = 0.75;
/** Neighbours show a little of the same, so that they can be laid onto each other. */
const overlap = 20;

export function sheetsOf(scene: Scene, paper: Paper, pages: Pages): Sheets {
  const { x, y, width, height } = scene;
  const room = { width: papers[paper].width - 2 * sheetMargin, height: papers[paper].height - 2 * sheetMargin - sheetFoot };
  const shapes = scene.parts.flatMap((part) => part.shapes);
  if (pages === 'one') return { scale: Math.min(readingScale, room.width / width, room.height / height), rows: 1, columns: 1, sheets: [{ row: 1, column: 1, x, y, width, height, shapes }] };
  const boxed = shapes.map((shape) => ({ shape, box: boxOf(shape) }));
  const columns = cutsAlong({ from: x, to: x + width }, room.width / readingScale, scene.bodies.map((r) => ({ from: r.x, to: r.x + r.width })));
  const rows = cutsAlong({ from: y, to: y + height }, room.height / readingScale, scene.bodies.map((r) => ({ from: r.y, to: r.y + r.height })));
  const all = rows.flatMap((row, i) => columns.map((column, j): Sheet => ({ row: i + 1, column: j + 1, x: column.from, y: row.from, width: column.to - column.from, height: row.to - row.from, shapes: [] })));
  // A sheet on which nothing stands that its neighbours do not show as well is not printed.
  const drawn = all.flatMap((sheet): Sheet[] => {
    const alone = { ...sheet, width: (columns[sheet.column]?.from ?? sheet.x + sheet.width) - sheet.x, height: (rows[sheet.row]?.from ?? sheet.y + sheet.height) - sheet.y };
    const seen = boxed.filter(({ box }) => meets(box, sheet));
    return seen.some(({ box }) => meets(box, alone)) ? [{ ...sheet, shapes: seen.map(({ shape }) => shape) }] : [];
  });
  return { scale: readingScale, rows: rows.length, columns: columns.length, sheets: drawn.length > 0 ? drawn : all.slice(0, 1) };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Cut where no step stands, if that leaves a sheet at least half full; each next one begins with a little of the one before. */
function cutsAlong({ from, to }: Span, room: number, bodies: readonly Span[]): readonly Span[] {
  const cuts: Span[] = [];
  let start = from;
  while (start + room < to) {
    const furthest = start + room;
    const between = [furthest, ...bodies.map((b) => b.from - 8)].filter((c) => c <= furthest && c > start + room / 2 && !bodies.some((b) => b.from < c && b.to > c));
    const cut = between.length > 0 ? Math.max(...between) : furthest;
    cuts.push({ from: start, to: cut });
    // What is cut all the same is drawn once more, whole, on the next sheet.
    const split = bodies.filter((b) => b.from < cut && b.to > cut).map((b) => b.from - 8);
    start = Math.max(start + room / 3, Math.min(cut - overlap, ...split));
  }
  return [...cuts, { from: start, to }];
}

/** Whether a shape can be seen on a sheet; one that surely cannot is left out of its page. */
export const isOn = (shape: Shape, window: Rect): boolean => meets(boxOf(shape), window);

/** Lines are as wide on both sides of where they run. */
const line = 4;
const meets = (box: Rect, window: Rect): boolean => box.x - line < window.x + window.width && box.x + box.width + line > window.x && box.y - line < window.y + window.height && box.y + box.height + line > window.y;
