// A task of the case that a person has added: outside any run, so that no protocol has to draw it. It ends by being done, or by
// not being done for a reason; while one is open the case does not close. Time only reminds.
import type { Step } from './case-state.ts';
import { setDueAt } from './clock.ts';
import type { Due } from './due.ts';
import { closedStatuses } from './effects.ts';
import { removeStep } from './flow.ts';
import type { PersonInput } from './input.ts';
import { mayDo } from './kinds/form-act.ts';
import { refuse, type StepAct } from './kinds/kind.ts';
import { rolesOf, unique } from './people.ts';
import type { Refusal } from './refusal.ts';
import { stoppedAtOpening } from './stop-clock.ts';
import { dayInMs } from './time.ts';
import { personOf, samePerson, stepRef, type Mutable, type Work } from './work.ts';

const longestLimit = 10 * 366 * dayInMs;
const mostRoles = 20;

export function addTask(work: Work, act: Extract<PersonInput, { kind: 'addTask' }>): Refusal | undefined {
  const { state, at } = work;
  const { actor, limit } = act;
  if (closedStatuses.includes(state.status)) return refuse('not_active', 'this case has ended; reopen it to add work to it');
  const may = state.owner.personId === actor.personId || actor.rights.includes('supervise') || actor.rights.includes('start');
  if (!may) return refuse('not_authorized', 'work is added to a case by its owner, by those who supervise, or by those who may start protocols');
  if (act.roles.length === 0 || act.roles.length > mostRoles) return refuse('bad_value', 'name the roles that may do it, one to twenty', 'roles');
  if (limit.kind === 'due' && (!Number.isSafeInteger(limit.due) || limit.due <= at || limit.due > at + longestLimit)) return refuse('bad_value', 'its limit is later than now and within ten years', 'due');
  const step: Mutable<Step> = {
    id: `s${state.next.step++}`, runId: '', node: act.title.id, kind: 'added', title: 'Added task', visit: 1, openedAt: at, path: [], detached: true, letIn: [], ...stoppedAtOpening(state, at),
    added: { roles: unique(act.roles), agencies: unique(act.agencies), by: personOf(actor) },
  };
  state.steps.push(step);
  work.entries.push({ kind: 'taskAdded', by: personOf(actor), roles: unique(act.roles), textId: act.title.id, ...(limit.kind === 'none' ? { reasonId: limit.reason.id } : {}), ...stepRef(work, step) });
  if (limit.kind === 'due') setDueAt(work, step, limit.due, { why: 'opened', reminds: limit.due - dayInMs >= at });
  return undefined;
}

/** A person says what has become of it: whoever has claimed it, else a holder of its roles or the owner of the case. */
export function endAdded(work: Work, step: Mutable<Step>, act: StepAct): Refusal | undefined {
  if (act.kind !== 'complete') return refuse('wrong_act', 'an added task is done, or not done for a reason');
  const isOwners = !step.claimedBy && work.state.owner.personId === act.actor.personId;
  const refusal = isOwners ? undefined : mayDo(work, step);
  if (refusal) return refusal;
  if (act.outcome !== 'done' && act.outcome !== 'notDone') return refuse('bad_outcome', 'an added task ends as done or as not done; choose one of them', act.outcome);
  if (act.form) return refuse('unknown_field', 'an added task has no form; send the outcome alone');
  if (act.outcome === 'notDone' && !act.reason) return refuse('missing_required', 'say in words why it was not done', 'reason');
  const by = personOf(act.actor);
  const reason = act.reason ? { reasonId: act.reason.id } : {};
  work.entries.push({ kind: 'stepCompleted', outcome: act.outcome, by, ...reason, ...stepRef(work, step) });
  removeStep(work, step, { state: 'done', outcome: act.outcome, by, ...reason });
  return undefined;
}

/** A day before it is due those who may do it are told, after it they and the owner of the case. */
export function remindOfAdded(work: Work, step: Mutable<Step>, due: Due, handledAt: number): void {
  const said = { due: due.due, handledAt, ...stepRef(work, step) };
  if (due.timer === 'warn') {
    work.entries.push({ kind: 'deadlineWarned', persons: step.claimedBy ? [personOf(step.claimedBy)] : [], roles: step.claimedBy ? [] : [...rolesOf(work.plans, work.state, step)], ...said });
    return;
  }
  work.state.breaches += 1;
  work.entries.push({ kind: 'deadlinePassed', ...said });
  const { owner } = work.state;
  const persons = [owner, ...(step.claimedBy && !samePerson(step.claimedBy, owner) ? [step.claimedBy] : [])].map((p) => p.personId);
  work.entries.push({ kind: 'personsTold', persons, about: 'taskOverdue', step: step.id });
}
