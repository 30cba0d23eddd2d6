// While a step is dragged: where its edges or its middle come to stand in line with another step, it snaps there and the line
// is shown. The way of an edge leaves and arrives at the middle, so a middle in line makes a straight way.
import type { Rect } from '../../picture/route.ts';

export interface HelperLines {
  /** How far the dragged step snaps. */
  readonly dx: number;
  readonly dy: number;
  /** Where lines stand, as x of an upright one and y of a level one. */
  readonly upright?: number;
  readonly level?: number;
}

const reach = 6;

export function helperLines(dragged: Rect, others: readonly Rect[]): HelperLines {
  const x = nearest([dragged.x, dragged.x + dragged.width / 2, dragged.x + dragged.width], others.map((o) => [o.x, o.x + o.width / 2, o.x + o.width]));
  const y = nearest([dragged.y, dragged.y + dragged.height / 2, dragged.y + dragged.height], others.map((o) => [o.y, o.y + o.height / 2, o.y + o.height]));
  return { dx: x?.by ?? 0, dy: y?.by ?? 0, ...(x ? { upright: x.at } : {}), ...(y ? { level: y.at } : {}) };
}

/** Like meets like: beginnings, middles, ends. */
function nearest(own: readonly number[], others: readonly (readonly number[])[]): { readonly by: number; readonly at: number } | undefined {
  let best: { by: number; at: number } | undefined;
  for (const lines of others)
    lines.forEach((at, i) => {
      const by = at - (own[i] ?? Infinity);
      if (Math.abs(by) <= reach && (best === undefined || Math.abs(by) < Math.abs(best.by))) best = { by, at };
    });
  return best;
}
