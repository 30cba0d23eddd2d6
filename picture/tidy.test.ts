import { describe, expect, it } from 'vitest';
import { gallery } from '../protocol/templates/gallery.ts';
import { portContextOf, portsOf } from '../protocol/ports.ts';
import { geometryOf } from './geometry.ts';
import { placed, tidy } from './tidy.ts';

describe.each(gallery.map((t) => [t.key, t.draft] as const))('tidy up of %s', (_key, draft) => {
  const positions = tidy(draft);

  it('places every step and no two on top of each other', () => {
    expect(Object.keys(positions).sort()).toEqual([...draft.nodes, ...(draft.on ?? [])].map(({ id }) => id).sort());
    const boxes = draft.nodes.map((n) => ({ id: n.id, at: positions[n.id] ?? { x: 0, y: 0 }, size: geometryOf(n, portsOf(n, portContextOf(draft))) }));
    const overlaps = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.at.x < b.at.x + b.size.width && b.at.x < a.at.x + a.size.width && a.at.y < b.at.y + b.size.height && b.at.y < a.at.y + a.size.height).map((b) => `${a.id} on ${b.id}`));
    expect(overlaps).toEqual([]);
  });
  it('gives the same places whatever the order of the arrays', () => {
    expect(tidy({ ...draft, nodes: [...draft.nodes].reverse(), edges: [...draft.edges].reverse() })).toEqual(positions);
  });
  it('does not look at where things stood', () => {
    expect(placed(draft, {})).toEqual(positions);
    expect(placed(draft, positions)).toBe(positions);
  });
});

it('leaves what has a place where it is and puts the others below', () => {
  const [template] = gallery;
  if (!template) throw new Error('the gallery has templates');
  const positions = tidy(template.draft);
  const [first, ...others] = Object.keys(positions);
  const rest = Object.fromEntries(others.map((id) => [id, positions[id] ?? { x: 0, y: 0 }]));
  const mended = placed(template.draft, rest);
  for (const id of others) expect(mended[id]).toEqual(positions[id]);
  expect(mended[first ?? '']?.y).toBeGreaterThan(Math.max(...Object.values(rest).map((p) => p.y)));
});
