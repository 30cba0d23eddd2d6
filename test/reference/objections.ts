// Everything that stands against an act, in no order; the one that is given is the first in the order of the language. So no
// order in which somebody happened to ask can matter here.
import type { PersonInput, Standing, SubmissionRef } from '../../protocol/input.ts';
import type { Plan, PlanNodeOf } from '../../protocol/plan.ts';
import type { RefusalCode } from '../../protocol/refusal.ts';
import { clockOf } from './deadlines.ts';
import { finalStatuses, hasOffer, lacksBasis, mayCancel, missingOfPackage } from './moves.ts';
import { asThemselves, drawnRoles, fitsWork, holds, isAssigned, isExcluded, seatsFor } from './people.ts';
import { claimerOf, contentOf, dangerRun, lastRecord, mainIsLive, nodeAt, offerOf, openSteps, openTransfer, ownerOf, runs, statusOf, takenOnBy, votesOn, type Opened, type Story } from './story.ts';
import { canStand, letInto } from './deadlines.ts';
import { pausedFor, pauseOf } from './pauses.ts';
import { acceptingOf, mayRaise } from './handlers.ts';

/** The order of section 5; `no_seat_left` is the second place of not_authorized in it. */
const order = ['no_such_case', 'case_exists', 'not_active', 'wrong_act', 'claimed', 'not_authorized', 'separation_of_duties', 'already_approved', 'no_seat_left', 'not_sworn', 'stale_content', 'bad_outcome', 'bad_value', 'unknown_field', 'missing_required', 'no_handler', 'transfer_open'] as const;
type Objection = (typeof order)[number];

export function refusalOf(story: Story, act: PersonInput): RefusalCode | undefined {
  const objections = new Set(against(story, act));
  const first = order.find((code) => objections.has(code));
  return first === 'no_seat_left' ? 'not_authorized' : first;
}

const isOver = (story: Story): boolean => finalStatuses.some((status) => status === statusOf(story));
const when = (is: boolean, code: Objection): Objection[] => (is ? [code] : []);

