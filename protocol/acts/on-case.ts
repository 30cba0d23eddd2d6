// Acts on the case as a whole: opening it, starting further protocols, events, danger, level, records, ownership.
import type { CaseState, Person, Run, Step } from '../case-state.ts';
import { changeOwner, closedStatuses, setLevel } from '../effects.ts';
import { cancelRun, cancelStep, leave, pathOf, removeStep, startRun } from '../flow.ts';
import { repeatDanger } from '../danger.ts';
import { goesOn, listening, takeEffect } from '../handlers.ts';
import type { PersonInput } from '../input.ts';
import { formFaults } from '../kinds/form-act.ts';
import { refuse } from '../kinds/kind.ts';
import { transferOpen } from '../kinds/handoff/offer.ts';
import { holdsOneOf, isAssigned } from '../people.ts';
import type { Plan, PlanHandler } from '../plan.ts';
import { correctForm } from '../records.ts';
import type { Refusal } from '../refusal.ts';
import { nodeOf, pastKey, personOf, planOf, runOf, stepRef, type Mutable, type Work } from '../work.ts';
import { cancellable, cancelOneStep } from './on-step.ts';
import { seed } from './seed.ts';

type ActOf<K extends PersonInput['kind']> = Extract<PersonInput, { kind: K }>;

export function newCase(act: ActOf<'open'>, at: number): CaseState {
  const levels = (act.bundle.plans[act.bundle.root]?.levels ?? []).map(({ id, high }) => ({ id, high }));
  return {
    stateVersion: 1, caseId: act.caseId, unitId: act.unitId, agencyId: act.agencyId, transition: 0, at, openedAt: at,
    status: 'report', levels, ...(levels[0] ? { level: levels[0].id } : {}), everHigh: false, breaches: 0, owner: personOf(act.dutySupervisor), ownerAlarm: false,
    runs: [], steps: [], forms: {}, meanings: {}, lastOutcomes: {}, doers: {}, granted: {}, inputs: [],
    next: { run: 1, step: 1, split: 1 }, day: { start: at, transitions: 0 }, parked: false,
    ...(act.bundle.danger !== undefined ? { danger: act.bundle.danger } : {}), ...(act.bundle.retention !== undefined ? { review: act.bundle.retention } : {}), ...(act.criteria ? { criteria: { agencyId: act.criteria.agencyId, version: act.criteria.version } } : {}),
  };
}

export function open(work: Work, act: ActOf<'open'>): Refusal | undefined {
  if (!act.actor.rights.includes('open')) return refuse('not_authorized', 'opening a case needs the right to open');
  const opened = { kind: 'caseOpened', unitId: act.unitId, agencyId: act.agencyId, owner: personOf(act.dutySupervisor) } as const;
  if (act.seed) {
    work.entries.push(opened);
    return seed(work, act, act.seed);
  }
  const refusal = intakeFaults(act.bundle.plans[act.bundle.root], act);
  if (refusal) return refusal;
  work.entries.push(opened);
  if (act.from) work.entries.push({ kind: 'caseReceived', from: act.from.caseId, step: act.from.step, by: personOf(act.from.by), textId: act.from.package.id });
  startRun(work, act.bundle.root, { how: 'opened', requester: act.actor, ...(act.form ? { form: act.form } : {}) });
  return undefined;
}

export function startProtocol(work: Work, act: ActOf<'start'>): Refusal | undefined {
  if (closedStatuses.includes(work.state.status) && act.bundle.plans[act.bundle.root]?.startsAt !== 'retentionReviewDue') return refuse('not_active', 'this case has ended; reopen it, and name the protocol that starts then');
  const plan = act.bundle.plans[act.bundle.root];
  if (plan?.startsAt === 'danger') return refuse('wrong_act', 'declare imminent danger instead; that starts this protocol at once');
  if (!act.actor.rights.includes('start')) return refuse('not_authorized', 'starting a further protocol needs the right to start');
  const refusal = intakeFaults(plan, act);
  if (refusal) return refusal;
  startRun(work, act.bundle.root, { how: 'started', requester: act.actor, ...(act.form ? { form: act.form } : {}) });
  return undefined;
}

