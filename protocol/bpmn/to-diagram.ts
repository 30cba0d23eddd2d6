// A protocol as BPMN 2.0. A way out of a step is an outcome there: a person's answer leaves by a gateway behind the task, time
// and failure by an event on its edge. What BPMN has no word for is told, and travels along in the file for Handrail itself.
import { conditionText } from '../cel/to-text.ts';
import type { Draft, DraftNode, Handler, LimitRule } from '../draft.ts';
import { calledBy, rolesOn } from '../node-parts.ts';
import { portContextOf, portsOf, type Port } from '../ports.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { Bounds, Diagram, DiagramElement, DiagramFlow, NotCrossed, Trigger } from './diagram.ts';
import { cornersOf } from './corners.ts';
import { beyond } from './beyond.ts';

/** Where the ways of one step leave in BPMN. */
interface Way {
  readonly from: string;
  readonly title: string;
  readonly condition?: string;
}
interface Piece {
  readonly elements: readonly DiagramElement[];
  readonly bounds: Readonly<Record<string, Bounds>>;
  readonly flows: readonly DiagramFlow[];
  readonly ways: Readonly<Record<string, Way>>;
}

/** Ids of steps have no dot, so nothing made here meets one of them. */
export const flowPrefix = 'flow.';
const activity = { width: 190, height: 92 };
const nowhere = { x: 0, y: 0 };
const gateway = 50;
const event = 36;

export function toDiagram(draft: Draft, context: ValidationContext = {}): { readonly diagram: Diagram; readonly notCrossed: readonly NotCrossed[] } {
  const ports = portContextOf(draft, context);
  const drawn = (id: string): readonly string[] => draft.edges.filter((e) => e.from === id).map((e) => e.port);
  const pieces = new Map<string, Piece>();
  for (const node of draft.nodes) {
    const known = portsOf(node, ports);
    const own = [...known, ...drawn(node.id).filter((id) => !known.some((p) => p.id === id)).map((id): Port => ({ id, label: id, mandatory: false, orDefault: false, time: false, aside: true }))];
    pieces.set(node.id, pieceOf(draft, node, { ports: own, drawn: drawn(node.id), at: draft.layout[node.id] ?? nowhere }));
  }
  for (const handler of draft.on ?? []) pieces.set(handler.id, handlerPiece(handler, draft.layout[handler.id] ?? nowhere));
  const all = [...pieces.values()];
  // What has no place on the canvas has none in the file.
  const bounds: Record<string, Bounds> = Object.assign({}, ...[...pieces].map(([id, piece]) => (draft.layout[id] ? piece.bounds : {})));
  const flows = [...all.flatMap((p) => p.flows), ...draft.edges.flatMap((edge): DiagramFlow[] => {
    const way = pieces.get(edge.from)?.ways[edge.port];
    if (!way || !pieces.has(edge.to)) return [];
    return [{ id: `${flowPrefix}${edge.id}`, from: way.from, to: edge.to, title: way.title, port: edge.port, ...(way.condition === undefined ? {} : { condition: way.condition }) }];
  })];
  const withDefaults = all.flatMap((p) => p.elements).map((element) => {
    const otherwise = element.kind === 'exclusiveGateway' ? flows.find((f) => f.from === element.id && f.port === 'default') : undefined;
    return otherwise ? { ...element, defaultFlow: otherwise.id } : element;
  });
  return {
    diagram: {
      title: draft.title, documentation: draft.purpose, elements: withDefaults, flows, lanes: [], bounds, beside: [], protocol: JSON.stringify(draft),
      corners: Object.fromEntries(flows.map((flow) => [flow.id, cornersOf(bounds[flow.from], bounds[flow.to], withDefaults.find((e) => e.id === flow.from)?.kind === 'boundaryEvent')])),
    },
    notCrossed: beyond(draft),
  };
}

interface Given {
  readonly ports: readonly Port[];
  readonly drawn: readonly string[];
  readonly at: { readonly x: number; readonly y: number };
}

