import { describe, expect, it } from 'vitest';
import { roundedPath, routeEdge } from './route.ts';

const from = { x: 0, y: 50 };
const to = { x: 600, y: 50 };
const crosses = (points: readonly { x: number; y: number }[], r: { x: number; y: number; width: number; height: number }): boolean =>
  points.some((b, i) => {
    const a = points[i - 1];
    return a !== undefined && Math.max(a.x, b.x) > r.x && Math.min(a.x, b.x) < r.x + r.width && Math.max(a.y, b.y) > r.y && Math.min(a.y, b.y) < r.y + r.height;
  });

describe('the way of an edge', () => {
  it('is straight where nothing stands between', () => expect(routeEdge(from, to, { steps: [], label: 0 })).toEqual([from, to]));
  it('goes around a step that stands between', () => {
    const step = { x: 200, y: 0, width: 200, height: 100 };
    const points = routeEdge(from, to, { steps: [step], label: 24 });
    expect(crosses(points, step)).toBe(false);
    expect([points[0], points.at(-1)]).toEqual([from, to]);
  });
  it('has only right angles, also back to the left', () => {
    for (const end of [to, { x: -300, y: 50 }, { x: -300, y: 400 }, { x: 40, y: 300 }]) {
      const points = routeEdge(from, end, { steps: [{ x: -400, y: 0, width: 90, height: 90 }], label: 24 });
      expect(points.every((p, i) => i === 0 || p.x === points[i - 1]?.x || p.y === points[i - 1]?.y)).toBe(true);
    }
  });
  it('is drawn with round corners', () => expect(roundedPath([{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 50, y: 40 }])).toBe('M0 0 L40 0 Q50 0 50 10 L50 40'));
});
