// The reference as a host: what is due before an act goes ahead of it, each as its own transition, then the act.
import type { CaseStatus } from '../../protocol/draft.ts';
import type { PersonInput, Standing } from '../../protocol/input.ts';
import type { PlanNodeOf } from '../../protocol/plan.ts';
import type { RefusalCode } from '../../protocol/refusal.ts';
import type { Command, Entry } from '../../protocol/entry.ts';
import { clockOf, escalationsOf, firstDue, type Due } from './deadlines.ts';
import { cancelAndGoOn, cancelRun, cancelStep, changeOwner, dangerRepeated, finish, leave, leaveBehind, offer, personOf, record, setLevel, startRun, tableSays, tryAgain } from './moves.ts';
import { actingRoles, holds, mostSeated, seatsFor } from './people.ts';
import { all, claimerOf, contentOf, dangerRun, mainIsLive, named, nodeAt, offerOf, openSteps, ownerOf, runs, statusOf, takenOnBy, tell, votesOn, type Opened, type Story } from './story.ts';
import { addTask, caseWorkOver, remind } from './case-work.ts';
import { followGrants, giveJoint, grantsNow, lapse } from './grants.ts';
import { goOn, pausedFor } from './pauses.ts';
import { followPhases } from './phases.ts';
import { follow, happens } from './handlers.ts';
import { saidBy } from './tables.ts';
import { refusalOf } from './objections.ts';

export interface Told {
  readonly number: number;
  readonly at: number;
  readonly entries: readonly Entry[];
}
export type Answer = { readonly ok: true; readonly transitions: readonly Told[]; readonly commands: readonly Command[] } | { readonly ok: false; readonly code: RefusalCode };

/** Handles what is due and then the act, or, refused, leaves the story as it was. */
export function settle(story: Story, act: { readonly input: PersonInput; readonly at: number } | undefined, now: number): Answer {
  const before = { ...story, happenings: [...story.happenings], plans: { ...story.plans } };
  const first = story.n + 1;
  story.commands.length = 0;
  const begun = story.n > 0;
  const actAt = act && Math.max(begun ? story.at : act.at, Math.min(act.at, now));
  for (let due = begun ? firstDue(story, actAt ?? now) : undefined; due; due = firstDue(story, actAt ?? now)) {
    // Late by more than a minute after it could first have been handled: recorded when it was handled, but not after an act that waits.
    const could = Math.max(due.due, story.at);
    begin(story, Math.max(story.at, Math.min(now - could > 60_000 ? now : could, actAt ?? Infinity)));
    fire(story, due, now);
    comeToRest(story);
  }
  if (act && actAt !== undefined) {
    if ('bundle' in act.input) Object.assign(story.plans, act.input.bundle.plans);
    begin(story, Math.max(story.at, actAt));
    const code = refusalOf(story, act.input);
    if (code) {
      Object.assign(story, before);
      return { ok: false, code };
    }
    story.actor = act.input.actor;
    story.input = act.input;
    take(story, act.input);
    comeToRest(story);
    story.actor = undefined;
    story.input = undefined;
    tell(story, { kind: '~taken', input: act.input.id });
  }
  const transitions = Array.from({ length: story.n - first + 1 }, (_, i): Told => {
    const these = story.happenings.filter((h) => h.n === first + i);
    return { number: first + i, at: these[0]?.at ?? 0, entries: these.map((h) => h.what).filter((w): w is Entry => !w.kind.startsWith('~')) };
  });
  return { ok: true, transitions, commands: [...story.commands] };
}

/** The transition that took an input. */
export const takenIn = (story: Story, input: string): number | undefined => story.happenings.find((h) => h.what.kind === '~taken' && h.what.input === input)?.n;

/** Until nothing that is held moves and no handler takes effect any more. */
function comeToRest(story: Story): void {
  do {
    tryAgain(story);
    followPhases(story);
  } while (follow(story));
  followGrants(story);
}

