// Draft to React Flow and back, pure. Nodes come in reading order, because React Flow's tab order is its array order; each
// has a spoken name, because React Flow gives custom nodes none.
import type { Edge as FlowEdgeBase, MarkerType, Node as FlowNodeBase } from '@xyflow/react';
import type { Draft, DraftNode, Handler } from '../../protocol/draft.ts';
import type { Finding, Severity } from '../../protocol/finding.ts';
import { kindWords } from '../../protocol/node-defaults.ts';
import type { Port } from '../../protocol/ports.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';
import { drawingOf, own, waysOf, type DrawnHandler, type DrawnNote, type DrawnStep, type DrawnWay } from '../../picture/drawing.ts';
import type { Geometry, Place } from '../../picture/geometry.ts';
import { spokenName, type Summary } from '../../picture/summary.ts';

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
  /** What is said of a step beyond what is drawn: who is there, what is open. */
  readonly spoken?: Readonly<Record<string, string>>;
  /** Edges no rehearsal has taken. */
  readonly never?: readonly string[];
}
type Drawn = Pick<Draft, 'key' | 'nodes' | 'edges' | 'layout' | 'roles' | 'forms' | 'levels' | 'facts' | 'on' | 'notes'>;

export function toFlow(draft: Drawn, { context = {}, findings = [], lights = {}, marks = {}, spoken = {}, never = [] }: FlowExtras = {}): { readonly nodes: readonly DrawnNode[]; readonly edges: readonly WayEdge[] } {
  const drawing = drawingOf(draft, context);
  const placeOf = ({ id, at, geometry }: Pick<DrawnStep, 'id' | 'at' | 'geometry'>) => ({ id, position: at, width: geometry.width, height: geometry.height, ariaRole: 'group' as const });
  const dataOf = ({ id, ports, geometry, drawn }: Pick<DrawnStep, 'id' | 'ports' | 'geometry' | 'drawn'>, found: readonly Finding[]): DrawnData => ({ ports, geometry, drawnPorts: drawn, findings: worst(found), light: null, mark: own(marks, id) ?? null });
  const steps = drawing.steps.map((step, index): StepNode => {
    const { id, node, summary } = step;
    const found = findings.filter((f) => f.at.node === id);
    const name = spokenName(node, summary, { number: index + 1, of: drawing.steps.length, findings: found.length, kindWord: kindWords[node.kind] });
    return {
      ...placeOf(step), type: 'step', ariaLabel: [name, ...(own(marks, id) ? [own(marks, id)?.words] : []), ...(own(spoken, id) ? [own(spoken, id)] : [])].join(', '), domAttributes: { 'aria-roledescription': 'step' },
      data: { ...dataOf(step, found), node, summary, light: own(lights, id) ?? null },
    };
  });
  const handlers = drawing.handlers.map((handler): HandlerNode => handlerNode(handler, placeOf(handler), (found) => dataOf(handler, found), findings));
  const all = [...steps, ...handlers];
  const untaken = new Set(never);
  const edges = drawing.ways.map((way) => wayEdge(way, marks)).map((edge) => (edge.data && untaken.has(edge.id) ? { ...edge, data: { ...edge.data, isNever: true } } : edge));
  return { nodes: [...all, ...drawing.notes.map(noteNode)], edges };
}

function handlerNode({ id, handler, when, does }: DrawnHandler, place: Pick<HandlerNode, 'id' | 'position' | 'width' | 'height' | 'ariaRole'>, dataOf: (found: readonly Finding[]) => DrawnData, findings: readonly Finding[]): HandlerNode {
  const found = findings.filter((f) => f.at.node === id);
  const spoken = [handler.title || 'without a title', `when ${when}`, does, found.length > 0 ? `${found.length} ${found.length === 1 ? 'finding' : 'findings'}` : ''].filter((part) => part !== '');
  return { ...place, type: 'handler', ariaLabel: spoken.join(', '), domAttributes: { 'aria-roledescription': 'handler' }, data: { ...dataOf(found), handler, when, does } };
}

function noteNode({ id, at, text, geometry }: DrawnNote): NoteNode {
  return {
    id, type: 'note', position: at, width: geometry.width, height: geometry.height, ariaRole: 'group', ariaLabel: spokenNote(text), domAttributes: { 'aria-roledescription': 'note' },
    data: { text, ports: [], drawnPorts: [], geometry, findings: null, light: null, mark: null },
  };
}
export const spokenNote = (text: string): string => `note, ${text.trim() || 'empty'}`;

/** The ways between steps, routed around the steps as they stand now. */
export function edgesOf(draft: Pick<Draft, 'edges'>, nodes: readonly DrawnNode[]): readonly WayEdge[] {
  const marks = Object.fromEntries(nodes.flatMap((n) => (n.data.mark ? [[n.id, n.data.mark] as const] : [])));
  return waysOf(draft.edges, nodes.map((n) => ({ id: n.id, at: n.position, geometry: n.data.geometry, ports: n.data.ports }))).map((way) => wayEdge(way, marks));
}

function wayEdge({ edge, label, isAside, points }: DrawnWay, marks: Marks): WayEdge {
  const onPath = own(marks, edge.from)?.kind === 'path' && own(marks, edge.to)?.kind === 'path';
  return {
    id: edge.id, type: 'way', source: edge.from, target: edge.to, sourceHandle: edge.port, targetHandle: 'in', focusable: false, markerEnd: { type: arrow, width: 16, height: 16 },
    data: { label, aside: isAside, onPath, points },
  };
}

/** MarkerType.ArrowClosed, written out: this file runs without React Flow. */
const arrow = 'arrowclosed' as MarkerType.ArrowClosed;

/** What the canvas says has moved, for the edit that keeps it. */
export function positionsOf(nodes: readonly Pick<DrawnNode, 'id' | 'position'>[]): Readonly<Record<string, Place>> {
  return Object.fromEntries(nodes.map((n) => [n.id, { x: Math.round(n.position.x), y: Math.round(n.position.y) }]));
}

function worst(found: readonly Finding[]): StepData['findings'] {
  if (found.length === 0) return null;
  const severity = (['error', 'warning', 'hint'] as const).find((s) => found.some((f) => f.severity === s)) ?? 'hint';
  return { count: found.length, severity };
}