function pieceOf(draft: Draft, node: DraftNode, { ports, drawn, at }: Given): Piece {
  const titles = new Map(ports.map((p) => [p.id, p.label]));
  const way = (from: string, port: string): Way => ({ from, title: port === 'next' ? '' : (titles.get(port) ?? port) });
  const base = { id: node.id, title: node.title, of: node.id, ...(node.instructions === '' ? {} : { documentation: node.instructions }) };
  switch (node.kind) {
    case 'end': return { elements: [{ ...base, kind: 'endEvent', ...(node.stopsOthers ? { trigger: { kind: 'terminate' } } : {}) }], bounds: { [node.id]: box(at, event) }, flows: [], ways: {} };
    case 'start':
      if (!drawn.includes('overdue')) return { elements: [{ ...base, kind: 'startEvent' }], bounds: { [node.id]: box(at, event) }, flows: [], ways: { next: way(node.id, 'next') } };
      break;
    case 'milestone': return { elements: [{ ...base, kind: 'throwEvent' }], bounds: { [node.id]: box(at, event) }, flows: [], ways: { next: way(node.id, 'next') } };
    case 'join': return { elements: [{ ...base, kind: node.first !== undefined ? 'complexGateway' : joinsSome(draft, node.id) ? 'inclusiveGateway' : 'parallelGateway' }], bounds: { [node.id]: box(at, gateway) }, flows: [], ways: { next: way(node.id, 'next') } };
    case 'split':
    case 'decision': {
      const isParallel = node.kind === 'split' && node.branches.every((b) => b.when === undefined);
      const when = new Map(node.branches.flatMap((b) => (b.when === undefined ? [] : [[b.id, conditionText(b.when)] as const])));
      const ways = Object.fromEntries(ports.map((p) => [p.id, { ...way(node.id, p.id), ...(when.has(p.id) ? { condition: when.get(p.id) ?? '' } : {}) }]));
      return { elements: [{ ...base, kind: node.kind === 'decision' ? 'exclusiveGateway' : isParallel ? 'parallelGateway' : 'inclusiveGateway' }], bounds: { [node.id]: box(at, gateway) }, flows: [], ways };
    }
    case 'wait': return waitPiece(node, base, { ports, drawn, at });
    default: break;
  }
  return activityPiece(draft, node, { ports, drawn, at });
}

function activityPiece(draft: Draft, node: DraftNode, { ports, drawn, at }: Given): Piece {
  const { kind, ...more } = activityKind(node);
  const performers = rolesOn(node).map((id) => draft.roles.find((r) => r.id === id)?.title ?? id);
  const element: DiagramElement = { id: node.id, kind, title: node.title, of: node.id, ...(node.instructions === '' ? {} : { documentation: node.instructions }), ...more, ...(performers.length === 0 ? {} : { performers }) };
  const elements = [element];
  const bounds: Record<string, Bounds> = { [node.id]: { ...at, ...activity } };
  const flows: DiagramFlow[] = [];
  const ways: Record<string, Way> = {};
  const onEdge = ports.filter((p) => edgeTrigger(p.id) !== undefined && drawn.includes(p.id));
  const forward = ports.filter((p) => edgeTrigger(p.id) === undefined && (drawn.includes(p.id) || p.mandatory));
  onEdge.forEach((port, index) => {
    const id = `${node.id}.on.${port.id}`;
    elements.push({ id, kind: 'boundaryEvent', title: port.label, of: node.id, on: { element: node.id, ends: true }, trigger: triggerOf(node, port.id) });
    bounds[id] = { x: at.x + 18 + index * 48, y: at.y + activity.height - event / 2, width: event, height: event };
    ways[port.id] = { from: id, title: '' };
  });
  if (forward.length > 1) {
    const id = `${node.id}.ways`;
    elements.push({ id, kind: 'exclusiveGateway', title: '', of: node.id });
    bounds[id] = { x: at.x + activity.width + 24, y: at.y + (activity.height - gateway) / 2, width: gateway, height: gateway };
    flows.push({ id: `${flowPrefix}${id}`, from: node.id, to: id, title: '' });
    for (const port of forward) ways[port.id] = { from: id, title: port.label };
  } else for (const port of forward) ways[port.id] = { from: node.id, title: port.id === 'next' || forward.length === 1 ? '' : port.label };
  return { elements, bounds, flows, ways };
}

