// Acts on one open step: claiming and handing out, ending it, and what a supervisor may do to it.
import { endAdded } from '../added-task.ts';
import type { Step } from '../case-state.ts';
import { dropClaim } from '../claims.ts';
import { extendClock } from '../clock.ts';
import { changeOwner } from '../effects.ts';
import { cancelAlong, cancelStep, leave, pathOf, removeStep } from '../flow.ts';
import type { PersonInput } from '../input.ts';
import { decideRow } from '../kinds/decision-table/decision-table.ts';
import { fits, mayDo, notSworn } from '../kinds/form-act.ts';
import { refuse, type StepAct } from '../kinds/kind.ts';
import { kindOf } from '../kinds/table.ts';
import { endMeasure } from '../measures.ts';
import type { Refusal } from '../refusal.ts';
import { skip } from './skip.ts';
import { nodeOf, pastKey, personOf, runOf, stepRef, type Mutable, type Work } from '../work.ts';

type ActOf<K extends PersonInput['kind']> = Extract<PersonInput, { kind: K }>;
type OnStep = ActOf<'claim' | 'release' | 'assign' | 'complete' | 'vote' | 'withdrawVote' | 'offer' | 'withdraw' | 'accept' | 'decline' | 'ask' | 'answer' | 'noAnswer' | 'extend' | 'skip'>;

export function actOnStep(work: Work, act: OnStep): Refusal | undefined {
  const step = work.state.steps.find((s) => s.id === act.step);
  if (!step) return refuse('not_active', 'this step is not open any more; the timeline says who ended it and when', act.step);
  switch (act.kind) {
    case 'claim': return claim(work, step, act);
    case 'release': return release(work, step, act);
    case 'assign': return assign(work, step, act);
    case 'extend': return extend(work, step, act);
    case 'skip': return skip(work, step, act);
    default: return end(work, step, act);
  }
}

function end(work: Work, step: Mutable<Step>, act: StepAct): Refusal | undefined {
  if (step.kind === 'ownership') return answerOwnership(work, step, act);
  if (step.kind === 'phase') return refuse('wrong_act', 'nobody ends a phase; it ends when none of its steps is open any more');
  if (step.added) return endAdded(work, step, act);
  if (step.kind === 'measure') return endMeasure(work, step, act);
  if (step.kind === 'byHand') return decideByHand(work, step, act);
  const run = runOf(work, step.runId);
  const node = nodeOf(work, run, step.node);
  const kind = kindOf(node.kind);
  if (!kind.act || step.kind === 'end') return refuse('wrong_act', step.kind === 'end' ? 'this end is held by what is not yet recorded; record that and it goes on by itself' : 'no person ends this step; it waits for a time, an event or another protocol');
  return kind.act(work, run, node as never, step, act);
}

const claimable: readonly Step['kind'][] = ['start', 'task', 'added'];

function claim(work: Work, step: Mutable<Step>, act: ActOf<'claim'>): Refusal | undefined {
  if (!claimable.includes(step.kind)) return refuse('wrong_act', 'only work for one person is claimed; this is decided or answered by several');
  if (step.claimedBy?.personId === act.actor.personId) return refuse('claimed', 'you have claimed this already', act.actor.personId);
  const refusal = mayDo(work, step);
  if (refusal) return refusal;
  step.claimedBy = personOf(act.actor);
  work.entries.push({ kind: 'stepClaimed', by: personOf(act.actor), ...stepRef(work, step) });
  return undefined;
}

function release(work: Work, step: Mutable<Step>, act: ActOf<'release'>): Refusal | undefined {
  if (!step.claimedBy) return refuse('wrong_act', 'nobody has claimed this step');
  if (step.claimedBy.personId !== act.actor.personId && !act.actor.rights.includes('supervise')) return refuse('claimed', 'only the person who claimed this, or a supervisor, can release it', step.claimedBy.personId);
  dropClaim(work, step, 'person');
  return undefined;
}

function assign(work: Work, step: Mutable<Step>, act: ActOf<'assign'>): Refusal | undefined {
  if (step.kind === 'measure') return giveMeasure(work, step, act);
  if (!claimable.includes(step.kind)) return refuse('wrong_act', 'only work for one person is assigned');
  if (!act.actor.rights.includes('supervise')) return refuse('not_authorized', 'assigning work to others is for those who supervise the unit');
  if (!fits(work, step, act.to)) return refuse('not_authorized', 'that person holds none of the roles this step is for', act.to.personId);
  const refusal = notSworn(work, step, act.to);
  if (refusal) return refusal;
  step.claimedBy = personOf(act.to);
  work.entries.push({ kind: 'stepAssigned', to: personOf(act.to), ...(act.reason ? { reasonId: act.reason.id } : {}), ...stepRef(work, step) });
  work.entries.push({ kind: 'personsTold', persons: [act.to.personId], about: 'assigned', step: step.id });
  return undefined;
}

/** The owner of the case hands its measures out; whoever gets one need only be a member of the unit. */
function giveMeasure(work: Work, step: Mutable<Step>, act: ActOf<'assign'>): Refusal | undefined {
  if (!act.actor.rights.includes('supervise') && work.state.owner.personId !== act.actor.personId) return refuse('not_authorized', 'measures are handed out by the owner of the case, or by those who supervise the unit');
  if (!act.to.member) return refuse('not_authorized', 'that person is no member of the unit', act.to.personId);
  step.claimedBy = personOf(act.to);
  work.entries.push({ kind: 'measureGiven', to: personOf(act.to), ...stepRef(work, step) });
  return undefined;
}

