// How large a step is and where its handles stand, from what is drawn alone: the canvas, auto-layout, the routes of edges
// and the small picture on a case page agree because they all ask here, and nothing is measured.
import type { DraftNode, NodeKind } from '../protocol/draft.ts';
import type { Port } from '../protocol/ports.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}
export type Outline = 'card' | 'disc' | 'ring' | 'diamond' | 'bar' | 'pill' | 'flag';
export interface Geometry {
  readonly outline: Outline;
  readonly width: number;
  readonly height: number;
  /** The drawn shape inside the box; its title stands in it (card, pill) or under it. */
  readonly shape: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Where edges arrive; a start has none. */
  readonly target?: Place;
  /** Where each port stands, by port id. */
  readonly sources: Readonly<Record<string, Place>>;
}

export const outlines: Readonly<Record<NodeKind, Outline>> = {
  start: 'disc', end: 'ring', decision: 'diamond', split: 'bar', join: 'bar', wait: 'pill',
  task: 'card', each: 'card', table: 'card', approval: 'card', handoff: 'card', notify: 'card', service: 'card', call: 'card', milestone: 'flag',
};

const cardWidth = 232;
/** Handles can be hit within 24 px, so they stand that far apart. */
const step = 26;
const caption = 54;

export function geometryOf(node: Pick<DraftNode, 'kind'>, ports: readonly Pick<Port, 'id'>[]): Geometry {
  const outline = outlines[node.kind];
  const count = Math.max(1, ports.length);
  switch (outline) {
    case 'card': return box(node, ports, { outline, width: cardWidth, height: Math.max(node.kind === 'notify' || node.kind === 'call' || node.kind === 'table' ? 92 : 116, count * step + 24) });
    case 'flag': return flag(node, ports, { outline, width: 200, height: 64 });
    case 'pill': return box(node, ports, { outline, width: 216, height: Math.max(68, count * step + 16) });
    case 'disc':
    case 'ring': return under(node, ports, { outline, width: 60, height: Math.max(60, count * step + 8) });
    case 'diamond': return under(node, ports, { outline, width: 84, height: Math.max(84, count * step + 32) });
    case 'bar': return under(node, ports, { outline, width: 16, height: Math.max(72, count * step + 12) });
  }
}

/** A handler stands beside the steps, with one way out. */
export const handlerPort: Port = { id: 'next', label: 'opens', mandatory: false, orDefault: false, time: false, aside: true };
export const handlerGeometry: Geometry = { outline: 'card', width: cardWidth, height: 92, shape: { x: 0, y: 0, width: cardWidth, height: 92 }, sources: { next: { x: cardWidth, y: 46 } } };

/** A note is as high as its words need, up to a bound; what is longer is read in the inspector. */
export function noteGeometry(text: string): Geometry {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 32)), 0);
  const height = Math.min(300, Math.max(56, lines * 18 + 24));
  return { outline: 'card', width: cardWidth, height, shape: { x: 0, y: 0, width: cardWidth, height }, sources: {} };
}

type Size = { readonly outline: Outline; readonly width: number; readonly height: number };

function box(node: Pick<DraftNode, 'kind'>, ports: readonly Pick<Port, 'id'>[], { outline, width, height }: Size): Geometry {
  return { outline, width, height, shape: { x: 0, y: 0, width, height }, ...places(node, ports, { x: 0, y: 0, width, height }, () => width) };
}

/** How deep the tail of a flag is cut: its edge starts in the cut. */
export const flagCut = 16;

function flag(node: Pick<DraftNode, 'kind'>, ports: readonly Pick<Port, 'id'>[], { outline, width, height }: Size): Geometry {
  const shape = { x: 0, y: 0, width, height };
  return { outline, width, height, shape, ...places(node, ports, shape, () => width - flagCut) };
}

function under(node: Pick<DraftNode, 'kind'>, ports: readonly Pick<Port, 'id'>[], { outline, width, height }: Size): Geometry {
  const boxWidth = 152;
  const shape = { x: (boxWidth - width) / 2, y: 0, width, height };
  // On a diamond the handles follow its right sides, so that each edge starts at the outline.
  const right = (y: number): number => (outline === 'diamond' ? shape.x + (width / 2) * (2 - Math.abs(y - height / 2) / (height / 2)) : shape.x + width);
  return { outline, width: boxWidth, height: height + caption, shape, ...places(node, ports, shape, right) };
}

function places(node: Pick<DraftNode, 'kind'>, ports: readonly Pick<Port, 'id'>[], shape: Geometry['shape'], right: (y: number) => number): Pick<Geometry, 'target' | 'sources'> {
  const first = shape.height / 2 - ((ports.length - 1) * step) / 2;
  const sources = Object.fromEntries(ports.map((port, index) => [port.id, { x: right(first + index * step), y: first + index * step }]));
  return { sources, ...(node.kind === 'start' ? {} : { target: { x: shape.x, y: shape.height / 2 } }) };
}
