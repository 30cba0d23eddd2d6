// A protocol as it stands on the canvas, before anything is painted: steps in reading order with their outlines and words,
// handlers, notes, bands, and the ways between them. The canvas, the pictures and the comparison of versions all ask here.
import { namesOf } from '../protocol/condition-words.ts';
import type { Draft, DraftNode, Edge, Handler } from '../protocol/draft.ts';
import { shapeOf } from '../protocol/node-parts.ts';
import { phaseAsTask } from '../protocol/phases-drawn.ts';
import { portContextOf, portsOf, type Port } from '../protocol/ports.ts';
import type { ValidationContext } from '../protocol/validation-context.ts';
import { geometryOf, handlerGeometry, handlerPort, noteGeometry, type Geometry, type Place } from './geometry.ts';
import { readingOrder } from './order.ts';
import { routeEdge, type Rect } from './route.ts';
import { doesWords, summaryOf, whenWords, type Summary, type Titles } from './summary.ts';
import { placed } from './tidy.ts';

export type Drawable = Pick<Draft, 'key' | 'nodes' | 'edges' | 'layout' | 'roles' | 'forms' | 'levels' | 'facts' | 'on' | 'notes' | 'phases'>;

/** Anything with an outline and a place. */
export interface Standing {
  readonly id: string;
  readonly at: Place;
  readonly geometry: Geometry;
  readonly ports: readonly Port[];
  /** The ports an edge leaves by. */
  readonly drawn: readonly string[];
}
export interface DrawnStep extends Standing {
  readonly node: DraftNode;
  readonly summary: Summary;
}
export interface DrawnHandler extends Standing {
  readonly handler: Handler;
  readonly when: string;
  readonly does: string;
}
export interface DrawnNote extends Standing {
  readonly text: string;
}
export interface DrawnBand {
  readonly id: string;
  readonly title: string;
  readonly clock: string;
  readonly box: Rect;
}
export interface DrawnWay {
  readonly edge: Edge;
  readonly label: string;
  /** Time or a refusal leaves by it. */
  readonly isAside: boolean;
  readonly points: readonly Place[];
}
export interface Drawing {
  readonly steps: readonly DrawnStep[];
  readonly handlers: readonly DrawnHandler[];
  readonly notes: readonly DrawnNote[];
  readonly bands: readonly DrawnBand[];
  readonly ways: readonly DrawnWay[];
}

export function drawingOf(draft: Drawable, context: ValidationContext = {}): Drawing {
  const ports = portContextOf(draft as Draft, context);
  const titles = titlesOf(draft, context);
  const layout = placed(draft, draft.layout, context);
  const at = (id: string): Place => own(layout, id) ?? { x: 0, y: 0 };
  const drawnPorts = portsDrawn(draft);
  const steps = readingOrder(draft, context).map((node): DrawnStep => {
    // A call's ports can be drawn before the called version is known; an edge never stands without its handle.
    const all = withDrawn(portsOf(node, ports), drawnPorts.get(node.id) ?? []);
    return { id: node.id, at: at(node.id), geometry: geometryOf(node, all), ports: all, drawn: drawnPorts.get(node.id) ?? [], node, summary: summaryOf(node, titles) };
  });
  const words = namesOf(draft);
  const handlers = (draft.on ?? []).map((handler): DrawnHandler => ({
    id: handler.id, at: at(handler.id), geometry: handlerGeometry, ports: [handlerPort], drawn: drawnPorts.get(handler.id) ?? [], handler, when: whenWords(handler, words),
    does: doesWords(handler, { protocol: titles.protocol, step: (id) => draft.nodes.find((n) => n.id === id)?.title || id }),
  }));
  const notes = (draft.notes ?? []).map(({ id, text }): DrawnNote => ({ id, at: at(id), geometry: noteGeometry(text), ports: [], drawn: [], text }));
  return { steps, handlers, notes, bands: bandsAround(draft, steps, titles), ways: waysOf(draft.edges, [...steps, ...handlers]) };
}