function extend(work: Work, step: Mutable<Step>, act: ActOf<'extend'>): Refusal | undefined {
  if (!step.clock || step.clock.rule < 0) return refuse('wrong_act', 'this step has no limit to extend');
  if (!act.actor.rights.includes('extend')) return refuse('not_authorized', 'giving more time needs the right to extend');
  if (!Number.isInteger(act.by) || act.by <= 0 || act.by > 366 * 86_400_000) return refuse('bad_value', 'more time is between a second and a year', 'by');
  extendClock(work, step, act.by);
  work.entries.push({ kind: 'deadlineExtended', by: act.by, due: step.clock.due, reasonId: act.reason.id, ...stepRef(work, step) });
  return undefined;
}

/** A decision that what is recorded does not settle: its owner chooses the branch, with a reason. */
function decideByHand(work: Work, step: Mutable<Step>, act: StepAct): Refusal | undefined {
  if (act.kind !== 'complete') return refuse('wrong_act', 'this is decided by choosing one of its ways on');
  if (act.actor.personId !== work.state.owner.personId) return refuse('not_authorized', 'the owner of the case decides this');
  const by = personOf(act.actor);
  if (step.runId === '') {
    if (act.outcome !== 'done') return refuse('bad_outcome', 'this has one outcome: done', act.outcome);
    if (!act.reason) return refuse('missing_required', 'say in words what you decided', 'reason');
    work.entries.push({ kind: 'stepCompleted', outcome: 'done', by, reasonId: act.reason.id, ...stepRef(work, step) });
    removeStep(work, step, { state: 'done', outcome: 'done', by, reasonId: act.reason.id });
    return undefined;
  }
  const run = runOf(work, step.runId);
  const node = nodeOf(work, run, step.node);
  const isDrawn = node.kind === 'table' ? node.rules.some((rule) => rule.id === act.outcome) : node.kind === 'decision' && (act.outcome === 'default' || node.branches.some((b) => b.id === act.outcome)) && node.next[act.outcome] !== undefined;
  if (!isDrawn) return refuse('bad_outcome', 'choose one of the ways on that are drawn', act.outcome);
  if (!act.reason) return refuse('missing_required', 'a decision by hand needs a reason in words', 'reason');
  work.entries.push({ kind: 'stepCompleted', outcome: act.outcome, by, reasonId: act.reason.id, ...stepRef(work, step) });
  removeStep(work, step, { state: 'done', outcome: act.outcome, by, reasonId: act.reason.id });
  if (node.kind === 'table') {
    decideRow(work, run, node, { rule: act.outcome, path: pathOf(step) });
    return undefined;
  }
  work.state.lastOutcomes[pastKey(run, node.id)] = act.outcome;
  leave(work, run, node, act.outcome, pathOf(step));
  return undefined;
}

/** The offer of ownership made by `reassign`: ownership moves only when the person it names accepts. */
function answerOwnership(work: Work, step: Mutable<Step>, act: StepAct): Refusal | undefined {
  const by = personOf(act.actor);
  if (act.kind === 'withdraw') {
    if (work.state.owner.personId !== by.personId && step.handing?.offeredBy?.personId !== by.personId && !act.actor.rights.includes('supervise')) return refuse('not_authorized', 'only the side that offered this can withdraw it');
    work.entries.push({ kind: 'handoffWithdrawn', by, reasonId: act.reason.id, ...stepRef(work, step) });
    removeStep(work, step, { state: 'done', outcome: 'withdrawn', by, handoff: 'withdrawn', reasonId: act.reason.id });
    return undefined;
  }
  if (act.kind !== 'accept' && act.kind !== 'decline') return refuse('wrong_act', 'an offer of ownership is accepted or declined');
  if (step.handing?.toPerson !== by.personId) return refuse('not_authorized', 'ownership is offered to somebody else');
  if (act.kind === 'accept') {
    work.entries.push({ kind: 'handoffAccepted', by, from: personOf(work.state.owner), ...stepRef(work, step) });
    changeOwner(work, by, 'offer');
    removeStep(work, step, { state: 'done', outcome: 'accepted', by, handoff: 'accepted' });
  } else {
    work.entries.push({ kind: 'handoffDeclined', by, reasonId: act.reason.id, ...stepRef(work, step) });
    removeStep(work, step, { state: 'done', outcome: 'declined', by, handoff: 'declined', reasonId: act.reason.id });
  }
  return undefined;
}

/** A step on the main way with no edge drawn for it is not cancelled: that would strand the run. */
export function cancellable(work: Work, stepId: string): Refusal | undefined {
  const step = work.state.steps.find((s) => s.id === stepId);
  if (!step) return refuse('not_active', 'this step is not open any more', stepId);
  if (step.kind === 'phase') return refuse('wrong_act', 'a phase ends with its steps; cancel those, or the whole protocol', stepId);
  if (step.runId === '') return undefined;
  const drawn = nodeOf(work, runOf(work, step.runId), step.node).next['cancelled'] !== undefined;
  if (!drawn && !step.item && step.path.length === 0 && !step.detached) return refuse('wrong_act', 'the protocol draws no way on when this step is cancelled; cancel the whole run instead');
  return undefined;
}

/** Cancelling one step: along its drawn `cancelled` edge, or out of its join. */
export function cancelOneStep(work: Work, stepId: string, reasonId: string): void {
  const step = work.state.steps.find((s) => s.id === stepId);
  if (!step) return;
  if (step.runId === '') cancelStep(work, step, 'person', reasonId);
  else cancelAlong(work, step, 'person', reasonId);
}
