// Accountability (transfer) or an act (request) handed to another person or agency. It is finished only when the other side
// answers; until then the sender owns it. At most one transfer offer is open in a case: a further one waits its turn.
import type { Person, Run, Step } from '../../case-state.ts';
import { openClock, setExpiry } from '../../clock.ts';
import { changeOwner } from '../../effects.ts';
import { finishStep, leave, openStep, pathOf, removeStep } from '../../flow.ts';
import type { Standing } from '../../input.ts';
import { holdsOneOf, rolesOf } from '../../people.ts';
import type { PlanNodeOf } from '../../plan.ts';
import type { Refusal } from '../../refusal.ts';
import { pastKey, personOf, planOf, stepRef, type Mutable, type Work } from '../../work.ts';
import { refuse, type Kind } from '../kind.ts';

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
    const by = personOf(act.actor);
    switch (act.kind) {
      case 'offer': return offerByHand(work, run, node, step, act.actor, act);
      case 'accept': {
        const refusal = mayAnswer(work, run, step, act.actor);
        if (refusal) return refusal;
        const from = personOf(work.state.owner);
        work.entries.push({ kind: 'handoffAccepted', by, from, ...stepRef(work, step) });
        if (node.handoff === 'transfer') changeOwner(work, by, 'handoff');
        finishStep(work, step, 'accepted', { by, handoff: 'accepted' });
        return undefined;
      }
      case 'decline': {
        const refusal = mayAnswer(work, run, step, act.actor);
        if (refusal) return refusal;
        work.entries.push({ kind: 'handoffDeclined', by, reasonId: act.reason.id, ...stepRef(work, step) });
        finishStep(work, step, 'declined', { by, handoff: 'declined', reasonId: act.reason.id, doer: false });
        return undefined;
      }
      case 'withdraw': {
        if (!isSender(work, run, node, step, act.actor)) return refuse('not_authorized', 'only the side that offered this can withdraw it');
        work.entries.push({ kind: 'handoffWithdrawn', by, reasonId: act.reason.id, ...stepRef(work, step) });
        finishStep(work, step, 'withdrawn', { by, handoff: 'withdrawn', reasonId: act.reason.id, doer: false });
        return undefined;
      }
      default: return refuse('wrong_act', 'a handoff is accepted or declined by the receiver, offered or withdrawn by the sender');
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

/** Is a transfer offer open in the case? */
export const transferOpen = (work: Work, but?: string): boolean => work.state.steps.some((s) => s.id !== but && s.handing?.handoff === 'transfer' && s.handing.state === 'offered');

function tryOffer(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>): void {
  const why = notYet(work, node, step);
  if (why === undefined) {
    offer(work, node, step, personOf(work.state.owner), {});
    return;
  }
  if (step.handing?.why === why) return;
  step.handing = { handoff: node.handoff, state: 'waiting', why };
  work.entries.push({ kind: 'handoffWaiting', why, ...stepRef(work, step) });
}

/** What must be there before it can be offered by itself: what the package requires, the legal basis, and its turn. */
function notYet(work: Work, node: Handoff, step: Step): string | undefined {
  for (const item of node.package) if (item.required && !isRecorded(work, item.ref)) return `package:${item.ref}`;
  if (node.legalBasis?.kind === 'field' && !isRecorded(work, node.legalBasis.ref)) return 'legal_basis';
  if (node.disclosure && !node.legalBasis) return 'legal_basis';
  if (node.handoff === 'transfer' && transferOpen(work, step.id)) return 'transfer_open';
  return undefined;
}

function isRecorded(work: Work, ref: string): boolean {
  const [form = '', field] = ref.split('.');
  const record = Object.hasOwn(work.state.forms, form) ? work.state.forms[form] : undefined;
  return record !== undefined && (field === undefined || Object.hasOwn(record.fields, field));
}

function offerByHand(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, actor: Standing, act: { package?: { id: string; hash: string }; legalBasis?: { id: string } }): Refusal | undefined {
  if (step.handing?.state === 'offered') return refuse('wrong_act', 'this is offered already; withdraw it first to offer it differently');
  if (!isSender(work, run, node, step, actor)) return refuse('not_authorized', 'the owner of the case, or a holder of the sending roles, offers this');
  if (node.handoff === 'transfer' && transferOpen(work, step.id)) return refuse('transfer_open', 'another offer of ownership is open; it must be answered or withdrawn first');
  if (step.handing?.why?.startsWith('package:') && !act.package) return refuse('missing_required', 'the package needs what the protocol requires; add it', 'package');
  if (step.handing?.why === 'legal_basis' && !act.legalBasis) return refuse('missing_required', 'say on which legal basis this goes to another agency', 'legalBasis');
  offer(work, node, step, personOf(actor), act);
  return undefined;
}

function offer(work: Work, node: Handoff, step: Mutable<Step>, by: Person, act: { package?: { id: string; hash: string }; legalBasis?: { id: string } }): void {
  step.handing = { handoff: node.handoff, state: 'offered', offeredAt: work.at, offeredBy: by, ...(act.package ? { packageId: act.package.id, packageHash: act.package.hash } : {}) };
  if (node.expires !== undefined) setExpiry(work, step, node.expires);
  const basis = act.legalBasis?.id ?? (node.legalBasis?.kind === 'drawn' ? node.legalBasis.text : node.legalBasis?.ref);
  work.entries.push({ kind: 'handoffOffered', handoff: node.handoff, by, roles: [...node.to], disclosure: node.disclosure, ...(act.package ? { packageId: act.package.id } : {}), ...(basis !== undefined ? { legalBasis: basis } : {}), ...stepRef(work, step) });
}

function mayAnswer(work: Work, run: Run, step: Step, actor: Standing): Refusal | undefined {
  if (step.handing?.state !== 'offered') return refuse('wrong_act', 'this has not been offered yet; the sender offers it first');
  if (!holdsOneOf(planOf(work, run), actor, rolesOf(work.plans, work.state, step))) return refuse('not_authorized', 'this is offered to roles you do not hold now');
  return undefined;
}

/** The present owner, whoever made the offer, or a holder of the roles drawn as sending it. */
function isSender(work: Work, run: Run, node: Handoff, step: Step, actor: Standing): boolean {
  return work.state.owner.personId === actor.personId || step.handing?.offeredBy?.personId === actor.personId || holdsOneOf(planOf(work, run), actor, node.from) || actor.rights.includes('supervise');
}
