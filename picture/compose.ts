// From a protocol to its picture: bands at the back, then ways, steps, the words of the ways and the notes. Pure: the same
// protocol gives the same picture, to the last byte of what is written from it.
import { kindWords } from '../protocol/node-defaults.ts';
import type { ValidationContext } from '../protocol/validation-context.ts';
import { colours } from './colours.ts';
import { drawingOf, own, type Drawable, type Drawing } from './drawing.ts';
import { paintCaption, type Caption } from './paint-caption.ts';
import { paintMark, wayColour, type PictureMarks } from './paint-mark.ts';
import { paintHandler, paintNote, paintStep } from './paint-step.ts';
import { paintBand, paintLabel, paintWay } from './paint-way.ts';
import type { Part, Scene } from './scene.ts';
import { spokenName } from './summary.ts';

export interface PictureOptions {
  readonly context?: ValidationContext;
  /** Under the picture: what it is a picture of. Pages of a PDF have it at their foot instead. */
  readonly caption?: Caption;
  /** What is pointed out, against another version. */
  readonly marks?: PictureMarks;
}

const margin = 32;

export function pictureOf(draft: Drawable & { readonly title: string }, { context = {}, caption, marks = { steps: {}, ways: {} } }: PictureOptions = {}): Scene {
  const drawing = drawingOf(draft, context);
  const box = boundsOf(drawing);
  const parts: readonly Part[] = [
    ...drawing.bands.map((band): Part => ({ kind: 'band', id: band.id, label: `Phase ${band.title}`, shapes: paintBand(band) })),
    ...drawing.ways.map((way): Part => ({ kind: 'way', id: way.edge.id, label: wayWords(drawing, way), shapes: paintWay(way, wayColour(own(marks.ways, way.edge.id))) })),
    ...drawing.steps.map((step, i): Part => {
      const mark = own(marks.steps, step.id);
      const spoken = spokenName(step.node, step.summary, { number: i + 1, of: drawing.steps.length, findings: 0, kindWord: kindWords[step.node.kind] });
      return { kind: 'step', id: step.id, label: mark ? `${spoken}, ${mark.words}` : spoken, shapes: [...paintStep(step), ...(mark ? paintMark(step, mark) : [])] };
    }),
    ...drawing.handlers.map((handler): Part => {
      const mark = own(marks.steps, handler.id);
      return { kind: 'handler', id: handler.id, label: [handler.handler.title, `when ${handler.when}`, handler.does].filter((w) => w !== '').join(', '), shapes: [...paintHandler(handler), ...(mark ? paintMark(handler, mark) : [])] };
    }),
    // One group more for each way with words, above all ways: the same id, so that both are found together.
    ...drawing.ways.filter((way) => way.label !== '').map((way): Part => ({ kind: 'label', id: way.edge.id, label: way.label, shapes: paintLabel(way) })),
    ...drawing.notes.map((note): Part => ({ kind: 'note', id: note.id, label: `note, ${note.text.trim() || 'empty'}`, shapes: paintNote(note) })),
  ];
  const foot = caption ? paintCaption(caption, { x: box.x, y: box.y + box.height + 20, width: box.width }) : null;
  return {
    title: draft.title,
    description: `${drawing.steps.length} steps, ${drawing.ways.length} ways between them`,
    x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin + (foot ? foot.height + 20 : 0),
    background: colours.surface,
    bodies: [...drawing.steps, ...drawing.handlers, ...drawing.notes].map(({ at, geometry }) => ({ x: at.x, y: at.y, width: geometry.width, height: geometry.height })),
    parts: foot ? [...parts, { kind: 'caption', id: 'caption', label: caption?.title ?? '', shapes: foot.shapes }] : parts,
  };
}

/** Everything that is drawn, with the tags that stand over an outline. */
function boundsOf({ steps, handlers, notes, bands, ways }: Drawing): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const boxes = [...[...steps, ...handlers, ...notes].map(({ at, geometry }) => ({ x: at.x, y: at.y - 14, width: geometry.width + 8, height: geometry.height + 14 })), ...bands.map((b) => b.box)];
  const points = ways.flatMap((w) => w.points);
  if (boxes.length === 0) return { x: 0, y: 0, width: 320, height: 80 };
  const left = Math.min(...boxes.map((b) => b.x), ...points.map((p) => p.x));
  const top = Math.min(...boxes.map((b) => b.y), ...points.map((p) => p.y));
  const right = Math.max(...boxes.map((b) => b.x + b.width), ...points.map((p) => p.x));
  const bottom = Math.max(...boxes.map((b) => b.y + b.height), ...points.map((p) => p.y));
  return { x: Math.floor(left), y: Math.floor(top), width: Math.ceil(right) - Math.floor(left), height: Math.ceil(bottom) - Math.floor(top) };
}

function wayWords({ steps, handlers }: Drawing, { edge, label }: Drawing['ways'][number]): string {
  const titleOf = (id: string): string => steps.find((s) => s.id === id)?.node.title ?? handlers.find((h) => h.id === id)?.handler.title ?? id;
  return `From ${titleOf(edge.from)}${label === '' ? '' : `, ${label},`} to ${titleOf(edge.to)}`;
}
