// Two versions as two pictures that can be laid over each other: what is in both stands at the same place in both, so that nothing
// looks different that was only moved; what is different is marked on the side it stands on.
import { canonicalJson } from '../protocol/canonical.ts';
import { changesOf, type Comparison } from '../protocol/compare/compare.ts';
import type { StepComparison } from '../protocol/compare/steps.ts';
import type { Draft, Edge } from '../protocol/draft.ts';
import type { ValidationContext } from '../protocol/validation-context.ts';
import { pictureOf } from './compose.ts';
import { drawingOf } from './drawing.ts';
import type { Place } from './geometry.ts';
import type { MarkKind, PictureMark, PictureMarks } from './paint-mark.ts';
import type { Rect } from './route.ts';
import type { Scene } from './scene.ts';
import { around } from './shape-box.ts';

export interface Side {
  readonly draft: Draft;
  readonly context: ValidationContext;
}
export interface TwoPictures {
  readonly before: Scene;
  readonly after: Scene;
}

/** `asDrawn`: each side as it was drawn, moves and all. */
export function comparedPictures(before: Side, after: Side, comparison: Comparison, asDrawn = false): TwoPictures {
  const marks = marksOf(before.draft, after.draft, comparison);
  const moved = asDrawn ? before.draft : { ...before.draft, layout: layoutBeside(before, after) };
  return { before: pictureOf(moved, { context: before.context, marks: marks.before }), after: pictureOf(after.draft, { context: after.context, marks: marks.after }) };
}

export function marksOf(before: Draft, after: Draft, comparison: Comparison): { readonly before: PictureMarks; readonly after: PictureMarks } {
  const steps = [...comparison.steps.flatMap((step): readonly [string, PictureMark][] => {
    const mark = stepMark(step);
    return mark ? [[step.id, mark]] : [];
  }), ...handlerMarks(before, after)];
  const [was, is] = [new Set(before.edges.map(way)), new Set(after.edges.map(way))];
  const waysOf = (edges: readonly Edge[], others: ReadonlySet<string>, kind: MarkKind): Readonly<Record<string, MarkKind>> => Object.fromEntries(edges.filter((e) => !others.has(way(e))).map((e) => [e.id, kind]));
  return {
    before: { steps: Object.fromEntries(steps.filter(([, m]) => m.kind !== 'new')), ways: waysOf(before.edges, is, 'gone') },
    after: { steps: Object.fromEntries(steps.filter(([, m]) => m.kind !== 'gone')), ways: waysOf(after.edges, was, 'new') },
  };
}

/** One word a step, the one a reviewer must see first. */
export function stepMark(step: StepComparison): PictureMark | null {
  switch (step.state) {
    case 'unchanged': return null;
    case 'new': return { kind: 'new', words: 'new' };
    case 'gone': return { kind: 'gone', words: 'gone' };
    case 'changed': {
      const said = (['looser', 'tighter'] as const).filter((t) => changesOf(step).some((c) => c.tendency === t));
      return { kind: said[0] ?? 'changed', words: said.join(' and ') || 'changed' };
    }
  }
}

/** A way is the same while it leads from the same port to the same step, whatever its id. */
const way = ({ from, port, to }: Edge): string => `${from}\u0000${port}\u0000${to}`;

function handlerMarks(before: Draft, after: Draft): readonly [string, PictureMark][] {
  const [old, now] = [new Map((before.on ?? []).map((h) => [h.id, h])), new Map((after.on ?? []).map((h) => [h.id, h]))];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((id): readonly [string, PictureMark][] => {
    const [was, is] = [old.get(id), now.get(id)];
    if (!was) return [[id, { kind: 'new', words: 'new' }]];
    if (!is) return [[id, { kind: 'gone', words: 'gone' }]];
    return canonicalJson(was) === canonicalJson(is) ? [] : [[id, { kind: 'changed', words: 'changed' }]];
  });
}

// helpers

const room = 24;

/** Places for the earlier side: those of the later one, and for what is gone its own, or below it where that is taken. */
function layoutBeside(before: Side, after: Side): Readonly<Record<string, Place>> {
  const [was, is] = [before, after].map(({ draft, context }) => {
    const { steps, handlers, notes } = drawingOf(draft, context);
    return [...steps, ...handlers, ...notes];
  });
  const placed = new Map((is ?? []).map((s) => [s.id, s.at]));
  const taken: Rect[] = (is ?? []).map(({ at, geometry }) => ({ ...at, width: geometry.width, height: geometry.height }));
  const layout: Record<string, Place> = {};
  for (const { id, at, geometry } of was ?? []) {
    const same = placed.get(id);
    let place = same ?? at;
    if (!same) {
      const inTheWay = (): Rect | undefined => taken.find((r) => r.x < place.x + geometry.width + room && r.x + r.width + room > place.x && r.y < place.y + geometry.height + room && r.y + r.height + room > place.y);
      for (let other = inTheWay(); other; other = inTheWay()) place = { x: place.x, y: Math.ceil(other.y + other.height + room + 1) };
      taken.push({ ...place, width: geometry.width, height: geometry.height });
    }
    layout[id] = place;
  }
  return layout;
}

/** What holds both: where one looks on one side is where one looks on the other. */
export const bothIn = ({ before, after }: TwoPictures): Rect => around([before, after]);
