// How much room a shape takes: for what is printed on which sheet, and for what is looked at.
import type { Rect } from './route.ts';
import type { Part, Shape } from './scene.ts';
import { widthOf } from './text.ts';

export function boxOf(shape: Shape): Rect {
  switch (shape.kind) {
    case 'rect': return shape;
    case 'circle': return { x: shape.x - shape.r, y: shape.y - shape.r, width: 2 * shape.r, height: 2 * shape.r };
    case 'polygon': return around(shape.points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
    case 'text': {
      const width = widthOf(shape.text, shape);
      return { x: shape.x - (shape.anchor === 'start' ? 0 : shape.anchor === 'middle' ? width / 2 : width), y: shape.y - shape.size, width, height: 1.3 * shape.size };
    }
    case 'path': {
      // The numbers of a way are its corners; those of a sign or a border stay within the card they are drawn on.
      if (shape.x !== 0 || shape.y !== 0) return { x: shape.x, y: shape.y, width: shape.scale === 1 ? 240 : 24 * shape.scale, height: shape.scale === 1 ? 1_000 : 24 * shape.scale };
      const numbers = (shape.d.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
      return around(numbers.flatMap((x, i) => (i % 2 === 0 ? [{ x, y: numbers[i + 1] ?? 0, width: 0, height: 0 }] : [])));
    }
  }
}

/** The outlines of a part, without its words and signs. */
export function outlineOf({ shapes }: Part): Rect | null {
  const boxes = shapes.filter((s) => s.kind === 'rect' || s.kind === 'circle' || s.kind === 'polygon').map(boxOf);
  return boxes.length === 0 ? null : around(boxes);
}

export function around(boxes: readonly Rect[]): Rect {
  const [x, y] = [Math.min(...boxes.map((b) => b.x)), Math.min(...boxes.map((b) => b.y))];
  return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) - x, height: Math.max(...boxes.map((b) => b.y + b.height)) - y };
}
