// One protocol with everything that waits, and random scripts of acts on it: the same for the engine alone and for the real
// workflow, so that their journals can be compared.
import fc from 'fast-check';
import type { CaseState, Step } from '../../protocol/case-state.ts';
import type { Transition } from '../../protocol/entry.ts';
import { nextDueAt, settle } from '../../protocol/settle.ts';
import type { Plans } from '../../protocol/plan.ts';
import type { PersonInput } from '../../protocol/input.ts';
import type { Refusal } from '../../protocol/refusal.ts';
import { recorded } from '../../workflows/recorded.ts';
import { reason } from '../arbitraries/case-play.ts';
import { staff, type Name } from '../arbitraries/people.ts';
import { bundle, due, plan, sheriff } from '../arbitraries/plan.ts';
import type { ActFields } from './case-host.ts';

const end = (id: string, outcome: string | null) => ({ id, kind: 'end' as const, outcome });
const task = (id: string, limit: unknown, next: Readonly<Record<string, string>>) => ({
  id, kind: 'task' as const, roles: ['analyst'], outcomes: Object.keys(next).filter((port) => port !== 'overdue').map((port) => ({ id: port, label: port })), limit, next,
});

export const journey = plan('journey', [
  { id: 'start', kind: 'start', next: { next: 'look' } },
  task('look', due('PT1H', { rules: [{ due: 'PT1H', warn: 'PT10M' }], escalate: [{ after: 'PT0S', notify: ['lead'] }, { after: 'PT30M', notify: ['commander'], letIn: ['commander'], release: true }] }), { done: 'decide', again: 'look' }),
  { id: 'decide', kind: 'approval', seats: [{ id: 'sup', roles: ['supervisor'] }, { id: 'lead', roles: ['lead'] }], notDoerOf: ['look'], limit: due('P1D'), next: { approved: 'fan', denied: 'look' } },
  { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }, { id: 'c', detached: true }], next: { a: 'give', b: 'hold', c: 'side' } },
  { id: 'give', kind: 'handoff', handoff: 'transfer', to: ['liaison'], limit: due('PT4H'), expires: 'PT8H', next: { accepted: 'meet', declined: 'again', withdrawn: 'again', expired: 'again' } },
  task('again', due('PT2H'), { done: 'give' }),
  { id: 'hold', kind: 'wait', rules: [{ due: 'P90D' }], events: [{ name: 'located' }], next: { elapsed: 'meet', located: 'meet' } },
  task('side', due('P20D', { onOverdue: 'leave' }), { done: 'off', overdue: 'off' }),
  end('off', null),
  { id: 'meet', kind: 'join', next: { next: 'monitor' } },
  task('monitor', due('P60D'), { done: 'end', more: 'monitor' }),
  end('end', 'finished'),
]);
export const journeyBundle = bundle(journey);

export interface Choice {
  readonly gapMs: number;
  readonly by: Name;
  readonly pick: number;
  readonly way: number;
}
const names = Object.keys(staff) as Name[];
const minute = 60_000;
export const scripts = fc.array(
  fc.record({
    gapMs: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 90, max: 3_000 }), fc.integer({ min: 3_000, max: 150_000 })).map((n) => n * minute),
    by: fc.constantFrom(...names),
    pick: fc.nat(20),
    way: fc.nat(11),
  }),
  { minLength: 4, maxLength: 10 },
);

