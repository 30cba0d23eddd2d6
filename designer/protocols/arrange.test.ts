import { describe, expect, it } from 'vitest';
import { draft } from '../../protocol/draft-text.ts';
import { moveNodes } from '../../protocol/edits/nodes.ts';
import { aligned, boxesOf, distributed } from './arrange.ts';
import { helperLines } from './helper-lines.ts';
import { tidyPart } from '../../picture/tidy.ts';

const steps = draft('begin -> a -> b -> c -> close', { layout: { begin: { x: 0, y: 0 }, a: { x: 200, y: 10 }, b: { x: 500, y: 90 }, c: { x: 1100, y: 40 }, close: { x: 1500, y: 0 } } });

describe('steps that are chosen together', () => {
  it('are lined up by their outlines', () => {
    const after = moveNodes(steps, aligned(boxesOf(steps, ['a', 'b', 'c']), 'top'));
    expect(['a', 'b', 'c'].map((id) => after.layout[id])).toEqual([{ x: 200, y: 10 }, { x: 500, y: 10 }, { x: 1100, y: 10 }]);
    const middles = boxesOf(moveNodes(steps, aligned(boxesOf(steps, ['begin', 'a', 'close']), 'middle')), ['begin', 'a', 'close']).map((b) => Math.round(b.y + b.height / 2));
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(1);
  });
  it('get the same room between them, the outermost staying where they are', () => {
    const after = moveNodes(steps, distributed(boxesOf(steps, ['a', 'b', 'c']), 'across'));
    expect(['a', 'b', 'c'].map((id) => after.layout[id]?.x)).toEqual([200, 650, 1100]);
    expect(distributed(boxesOf(steps, ['a', 'b']), 'across')).toEqual({});
  });
  it('are tidied where they stand, and nothing else moves', () => {
    const after = moveNodes(steps, tidyPart(steps, ['a', 'b']));
    expect(after.layout['c']).toEqual({ x: 1100, y: 40 });
    expect(Math.min(after.layout['a']?.x ?? 0, after.layout['b']?.x ?? 0)).toBe(200);
    expect(after.layout['a']?.y).toBe(after.layout['b']?.y);
    expect(moveNodes(after, tidyPart(after, ['a', 'b']))).toBe(after);
  });
});

describe('a step that is dragged', () => {
  const rect = (x: number, y: number) => ({ x, y, width: 100, height: 40 });
  it('snaps to the nearest line of another and shows it', () => {
    expect(helperLines(rect(3, 204), [rect(0, 0), rect(5, 100)])).toEqual({ dx: 2, dy: 0, upright: 5 });
    expect(helperLines(rect(400, 98), [rect(0, 100)])).toEqual({ dx: 0, dy: 2, level: 100 });
  });
  it('is left alone where nothing is near', () => {
    expect(helperLines(rect(400, 400), [rect(0, 0)])).toEqual({ dx: 0, dy: 0 });
  });
});
