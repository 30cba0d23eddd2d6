// The two sides of a handoff: who may answer it, and who sends it.
import type { Run, Step } from '../../case-state.ts';
import type { Standing } from '../../input.ts';
import { holdsOneOf, rolesOf } from '../../people.ts';
import type { PlanNodeOf } from '../../plan.ts';
import type { Refusal } from '../../refusal.ts';
import { planOf, type Work } from '../../work.ts';
import { refuse } from '../kind.ts';

/** Whoever holds one of the roles it is offered to; a consult that somebody has taken on, that person alone. */
export function mayAnswer(work: Work, run: Run, step: Step, actor: Standing): Refusal | undefined {
  if (step.handing === undefined || step.handing.state === 'waiting') return refuse('wrong_act', 'this has not been offered yet; the sender offers it first');
  if (step.claimedBy && step.claimedBy.personId !== actor.personId) return refuse('claimed', 'somebody else has taken this on; ask them to release it', step.claimedBy.personId);
  if (step.claimedBy || holdsOneOf(planOf(work, run), actor, rolesOf(work.plans, work.state, step))) return undefined;
  return refuse('not_authorized', 'this is offered to roles you do not hold now');
}

/** The present owner, whoever made the offer, a holder of the roles drawn as sending it, or who supervises. */
export function isSender(work: Work, run: Run, node: PlanNodeOf<'handoff'>, step: Step, actor: Standing): boolean {
  return work.state.owner.personId === actor.personId || step.handing?.offeredBy?.personId === actor.personId || holdsOneOf(planOf(work, run), actor, node.from) || actor.rights.includes('supervise');
}