function begin(story: Story, at: number): void {
  story.n += 1;
  story.at = at;
}

// What time does.

function fire(story: Story, due: Due, handledAt: number): void {
  if (due.timer === 'retention') {
    tell(story, { kind: '~retention' });
    tell(story, { kind: 'retentionReached' });
    const step: Opened = { kind: '~opened', step: `s${all(story, '~opened').length + 1}`, run: '', node: 'retention', as: 'byHand', frames: [], detached: true };
    tell(story, step);
    tell(story, { kind: 'stepOpened', stepKind: 'byHand', visit: 1, roles: [], ...named(story, step) });
    return;
  }
  if (due.timer === 'resume') return goOn(story, due.step === '' ? { kind: 'case' } : { kind: 'step', step: due.step }, { at: due.due, by: null });
  if (due.timer === 'lapse') {
    const grant = grantsNow(story).find((g) => g.grant === due.step);
    if (grant) lapse(story, grant, { why: 'date', due: due.due, handledAt });
    return;
  }
  const step = openSteps(story).find((s) => s.step === due.step);
  if (!step) throw new Error('what is due belongs to an open step');
  if (step.as === 'measure' || step.as === 'added') return remind(story, step, due.timer === 'warn' ? 'warn' : 'limit', { due: due.due, handledAt });
  const node = nodeAt(story, step);
  const said = { due: due.due, handledAt, ...named(story, step) };
  switch (due.timer) {
    case 'warn': {
      const claimer = step.as === 'phase' ? personOf(ownerOf(story)) : claimerOf(story, step.step);
      return tell(story, { kind: 'deadlineWarned', persons: claimer ? [claimer] : [], roles: claimer ? [] : actingRoles(story, step), ...said });
    }
    case 'limit':
      tell(story, { kind: 'deadlinePassed', ...said });
      if ('limit' in node && node.limit?.kind === 'due' && node.limit.onOverdue === 'leave' && node.next['overdue'] !== undefined) {
        tell(story, { kind: 'stepLeftOverdue', ...named(story, step) });
        const takenOn = takenOnBy(story, step);
        if (takenOn) leaveBehind(story, { ...step, by: takenOn });
        finish(story, step, 'overdue', {});
      }
      return;
    case 'escalate': {
      const escalation = escalationsOf(node)[due.index];
      if (!escalation) throw new Error('what escalates is drawn');
      const claimer = claimerOf(story, step.step);
      tell(story, { kind: 'escalated', index: due.index, notified: [...escalation.notify], letIn: [...escalation.letIn], ...said });
      if (escalation.release && claimer) tell(story, { kind: 'stepReleased', how: 'escalation', ...named(story, step) });
      return;
    }
    case 'elapsed':
      tell(story, { kind: 'waitEnded', by: 'time', ...named(story, step) });
      return finish(story, step, 'elapsed', {});
    case 'expiry':
      tell(story, { kind: 'handoffExpired', ...named(story, step) });
      return finish(story, step, 'expired', {});
  }
}

// What people do. That it may be done is known.

