// A step as shapes, as the canvas draws it: outline by kind, the kind's sign and word, the title, one quiet line.
import { kindWords } from '../protocol/node-defaults.ts';
import { colours } from './colours.ts';
import { handleReach, type DrawnHandler, type DrawnNote, type DrawnStep } from './drawing.ts';
import { flagCut, type Place } from './geometry.ts';
import { factLines, paintFacts, type Fact } from './paint-facts.ts';
import type { Shape, TextShape } from './scene.ts';
import { signs, type Sign } from './signs.ts';
import { baseline, fitted, wrapped } from './text.ts';

type Room = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
const kindLetters = { size: 11, weight: 400 } as const;
const titleLetters = { size: 14, weight: 600 } as const;
const [kindLine, titleLine] = [15, 18];

export function paintStep(step: DrawnStep): readonly Shape[] {
  const { at, geometry, node } = step;
  const shape: Room = { x: at.x + geometry.shape.x, y: at.y + geometry.shape.y, width: geometry.shape.width, height: geometry.shape.height };
  return [...paintOutline(step, shape), ...paintWords(step, shape), ...paintPorts(step), ...(geometry.outline === 'bar' || geometry.outline === 'diamond' || geometry.outline === 'disc' || geometry.outline === 'ring' ? [middleSign(node.kind, shape, geometry.outline === 'bar')] : [])];
}

export function paintHandler({ at, geometry, handler, when, does, drawn }: DrawnHandler): readonly Shape[] {
  const room = inside({ x: at.x, y: at.y, width: geometry.width, height: geometry.height }, { left: 16, right: 14, top: 8, bottom: 8 });
  return [
    { kind: 'rect', x: at.x, y: at.y, width: geometry.width, height: geometry.height, radius: 8, fill: colours.sunken, stroke: colours.lineStrong, strokeWidth: 1.5, dash: [5, 4] },
    ...paintText({ sign: 'handler', kind: `When ${when}`, title: handler.title || 'Without a title', facts: does === '' ? [] : [{ text: does }], titleLines: 2 }, room, 'spread'),
    ...(drawn.includes('next') ? [dot(at, geometry.sources['next'])] : []),
  ];
}

