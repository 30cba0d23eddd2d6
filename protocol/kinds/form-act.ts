// What completing a step with a form demands, shared by the kinds a person completes.
import type { Step } from '../case-state.ts';
import type { Standing, SubmissionRef } from '../input.ts';
import { holdsOneOf, rolesOf } from '../people.ts';
import type { Refusal } from '../refusal.ts';
import { planOf, runOf, type Work } from '../work.ts';
import { refuse } from './kind.ts';

/** Claimed by another, not a holder of the step's roles, or not sworn where it takes a sworn officer. */
export function mayDo(work: Work, step: Step): Refusal | undefined {
  const actor = work.actor;
  if (!actor) return refuse('not_authorized', 'a person acts on a step');
  if (step.claimedBy && step.claimedBy.personId !== actor.personId) return refuse('claimed', 'somebody else has claimed this step; ask them to release it, or ask a supervisor to assign it to you', step.claimedBy.personId);
  if (!step.claimedBy && !fits(work, step, actor)) return refuse('not_authorized', 'none of the roles you hold now may do this step; a supervisor can assign it to somebody who may');
  return notSworn(work, step, actor);
}

/** Holds one of the step's roles for an agency that may. A task somebody has added takes the members of the unit. */
export function fits(work: Work, step: Step, person: Standing): boolean {
  const roles = rolesOf(work.plans, work.state, step);
  if (step.added) return person.member && roles.some((role) => person.roles.includes(role));
  return holdsOneOf(planOf(work, runOf(work, step.runId)), person, roles);
}

/** Some work, such as swearing to an affidavit, takes a sworn officer, whatever role the person holds. */
export function notSworn(work: Work, step: Step, person: Standing): Refusal | undefined {
  const node = step.runId === '' ? undefined : planOf(work, runOf(work, step.runId)).nodes[step.node];
  if (node?.kind !== 'task' || node.sworn !== true || person.qualifications.includes('sworn')) return undefined;
  return refuse('not_sworn', 'this takes a sworn officer; a supervisor can assign it to one', person.personId);
}

export function formFaults(needed: string | undefined, form: SubmissionRef | undefined): Refusal | undefined {
  if (needed === undefined) return form === undefined ? undefined : refuse('unknown_field', 'this step has no form; send the outcome alone');
  if (!form) return refuse('missing_required', 'this step needs its form; fill it in and send it with the outcome', needed);
  for (const code of ['bad_value', 'unknown_field', 'missing_required'] as const) {
    const fault = form.faults?.find((f) => f.code === code);
    if (fault) return refuse(code, faultSentence[code], fault.field);
  }
  return undefined;
}
const faultSentence = {
  bad_value: 'this field does not hold what its type allows; correct it',
  unknown_field: 'the form has no such field; send only the fields it has',
  missing_required: 'this field must be filled in before the step can be done',
};