/** An intake form that nobody was drawn to fill in later must come with the act. */
export function intakeFaults(plan: Plan | undefined, act: ActOf<'open' | 'start' | 'reopen'>): Refusal | undefined {
  const start = plan?.nodes[plan.start];
  if (!plan || start?.kind !== 'start') return refuse('no_handler', 'this protocol has no plan in the bundle; publish it again');
  if (act.form) return formFaults(start.form, act.form);
  if (start.form !== undefined && start.roles.length === 0) return refuse('missing_required', 'this protocol begins with its intake form; fill it in', start.form);
  return undefined;
}

/** An event goes to every wait and handler that accepts it, in order of opening, or to the one wait it names. */
export function raiseEvent(work: Work, act: ActOf<'event'>): Refusal | undefined {
  const accepting = acceptingOf(work, act);
  const allowed = accepting.filter(({ run, roles }) => (roles.length === 0 ? isAssigned(work.plans, work.state, act.actor) : holdsOneOf(planOf(work, run), act.actor, roles)));
  if (accepting.length > 0 && allowed.length === 0) return refuse('not_authorized', 'the protocol lets others say that this has happened');
  if (allowed.length === 0) return refuse('no_handler', 'nothing in this case waits for that to happen now', act.name);
  work.entries.push({ kind: 'eventRaised', name: act.name });
  deliver(work, act.name, allowed, personOf(act.actor));
  return undefined;
}

/** `by`: who says so; null where another case does. */
export function deliver(work: Work, name: string, accepting: readonly Accepting[], by: Person | null): void {
  for (const { run, step, handler } of accepting) {
    // What an earlier one of the same event has ended is over, a whole run as much as a step.
    if (handler && goesOn(work, run)) takeEffect(work, { run, handler }, name);
    if (!step || !work.state.steps.some((s) => s.id === step.id)) continue;
    const node = nodeOf(work, run, step.node);
    work.entries.push({ kind: 'waitEnded', by: 'event', event: name, ...stepRef(work, step) });
    removeStep(work, step, { state: 'done', outcome: name, by });
    work.state.lastOutcomes[pastKey(run, node.id)] = name;
    leave(work, run, node, name, pathOf(step));
  }
}

export interface Accepting {
  readonly run: Mutable<Run>;
  readonly roles: readonly string[];
  readonly openedAt: number;
  readonly step?: Mutable<Step>;
  readonly handler?: PlanHandler;
}

/** A handler is there from the opening of its run, so before the waits of the same instant. */
export function acceptingOf(work: Work, act: Pick<ActOf<'event'>, 'name' | 'step'>): readonly Accepting[] {
  const waits = work.state.steps.flatMap((step): Accepting[] => {
    if (step.kind !== 'wait' || (act.step !== undefined && step.id !== act.step)) return [];
    const run = runOf(work, step.runId);
    const node = nodeOf(work, run, step.node);
    const event = node.kind === 'wait' ? node.events.find((e) => e.name === act.name) : undefined;
    return event ? [{ run, roles: event.roles, openedAt: step.openedAt, step }] : [];
  });
  const handlers = act.step !== undefined ? [] : listening(work).flatMap(({ run, handler }): Accepting[] => (handler.when.kind === 'event' && handler.when.name === act.name ? [{ run, roles: handler.when.roles, openedAt: run.startedAt, handler }] : []));
  return [...handlers, ...waits].sort((a, b) => a.openedAt - b.openedAt);
}

export function declareDanger(work: Work, act: ActOf<'declareDanger'>): Refusal | undefined {
  const { state } = work;
  if (!isAssigned(work.plans, state, act.actor)) return refuse('not_authorized', 'imminent danger is declared by anyone assigned to the case or its unit; call the duty supervisor');
  const by = personOf(act.actor);
  if (state.dangerRun !== undefined) {
    repeatDanger(work, state.dangerRun, by, act.reason.id);
    return undefined;
  }
  if (state.danger === undefined) return refuse('no_handler', 'this agency has published no protocol for imminent danger; call for help now and tell the duty supervisor');
  work.entries.push({ kind: 'dangerDeclared', by, reasonId: act.reason.id });
  startRun(work, state.danger, { how: 'danger', requester: by });
  return undefined;
}