/** The ways between steps, routed around the steps as they stand now. */
export function waysOf(edges: readonly Edge[], standing: readonly Omit<Standing, 'drawn'>[]): readonly DrawnWay[] {
  const byId = new Map(standing.map((s) => [s.id, s]));
  const steps = standing.map(bodyOf);
  return edges.flatMap((edge): DrawnWay[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    const port = from?.ports.find((p) => p.id === edge.port);
    const [source, target] = [from && own(from.geometry.sources, edge.port), to?.geometry.target];
    if (!from || !to || !port || !source || !target) return [];
    const label = port.id === 'next' ? '' : port.label;
    const points = routeEdge(moved(source, from.at, handleReach), moved(target, to.at, 0), { steps, label: label === '' ? 0 : 24 });
    return [{ edge, label, isAside: port.aside || port.time, points }];
  });
}

/** What a way must go around: the shape, and of the words under it what is not air. */
export function bodyOf({ at, geometry }: Pick<Standing, 'at' | 'geometry'>): Rect {
  const inset = Math.min(geometry.shape.x, 20);
  return { x: at.x + inset, y: at.y, width: geometry.width - 2 * inset, height: geometry.height };
}

/** How far the dot of a port reaches over the outline. */
export const handleReach = 4;

export function titlesOf(draft: Pick<Draft, 'roles' | 'key' | 'forms' | 'nodes'>, context: ValidationContext = {}): Titles {
  const host = context.unit?.agencies.find((a) => a.id === context.unit?.hostAgency)?.key;
  return {
    role: (id) => draft.roles.find((r) => r.id === id)?.title ?? id,
    otherAgency: (id) => {
      const key = draft.roles.find((r) => r.id === id)?.agency;
      return key === undefined || key === host ? undefined : (context.unit?.agencies.find((a) => a.key === key)?.name ?? key);
    },
    connector: (key) => context.connectors?.find((c) => c.key === key)?.title ?? (key === 'choose' ? '' : key.replaceAll('_', ' ')),
    field: (ref) => {
      const [form = '', name = ''] = ref.split('.');
      return shapeOf(draft, form)?.fields.find((f) => f.name === name)?.label || ref;
    },
    protocol: (key) => (key === draft.key ? 'itself' : key.replaceAll('_', ' ')),
  };
}

/** A step may be called "toString". */
export const own = <T>(of: Readonly<Record<string, T>>, id: string): T | undefined => (Object.hasOwn(of, id) ? of[id] : undefined);

function portsDrawn(draft: Pick<Draft, 'edges'>): ReadonlyMap<string, readonly string[]> {
  const drawn = new Map<string, string[]>();
  for (const edge of draft.edges) drawn.set(edge.from, [...(drawn.get(edge.from) ?? []), edge.port]);
  return drawn;
}

const bandRoom = { side: 26, top: 46, bottom: 26 } as const;

/** A phase as a band around its steps, wherever these stand at the moment; none where it has no step. */
export function bandsAround(draft: Pick<Drawable, 'phases'>, steps: readonly Pick<DrawnStep, 'node' | 'at' | 'geometry'>[], titles: Titles): readonly DrawnBand[] {
  return (draft.phases ?? []).flatMap((phase): DrawnBand[] => {
    const inside = steps.filter((s) => s.node.phase === phase.id);
    if (inside.length === 0) return [];
    const [left, top] = [Math.min(...inside.map((s) => s.at.x)), Math.min(...inside.map((s) => s.at.y))];
    const [right, bottom] = [Math.max(...inside.map((s) => s.at.x + s.geometry.width)), Math.max(...inside.map((s) => s.at.y + s.geometry.height))];
    const box = { x: left - bandRoom.side, y: top - bandRoom.top, width: right - left + 2 * bandRoom.side, height: bottom - top + bandRoom.top + bandRoom.bottom };
    return [{ id: phase.id, title: phase.title, clock: summaryOf(phaseAsTask(phase), titles).clock, box }];
  });
}

// helpers

const moved = (place: Place, by: Place, reach: number): Place => ({ x: place.x + by.x + reach, y: place.y + by.y });

function withDrawn(ports: readonly Port[], drawn: readonly string[]): readonly Port[] {
  const extra = drawn.filter((id) => !ports.some((p) => p.id === id));
  return [...ports, ...extra.map((id) => ({ id, label: id, mandatory: false, orDefault: false, time: false, aside: id === 'cancelled' }))];
}
