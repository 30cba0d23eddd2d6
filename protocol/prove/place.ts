// The moments a rule can speak of, found on the way of a case: entering a step (no port), or leaving it by a port.
import type { DraftNode, Place } from '../draft.ts';
import { formFilled } from '../rules/knowledge.ts';
import { effectsOf } from '../rules/places.ts';
import type { PlanNode } from '../plan.ts';
import { own, reachedFrom, type Outline, type World } from './outline.ts';

export interface Moment {
  readonly outline: Outline;
  readonly node: PlanNode;
  readonly port?: string;
}

/** Does the moment lie here? `world.root` is the protocol the rule belongs to. */
export function lies(place: Place, at: Moment, world: World): boolean {
  const { node, port, outline } = at;
  switch (place.kind) {
    case 'start':
    case 'reportReceived': return outline === world.root && node.id === outline.start && port === undefined;
    case 'step': return names(place.step, at, world) && (place.moment === 'opened' ? port === undefined : isDone(node, port, place.port));
    case 'status': return effectsOf(node).some((e) => e.port === port && e.effect.kind === 'status' && e.effect.status === place.status);
    case 'approval': return node.kind === 'approval' && port === 'approved' && (node.needed ?? node.seats.length) >= place.persons;
    case 'records': return port !== undefined && recordsFor(outline, formFilled(node, port), place.means);
    case 'disclosure': return (node.kind === 'handoff' || node.kind === 'notify') && node.disclosure === true && port === undefined;
  }
}

/** Does it lie here whatever is recorded? What is done for each item of a list is not done when the list is empty. */
export const surelyLies = (place: Place, at: Moment, world: World): boolean => lies(place, at, world) && !mayBeNone(at.node);
export function mayBeNone(node: DraftNode): boolean {
  const over = node.kind === 'each' ? node.over : node.kind === 'handoff' ? node.each : undefined;
  return over !== undefined && (over.kind === 'field' || over.times === 0);
}

/** "step" of the rule's own protocol, or "protocol.step". */
function names(ref: string, { outline, node }: Moment, world: World): boolean {
  const dot = ref.indexOf('.');
  if (dot < 0) return outline === world.root && node.id === ref;
  return outline.key === ref.slice(0, dot) && node.id === ref.slice(dot + 1);
}

function recordsFor(outline: Outline, form: string | undefined, means: string): boolean {
  return form !== undefined && (own(outline.forms, form)?.fields.some((f) => f.means === means && f.required) ?? false);
}

/** The ways by which a person brings a step to its purpose. */
function isDone(node: DraftNode, port: string | undefined, wanted: string | undefined): boolean {
  if (node.kind === 'end') return port === undefined;
  if (port === undefined) return false;
  if (wanted !== undefined) return port === wanted;
  switch (node.kind) {
    case 'approval': return port === 'approved';
    case 'handoff': return port !== 'declined' && port !== 'withdrawn' && port !== 'expired' && port !== 'overdue' && port !== 'cancelled';
    case 'call': return port !== 'cancelled';
    case 'service': return port === 'next';
    default: return port !== 'overdue' && port !== 'cancelled';
  }
}

/** The steps a ref can mean, over all protocols a run can come through. */
export function stepsNamed(ref: string, world: World): readonly Moment[] {
  return reachedFrom(world).flatMap((outline) => Object.values(outline.nodes).map((node) => ({ outline, node })).filter((at) => names(ref, at, world)));
}

/** Whether what an unknown protocol does could matter to the place. */
export function mayLieIn(place: Place, protocol: string): boolean {
  switch (place.kind) {
    case 'start':
    case 'reportReceived': return false;
    case 'step': return place.step.startsWith(`${protocol}.`);
    default: return true;
  }
}
