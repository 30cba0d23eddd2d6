// The heart: one input, one transition, handled to quiescence. Pure: same arguments, same answer; nothing given is mutated.
// It knows inputs, not kinds: a kind's rules stand in its own folder.
import * as onCase from './acts/on-case.ts';
import { addTask } from './added-task.ts';
import { migrate } from './acts/migrate.ts';
import { citeCriteria } from './acts/criteria.ts';
import * as onClock from './acts/on-clock.ts';
import { reopen } from './acts/reopen.ts';
import { actOnStep } from './acts/on-step.ts';
import { bundleIn } from './bundle.ts';
import type { CaseState } from './case-state.ts';
import type { Due } from './due.ts';
import type { Command, Entry, Transition } from './entry.ts';
import { fire } from './fire.ts';
import { followConditions } from './handlers.ts';
import { followGrants } from './grants.ts';
import { followPhases } from './phases.ts';
import type { DeadlineInput, Input, PersonInput } from './input.ts';
import { invariant } from './invariant.ts';
import { takeAnswer } from './kinds/service/service.ts';
import { kindOf } from './kinds/table.ts';
import { notDelivered, takeLinked, takeRaised } from './acts/from-elsewhere.ts';
import { assignedBy, unique } from './people.ts';
import { refuse } from './kinds/kind.ts';
import type { Plan, Plans } from './plan.ts';
import type { Refusal } from './refusal.ts';
import { rowsOf } from './rows-of.ts';
import { clone, nodeOf, runOf, type Mutable, type Way, type Work } from './work.ts';

export type Advanced = { readonly ok: true; readonly state: CaseState; readonly plans: Plans; readonly transition: Transition; readonly commands: readonly Command[]; readonly ways: readonly Way[] };
export type Refused = { readonly ok: false; readonly refusal: Refusal };

const dayMs = 86_400_000;
const transitionsADay = 1_000;
const knownInputs = 256;
const liveRunsACase = 30;
const openStepsACase = 200;
const stateBytes = 256 * 1024;

/** A person's act at `at` (epoch ms UTC, never before the case's last transition). */
export function advance(plans: Plans, state: CaseState | null, input: PersonInput, at: number): Advanced | Refused {
  if (input.kind === 'open' ? state !== null : state === null) return refused(input.kind === 'open' ? refuse('case_exists', 'this case is open already') : refuse('no_such_case', 'this case has not been opened'));
  const bundle = bundleIn(input);
  const before = state ?? onCase.newCase(input as Extract<PersonInput, { kind: 'open' }>, at);
  if (before.parked && input.kind !== 'declareDanger' && !input.actor.rights.includes('supervise')) return refused(refuse('parked', 'this case has had more than a thousand changes in a day and waits for a supervisor'));
  const work = begin({ ...plans, ...(bundle?.plans ?? {}) }, before, input, at);
  if (bundle?.danger !== undefined) work.state.danger = bundle.danger;
  if (bundle?.retention !== undefined) work.state.review = bundle.retention;
  const refusal = act(work, input);
  if (refusal) return refused(refusal);
  work.state.inputs = [...work.state.inputs, { id: input.id, transition: work.state.transition }].slice(-knownInputs);
  const done = finish(work, state);
  const faults = tooLarge(done);
  return faults === undefined ? done : refused(refuse('too_large', faults));
}

/** The bounds of a case. Only an act is refused for them: time and what follows from it always go on. */
function tooLarge({ state, transition }: Advanced): string | undefined {
  const each = transition.entries.find((e) => e.kind === 'eachStarted' && e.asked !== undefined);
  if (each?.kind === 'eachStarted') return `a step is opened for at most ${each.items} items, and this would be ${each.asked ?? 0}; name fewer`;
  if (state.runs.filter((r) => r.main === 'live').length > liveRunsACase) return 'a case carries at most 30 live protocols; end one first';
  if (state.steps.length > openStepsACase) return 'a case carries at most 200 open steps; end some of its work first';
  if (JSON.stringify(state).length > stateBytes) return 'a case carries at most 256 KB of position; end some of its work first';
  return undefined;
}

/** A deadline that came due, handled at `at`; `handledAt` is the host's own clock, kept beside it. */
export function advanceTime(plans: Plans, state: CaseState, due: Due, at: number, handledAt: number): Advanced {
  const timer = due.timer === 'retention' ? 'retention' : `${due.timer}:${due.index}`;
  const input: DeadlineInput = { kind: 'deadline', id: `${due.step}/${timer}/${due.due}`, step: due.step, timer, due: due.due };
  const work = begin(plans, state, input, at);
  fire(work, due, handledAt);
  return finish(work, state);
}