/** Its words without the marks of Markdown: what is emphasised on a canvas is read on paper. */
export function paintNote({ at, geometry, text }: DrawnNote): readonly Shape[] {
  const letters = { size: 13, weight: 400 } as const;
  const most = Math.max(1, Math.floor((geometry.height - 20) / 18));
  const plain = text.split('\n').map((line) => line.replace(/^\s*(#{1,6}|[-*+>])\s+/, '').replace(/\*\*|__|`/g, ''));
  const lines = plain.flatMap((line) => wrapped(line, geometry.width - 24, letters, most)).slice(0, most);
  return [
    { kind: 'rect', x: at.x, y: at.y, width: geometry.width, height: geometry.height, radius: 2, fill: colours.soonSoft, stroke: colours.soon, strokeWidth: 1 },
    ...lines.map((line, i): TextShape => ({ kind: 'text', x: at.x + 12, y: baseline(at.y + 10 + i * 18, 18, 13), anchor: 'start', ...letters, fill: colours.text, text: line })),
  ];
}

// helpers

function paintOutline({ node, geometry, summary }: DrawnStep, room: Room): readonly Shape[] {
  const card = { kind: 'rect', ...room, radius: geometry.outline === 'pill' ? Math.min(34, room.height / 2) : 8, fill: colours.surface, stroke: colours.lineStrong, strokeWidth: 1.5 } as const;
  const [middleX, middleY] = [room.x + room.width / 2, room.y + room.height / 2];
  switch (geometry.outline) {
    case 'disc': return [{ kind: 'circle', x: middleX, y: middleY, r: 27, fill: colours.accentSoft, stroke: colours.accent, strokeWidth: 2 }];
    case 'ring': return [{ kind: 'circle', x: middleX, y: middleY, r: 27, fill: colours.surface, stroke: colours.text, strokeWidth: 5 }];
    case 'diamond': return [polygon([[middleX, room.y + 1], [room.x + room.width - 1, middleY], [middleX, room.y + room.height - 1], [room.x + 1, middleY]])];
    case 'bar': return [{ kind: 'rect', ...room, radius: 3, fill: colours.text }];
    case 'flag': return [polygon([[room.x + 1, room.y + 1], [room.x + room.width - 1, room.y + 1], [room.x + room.width - flagCut, middleY], [room.x + room.width - 1, room.y + room.height - 1], [room.x + 1, room.y + room.height - 1]])];
    case 'pill': return [card];
    case 'card': break;
  }
  const behind: Shape[] = node.kind === 'call' || node.kind === 'each' ? [{ ...card, x: room.x + 6, y: room.y - 6, fill: colours.sunken }] : [];
  switch (node.kind) {
    case 'approval': return [card, { kind: 'path', x: room.x, y: room.y, scale: 1, fill: colours.accent, d: `M8 0H5V${room.height}H8A8 8 0 0 1 0 ${room.height - 8}V8A8 8 0 0 1 8 0Z` }];
    case 'handoff': {
      const elsewhere = summary.agencies.length > 0;
      return [{ ...card, stroke: undefined }, { kind: 'path', x: room.x, y: room.y, scale: 1, stroke: colours.lineStrong, strokeWidth: 1.5, d: `M${room.width - 8} 0H8A8 8 0 0 0 0 8V${room.height - 8}A8 8 0 0 0 8 ${room.height}H${room.width - 8}` }, { kind: 'path', x: room.x, y: room.y, scale: 1, stroke: elsewhere ? colours.waiting : colours.lineStrong, strokeWidth: 3, dash: [6, 5], d: `M${room.width - 8} 0A8 8 0 0 1 ${room.width} 8V${room.height - 8}A8 8 0 0 1 ${room.width - 8} ${room.height}` }];
    }
    case 'notify': return [{ ...card, dash: [5, 4] }];
    default: return [...behind, card];
  }
}

const polygon = (points: readonly (readonly [number, number])[]): Shape => ({ kind: 'polygon', points: points.map(([x, y]) => ({ x, y })), fill: colours.surface, stroke: colours.lineStrong, strokeWidth: 1.5 });

function paintWords({ at, node, geometry, summary }: DrawnStep, room: Room): readonly Shape[] {
  const words = {
    kind: `${kindWords[node.kind]}${node.kind === 'handoff' && summary.note ? `: ${summary.note}` : ''}`,
    title: node.title || 'Without a title',
    facts: factsOf(summary, node.kind === 'handoff'),
  };
  switch (geometry.outline) {
    case 'card': return paintText({ ...words, sign: node.kind, titleLines: 2 }, inside(room, { left: 16, right: 14, top: 8, bottom: 8 }), 'spread');
    case 'pill': return paintText({ ...words, sign: node.kind, titleLines: 1 }, inside(room, { left: 22, right: 22, top: 8, bottom: 8 }), 'middle');
    case 'flag': return paintText({ ...words, sign: node.kind, titleLines: 1 }, inside(room, { left: 16, right: 26, top: 8, bottom: 8 }), 'middle');
    // On paper nothing can be pointed at: a name that does not fit takes the line that a fact would have.
    default: return paintText({ ...words, titleLines: words.facts.length === 0 ? 2 : 1 }, { x: at.x, y: room.y + room.height + 2, width: geometry.width, height: geometry.height - room.height }, 'caption');
  }
}

function factsOf({ who, clock, quorum, agencies, note }: DrawnStep['summary'], isHandoff: boolean): readonly Fact[] {
  return [
    ...(who === '' ? [] : [{ sign: 'person', text: who } as const]),
    ...(clock === '' ? [] : [{ sign: 'clock', text: clock } as const]),
    ...(quorum === undefined ? [] : [{ sign: 'people', text: quorum } as const]),
    ...agencies.map((text): Fact => ({ sign: 'agency', text, fill: colours.waiting })),
    ...(note && !isHandoff ? [{ text: note }] : []),
  ];
}

interface Words {
  readonly sign?: Sign;
  readonly kind: string;
  readonly title: string;
  readonly titleLines: number;
  readonly facts: readonly Fact[];
}

/** `spread`: the facts stand at the foot of the room. `middle`: all of it in its middle. `caption`: under a shape, centred. */
function paintText({ sign, kind, title, titleLines, facts }: Words, room: Room, how: 'spread' | 'middle' | 'caption'): readonly Shape[] {
  const titles = wrapped(title, room.width, titleLetters, titleLines);
  const lines = factLines(facts, room.width, how === 'middle' ? 1 : 2);
  const height = kindLine + titles.length * titleLine + lines.length * 17;
  const top = how === 'middle' ? room.y + Math.max(0, (room.height - height) / 2) : room.y;
  const anchor = how === 'caption' ? 'middle' : 'start';
  const x = how === 'caption' ? room.x + room.width / 2 : room.x;
  const indent = sign === undefined ? 0 : 19;
  const factsTop = how === 'spread' ? Math.max(top + kindLine + titles.length * titleLine, room.y + room.height - lines.length * 17) : top + kindLine + titles.length * titleLine;
  return [
    ...(sign === undefined ? [] : [signAt(sign, { x: room.x, y: top + 0.5 }, 14, colours.quiet)]),
    { kind: 'text', x: x + indent, y: baseline(top, kindLine, 11), anchor, ...kindLetters, fill: colours.quiet, text: fitted(kind, room.width - indent, kindLetters) },
    ...titles.map((line, i): TextShape => ({ kind: 'text', x, y: baseline(top + kindLine + i * titleLine, titleLine, 14), anchor, ...titleLetters, fill: colours.text, text: line })),
    ...paintFacts(lines, { x: room.x, y: factsTop, width: room.width }, how === 'caption'),
  ];
}

const inside = ({ x, y, width, height }: Room, by: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }): Room => ({ x: x + by.left, y: y + by.top, width: width - by.left - by.right, height: height - by.top - by.bottom });

export function signAt(sign: Sign, { x, y }: Place, size: number, stroke: string): Shape {
  return { kind: 'path', d: signs[sign], x, y, scale: size / 24, stroke, strokeWidth: 1.8 };
}

function middleSign(kind: DrawnStep['node']['kind'], room: Room, isBar: boolean): Shape {
  const size = isBar ? 12 : 22;
  return signAt(kind, { x: room.x + (room.width - size) / 2, y: room.y + (room.height - size) / 2 }, size, isBar ? colours.surface : kind === 'start' ? colours.accent : colours.text);
}

function paintPorts({ at, geometry, drawn }: DrawnStep): readonly Shape[] {
  return drawn.map((port) => dot(at, geometry.sources[port]));
}

function dot(at: Place, source: Place | undefined): Shape {
  const { x, y } = source ?? { x: 0, y: 0 };
  return { kind: 'circle', x: at.x + x + handleReach - 5, y: at.y + y, r: 5, fill: colours.lineStrong };
}