function take(story: Story, act: PersonInput): void {
  const by = personOf(act.actor);
  switch (act.kind) {
    case 'open':
      story.openedAt = story.at;
      story.danger = act.bundle.danger;
      story.levels = act.bundle.plans[act.bundle.root]?.levels ?? [];
      tell(story, { kind: 'caseOpened', unitId: act.unitId, agencyId: act.agencyId, owner: personOf(act.dutySupervisor) });
      return startRun(story, act.bundle.root, { how: 'opened', requester: act.actor, form: act.form });
    case 'start':
      if (act.bundle.danger !== undefined) story.danger = act.bundle.danger;
      return startRun(story, act.bundle.root, { how: 'started', requester: act.actor, form: act.form });
    case 'event': return happens(story, act);
    case 'declareDanger': {
      const running = dangerRun(story);
      if (running !== undefined) return dangerRepeated(story, running, act.actor, act.reason.id);
      tell(story, { kind: 'dangerDeclared', by, reasonId: act.reason.id });
      return startRun(story, story.danger ?? '', { how: 'danger', requester: act.actor });
    }
    case 'setLevel': return setLevel(story, act.level, act.actor, act.reason.id);
    case 'correct': return record(story, undefined, act.formId, act.form);
    case 'note': return tell(story, { kind: 'noteAdded', by, textId: act.text.id });
    case 'reassign': {
      const step: Opened = { kind: '~opened', step: `s${all(story, '~opened').length + 1}`, run: '', node: 'ownership', as: 'ownership', frames: [], detached: true, toPerson: act.to.personId };
      tell(story, step);
      tell(story, { kind: 'stepOpened', stepKind: 'ownership', visit: 1, roles: [], ...named(story, step) });
      return tell(story, { kind: 'handoffOffered', handoff: 'transfer', by, roles: [], toPerson: act.to.personId, disclosure: false, ...named(story, step) });
    }
    case 'addTask': return addTask(story, act);
    case 'reopen': return reopen(story, act);
    case 'ownerLost': return changeOwner(story, act.dutySupervisor, 'lost');
    case 'cancel': return cancel(story, act);
    case 'pause': {
      const until = act.end.kind === 'at' ? act.end.at : story.at + act.end.ms - pausedFor(story, act.target);
      return tell(story, { kind: 'paused', target: act.target, until, by, reasonId: act.reason.id });
    }
    case 'resume': return goOn(story, act.target, { at: story.at, by, ...(act.reason ? { reasonId: act.reason.id } : {}) });
    case 'calendar': case 'serviceResult': case 'serviceFailed': case 'migrate': case 'citeCriteria': case 'raised': case 'linked': case 'notDelivered': throw new Error(`the reference has no ${act.kind}`);
    default: {
      const step = openSteps(story).find((s) => s.step === act.step);
      if (!step) throw new Error('an act is on an open step');
      return onStep(story, step, act);
    }
  }
}

function cancel(story: Story, { target, reason, actor }: Extract<PersonInput, { kind: 'cancel' }>): void {
  switch (target.kind) {
    case 'step': {
      const step = openSteps(story).find((s) => s.step === target.step);
      if (step) cancelAndGoOn(story, step, 'person', reason.id);
      return;
    }
    case 'run': {
      const run = runs(story).find((r) => r.run === target.run);
      if (run) cancelRun(story, run, 'person', reason.id);
      return;
    }
    case 'case':
      for (const run of runs(story)) if (mainIsLive(story, run.run)) cancelRun(story, run, 'person', reason.id);
      for (const step of openSteps(story).filter((s) => s.as !== 'phase')) cancelStep(story, step, 'person', reason.id);
      tell(story, { kind: 'caseCancelled', by: personOf(actor), reasonId: reason.id });
  }
}

