// A picture on paper: all of it on one sheet, or at reading size over several that are laid side by side.
import type { Scene, Shape } from './scene.ts';

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

export function sheetsOf({ x, y, width, height }: Pick<Scene, 'x' | 'y' | 'width' | 'height'>, paper: Paper, pages: Pages): Sheets {
  const room = { width: papers[paper].width - 2 * sheetMargin, height: papers[paper].height - 2 * sheetMargin - sheetFoot };
  if (pages === 'one') return { scale: Math.min(readingScale, room.width / width, room.height / height), rows: 1, columns: 1, sheets: [{ row: 1, column: 1, x, y, width, height }] };
  const [across, down] = [room.width / readingScale, room.height / readingScale];
  const columns = count(width, across);
  const rows = count(height, down);
  const sheets = Array.from({ length: rows * columns }, (_, i): Sheet => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const [left, top] = [column * (across - overlap), row * (down - overlap)];
    return { row: row + 1, column: column + 1, x: x + left, y: y + top, width: Math.min(across, width - left), height: Math.min(down, height - top) };
  });
  return { scale: readingScale, rows, columns, sheets };
}

/** Whether a shape can be seen on a sheet: one that surely cannot is left out of its page. Long paths are always kept. */
export function isOn(shape: Shape, { x, y, width, height }: Sheet): boolean {
  const meets = (left: number, top: number, right: number, bottom: number): boolean => left < x + width && right > x && top < y + height && bottom > y;
  switch (shape.kind) {
    case 'rect': return meets(shape.x - 4, shape.y - 4, shape.x + shape.width + 4, shape.y + shape.height + 4);
    case 'circle': return meets(shape.x - shape.r - 4, shape.y - shape.r - 4, shape.x + shape.r + 4, shape.y + shape.r + 4);
    case 'polygon': return meets(Math.min(...shape.points.map((p) => p.x)) - 4, Math.min(...shape.points.map((p) => p.y)) - 4, Math.max(...shape.points.map((p) => p.x)) + 4, Math.max(...shape.points.map((p) => p.y)) + 4);
    case 'text': return meets(shape.x - 420, shape.y - 2 * shape.size, shape.x + 420, shape.y + shape.size);
    case 'path': return shape.scale === 1 ? true : meets(shape.x - 2, shape.y - 2, shape.x + 24 * shape.scale + 2, shape.y + 24 * shape.scale + 2);
  }
}

const count = (all: number, one: number): number => (all <= one ? 1 : Math.ceil((all - overlap) / (one - overlap)));
