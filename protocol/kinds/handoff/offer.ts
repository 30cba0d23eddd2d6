// Offering a handoff: by itself when it opens, if everything drawn as needed is recorded; else it waits for the sender's side.
// Which kind of handoff it is, and how many places it has, is settled by what is recorded when it is offered.
import type { Person, Run, Step } from '../../case-state.ts';
import { setExpiry } from '../../clock.ts';
import type { HandoffKind } from '../../draft.ts';
import { evaluate } from '../../evaluate.ts';
import { factsOf } from '../../facts.ts';
import { shownNow } from '../../grants.ts';
import { handoffKindsOf } from '../../node-parts.ts';
import type { PlanNodeOf } from '../../plan.ts';
import type { Refusal } from '../../refusal.ts';
import { personOf, planOf, stepRef, type Mutable, type Work } from '../../work.ts';
import { refuse, type StepAct } from '../kind.ts';
import { placesOf, settlePlaces } from './places.ts';
import { isSender } from './sides.ts';

type Handoff = PlanNodeOf<'handoff'>;
type OfferAct = Extract<StepAct, { kind: 'offer' }>;

/** Is a transfer offer open in the case? */
export const transferOpen = (work: Work, but?: string): boolean => work.state.steps.some((s) => s.id !== but && s.handing?.handoff === 'transfer' && s.handing.state === 'offered');

export function tryOffer(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>): void {
  const kind = kindNow(work, run, node);
  const why = notYet(work, run, node, step, kind);
  if (why === undefined) {
    offer(work, run, node, step, { kind: kind ?? node.handoff, by: personOf(work.state.owner) });
    return;
  }
  if (step.handing?.why === why) return;
  step.handing = { handoff: kind ?? node.handoff, state: 'waiting', why };
  work.entries.push({ kind: 'handoffWaiting', why, ...stepRef(work, step) });
}

export function offerByHand(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, act: OfferAct): Refusal | undefined {
  if (step.handing?.state !== 'waiting') return refuse('wrong_act', 'this is offered already; withdraw it first to offer it differently');
  if (!isSender(work, run, node, step, act.actor)) return refuse('not_authorized', 'the owner of the case, or a holder of the sending roles, offers this');
  const drawn = kindNow(work, run, node);
  const chosen = drawn ?? act.handoff;
  if (act.handoff !== undefined && (act.handoff !== chosen || !handoffKindsOf(node).includes(act.handoff))) return refuse('bad_value', 'the protocol says which kind of handoff this is; leave that out, or name one of its kinds', 'handoff');
  if (chosen === undefined) return refuse('missing_required', 'what decides the kind of this handoff is not recorded; say whether it is a transfer, a request, a consult or for information', 'handoff');
  if (node.each && placesOf(work, run, node) === undefined) return refuse('missing_required', 'how many are asked is not recorded; record that first', countedBy(node));
  if (missingOf(work, node) !== undefined && !act.package) return refuse('missing_required', 'the package needs what the protocol requires; add it', 'package');
  if (needsBasis(work, node) && !act.legalBasis) return refuse('missing_required', 'say on which legal basis this goes to another agency', 'legalBasis');
  if (chosen === 'transfer' && transferOpen(work, step.id)) return refuse('transfer_open', 'another offer of ownership is open; it must be answered or withdrawn first');
  offer(work, run, node, step, { kind: chosen, by: personOf(act.actor), act });
  return undefined;
}

// helpers

/** Unknown is never false: then the sender says which of its kinds it is. */
function kindNow(work: Work, run: Mutable<Run>, node: Handoff): HandoffKind | undefined {
  const facts = factsOf(work.state, planOf(work, run), run, work.at);
  for (const rule of node.kindRules ?? []) {
    const truth = evaluate(rule.when, facts);
    if (truth !== 'false') return truth === 'true' ? rule.handoff : undefined;
  }
  return node.handoff;
}

/** What must be there before it can be offered: its kind, its number of places, its turn, what the package requires, the legal basis. */
function notYet(work: Work, run: Mutable<Run>, node: Handoff, step: Step, kind: HandoffKind | undefined): string | undefined {
  if (kind === undefined) return 'kind_unknown';
  if (node.each && placesOf(work, run, node) === undefined) return `places:${countedBy(node)}`;
  if (kind === 'transfer' && transferOpen(work, step.id)) return 'transfer_open';
  const missing = missingOf(work, node);
  if (missing !== undefined) return `package:${missing}`;
  return needsBasis(work, node) ? 'legal_basis' : undefined;
}

const countedBy = (node: Handoff): string => (node.each?.kind === 'field' ? node.each.ref : '');
const missingOf = (work: Work, node: Handoff): string | undefined => node.package.find((item) => item.required && !isRecorded(work, item.ref))?.ref;

function needsBasis(work: Work, node: Handoff): boolean {
  return node.legalBasis?.kind === 'field' ? !isRecorded(work, node.legalBasis.ref) : node.disclosure && !node.legalBasis;
}

function isRecorded(work: Work, ref: string): boolean {
  const [form = '', field] = ref.split('.');
  const record = Object.hasOwn(work.state.forms, form) ? work.state.forms[form] : undefined;
  return record !== undefined && (field === undefined || Object.hasOwn(record.fields, field));
}

interface Offered {
  readonly kind: HandoffKind;
  readonly by: Person;
  readonly act?: OfferAct;
}

function offer(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, { kind, by, act }: Offered): void {
  const places = node.each && placesOf(work, run, node);
  step.handing = { handoff: kind, state: 'offered', offeredAt: work.at, offeredBy: by, ...(act?.package ? { packageId: act.package.id, packageHash: act.package.hash } : {}), ...(places === undefined ? {} : { places, answers: [] }) };
  if (places === 0) {
    settlePlaces(work, run, node, step, null);
    return;
  }
  if (node.expires !== undefined) setExpiry(work, step, node.expires);
  const basis = act?.legalBasis?.id ?? (node.legalBasis?.kind === 'drawn' ? node.legalBasis.text : node.legalBasis?.ref);
  const shown = shownNow(work, node.package.map((item) => item.ref));
  work.entries.push({ kind: 'handoffOffered', handoff: kind, by, roles: [...node.to], ...(places === undefined ? {} : { places }), disclosure: node.disclosure, ...(act?.package ? { packageId: act.package.id } : {}), ...(basis !== undefined ? { legalBasis: basis } : {}), ...(Object.keys(shown).length > 0 ? { shown } : {}), ...stepRef(work, step) });
}