function onStep(story: Story, step: Opened, act: Exclude<Extract<PersonInput, { step: string }>, { kind: 'event' | 'serviceResult' | 'serviceFailed' }>): void {
  const by = personOf(act.actor);
  const said = named(story, step);
  switch (act.kind) {
    case 'claim': return tell(story, { kind: 'stepClaimed', by, ...said });
    case 'release': return tell(story, { kind: 'stepReleased', how: 'person', ...said });
    case 'skip': return skip(story, step, act);
    case 'assign':
      if (step.as === 'measure') return tell(story, { kind: 'measureGiven', to: personOf(act.to), ...said });
      tell(story, { kind: 'stepAssigned', to: personOf(act.to), ...(act.reason ? { reasonId: act.reason.id } : {}), ...said });
      return tell(story, { kind: 'personsTold', persons: [act.to.personId], about: 'assigned', step: step.step });
    case 'extend': {
      const clock = clockOf(story, step.step);
      return tell(story, { kind: 'deadlineExtended', by: act.by, due: (clock?.set ?? 0) + (clock?.added ?? 0) + act.by, reasonId: act.reason.id, ...said });
    }
    case 'complete': return complete(story, step, act);
    case 'vote': return vote(story, step, act);
    case 'withdrawVote': return tell(story, { kind: 'voteWithdrawn', by, ...said });
    case 'offer': return offer(story, step, act.actor, act);
    case 'accept': return accept(story, step, act.actor);
    case 'answer': {
      const node = nodeAt(story, step) as PlanNodeOf<'handoff'>;
      if (node.form !== undefined && act.form) record(story, step.run, node.form, act.form, step.step);
      tell(story, { kind: 'handoffAnswered', by, from: personOf(ownerOf(story)), ...(act.form ? { submissionId: act.form.id } : {}), ...(act.text ? { textId: act.text.id } : {}), ...said });
      return finish(story, step, 'accepted', { doer: act.actor });
    }
    case 'ask': return askBack(story, step, act);
    case 'noAnswer': throw new Error('the reference has no handoffs with places');
    case 'decline':
      tell(story, { kind: 'handoffDeclined', by, reasonId: act.reason.id, ...said });
      return step.as === 'ownership' ? tell(story, { kind: '~closed', step: step.step }) : finish(story, step, 'declined', {});
    case 'withdraw':
      tell(story, { kind: 'handoffWithdrawn', by, reasonId: act.reason.id, ...said });
      return step.as === 'ownership' ? tell(story, { kind: '~closed', step: step.step }) : finish(story, step, 'withdrawn', {});
  }
}

function accept(story: Story, step: Opened, actor: Standing): void {
  const by = personOf(actor);
  const from = personOf(ownerOf(story));
  if (step.as === 'ownership') {
    tell(story, { kind: 'handoffAccepted', by, from, ...named(story, step) });
    changeOwner(story, by, 'offer');
    return tell(story, { kind: '~closed', step: step.step });
  }
  const node = nodeAt(story, step) as PlanNodeOf<'handoff'>;
  const { handoff } = node;
  tell(story, { kind: 'handoffAccepted', handoff, by, from, ...named(story, step) });
  if (handoff === 'consult') return;
  if (handoff === 'transfer') changeOwner(story, by, 'handoff');
  if (handoff === 'request') tell(story, { kind: '~handed', step: step.step, node: step.node, run: step.run, by, frames: step.frames });
  if (handoff === 'request' && node.joint && !actor.member) giveJoint(story, step, node, by.agencyId);
  finish(story, step, 'accepted', { doer: by });
}

/** A question about what is asked, told to the other side. */
function askBack(story: Story, step: Opened, act: Extract<PersonInput, { kind: 'ask' }>): void {
  const takenOn = takenOnBy(story, step);
  const receives = takenOn ? takenOn.personId === act.actor.personId : holds(story, step.run, act.actor, actingRoles(story, step));
  const sent = [offerOf(story, step.step)?.by.personId ?? '', ownerOf(story).personId];
  const tellThem = receives ? { persons: [...new Set(sent)].sort(), roles: [] } : { persons: takenOn ? [takenOn.personId] : [], roles: takenOn ? [] : actingRoles(story, step) };
  tell(story, { kind: 'handoffAsked', by: personOf(act.actor), side: receives ? 'receiver' : 'sender', tell: tellThem, textId: act.question.id, ...named(story, step) });
}

