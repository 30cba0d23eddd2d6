// Draft to React Flow and back, pure. Nodes come in reading order, because React Flow's tab order is its array order; each
// has a spoken name, because React Flow gives custom nodes none.
import type { Edge as FlowEdgeBase, MarkerType, Node as FlowNodeBase } from '@xyflow/react';
import { namesOf } from '../../protocol/condition-words.ts';
import type { Draft, DraftNode, Handler, Note } from '../../protocol/draft.ts';
import type { Finding, Severity } from '../../protocol/finding.ts';
import { kindWords } from '../../protocol/node-defaults.ts';
import { shapeOf } from '../../protocol/node-parts.ts';
import { portContextOf, portsOf, type Port } from '../../protocol/ports.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';
import { geometryOf, handlerGeometry, handlerPort, noteGeometry, type Geometry, type Place } from './nodes/geometry.ts';
import { doesWords, spokenName, summaryOf, whenWords, type Summary, type Titles } from './nodes/summary.ts';
import { readingOrder } from './order.ts';
import { routeEdge, type Rect } from './route.ts';
import { placed } from './tidy.ts';

/** How a step of a running case is lit. */
export interface Light {
  readonly state: 'open' | 'done' | 'late';
  readonly due?: string;
}
/** What is pointed out about a step while something is looked at: what is new in it, that a path leads through it, or how it goes over all cases. */
export interface StepMark {
  readonly kind: 'new' | 'changed' | 'tighter' | 'looser' | 'path' | 'late' | 'calm';
  readonly words: string;
}
export type Marks = Readonly<Record<string, StepMark>>;
interface DrawnData extends Record<string, unknown> {
  readonly ports: readonly Port[];
  readonly drawnPorts: readonly string[];
  readonly geometry: Geometry;
  readonly findings: { readonly count: number; readonly severity: Severity } | null;
  readonly light: Light | null;
  readonly mark: StepMark | null;
}
export interface StepData extends DrawnData {
  readonly node: DraftNode;
  readonly summary: Summary;
}
export interface HandlerData extends DrawnData {
  readonly handler: Handler;
  readonly when: string;
  readonly does: string;
}
export interface NoteData extends DrawnData {
  readonly text: string;
}
export type NoteNode = FlowNodeBase<NoteData, 'note'>;
export type StepNode = FlowNodeBase<StepData, 'step'>;
export type HandlerNode = FlowNodeBase<HandlerData, 'handler'>;
export type DrawnNode = StepNode | HandlerNode | NoteNode;
export interface WayData extends Record<string, unknown> {
  readonly label: string;
  readonly aside: boolean;
  /** A path that is pointed out leads over it. */
  readonly onPath: boolean;
  /** No rehearsal has taken it. */
  readonly isNever?: boolean;
  readonly points: readonly Place[];
}
export type WayEdge = FlowEdgeBase<WayData, 'way'>;

export interface FlowExtras {
  readonly context?: ValidationContext;
  readonly findings?: readonly Finding[];
  readonly lights?: Readonly<Record<string, Light>>;
  readonly marks?: Marks;
  /** Edges no rehearsal has taken. */
  readonly never?: readonly string[];
}
type Drawn = Pick<Draft, 'key' | 'nodes' | 'edges' | 'layout' | 'roles' | 'forms' | 'levels' | 'facts' | 'on' | 'notes'>;

export function toFlow(draft: Drawn, { context = {}, findings = [], lights = {}, marks = {}, never = [] }: FlowExtras = {}): { readonly nodes: readonly DrawnNode[]; readonly edges: readonly WayEdge[] } {
  const order = readingOrder(draft, context);
  const ports = portContextOf(draft as Draft, context);
  const titles = titlesOf(draft, context);
  const layout = placed(draft, draft.layout, context);
  const drawnPorts = portsDrawn(draft);
  const nodes = order.map((node, index): StepNode => {
    // A call's ports can be drawn before the called version is known; an edge never stands without its handle.
    const all = withDrawn(portsOf(node, ports), drawnPorts.get(node.id) ?? []);
    const geometry = geometryOf(node, all);
    const summary = summaryOf(node, titles);
    const found = findings.filter((f) => f.at.node === node.id);
    return {
      id: node.id,
      type: 'step',
      position: layout[node.id] ?? { x: 0, y: 0 },
      width: geometry.width,
      height: geometry.height,
      ariaRole: 'group',
      ariaLabel: [spokenName(node, summary, { number: index + 1, of: order.length, findings: found.length, kindWord: kindWords[node.kind] }), ...(own(marks, node.id) ? [own(marks, node.id)?.words] : [])].join(', '),
      domAttributes: { 'aria-roledescription': 'step' },
      data: { node, ports: all, drawnPorts: drawnPorts.get(node.id) ?? [], geometry, summary, findings: worst(found), light: own(lights, node.id) ?? null, mark: own(marks, node.id) ?? null },
    };
  });
  const words = namesOf(draft);
  const handlers = (draft.on ?? []).map((handler): HandlerNode => {
    const found = findings.filter((f) => f.at.node === handler.id);
    const when = whenWords(handler, words);
    const does = doesWords(handler, { protocol: titles.protocol, step: (id) => draft.nodes.find((n) => n.id === id)?.title || id });
    return {
      id: handler.id, type: 'handler', position: layout[handler.id] ?? { x: 0, y: 0 }, width: handlerGeometry.width, height: handlerGeometry.height,
      ariaRole: 'group', ariaLabel: [handler.title || 'without a title', `when ${when}`, does, found.length > 0 ? `${found.length} ${found.length === 1 ? 'finding' : 'findings'}` : ''].filter((part) => part !== '').join(', '), domAttributes: { 'aria-roledescription': 'handler' },
      data: { handler, when, does, ports: [handlerPort], drawnPorts: drawnPorts.get(handler.id) ?? [], geometry: handlerGeometry, findings: worst(found), light: null, mark: own(marks, handler.id) ?? null },
    };
  });
  const steps = [...nodes, ...handlers];
  const untaken = new Set(never);
  const edges = edgesOf(draft, steps);
  return { nodes: [...steps, ...(draft.notes ?? []).map((note) => noteNode(note, own(layout, note.id)))], edges: untaken.size === 0 ? edges : edges.map((edge) => (edge.data && untaken.has(edge.id) ? { ...edge, data: { ...edge.data, isNever: true } } : edge)) };
}

