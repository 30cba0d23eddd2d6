// The way of an edge around the steps between its ends: orthogonal, from the port to the right and into the target from the
// left. Of a few candidates the one that crosses the fewest steps is taken, then the shortest.
import type { Place } from './geometry.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room for the label of the port before an edge may turn, and before the arrow. */
const lead = 22;
const gap = 16;
const mostObstacles = 40;

/** The corners of the edge, its two ends included. */
export function routeEdge(from: Place, to: Place, { steps, label }: { readonly steps: readonly Rect[]; readonly label: number }): readonly Place[] {
  const out = from.x + lead + label;
  const into = to.x - lead;
  const near = between(from, to, steps);
  const candidates = [...direct(from, to, { out, into, near }), ...around(from, to, { out, into, near })];
  let best = candidates[0] ?? [from, to];
  let lowest = Infinity;
  for (const points of candidates) {
    const cost = costOf(points, near);
    if (cost < lowest) [best, lowest] = [points, cost];
  }
  return straightened(best);
}

interface Bounds {
  readonly out: number;
  readonly into: number;
  readonly near: readonly Rect[];
}

function direct(from: Place, to: Place, { out, into, near }: Bounds): Place[][] {
  if (into < from.x + lead) return [];
  const turns = [into, Math.min(out, into), (from.x + to.x) / 2, ...near.flatMap((r) => [r.x - gap, r.x + r.width + gap])].filter((x) => x >= from.x + lead && x <= into);
  return turns.map((x) => [from, { x, y: from.y }, { x, y: to.y }, to]);
}

/** By a corridor above or below what is in the way. */
function around(from: Place, to: Place, { out, into, near }: Bounds): Place[][] {
  const rows = near.flatMap((r) => [r.y - gap, r.y + r.height + gap]);
  const lanes = rows.length > 0 ? rows : [Math.min(from.y, to.y) - 90, Math.max(from.y, to.y) + 90];
  const start = into < from.x + lead ? out : Math.min(out, Math.max(from.x + lead, into));
  return lanes.map((y) => [from, { x: start, y: from.y }, { x: start, y }, { x: into, y }, { x: into, y: to.y }, to]);
}

function between(from: Place, to: Place, steps: readonly Rect[]): readonly Rect[] {
  const [left, right] = [Math.min(from.x, to.x) - 60, Math.max(from.x, to.x) + 60];
  const [top, bottom] = [Math.min(from.y, to.y) - 260, Math.max(from.y, to.y) + 260];
  return steps.filter((r) => r.x < right && r.x + r.width > left && r.y < bottom && r.y + r.height > top).slice(0, mostObstacles);
}

function costOf(points: readonly Place[], steps: readonly Rect[]): number {
  let cost = points.length * 12;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (!a || !b) continue;
    cost += Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    for (const r of steps) if (crosses(a, b, r)) cost += 4000;
  }
  return cost;
}

/** A little smaller than drawn, so that touching the own end is not a crossing. */
function crosses(a: Place, b: Place, r: Rect): boolean {
  const m = 5;
  return Math.max(a.x, b.x) > r.x + m && Math.min(a.x, b.x) < r.x + r.width - m && Math.max(a.y, b.y) > r.y + m && Math.min(a.y, b.y) < r.y + r.height - m;
}

function straightened(points: readonly Place[]): readonly Place[] {
  const kept: Place[] = [];
  for (const p of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last && last.x === p.x && last.y === p.y) continue;
    if (before && last && ((before.x === last.x && last.x === p.x) || (before.y === last.y && last.y === p.y))) kept.pop();
    kept.push(p);
  }
  return kept;
}

/** An SVG path through the corners, each rounded as far as its sides are long. */
export function roundedPath(points: readonly Place[], radius = 10): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((corner, index) => {
    const before = points[index] ?? first;
    const after = points[index + 2];
    if (!after) {
      path += ` L${corner.x} ${corner.y}`;
      return;
    }
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const [a, b] = [towards(corner, before, r), towards(corner, after, r)];
    path += ` L${a.x} ${a.y} Q${corner.x} ${corner.y} ${b.x} ${b.y}`;
  });
  return path;
}

const distance = (a: Place, b: Place): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
function towards(from: Place, to: Place, by: number): Place {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}

/** The middle of the longest stretch of a route, where there is most room on it. */
export function middleOf(points: readonly Place[]): Place {
  let best: { readonly at: Place; readonly length: number } = { at: points[0] ?? { x: 0, y: 0 }, length: -1 };
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (!a || !b) continue;
    const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    if (length > best.length) best = { at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, length };
  }
  return best.at;
}
