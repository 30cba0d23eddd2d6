import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gallery } from '../protocol/templates/gallery.ts';
import { draft as drawn } from '../protocol/draft-text.ts';
import { anyDraft } from '../test/arbitraries/draft.ts';
import { anyBundle } from '../test/arbitraries/protocols.ts';
import { draftsOf } from '../test/arbitraries/publishable.ts';
import { pictureOf } from './compose.ts';
import { bodyOf, drawingOf } from './drawing.ts';
import { isOn, paperKeys, sheetsOf } from './paper.ts';
import { svgOf } from './svg.ts';

const inPicture = (svg: string, kind: string): readonly string[] => [...svg.matchAll(new RegExp(`data-${kind}="([^"]*)"`, 'g'))].map((m) => m[1] ?? '').sort();
const ids = (of: readonly { readonly id: string }[] | undefined): readonly string[] => (of ?? []).map(({ id }) => id).sort();
const caption = { title: 'Intake, version 3', lines: ['Published 24 Nov 2026', 'Hash 8f00'] };

describe('a picture has everything of its protocol', () => {
  it('every step, handler, note and way of whatever can be published', () => {
    fc.assert(fc.property(anyBundle, (bundle) => {
      const draft = draftsOf(bundle).main;
      const svg = svgOf(pictureOf(draft));
      expect({ steps: inPicture(svg, 'step'), ways: inPicture(svg, 'way'), handlers: inPicture(svg, 'handler'), notes: inPicture(svg, 'note') })
        .toEqual({ steps: ids(draft.nodes), ways: ids(draft.edges), handlers: ids(draft.on), notes: ids(draft.notes) });
    }), { numRuns: 25 });
  });
  it.each(gallery.map((t) => [t.title, t.draft] as const))('every step and way of %s, with its words', (_title, draft) => {
    const svg = svgOf(pictureOf(draft, { caption }));
    expect(inPicture(svg, 'step')).toEqual(ids(draft.nodes));
    expect(inPicture(svg, 'way')).toEqual(ids(draft.edges));
    expect(inPicture(svg, 'label')).toEqual(drawingOf(draft).ways.filter((w) => w.label !== '').map((w) => w.edge.id).sort());
    expect(svg).toContain('Intake, version 3');
  });
  it('a draft that is not finished is drawn as far as it goes, and none is refused', () => {
    fc.assert(fc.property(anyDraft, (draft) => {
      const svg = svgOf(pictureOf(draft, { caption }));
      expect(new Set(inPicture(svg, 'step'))).toEqual(new Set(draft.nodes.map((n) => n.id)));
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }), { numRuns: 25 });
  });
  it('phases are bands around their steps, with their name', () => {
    const draft = drawn('start -> look -> end');
    const phased = { ...draft, phases: [{ id: 'first', title: 'First hours' }], nodes: draft.nodes.map((n) => (n.id === 'look' ? { ...n, phase: 'first' } : n)) };
    const { bands, steps } = drawingOf(phased);
    const [band, look] = [bands[0]?.box, steps.find((s) => s.id === 'look')];
    expect(band && look && band.x < look.at.x && band.y < look.at.y && band.x + band.width > look.at.x + look.geometry.width).toBe(true);
    expect(svgOf(pictureOf(phased))).toContain('First hours');
  });
});

describe('a picture can be relied on', () => {
  it('is the same to the byte for the same protocol', () => {
    for (const { draft } of gallery) expect(svgOf(pictureOf(structuredClone(draft), { caption }))).toBe(svgOf(pictureOf(draft, { caption })));
  });
  it.each(['records_review', 'closure_aar'])('of %s is the one that was looked at', async (key) => {
    const template = gallery.find((t) => t.key === key);
    await expect(template && svgOf(pictureOf(template.draft, { caption: { title: template.title, lines: ['Template'] } }))).toMatchFileSnapshot(`golden/${key}.svg`);
  });
  it.each(gallery.map((t) => [t.title, t.draft] as const))('no way of %s runs through a step', (_title, draft) => {
    const { ways, steps, handlers } = drawingOf(draft);
    const bodies = [...steps, ...handlers].map((s) => ({ id: s.id, ...bodyOf(s) }));
    const through = ways.flatMap(({ edge, points }) => points.flatMap((b, i) => {
      const a = points[i - 1];
      return a ? bodies.filter((r) => r.id !== edge.from && r.id !== edge.to && Math.max(a.x, b.x) > r.x + 5 && Math.min(a.x, b.x) < r.x + r.width - 5 && Math.max(a.y, b.y) > r.y + 5 && Math.min(a.y, b.y) < r.y + r.height - 5).map((r) => `${edge.id} through ${r.id}`) : [];
    }));
    expect(through).toEqual([]);
  });
  it('words of people cannot break out of it', () => {
    const draft = drawn('start -> look -> end');
    const svg = svgOf(pictureOf({ ...draft, title: '</title><script>alert(1)</script>', nodes: draft.nodes.map((n) => ({ ...n, title: '"><script>&\u0000' })) }));
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0000');
  });
});

describe('on paper', () => {
  it.each(paperKeys.flatMap((paper) => (['one', 'tiled'] as const).map((pages) => [paper, pages] as const)))('%s, %s: all of the picture stands on some sheet, and every step whole', (paper, pages) => {
    for (const { draft } of gallery) {
      const scene = pictureOf(draft);
      const { sheets, scale, columns } = sheetsOf(scene, paper, pages);
      for (const shape of scene.parts.flatMap((p) => p.shapes)) expect(sheets.some((s) => isOn(shape, s))).toBe(true);
      // No step is cut in two as long as it fits on a sheet.
      const cut = scene.bodies.filter((r) => !sheets.some((s) => r.x >= s.x && r.y >= s.y && r.x + r.width <= s.x + s.width && r.y + r.height <= s.y + s.height));
      expect(cut).toEqual([]);
      expect(sheets.every((s) => s.width > 0 && s.height > 0)).toBe(true);
      expect(scale).toBeLessThanOrEqual(0.75);
      if (pages === 'one') expect(columns).toBe(1);
    }
  });
});
