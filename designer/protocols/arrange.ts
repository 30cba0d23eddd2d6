// Lining steps up and spacing them out, by their outlines as drawn. Pure: places in, places out, one edit for all of them.
import type { Draft } from '../../protocol/draft.ts';
import { portContextOf, portsOf } from '../../protocol/ports.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';
import { geometryOf, handlerGeometry, noteGeometry, type Place } from '../../picture/geometry.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Spread = 'across' | 'down';
type Places = Readonly<Record<string, Place>>;

/** A step as it stands: its outline, without the words under it. */
interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From the outline to the place that is kept. */
  readonly dx: number;
  readonly dy: number;
}

export function boxesOf(draft: Draft, ids: readonly string[], context: ValidationContext = {}): readonly Box[] {
  const ports = portContextOf(draft, context);
  const box = (id: string, shape: Place & { readonly width: number; readonly height: number }): Box[] => {
    const at = draft.layout[id];
    return at ? [{ id, x: at.x + shape.x, y: at.y + shape.y, width: shape.width, height: shape.height, dx: shape.x, dy: shape.y }] : [];
  };
  const chosen = new Set(ids);
  return [
    ...draft.nodes.filter((n) => chosen.has(n.id)).flatMap((n) => box(n.id, geometryOf(n, portsOf(n, ports)).shape)),
    ...(draft.on ?? []).filter((h) => chosen.has(h.id)).flatMap((h) => box(h.id, handlerGeometry.shape)),
    ...(draft.notes ?? []).filter((n) => chosen.has(n.id)).flatMap((n) => box(n.id, noteGeometry(n.text).shape)),
  ];
}

/** To the outermost of them, or to the middle of all. */
export function aligned(boxes: readonly Box[], alignment: Alignment): Places {
  const [left, right] = [Math.min(...boxes.map((b) => b.x)), Math.max(...boxes.map((b) => b.x + b.width))];
  const [top, bottom] = [Math.min(...boxes.map((b) => b.y)), Math.max(...boxes.map((b) => b.y + b.height))];
  return placed(boxes, (b) => {
    switch (alignment) {
      case 'left': return { x: left, y: b.y };
      case 'centre': return { x: (left + right - b.width) / 2, y: b.y };
      case 'right': return { x: right - b.width, y: b.y };
      case 'top': return { x: b.x, y: top };
      case 'middle': return { x: b.x, y: (top + bottom - b.height) / 2 };
      case 'bottom': return { x: b.x, y: bottom - b.height };
    }
  });
}

/** The same room between each two, the outermost two staying where they are. */
export function distributed(boxes: readonly Box[], spread: Spread): Places {
  const [at, size] = spread === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const order = [...boxes].sort((a, b) => a[at] - b[at] || (a.id < b.id ? -1 : 1));
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last || order.length < 3) return {};
  const room = (last[at] + last[size] - first[at] - order.reduce((sum, b) => sum + b[size], 0)) / (order.length - 1);
  let next = first[at];
  const places = new Map<string, number>();
  for (const b of order) {
    places.set(b.id, next);
    next += b[size] + room;
  }
  return placed(boxes, (b) => ({ x: b.x, y: b.y, [at]: places.get(b.id) ?? b[at] }));
}

const placed = (boxes: readonly Box[], to: (box: Box) => Place): Places => Object.fromEntries(boxes.map((b) => {
  const { x, y } = to(b);
  return [b.id, { x: Math.round(x - b.dx), y: Math.round(y - b.dy) }];
}));