/** A step may be called "toString". */
const own = <T>(of: Readonly<Record<string, T>>, id: string): T | undefined => (Object.hasOwn(of, id) ? of[id] : undefined);

function noteNode({ id, text }: Note, at: Place | undefined): NoteNode {
  const geometry = noteGeometry(text);
  return {
    id, type: 'note', position: at ?? { x: 0, y: 0 }, width: geometry.width, height: geometry.height, ariaRole: 'group', ariaLabel: spokenNote(text), domAttributes: { 'aria-roledescription': 'note' },
    data: { text, ports: [], drawnPorts: [], geometry, findings: null, light: null, mark: null },
  };
}
export const spokenNote = (text: string): string => `note, ${text.trim() || 'empty'}`;

/** The ways between steps, routed around the steps as they stand now. */
export function edgesOf(draft: Pick<Draft, 'edges'>, nodes: readonly DrawnNode[]): readonly WayEdge[] {
  const byId = new Map(nodes.map((n) => [n.id, n]));
  const steps: Rect[] = nodes.map((n) => ({ x: n.position.x + Math.min(n.data.geometry.shape.x, 20), y: n.position.y, width: n.data.geometry.width - 2 * Math.min(n.data.geometry.shape.x, 20), height: n.data.geometry.height }));
  return draft.edges.flatMap((edge): WayEdge[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    const port = from?.data.ports.find((p) => p.id === edge.port);
    const [source, target] = [from?.data.geometry.sources[edge.port], to?.data.geometry.target];
    if (!from || !to || !port || !source || !target) return [];
    const label = port.id === 'next' ? '' : port.label;
    const ends = [moved(source, from.position, handleReach), moved(target, to.position, 0)] as const;
    return [{
      id: edge.id, type: 'way', source: edge.from, target: edge.to, sourceHandle: edge.port, targetHandle: 'in', focusable: false, markerEnd: { type: arrow, width: 16, height: 16 },
      data: { label, aside: port.aside || port.time, onPath: from.data.mark?.kind === 'path' && to.data.mark?.kind === 'path', points: routeEdge(ends[0], ends[1], { steps, label: label === '' ? 0 : 24 }) },
    }];
  });
}

/** MarkerType.ArrowClosed, written out: this file runs without React Flow. */
const arrow = 'arrowclosed' as MarkerType.ArrowClosed;

/** How far the dot of a port reaches over the outline. */
export const handleReach = 4;

/** What the canvas says has moved, for the edit that keeps it. */
export function positionsOf(nodes: readonly Pick<DrawnNode, 'id' | 'position'>[]): Readonly<Record<string, Place>> {
  return Object.fromEntries(nodes.map((n) => [n.id, { x: Math.round(n.position.x), y: Math.round(n.position.y) }]));
}

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

const moved = (place: Place, by: Place, reach: number): Place => ({ x: place.x + by.x + reach, y: place.y + by.y });

function portsDrawn(draft: Pick<Draft, 'edges'>): ReadonlyMap<string, readonly string[]> {
  const drawn = new Map<string, string[]>();
  for (const edge of draft.edges) drawn.set(edge.from, [...(drawn.get(edge.from) ?? []), edge.port]);
  return drawn;
}

function withDrawn(ports: readonly Port[], drawn: readonly string[]): readonly Port[] {
  const extra = drawn.filter((id) => !ports.some((p) => p.id === id));
  return [...ports, ...extra.map((id) => ({ id, label: id, mandatory: false, orDefault: false, time: false, aside: id === 'cancelled' }))];
}

function worst(found: readonly Finding[]): StepData['findings'] {
  if (found.length === 0) return null;
  const severity = (['error', 'warning', 'hint'] as const).find((s) => found.some((f) => f.severity === s)) ?? 'hint';
  return { count: found.length, severity };
}