/** The number of the transition that first took this input, when it is among the last 256. */
export function isKnownInput(state: CaseState | null, id: string): number | undefined {
  return state?.inputs.find((i) => i.id === id)?.transition;
}

const refused = (refusal: Refusal): Refused => ({ ok: false, refusal });

function begin(plans: Plans, state: CaseState, input: Input, at: number): Work {
  const copy: Mutable<CaseState> = clone(state);
  invariant(at >= copy.at, 'time never goes back within a case');
  copy.at = at;
  copy.transition += 1;
  copy.runs = copy.runs.filter((r) => r.main === 'live' || copy.steps.some((s) => s.runId === r.id || s.childRun === r.id));
  if (at - copy.day.start >= dayMs) {
    copy.day = { start: at, transitions: 0 };
    copy.parked = false;
  }
  copy.day.transitions += 1;
  return { plans: { ...plans } as Record<string, Plan>, state: copy, entries: [] as Entry[], commands: [], closed: [], voided: [], levelChanges: [], handled: new Set(), supplied: new Map(), ways: [], at, input, actor: input.kind === 'deadline' ? null : input.actor };
}

function act(work: Work, input: PersonInput): Refusal | undefined {
  switch (input.kind) {
    case 'open': return onCase.open(work, input);
    case 'start': return onCase.startProtocol(work, input);
    case 'event': return onCase.raiseEvent(work, input);
    case 'declareDanger': return onCase.declareDanger(work, input);
    case 'setLevel': return onCase.judgeLevel(work, input);
    case 'correct': return onCase.correct(work, input);
    case 'note': return onCase.note(work, input);
    case 'pause': return onClock.pause(work, input);
    case 'resume': return onClock.resume(work, input);
    case 'calendar': return onClock.bringCalendar(work, input);
    case 'citeCriteria': return citeCriteria(work, input);
    case 'addTask': return addTask(work, input);
    case 'reopen': return reopen(work, input);
    case 'migrate': return migrate(work, input);
    case 'reassign': return onCase.reassign(work, input);
    case 'serviceResult':
    case 'serviceFailed': return takeAnswer(work, input);
    case 'raised': return takeRaised(work, input);
    case 'linked': return takeLinked(work, input);
    case 'notDelivered': return notDelivered(work, input);
    case 'ownerLost': return onCase.ownerLost(work, input);
    case 'cancel': return onCase.cancel(work, input);
    default: return actOnStep(work, input);
  }
}

function finish(work: Work, before: CaseState | null): Advanced {
  do {
    retryHeld(work);
    followPhases(work);
  } while (followConditions(work));
  followGrants(work);
  if (work.state.day.transitions > transitionsADay && !work.state.parked) {
    work.state.parked = true;
    work.entries.push({ kind: 'caseParked' });
  }
  const assigned = work.entries.flatMap(assignedBy);
  if (assigned.length > 0) work.state.assigned = unique([...(work.state.assigned ?? []), ...assigned]);
  const state = work.state as CaseState;
  const transition: Transition = { number: state.transition, at: state.at, input: work.input, entries: work.entries, rows: rowsOf(work, before) };
  return { ok: true, state, plans: prune(work), transition, commands: work.commands, ways: work.ways };
}

/** Held ends and waiting offers are tried again after every transition, until none of them moves. */
function retryHeld(work: Work): void {
  for (let moved = true; moved; ) {
    moved = false;
    for (const step of [...work.state.steps]) {
      if (step.runId === '' || !work.state.steps.includes(step)) continue;
      const run = runOf(work, step.runId);
      const node = nodeOf(work, run, step.node);
      const entries = work.entries.length;
      kindOf(node.kind).retry?.(work, run, node as never, step);
      if (work.entries.length > entries || !work.state.steps.includes(step)) moved = true;
    }
  }
}

/** A plan leaves when no run uses it or can call it; the agency's handlers never leave. */
function prune(work: Work): Plans {
  const kept: Record<string, Plan> = {};
  const { runs, danger, review } = work.state;
  const queue = [...runs.map((r) => r.plan), ...(danger !== undefined ? [danger] : []), ...(review !== undefined ? [review] : [])];
  for (let hash = queue.shift(); hash !== undefined; hash = queue.shift()) {
    const plan = work.plans[hash];
    if (!plan || Object.hasOwn(kept, hash)) continue;
    kept[hash] = plan;
    queue.push(...Object.values(plan.calls).filter((h) => h !== 'self'));
  }
  return kept;
}
