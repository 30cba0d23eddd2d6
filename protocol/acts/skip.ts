// Leaving a step out: by a right, for a reason, along an edge that is named. What a decision of several persons or another
// side's answer hangs on is never left out, nor what only time may take.
import type { Step } from '../case-state.ts';
import { closeStep, finishStep } from '../flow.ts';
import type { PersonInput } from '../input.ts';
import { itemDone } from '../kinds/each/items.ts';
import { refuse } from '../kinds/kind.ts';
import { outcomesOn } from '../node-parts.ts';
import type { PlanNode } from '../plan.ts';
import type { Refusal } from '../refusal.ts';
import { nodeOf, personOf, runOf, stepRef, type Mutable, type Work } from '../work.ts';

/** The edges by which a step that is left out may go on: those an act or an answer would take, never the one for its limit. */
export function waysPast(kind: string, node: PlanNode | undefined): readonly string[] {
  if (node === undefined || !skippable.has(kind)) return [];
  const drawn = (ports: readonly string[]): readonly string[] => ports.filter((port) => node.next[port] !== undefined);
  switch (node.kind) {
    case 'task': return drawn(node.outcomes.map((o) => o.id));
    case 'each': return node.outcomes.map((o) => o.id);
    case 'wait': return drawn(['elapsed', ...node.events.map((e) => e.name)]);
    case 'service': return drawn(['next', 'failed']);
    default: return [];
  }
}

export function skip(work: Work, step: Mutable<Step>, act: Extract<PersonInput, { kind: 'skip' }>): Refusal | undefined {
  if (!skippable.has(step.kind)) return refuse('wrong_act', whyNot[step.kind] ?? 'this step is not left out; end it, or ask a supervisor to cancel it', step.id);
  if (!act.actor.rights.includes('skip')) return refuse('not_authorized', 'leaving a step out needs the right to skip');
  const run = runOf(work, step.runId);
  const node = nodeOf(work, run, step.node);
  const ways = waysPast(step.kind, node);
  if (!ways.includes(act.edge)) return refuse('bad_outcome', `name the way on: ${ways.map((way) => `"${way}"`).join(', ')}`, act.edge);
  const by = personOf(act.actor);
  const effects = outcomesOn(node)?.find((o) => o.id === act.edge)?.effects ?? [];
  work.entries.push({ kind: 'stepSkipped', edge: act.edge, by, reasonId: act.reason.id, ...stepRef(work, step) });
  // A level from a field is the judgement of whoever fills it; nobody has.
  const how = { by, effects: effects.filter((e) => e.kind !== 'level' || e.from.kind === 'fixed'), reasonId: act.reason.id };
  if (node.kind === 'each') {
    closeStep(work, step, act.edge, how);
    itemDone(work, run, node, step, act.edge);
  } else finishStep(work, step, act.edge, how);
  return undefined;
}

// helpers

const skippable: ReadonlySet<string> = new Set<Step['kind']>(['task', 'wait', 'service']);
const whyNot: Readonly<Partial<Record<Step['kind'], string>>> = {
  approval: 'an approval is never left out; it is granted, or denied',
  handoff: 'a handoff is never left out; it is answered, or withdrawn',
  ownership: 'an offer of ownership is answered, or withdrawn',
  call: 'another protocol does this; skip one of its steps, or cancel it',
  start: 'what was reported is recorded, not left out',
};