function against(story: Story, act: PersonInput): Objection[] {
  const { actor } = act;
  if (act.kind === 'open') return story.openedAt > 0 ? ['case_exists'] : [...when(!actor.rights.includes('open'), 'not_authorized'), ...intake(act.bundle.plans[act.bundle.root], act.form)];
  if (story.openedAt === 0) return ['no_such_case'];
  switch (act.kind) {
    case 'start': {
      const plan = act.bundle.plans[act.bundle.root];
      return [...when(isOver(story) && plan?.startsAt !== 'retentionReviewDue', 'not_active'), ...when(!actor.rights.includes('start'), 'not_authorized'), ...when(plan?.startsAt === 'danger', 'wrong_act'), ...intake(plan, act.form)];
    }
    case 'event': {
      const accepting = acceptingOf(story, act);
      return [...when(accepting.length === 0, 'no_handler'), ...when(accepting.length > 0 && !accepting.some((a) => mayRaise(story, a, actor)), 'not_authorized')];
    }
    case 'declareDanger': return [...when(!isAssigned(story, actor), 'not_authorized'), ...when(dangerRun(story) === undefined && story.danger === undefined, 'no_handler')];
    case 'setLevel': return [...when(!isAssigned(story, actor), 'not_authorized'), ...when(!story.levels.some((l) => l.id === act.level), 'bad_value')];
    case 'correct': return [...when(lastRecord(story, act.formId) === undefined, 'not_active'), ...when(!isAssigned(story, actor), 'not_authorized'), ...faults(act.form)];
    case 'note': return when(!isAssigned(story, actor), 'not_authorized');
    case 'reassign': {
      const owner = ownerOf(story).personId;
      return [...when(owner !== actor.personId && !actor.rights.includes('supervise'), 'not_authorized'), ...when(owner === act.to.personId, 'bad_value'), ...when(openTransfer(story), 'transfer_open')];
    }
    case 'ownerLost': return [];
    case 'addTask': {
      const may = ownerOf(story).personId === actor.personId || actor.rights.includes('supervise') || actor.rights.includes('start');
      const { limit, roles } = act;
      const isTimely = limit.kind === 'none' || (Number.isInteger(limit.due) && limit.due > story.at && limit.due <= story.at + 3660 * 86_400_000);
      return [...when(isOver(story), 'not_active'), ...when(!may, 'not_authorized'), ...when(roles.length < 1 || roles.length > 20 || !isTimely, 'bad_value')];
    }
    case 'reopen': {
      const plan = act.bundle.plans[act.bundle.root];
      if (statusOf(story) === 'purged') return ['not_active'];
      return [...when(!isOver(story) || plan?.startsAt !== undefined, 'wrong_act'), ...when(!actor.rights.includes('supervise'), 'not_authorized'), ...intake(plan, act.form)];
    }
    case 'cancel': return [...when(!actor.rights.includes('supervise'), 'not_authorized'), ...againstCancel(story, act.target)];
    case 'pause': case 'resume': {
      const { target } = act;
      const step = target.kind === 'step' ? openSteps(story).find((s) => s.step === target.step) : undefined;
      const isPaused = pauseOf(story, target) !== undefined;
      if (target.kind === 'step' && !step) return ['not_active'];
      if (act.kind === 'resume') return [...when(!isPaused, 'wrong_act'), ...when(!actor.rights.includes('extend') && !actor.rights.includes('supervise') && ownerOf(story).personId !== actor.personId, 'not_authorized')];
      const until = act.end.kind === 'at' ? act.end.at : story.at + act.end.ms - pausedFor(story, target);
      return [...when(isPaused || (step !== undefined && !canStand(story, step)), 'wrong_act'), ...when(!actor.rights.includes('extend'), 'not_authorized'), ...when(!Number.isInteger(until) || until <= story.at || until > story.at + 366 * 86_400_000, 'bad_value')];
    }
    case 'calendar': case 'serviceResult': case 'serviceFailed': case 'migrate': case 'citeCriteria': case 'raised': case 'linked': case 'notDelivered': throw new Error(`the reference has no ${act.kind}`);
    default: {
      const step = openSteps(story).find((s) => s.step === act.step);
      return step ? againstOnStep(story, step, act) : ['not_active'];
    }
  }
}

function intake(plan: Plan | undefined, form: SubmissionRef | undefined): Objection[] {
  const start = plan?.nodes[plan.start];
  if (start?.kind !== 'start') return ['no_handler'];
  if (form) return start.form === undefined ? ['unknown_field'] : faults(form);
  return when(start.form !== undefined && start.roles.length === 0, 'missing_required');
}
const faults = (form: SubmissionRef): Objection[] => (form.faults ?? []).map((f) => f.code);

function formAgainst(needed: string | undefined, form: SubmissionRef | undefined): Objection[] {
  if (needed === undefined) return when(form !== undefined, 'unknown_field');
  return form ? faults(form) : ['missing_required'];
}

function againstCancel(story: Story, target: Extract<PersonInput, { kind: 'cancel' }>['target']): Objection[] {
  switch (target.kind) {
    case 'case': return [];
    case 'run': return when(!runs(story).some((r) => r.run === target.run && mainIsLive(story, r.run)), 'not_active');
    case 'step': {
      const step = openSteps(story).find((s) => s.step === target.step);
      if (!step) return ['not_active'];
      return when(!mayCancel(story, step), 'wrong_act');
    }
  }
}

type OnStep = Extract<PersonInput, { step: string; kind: 'claim' | 'release' | 'assign' | 'complete' | 'vote' | 'withdrawVote' | 'offer' | 'withdraw' | 'accept' | 'decline' | 'ask' | 'answer' | 'noAnswer' | 'extend' | 'skip' }>;