function activityKind(node: DraftNode): Pick<DiagramElement, 'kind' | 'many' | 'calls'> {
  switch (node.kind) {
    case 'each': return { kind: node.protocol === undefined ? 'userTask' : 'callActivity', many: { inTurn: node.order === 'inTurn', ...(node.over.kind === 'times' ? { times: node.over.times } : {}) }, ...(node.protocol === undefined ? {} : { calls: node.protocol }) };
    case 'call': return { kind: 'callActivity', calls: calledBy(node)?.protocol ?? '' };
    case 'table': return { kind: 'businessRuleTask' };
    case 'service': return { kind: 'serviceTask' };
    case 'notify': return { kind: 'sendTask' };
    case 'approval': return { kind: 'userTask', many: { inTurn: false, times: node.seats.length } };
    default: return { kind: 'userTask' };
  }
}

function waitPiece(node: Extract<DraftNode, { kind: 'wait' }>, base: Pick<DiagramElement, 'id' | 'title' | 'of' | 'documentation'>, { ports, drawn, at }: Given): Piece {
  const used = ports.filter((p) => drawn.includes(p.id) || p.mandatory);
  const [only] = used;
  if (used.length <= 1) {
    const trigger: Trigger = only === undefined || only.id === 'elapsed' ? timer(node.rules) : { kind: 'message', name: only.label };
    return { elements: [{ ...base, kind: 'catchEvent', trigger }], bounds: { [node.id]: box(at, event) }, flows: [], ways: only ? { [only.id]: { from: node.id, title: '' } } : {} };
  }
  const elements: DiagramElement[] = [{ ...base, kind: 'eventBasedGateway' }];
  const bounds: Record<string, Bounds> = { [node.id]: box(at, gateway) };
  const flows: DiagramFlow[] = [];
  const ways: Record<string, Way> = {};
  used.forEach((port, index) => {
    const id = `${node.id}.on.${port.id}`;
    elements.push({ id, kind: 'catchEvent', title: port.label, of: node.id, trigger: port.id === 'elapsed' ? timer(node.rules) : port.id === 'spent' ? { kind: 'condition', name: port.label } : { kind: 'message', name: port.label } });
    bounds[id] = { x: at.x + 110, y: at.y + 7 + index * 60, width: event, height: event };
    flows.push({ id: `${flowPrefix}${id}`, from: node.id, to: id, title: '' });
    ways[port.id] = { from: id, title: '' };
  });
  return { elements, bounds, flows, ways };
}

/** BPMN has no element that stands beside the process and opens a step of it: an event nothing leads to comes closest. */
function handlerPiece(handler: Handler, at: { readonly x: number; readonly y: number }): Piece {
  const { when } = handler;
  const trigger: Trigger = when.kind === 'event' ? { kind: 'message', name: when.label || when.name } : { kind: 'condition', name: when.kind === 'condition' ? conditionText(when.if) : `the level is ${when.change === 'any' ? 'changed' : when.change}` };
  return { elements: [{ id: handler.id, kind: 'catchEvent', title: handler.title, of: handler.id, trigger }], bounds: { [handler.id]: box(at, event) }, flows: [], ways: { next: { from: handler.id, title: '' } } };
}

const edgeTrigger = (port: string): Trigger['kind'] | undefined => ({ overdue: 'timer' as const, expired: 'timer' as const, failed: 'error' as const, cancelled: 'signal' as const })[port];

function triggerOf(node: DraftNode, port: string): Trigger {
  if (port === 'expired') return node.kind === 'handoff' && node.expires !== undefined ? { kind: 'timer', duration: node.expires } : { kind: 'timer' };
  if (port === 'overdue') return 'limit' in node && node.limit?.kind === 'due' ? timer(node.limit.rules) : { kind: 'timer' };
  return port === 'failed' ? { kind: 'error', name: 'failed' } : { kind: 'signal', name: 'cancelled' };
}

/** Only a time counted on the clock is a BPMN duration; the last rule is the one that holds without a condition. */
function timer(rules: readonly LimitRule[]): Trigger {
  const due = rules.at(-1)?.due;
  return typeof due === 'string' ? { kind: 'timer', duration: due } : { kind: 'timer' };
}

function joinsSome(draft: Draft, join: string): boolean {
  return draft.nodes.some((n) => n.kind === 'split' && n.join === join && n.branches.some((b) => b.when !== undefined));
}

const box = (at: { readonly x: number; readonly y: number }, size: number): Bounds => ({ x: at.x, y: at.y, width: size, height: size });

