// Elements of BPMN that are no step of their own: the gateway behind a task at which its answer parts the ways, the events a
// gateway waits for, the events on the edge of an activity.
import type { DiagramElement, DiagramFlow } from './diagram.ts';

export interface Absorbed {
  /** Gateway -> the task whose outcomes its ways are. */
  readonly ways: ReadonlyMap<string, string>;
  /** Event -> the gateway that waits for it. */
  readonly awaited: ReadonlyMap<string, string>;
  /** Event on an edge -> its activity. */
  readonly onEdge: ReadonlyMap<string, string>;
}

export function absorbedIn(elements: readonly DiagramElement[], flows: readonly DiagramFlow[]): Absorbed {
  const byId = new Map(elements.map((e) => [e.id, e]));
  const out = groupBy(flows, (f) => f.from);
  const into = groupBy(flows, (f) => f.to);
  const ways = new Map<string, string>();
  const awaited = new Map<string, string>();
  for (const gateway of elements) {
    const [only, ...more] = into.get(gateway.id) ?? [];
    const before = only && more.length === 0 ? byId.get(only.from) : undefined;
    if (gateway.kind === 'exclusiveGateway' && before && (out.get(before.id) ?? []).length === 1 && (isDrawnFrom(gateway, before) || isAnswer(before, out.get(gateway.id) ?? []))) ways.set(gateway.id, before.id);
    if (gateway.kind === 'catchEvent' || gateway.kind === 'receiveTask') if (before?.kind === 'eventBasedGateway') awaited.set(gateway.id, before.id);
  }
  const onEdge = new Map(elements.flatMap((e) => (e.on && byId.has(e.on.element) ? [[e.id, e.on.element] as const] : [])));
  return { ways, awaited, onEdge };
}

const isDrawnFrom = (element: DiagramElement, before: DiagramElement): boolean => element.of !== undefined && element.of === before.of;

/** A person has just done a task, and nothing but their answer can part the ways: no condition is written on any. */
function isAnswer(task: DiagramElement, ways: readonly DiagramFlow[]): boolean {
  return ['task', 'userTask', 'manualTask'].includes(task.kind) && task.many === undefined && task.of === undefined && ways.length > 1 && ways.every((way) => way.condition === undefined);
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
