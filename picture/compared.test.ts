import { describe, expect, it } from 'vitest';
import { compareDrafts } from '../protocol/compare/compare.ts';
import { reportOf } from '../protocol/compare/report.ts';
import { draft as drawn } from '../protocol/draft-text.ts';
import type { Draft } from '../protocol/draft.ts';
import { gallery } from '../protocol/templates/gallery.ts';
import { bothIn, comparedPictures, marksOf } from './compared.ts';
import { drawingOf } from './drawing.ts';
import { isOn } from './paper.ts';
import { outlineOf } from './shape-box.ts';
import { svgOf } from './svg.ts';

const before = drawn('start -> look(24h) -> tell(2h) -> end');
const after = drawn('start -> look(4h) -> ask(2h) -> end');
const pictures = (was: Draft, is: Draft, asDrawn = false) => comparedPictures({ draft: was, context: {} }, { draft: is, context: {} }, compareDrafts(was, is), asDrawn);
const groupOf = (svg: string, id: string): string => new RegExp(`<g data-step="${id}">.*?</g>`).exec(svg)?.[0] ?? '';

describe('two versions side by side', () => {
  it('what is new, gone, tighter or looser is told by colour, sign and word together, on the side it stands on', () => {
    const marks = marksOf(before, after, compareDrafts(before, after));
    expect(marks.before.steps).toEqual({ look: { kind: 'tighter', words: 'tighter' }, tell: { kind: 'gone', words: 'gone' } });
    expect(marks.after.steps).toEqual({ look: { kind: 'tighter', words: 'tighter' }, ask: { kind: 'new', words: 'new' } });
    const two = pictures(before, after);
    expect(groupOf(svgOf(two.before), 'tell')).toContain('− gone');
    expect(groupOf(svgOf(two.after), 'ask')).toContain('+ new');
    expect(groupOf(svgOf(two.after), 'look')).toContain('↑ tighter');
    expect(groupOf(svgOf(pictures(after, before).after), 'look')).toContain('↓ looser');
  });
  it('ways that come or go are marked, whatever their ids', () => {
    const renamed = { ...before, edges: before.edges.map((e) => ({ ...e, id: `other_${e.id}` })) };
    expect(marksOf(before, renamed, compareDrafts(before, renamed))).toEqual({ before: { steps: {}, ways: {} }, after: { steps: {}, ways: {} } });
    const { ways } = marksOf(before, after, compareDrafts(before, after)).after;
    expect(Object.values(ways)).toEqual(['new', 'new']);
  });
  it('what was only moved stands still, and is shown where it was drawn if one asks', () => {
    for (const { draft } of gallery) {
      const moved = { ...draft, layout: Object.fromEntries(Object.entries(draft.layout).map(([id, { x, y }], i) => [id, { x: x + 700 * (i % 3), y: y - 90 * i }])) };
      const still = pictures(draft, moved);
      expect(svgOf(still.before)).toBe(svgOf(still.after));
      expect(svgOf(pictures(draft, moved, true).before)).not.toBe(svgOf(still.after));
    }
  });
  it('what is gone stands on nothing else', () => {
    const crowded = { ...after, layout: Object.fromEntries(after.nodes.map((n, i) => [n.id, { x: 40 + 300 * i, y: 200 }])) };
    const [ask] = [crowded.layout['ask']];
    const was = { ...before, layout: { ...Object.fromEntries(before.nodes.map((n) => [n.id, { x: 0, y: 0 }])), tell: ask ?? { x: 0, y: 0 } } };
    const { before: scene } = pictures(was, crowded);
    const boxes = scene.parts.filter((p) => p.kind === 'step').map((p) => ({ id: p.id, box: outlineOf(p) }));
    const overlaps = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.box && b.box && a.box.x < b.box.x + b.box.width && b.box.x < a.box.x + a.box.width && a.box.y < b.box.y + b.box.height && b.box.y < a.box.y + a.box.height).map((b) => `${a.id} on ${b.id}`));
    expect(overlaps).toEqual([]);
  });
  it('one window holds both', () => {
    const two = pictures(before, after);
    const all = bothIn(two);
    for (const shape of [two.before, two.after].flatMap((s) => s.parts).flatMap((p) => p.shapes)) expect(isOn(shape, all)).toBe(true);
  });
  it('a handler that came, went or changed is marked like a step', () => {
    const handler = { id: 'on_event', title: 'When it happens', when: { kind: 'level' as const, change: 'raised' as const }, cancels: [] };
    const withIt = { ...before, on: [handler] };
    const changed = { ...before, on: [{ ...handler, title: 'When it rises' }] };
    expect(marksOf(before, withIt, compareDrafts(before, withIt)).after.steps).toEqual({ on_event: { kind: 'new', words: 'new' } });
    expect(marksOf(withIt, changed, compareDrafts(withIt, changed)).before.steps).toEqual({ on_event: { kind: 'changed', words: 'changed' } });
    expect(drawingOf(withIt).handlers).toHaveLength(1);
  });
});

describe('the report in words', () => {
  it('has the protocol first, then each step that differs, and in each what is looser before all else', () => {
    const was = { ...before, title: 'Old' };
    const sections = reportOf(compareDrafts(was, after));
    expect(sections.map((s) => `${s.title} (${s.detail})`)).toEqual(['Protocol ()', 'look (task, changed)', 'ask (task, new)', 'tell (task, gone)']);
    const gone = sections.find((s) => s.step?.id === 'tell')?.changes.map((c) => c.tendency) ?? [];
    expect(gone).toEqual([...gone].sort((a, b) => ['looser', 'tighter', 'other'].indexOf(a) - ['looser', 'tighter', 'other'].indexOf(b)));
    expect(gone[0]).toBe('looser');
  });
});
