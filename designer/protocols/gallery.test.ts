// The templates as they are drawn: somebody opens one and reads it from left to right, so nothing may lie on anything else.
import { describe, expect, it } from 'vitest';
import { gallery } from '../../protocol/templates/gallery.ts';
import { portContextOf, portsOf } from '../../protocol/ports.ts';
import { geometryOf, handlerGeometry, type Geometry } from '../../picture/geometry.ts';

/** What a call can come back with is drawn at its handles, so it makes a step taller. */
const published = Object.fromEntries(gallery.map(({ key, draft }) => [key, { version: 1, hash: key, outcomes: draft.nodes.flatMap((n) => (n.kind === 'end' ? [n.outcome] : [])) }]));

describe.each(gallery.map((t) => [t.key, t.draft] as const))('the template %s, as it is drawn', (_key, draft) => {
  const place = (id: string): { x: number; y: number } => draft.layout[id] ?? { x: Number.NaN, y: Number.NaN };
  const context = portContextOf(draft, { published });

  it('has a place for every step and handler, and none lies on another', () => {
    const sizes: [id: string, size: Geometry][] = [...draft.nodes.map((n): [string, Geometry] => [n.id, geometryOf(n, portsOf(n, context))]), ...(draft.on ?? []).map((h): [string, Geometry] => [h.id, handlerGeometry])];
    expect(Object.keys(draft.layout).sort()).toEqual(sizes.map(([id]) => id).sort());
    const boxes = sizes.map(([id, { width, height }]) => ({ id, ...place(id), width, height }));
    const overlaps = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).map((b) => `${a.id} on ${b.id}`));
    expect(overlaps).toEqual([]);
  });
  it('begins at the left and ends at the right', () => {
    const [start] = draft.nodes.filter((n) => n.kind === 'start');
    const ends = draft.nodes.filter((n) => n.kind === 'end').map((n) => place(n.id).x);
    expect(place(start?.id ?? '').x).toBe(Math.min(...draft.nodes.map((n) => place(n.id).x)));
    expect(Math.max(...ends)).toBe(Math.max(...draft.nodes.map((n) => place(n.id).x)));
  });
});