function complete(story: Story, step: Opened, act: Extract<PersonInput, { kind: 'complete' }>): void {
  if (step.as === 'measure' || step.as === 'added') return caseWorkOver(story, step, act);
  const by = personOf(act.actor);
  const reasonId = act.reason?.id;
  const why = reasonId !== undefined ? { reasonId } : {};
  if (step.as === 'byHand') {
    tell(story, { kind: 'stepCompleted', outcome: act.outcome, by, ...why, ...named(story, step) });
    tell(story, { kind: '~closed', step: step.step });
    if (step.run === '') return;
    const table = nodeAt(story, step);
    const row = table.kind === 'table' ? table.rules.find((r) => r.id === act.outcome) : undefined;
    if (table.kind === 'table' && row) return tableSays(story, step.run, table, { rules: [row.id], fields: saidBy(table, row) }, step);
    tell(story, { kind: '~outcome', of: `${named(story, step).protocol}.${step.node}`, outcome: act.outcome });
    return leave(story, step.run, nodeAt(story, step), act.outcome, step);
  }
  const node = nodeAt(story, step) as PlanNodeOf<'start' | 'task' | 'each'>;
  if (node.form !== undefined && act.form) record(story, step.run, node.form, act.form, step.step);
  tell(story, { kind: 'stepCompleted', outcome: act.outcome, by, ...named(story, step), ...(node.kind === 'start' ? {} : why), ...(act.form ? { submissionId: act.form.id } : {}) });
  const effects = node.kind === 'start' ? node.effects : node.outcomes.find((o) => o.id === act.outcome)?.effects;
  finish(story, step, act.outcome, { doer: act.actor, effects: effects ?? [], reasonId: node.kind === 'start' ? undefined : reasonId });
}

/** Left out along a named edge: a level that a field would have said is nobody's judgement then. */
function skip(story: Story, step: Opened, act: Extract<PersonInput, { kind: 'skip' }>): void {
  const node = nodeAt(story, step);
  const effects = node.kind === 'task' || node.kind === 'each' ? (node.outcomes.find((o) => o.id === act.edge)?.effects ?? []) : [];
  tell(story, { kind: 'stepSkipped', edge: act.edge, by: personOf(act.actor), reasonId: act.reason.id, ...named(story, step) });
  finish(story, step, act.edge, { doer: act.actor, effects: effects.filter((e) => e.kind !== 'level' || e.from.kind !== 'field'), reasonId: act.reason.id });
}

function reopen(story: Story, act: Extract<PersonInput, { kind: 'reopen' }>): void {
  const reviewAt = all(story, '~retention').at(-1)?.reviewAt;
  tell(story, { kind: 'caseReopened', by: personOf(act.actor), from: statusOf(story) as CaseStatus, reasonId: act.reason.id, ...(reviewAt !== undefined ? { reviewAt } : {}) });
  tell(story, { kind: '~retention' });
  tell(story, { kind: 'statusSet', status: 'open' });
  for (const step of openSteps(story).filter((s) => s.run === '' && s.node === 'retention')) cancelStep(story, step, 'person', act.reason.id);
  if (act.bundle.danger !== undefined) story.danger = act.bundle.danger;
  startRun(story, act.bundle.root, { how: 'reopened', requester: act.actor, form: act.form });
}

function vote(story: Story, step: Opened, act: Extract<PersonInput, { kind: 'vote' }>): void {
  const node = nodeAt(story, step) as PlanNodeOf<'approval'>;
  const by = personOf(act.actor);
  const why = act.reason ? { reasonId: act.reason.id } : {};
  tell(story, { kind: 'voteCast', by, grants: act.grants, seats: seatsFor(story, step, act.actor), ...why, ...named(story, step) });
  const votes = votesOn(story, step.step);
  if (!act.grants) {
    if (votes.filter((v) => !v.grants).length < node.denials) return;
    tell(story, { kind: 'approvalDenied', by, ...why, ...named(story, step) });
    return finish(story, step, 'denied', {});
  }
  if (mostSeated(node.seats, votes) < (node.needed ?? node.seats.length)) return;
  tell(story, { kind: 'approvalGranted', by: votes.filter((v) => v.grants).map((v) => v.by), content: contentOf(story, step), ...named(story, step) });
  finish(story, step, 'approved', { effects: node.onApproved });
}