/** Neither its claimer nor, while nobody has claimed it, a holder of its roles. */
function notMine(story: Story, step: Opened, act: OnStep): Objection[] {
  const claimer = claimerOf(story, step.step);
  if (claimer) return when(claimer.personId !== act.actor.personId, 'claimed');
  return when(!fitsWork(story, step, act.actor), 'not_authorized');
}
function notSworn(story: Story, step: Opened, person: Standing): Objection[] {
  const node = step.run === '' ? undefined : nodeAt(story, step);
  return when(node?.kind === 'task' && node.sworn === true && !person.qualifications.includes('sworn'), 'not_sworn');
}

/** The ways on that an act or an answer would take. */
function waysPast(story: Story, step: Opened): string[] {
  const node = nodeAt(story, step);
  if (node.kind === 'each') return node.outcomes.map((o) => o.id);
  const ways = node.kind === 'task' ? node.outcomes.map((o) => o.id) : node.kind === 'wait' ? ['elapsed', ...node.events.map((e) => e.name)] : [];
  return ways.filter((port) => node.next[port] !== undefined);
}

function againstOnStep(story: Story, step: Opened, act: OnStep): Objection[] {
  const { actor } = act;
  const isWork = step.as === 'task' || step.as === 'start' || step.as === 'added';
  const supervises = actor.rights.includes('supervise');
  switch (act.kind) {
    case 'claim': return isWork ? [...notMine(story, step, act), ...when(claimerOf(story, step.step) !== undefined, 'claimed'), ...notSworn(story, step, actor)] : ['wrong_act'];
    case 'release': {
      const claimer = claimerOf(story, step.step);
      return claimer ? when(claimer.personId !== actor.personId && !actor.rights.includes('supervise'), 'claimed') : ['wrong_act'];
    }
    case 'assign':
      if (step.as === 'measure') return [...when(!supervises && ownerOf(story).personId !== actor.personId, 'not_authorized'), ...when(!act.to.member, 'not_authorized')];
      return isWork ? [...when(!supervises, 'not_authorized'), ...when(!fitsWork(story, step, act.to), 'not_authorized'), ...notSworn(story, step, act.to)] : ['wrong_act'];
    case 'extend': return clockOf(story, step.step) ? [...when(!actor.rights.includes('extend'), 'not_authorized'), ...when(!Number.isInteger(act.by) || act.by <= 0 || act.by > 366 * 86_400_000, 'bad_value')] : ['wrong_act'];
    case 'skip': return step.as === 'task' || step.as === 'wait' ? [...when(!actor.rights.includes('skip'), 'not_authorized'), ...when(!waysPast(story, step).includes(act.edge), 'bad_outcome')] : ['wrong_act'];
    default: break;
  }
  const isOwner = ownerOf(story).personId === actor.personId;
  switch (step.as) {
    case 'start':
    case 'task': {
      if (act.kind !== 'complete') return ['wrong_act'];
      const node = nodeAt(story, step) as PlanNodeOf<'start' | 'task' | 'each'>;
      const outcome = node.kind === 'start' ? (act.outcome === 'next' ? { needsReason: false } : undefined) : node.outcomes.find((o) => o.id === act.outcome);
      return [...notMine(story, step, act), ...notSworn(story, step, actor), ...when(outcome === undefined, 'bad_outcome'), ...formAgainst(node.form, act.form), ...when(outcome?.needsReason === true && !act.reason, 'missing_required')];
    }
    case 'byHand': {
      if (act.kind !== 'complete') return ['wrong_act'];
      const node = step.run === '' ? undefined : nodeAt(story, step);
      const ways = node?.kind === 'decision' ? [...node.branches.map((b) => b.id), 'default'].filter((port) => node.next[port] !== undefined) : node?.kind === 'table' ? node.rules.map((r) => r.id) : ['done'];
      return [...when(!isOwner, 'not_authorized'), ...when(!ways.includes(act.outcome), 'bad_outcome'), ...when(!act.reason, 'missing_required')];
    }
    case 'measure':
    case 'added': {
      if (act.kind !== 'complete') return ['wrong_act'];
      const claimer = claimerOf(story, step.step);
      const isTheirs = step.as === 'measure' ? (claimer?.personId === actor.personId && claimer.agencyId === actor.agencyId) || isOwner || supervises : isOwner && !claimer;
      const notTheirs = step.as === 'measure' ? when(true, claimer ? 'claimed' : 'not_authorized') : notMine(story, step, act);
      return [...(isTheirs ? [] : notTheirs), ...when(act.outcome !== 'done' && act.outcome !== 'notDone', 'bad_outcome'), ...when(act.form !== undefined, 'unknown_field'), ...when(act.outcome === 'notDone' && !act.reason, 'missing_required')];
    }
    case 'ownership': {
      if (act.kind === 'withdraw') return when(!isOwner && offerOf(story, step.step)?.by.personId !== actor.personId && !actor.rights.includes('supervise'), 'not_authorized');
      return act.kind === 'accept' || act.kind === 'decline' ? when(step.toPerson !== actor.personId, 'not_authorized') : ['wrong_act'];
    }
    case 'approval': {
      if (act.kind === 'withdrawVote') return when(!votesOn(story, step.step).some((v) => v.by.personId === actor.personId), 'wrong_act');
      if (act.kind !== 'vote') return ['wrong_act'];
      const node = nodeAt(story, step) as PlanNodeOf<'approval'>;
      const content = contentOf(story, step);
      const stale = Object.keys(content).length !== Object.keys(act.content).length || Object.entries(content).some(([form, hash]) => act.content[form] !== hash);
      return [
        ...when(!holds(story, step.run, actor, [...drawnRoles(story, step), ...letInto(story, step)]), 'not_authorized'),
        ...when(isExcluded(story, step, actor.personId), 'separation_of_duties'),
        ...when(!holds(story, step.run, asThemselves(story, step, actor), [...drawnRoles(story, step), ...letInto(story, step)]), 'separation_of_duties'),
        ...when(votesOn(story, step.step).some((v) => v.by.personId === actor.personId), 'already_approved'),
        ...when(seatsFor(story, step, actor).length === 0, 'no_seat_left'),
        ...when(node.sworn && !actor.qualifications.includes('sworn'), 'not_sworn'),
        ...when(stale, 'stale_content'),
        ...when(!act.grants && !act.reason, 'missing_required'),
      ];
    }
    case 'handoff': {
      const node = nodeAt(story, step) as PlanNodeOf<'handoff'>;
      const isSender = isOwner || offerOf(story, step.step)?.by.personId === actor.personId || holds(story, step.run, actor, node.from) || actor.rights.includes('supervise');
      const isConsult = node.handoff === 'consult';
      switch (act.kind) {
        case 'accept': return [...when(!hasOffer(story, step) || takenOnBy(story, step) !== undefined, 'wrong_act'), ...notMine(story, step, act)];
        case 'decline': return [...when(!hasOffer(story, step), 'wrong_act'), ...notMine(story, step, act)];
        case 'answer': return [...when(!isConsult || !hasOffer(story, step), 'wrong_act'), ...notMine(story, step, act), ...formAgainst(node.form, act.form), ...when(node.form === undefined && !act.text, 'missing_required')];
        case 'ask': return [...when(!hasOffer(story, step), 'wrong_act'), ...when(!isSender && notMine(story, step, act).length > 0, 'not_authorized')];
        case 'withdraw': return when(!isSender, 'not_authorized');
        case 'offer': return [
          ...when(hasOffer(story, step), 'wrong_act'),
          ...when(!isSender, 'not_authorized'),
          ...when(act.handoff !== undefined && act.handoff !== node.handoff, 'bad_value'),
          ...when(missingOfPackage(story, node) !== undefined && !act.package, 'missing_required'),
          ...when(lacksBasis(story, node) && !act.legalBasis, 'missing_required'),
          ...when(node.handoff === 'transfer' && openTransfer(story, step.step), 'transfer_open'),
        ];
        default: return ['wrong_act'];
      }
    }
    default: return ['wrong_act'];
  }
}