/** What this choice means where the case stands now. Half of all choices are by somebody who fits, so that cases get on. */
export function actFor(state: CaseState, choice: Choice): { readonly by: Name; readonly fields: ActFields } {
  const step = state.steps[choice.pick % Math.max(1, state.steps.length)];
  if (step === undefined) return { by: choice.by, fields: { kind: 'note', text: reason } };
  if (choice.way === 0) return { by: 'sam', fields: onClock(state, step, choice) };
  if (choice.way === 1) return { by: choice.by, fields: { kind: 'setLevel', level: choice.pick % 2 === 0 ? 'low' : 'high', reason } };
  if (choice.way === 2 && choice.pick % 3 === 0) return { by: 'sam', fields: { kind: 'skip', step: step.id, edge: step.node === 'hold' ? 'located' : 'done', reason } };
  if (choice.way === 2 && choice.pick % 3 === 1) return { by: 'sam', fields: { kind: 'addTask', title: { id: `text${state.next.step}`, hash: 'h' }, roles: ['manager'], agencies: [sheriff], limit: { kind: 'due', due: state.at + minute * (choice.pick + 1) * 60 } } };
  if (choice.way === 2) return { by: 'sam', fields: { kind: 'extend', step: step.id, by: minute * (choice.pick + 1), reason } };
  if (choice.way === 3) return { by: choice.by, fields: { kind: 'claim', step: step.id } };
  return { by: choice.way % 2 === 0 ? fitting(step, choice) : choice.by, fields: onStep(step, choice) };
}

/** Stopping clocks and letting them go on: half of the pauses end by themselves. */
function onClock(state: CaseState, step: Step, { pick }: Choice): ActFields {
  const target = pick % 2 === 0 ? { kind: 'case' as const } : { kind: 'step' as const, step: step.id };
  const isPaused = (target.kind === 'case' ? state.pause : step.pause) !== undefined;
  if (isPaused && pick % 4 < 2) return { kind: 'resume', target };
  return isPaused ? { kind: 'note', text: reason } : { kind: 'pause', target, end: { kind: 'budget', ms: minute * (1 + pick * 60) }, reason };
}

function fitting(step: Step, { pick, by }: Choice): Name {
  switch (step.kind) {
    case 'task': return step.claimedBy ? (step.claimedBy.personId as Name) : pick % 2 === 0 ? 'ana' : 'max';
    case 'approval': return pick % 2 === 0 ? 'sam' : 'lea';
    case 'handoff': return 'lio';
    case 'added': return 'max';
    default: return by;
  }
}

function onStep(step: Step, { pick, way }: Choice): ActFields {
  switch (step.kind) {
    case 'task': return { kind: 'complete', step: step.id, outcome: pick % 5 === 0 ? (step.node === 'look' ? 'again' : 'more') : 'done' };
    case 'approval': return { kind: 'vote', step: step.id, grants: way < 10, content: {}, reason };
    case 'handoff': return way < 8 ? { kind: 'accept', step: step.id } : { kind: 'decline', step: step.id, reason };
    case 'added': return pick % 2 === 0 ? { kind: 'complete', step: step.id, outcome: 'notDone', reason } : { kind: 'complete', step: step.id, outcome: 'done' };
    default: return { kind: 'event', name: 'located' };
  }
}

/** The engine alone, on the same acts at the same instants; time passes as a punctual host would let it. */
export class PlainCase {
  plans: Plans = {};
  state: CaseState | null = null;
  readonly transitions: Transition[] = [];

  passTime(until: number): void {
    for (let next = this.state && nextDueAt(this.state); next !== null && next <= until; next = this.state && nextDueAt(this.state)) this.#take(settle(this.plans, this.state, undefined, next));
  }

  act(input: PersonInput, at: number): Refusal | undefined {
    this.passTime(at);
    return this.#take(settle(this.plans, this.state, { input, at }, at));
  }

  #take(settled: ReturnType<typeof settle>): Refusal | undefined {
    if (!settled.ok) return settled.refusal;
    this.plans = settled.plans;
    this.state = settled.state;
    this.transitions.push(...settled.transitions.map(recorded));
    return undefined;
  }
}

/** A journal without the host's own clock, the one thing in which two hosts may differ. */
export function comparable(journal: readonly Transition[]): unknown {
  return JSON.parse(JSON.stringify(journal, (key, value: unknown) => (key === 'handledAt' ? undefined : value)));
}
