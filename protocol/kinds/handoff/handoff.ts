// Accountability (transfer), an act (request), a question (consult) or a notice (inform) handed to another person or agency.
// It is finished only when the other side answers; until then the sender is accountable. At most one transfer offer is open
// in a case: a further one waits its turn.
import type { Run, Step } from '../../case-state.ts';
import { openClock } from '../../clock.ts';
import { changeOwner } from '../../effects.ts';
import { finishStep, leave, openStep, pathOf, removeStep } from '../../flow.ts';
import { giveJoint } from '../../grants.ts';
import { rememberHanded } from '../../left-behind.ts';
import type { PlanNodeOf } from '../../plan.ts';
import type { Refusal } from '../../refusal.ts';
import { pastKey, personOf, stepRef, type Mutable, type Work } from '../../work.ts';
import { refuse, type Kind, type StepAct } from '../kind.ts';
import { answer, ask, takeOn } from './consult.ts';
import { offerByHand, tryOffer } from './offer.ts';
import { answerPlace, noAnswer } from './places.ts';
import { isSender, mayAnswer } from './sides.ts';

type Handoff = PlanNodeOf<'handoff'>;

export const handoff: Kind<'handoff'> = {
  enter(work, run, node, path) {
    const step = openStep(work, run, node, 'handoff', path, { handing: { handoff: node.handoff, state: 'waiting' } });
    openClock(work, step, node);
    tryOffer(work, run, node, step);
  },
  retry(work, run, node, step) {
    if (step.handing?.state === 'waiting' && step.handing.why === 'transfer_open') tryOffer(work, run, node, step);
  },
  act(work, run, node, step, act) {
    switch (act.kind) {
      case 'offer': return offerByHand(work, run, node, step, act);
      case 'withdraw': return withdraw(work, run, node, step, act);
      case 'ask': return ask(work, run, node, step, act);
      case 'noAnswer': return noAnswer(work, run, node, step, act);
      case 'accept':
      case 'decline':
      case 'answer': return reply(work, run, node, step, act);
      default: return refuse('wrong_act', 'a handoff is accepted, declined or answered by the receiver, offered or withdrawn by the sender');
    }
  },
};

/** Time took the offer away; what follows is drawn. */
export function expire(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>): void {
  work.entries.push({ kind: 'handoffExpired', ...stepRef(work, step) });
  removeStep(work, step, { state: 'done', outcome: 'expired', by: null, handoff: 'expired' });
  work.state.lastOutcomes[pastKey(run, node.id)] = 'expired';
  leave(work, run, node, 'expired', pathOf(step));
}

// helpers

type ActOf<K extends StepAct['kind']> = Extract<StepAct, { kind: K }>;

/** The first answer settles it for all, unless it is drawn with places. */
function reply(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, act: ActOf<'accept' | 'decline' | 'answer'>): Refusal | undefined {
  const isConsult = step.handing?.handoff === 'consult';
  if (act.kind === 'answer' && !isConsult) return refuse('wrong_act', 'only a consult is answered in words; accept this or decline it');
  if (act.kind === 'accept' && isConsult && (step.handing?.places !== undefined || step.handing?.state === 'accepted')) return refuse('wrong_act', 'a consult ends by its answer; answer it, or decline it');
  const refusal = mayAnswer(work, run, step, act.actor);
  if (refusal) return refusal;
  if (step.handing?.places !== undefined) return answerPlace(work, run, node, step, act);
  switch (act.kind) {
    case 'answer': return answer(work, run, node, step, act);
    case 'decline': return decline(work, step, act);
    case 'accept': return isConsult ? takeOn(work, step, personOf(act.actor)) : accept(work, run, node, step, act);
  }
}

function accept(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, act: ActOf<'accept'>): Refusal | undefined {
  const by = personOf(act.actor);
  const kind = step.handing?.handoff ?? 'request';
  const from = personOf(work.state.owner);
  if (act.into && (kind !== 'transfer' || act.actor.member)) return refuse('bad_value', 'a case of one’s own is opened by an agency outside the unit that takes this one over; leave it out', 'into');
  work.entries.push({ kind: 'handoffAccepted', handoff: kind, by, from, ...stepRef(work, step) });
  if (kind === 'transfer') changeOwner(work, by, 'handoff');
  if (act.into) work.commands.push({ kind: 'openElsewhere', link: `${work.state.transition}.${step.id}`, step: step.id, into: { ...act.into }, by, from });
  if (kind === 'request') rememberHanded(run, step, by);
  if (kind === 'request' && node.joint && !act.actor.member) giveJoint(work, run, node, step, by.agencyId);
  finishStep(work, step, 'accepted', { by, handoff: 'accepted' });
  return undefined;
}

function decline(work: Work, step: Mutable<Step>, act: ActOf<'decline'>): undefined {
  const by = personOf(act.actor);
  work.entries.push({ kind: 'handoffDeclined', by, reasonId: act.reason.id, ...stepRef(work, step) });
  finishStep(work, step, 'declined', { by, handoff: 'declined', reasonId: act.reason.id, doer: false });
  return undefined;
}

function withdraw(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, act: ActOf<'withdraw'>): Refusal | undefined {
  if (!isSender(work, run, node, step, act.actor)) return refuse('not_authorized', 'only the side that offered this can withdraw it');
  const by = personOf(act.actor);
  work.entries.push({ kind: 'handoffWithdrawn', by, reasonId: act.reason.id, ...stepRef(work, step) });
  finishStep(work, step, 'withdrawn', { by, handoff: 'withdrawn', reasonId: act.reason.id, doer: false });
  return undefined;
}
