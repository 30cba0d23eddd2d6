// Who may act on a step now: the holders of its roles, and of roles that an escalation let in. One place decides for every
// way in; the server shows the same answer before anybody acts.
import type { CaseState, Step } from './case-state.ts';
import type { Entry } from './entry.ts';
import type { Standing } from './input.ts';
import type { Plan, Plans } from './plan.ts';

/** The roles whose holders may act on a step, let-in roles included. Empty: only the owner (or the person it names). */
export function rolesOf(plans: Plans, state: CaseState, step: Step): readonly string[] {
  if (step.added) return unique([...step.added.roles, ...step.letIn]);
  const run = state.runs.find((r) => r.id === step.runId);
  const node = run && plans[run.plan]?.nodes[step.node];
  if (!node || step.kind === 'byHand' || step.kind === 'end' || step.kind === 'ownership') return [];
  switch (node.kind) {
    case 'start':
    case 'each':
    case 'task': return step.kind === 'call' ? [] : unique([...node.roles, ...step.letIn]);
    case 'approval': return unique([...node.seats.flatMap((s) => [...s.roles, ...s.substitutes]), ...step.letIn]);
    case 'handoff': return unique([...node.to, ...step.letIn]);
    default: return [];
  }
}

/** Agencies whose members may see the step among their own work. */
export function agenciesOf(plans: Plans, state: CaseState, step: Step): readonly string[] {
  const run = state.runs.find((r) => r.id === step.runId);
  const plan = run && plans[run.plan];
  const roles = rolesOf(plans, state, step);
  if (step.added) return unique([...step.added.agencies, state.owner.agencyId]);
  if (step.kind === 'measure') return unique([state.owner.agencyId, ...(step.claimedBy ? [step.claimedBy.agencyId] : [])]);
  if (!plan || roles.length === 0) return unique([state.owner.agencyId, ...(step.kind === 'wait' || step.kind === 'call' || step.kind === 'service' ? [state.agencyId] : [])]);
  return unique(roles.flatMap((role) => plan.roles[role]?.agencies ?? []));
}

/** Does the actor hold one of these roles, for an agency that the plan lets hold it? */
export function holdsOneOf(plan: Plan, actor: Standing, roles: readonly string[]): boolean {
  return roles.some((role) => actor.roles.includes(role) && (plan.roles[role]?.agencies.includes(actor.agencyId) ?? false));
}

/** Every member of the unit; of another agency, whoever holds or has held a step, an offer or a grant of the case. */
export function isAssigned(plans: Plans, state: CaseState, actor: Standing): boolean {
  return actor.member || state.owner.personId === actor.personId || (state.assigned ?? []).includes(actor.personId) || (state.grantedAgencies ?? []).includes(actor.agencyId) || state.steps.some((s) => isOfferedTo(plans, state, s, actor));
}

function isOfferedTo(plans: Plans, state: CaseState, step: Step, actor: Standing): boolean {
  if (step.handing?.state !== 'offered') return false;
  if (step.handing.toPerson !== undefined) return step.handing.toPerson === actor.personId;
  const run = state.runs.find((r) => r.id === step.runId);
  const plan = run && plans[run.plan];
  return plan !== undefined && holdsOneOf(plan, actor, rolesOf(plans, state, step));
}

/** Whom an entry gives a part in the case that outlasts its step. */
export function assignedBy(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'stepClaimed': case 'stepCompleted': case 'voteCast': case 'handoffAccepted': case 'handoffDeclined': case 'handoffAnswered': case 'stepSkipped': case 'taskAdded': return [entry.by.personId];
    case 'placeAnswered': return entry.how === 'noAnswer' ? [] : [entry.person.personId];
    case 'measureOpened': return entry.owner ? [entry.owner.personId] : [];
    case 'measureGiven': return entry.to ? [entry.to.personId] : [];
    case 'stepAssigned': case 'ownerChanged': return [entry.to.personId];
    default: return [];
  }
}

export const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();