export function judgeLevel(work: Work, act: ActOf<'setLevel'>): Refusal | undefined {
  if (!isAssigned(work.plans, work.state, act.actor)) return refuse('not_authorized', 'the level is judged by somebody assigned to the case');
  if (!work.state.levels.some((l) => l.id === act.level)) return refuse('bad_value', 'that is not one of the levels of concern of this case', 'level');
  setLevel(work, act.level, personOf(act.actor), act.reason.id);
  return undefined;
}

export function correct(work: Work, act: ActOf<'correct'>): Refusal | undefined {
  if (!Object.hasOwn(work.state.forms, act.formId)) return refuse('not_active', 'this form has not been recorded in this case; fill it in at its step', act.formId);
  if (!isAssigned(work.plans, work.state, act.actor)) return refuse('not_authorized', 'a record is corrected by somebody assigned to the case');
  const refusal = formFaults(act.formId, act.form);
  if (refusal) return refusal;
  correctForm(work, act.formId, act.form);
  return undefined;
}

export function note(work: Work, act: ActOf<'note'>): Refusal | undefined {
  if (!isAssigned(work.plans, work.state, act.actor)) return refuse('not_authorized', 'notes are added by those assigned to the case');
  work.entries.push({ kind: 'noteAdded', by: personOf(act.actor), textId: act.text.id });
  return undefined;
}

export function reassign(work: Work, act: ActOf<'reassign'>): Refusal | undefined {
  const { state } = work;
  if (state.owner.personId !== act.actor.personId && !act.actor.rights.includes('supervise')) return refuse('not_authorized', 'ownership is offered by the owner, or by a supervisor');
  if (state.owner.personId === act.to.personId) return refuse('bad_value', 'that person owns the case already', 'to');
  if (transferOpen(work)) return refuse('transfer_open', 'another offer of ownership is open; it must be answered or withdrawn first');
  const step: Mutable<Step> = {
    id: `s${state.next.step++}`, runId: '', node: 'ownership', kind: 'ownership', title: 'Take over this case', visit: 1, openedAt: work.at, path: [], detached: true, letIn: [],
    handing: { handoff: 'transfer', state: 'offered', offeredAt: work.at, offeredBy: personOf(act.actor), toPerson: act.to.personId },
  };
  state.steps.push(step);
  work.entries.push({ kind: 'stepOpened', stepKind: 'ownership', visit: 1, roles: [], ...stepRef(work, step) });
  work.entries.push({ kind: 'handoffOffered', handoff: 'transfer', by: personOf(act.actor), roles: [], toPerson: act.to.personId, disclosure: false, ...stepRef(work, step) });
  return undefined;
}

export function ownerLost(work: Work, act: ActOf<'ownerLost'>): Refusal | undefined {
  changeOwner(work, personOf(act.dutySupervisor), 'lost');
  return undefined;
}

export function cancel(work: Work, act: ActOf<'cancel'>): Refusal | undefined {
  const { target } = act;
  const notNow = target.kind === 'step' ? cancellable(work, target.step) : undefined;
  if (notNow) return notNow;
  const run = target.kind === 'run' ? work.state.runs.find((r) => r.id === target.run && r.main === 'live') : undefined;
  if (target.kind === 'run' && !run) return refuse('not_active', 'this protocol is not running any more', target.run);
  if (!act.actor.rights.includes('supervise')) return refuse('not_authorized', 'cancelling is for those who supervise the unit');
  switch (target.kind) {
    case 'step':
      cancelOneStep(work, target.step, act.reason.id);
      return undefined;
    case 'run':
      if (run) cancelRun(work, run, 'person', act.reason.id);
      return undefined;
    case 'case': {
      for (const run of work.state.runs.filter((r) => r.main === 'live')) if (run.main === 'live') cancelRun(work, run, 'person', act.reason.id);
      // Along no edge: nothing opens any more. A phase ends with its steps.
      for (const step of work.state.steps.filter((s) => s.kind !== 'phase')) cancelStep(work, step, 'person', act.reason.id);
      work.entries.push({ kind: 'caseCancelled', by: personOf(act.actor), reasonId: act.reason.id });
      return undefined;
    }
  }
}
