// A handoff as its two sides see it on the page of its step: what goes along, who has said what so far, and what this person
// may do about it, told from the rules the engine applies.
import { waitingWords } from '../../protocol/case-words.ts';
import type { Person } from '../../protocol/case-state.ts';
import type { HandoffKind } from '../../protocol/draft.ts';
import type { Entry } from '../../protocol/entry.ts';
import { handoffKindsOf } from '../../protocol/node-parts.ts';
import type { Plan, PlanNodeOf } from '../../protocol/plan.ts';
import { addDuration } from '../../protocol/time.ts';
import type { StepView } from '../contract-cases.ts';
import type { Story } from './case-story.ts';
import type { Names } from './names.ts';
import { roleTitle } from './plans.ts';
import { holdersOf } from './standing.ts';
import { holdsOne, textOf, valuesOf, type Seen } from './step-view.ts';
import { valueWords } from './words.ts';

type View = NonNullable<StepView['handoff']>;

export function handoffView(seen: Seen, open: boolean): View | null {
  const { node, plan, step, handoff, earlier, names, stored, story, actor, row } = seen;
  if (handoff === null) return null;
  const drawn = node?.kind === 'handoff' ? node : undefined;
  const basis = offeredBasis(story, step.id) ?? (drawn?.legalBasis?.kind === 'drawn' ? drawn.legalBasis.text : null);
  const isSender = row.ownerPersonId === actor.personId || handoff.offeredByPersonId === actor.personId || actor.rights.includes('supervise') || (drawn !== undefined && holdsOne(plan, actor, drawn.from));
  const isUnderWay = open && (handoff.state === 'offered' || handoff.state === 'accepted');
  const mayReceive = isUnderWay && isReceiver(seen);
  const kind = kindOf(handoff.handoff);
  const settled = (h: { readonly settledByPersonId: string | null; readonly settledByAgencyId: string | null }) => names.maybePerson(h.settledByPersonId, h.settledByAgencyId);
  return {
    kind,
    kinds: handoff.why === 'kind_unknown' && drawn !== undefined ? [...handoffKindsOf(drawn)] : [kind],
    state: stateOf(handoff.state),
    why: waitingWords(handoff.why),
    package: drawn === undefined || plan === undefined ? [] : packageOf(seen, plan, drawn),
    message: textOf(stored.get(handoff.packageId ?? '')),
    legalBasis: basis === null ? null : (textOf(stored.get(basis)) ?? fieldValue(seen, basis) ?? basis),
    disclosure: drawn?.disclosure ?? false,
    offeredBy: names.maybePerson(handoff.offeredByPersonId, handoff.offeredByAgencyId), offeredAt: handoff.offeredAt?.toISOString() ?? null,
    expiresAt: drawn?.expires !== undefined && handoff.state === 'offered' && handoff.offeredAt !== null && plan !== undefined ? new Date(addDuration(handoff.offeredAt.getTime(), drawn.expires, plan.unit.offsets)).toISOString() : null,
    to: step.roles.map((id) => ({ id, title: roleTitle(plan, id) })), toPerson: names.maybePerson(handoff.toPerson, null),
    history: earlier.map((h) => ({ state: h.state, by: settled(h), at: h.settledAt?.toISOString() ?? null, reason: textOf(stored.get(h.reasonId ?? '')) })),
    places: placesOf(seen),
    questions: linesOf(story, step.id, 'handoffAsked').map(({ entry, at }) => ({ by: names.person(entry.by.personId, entry.by.agencyId), side: entry.side, at, text: textOf(stored.get(entry.textId)) ?? '' })),
    answer: linesOf(story, step.id, 'handoffAnswered').map(({ entry, at }) => ({ by: names.person(entry.by.personId, entry.by.agencyId), at, text: textOf(stored.get(entry.textId ?? '')) })).at(-1) ?? null,
    mayOffer: open && step.kind === 'handoff' && handoff.state === 'waiting' && isSender,
    mayAccept: mayReceive && (kind !== 'consult' || (handoff.state === 'offered' && handoff.places === null)),
    mayAnswer: mayReceive && kind === 'consult',
    mayDecline: mayReceive,
    mayAsk: isUnderWay && step.kind === 'handoff' && (isSender || mayReceive),
    mayWithdraw: open && isSender,
    mayNoAnswer: isUnderWay && handoff.places !== null && drawn !== undefined && (drawn.from.length > 0 ? holdsOne(plan, actor, drawn.from) : row.ownerPersonId === actor.personId),
  };
}

/** The basis a person gave with the offer, or what is drawn for it. */
export function offeredBasis(story: Story, step: string): string | null {
  for (const line of story.lines.toReversed()) for (const entry of line.entries) if (entry.kind === 'handoffOffered' && entry.step === step) return entry.legalBasis ?? null;
  return null;
}

/** Ids of what people wrote about this handoff. */
export function handoffTexts(story: Story, step: string): string[] {
  return (['handoffAsked', 'handoffAnswered', 'placeAnswered'] as const).flatMap((kind) => linesOf(story, step, kind)).flatMap(({ entry }) => ['textId' in entry ? entry.textId : undefined, 'reasonId' in entry ? entry.reasonId : undefined]).filter((id): id is string => id !== undefined);
}

// helpers

function linesOf<K extends 'handoffAsked' | 'handoffAnswered' | 'placeAnswered'>(story: Story, step: string, kind: K): { readonly entry: Extract<Entry, { kind: K }>; readonly at: string }[] {
  const isOf = (entry: Entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind && 'step' in entry && entry.step === step;
  return story.lines.flatMap((line) => line.entries.filter(isOf).map((entry) => ({ entry, at: new Date(line.at).toISOString() })));
}

function isReceiver({ handoff, step, plan, actor }: Seen): boolean {
  if (handoff === null || handoff.answered.includes(actor.personId)) return false;
  if (handoff.toPerson !== null) return handoff.toPerson === actor.personId;
  return step.claimedByPersonId === null ? holdsOne(plan, actor, step.roles) : step.claimedByPersonId === actor.personId;
}

/** Who has answered how, and who of those asked has not. */
function placesOf({ handoff, step, story, names, stored, roster, plan }: Seen): View['places'] {
  if (handoff === null || handoff.places === null) return null;
  const person = (who: Person) => names.person(who.personId, who.agencyId);
  const asked = holdersOf(roster, step.roles).filter((member) => holdsOne(plan, member, step.roles));
  return {
    count: handoff.places,
    answers: linesOf(story, step.id, 'placeAnswered').map(({ entry, at }) => ({ person: person(entry.person), how: entry.how, by: person(entry.by), at, text: textOf(stored.get(entry.reasonId ?? entry.textId ?? '')) })),
    silent: asked.filter((member) => !handoff.answered.includes(member.personId)).map(person),
  };
}

function stateOf(state: string): View['state'] {
  switch (state) {
    case 'offered': case 'accepted': case 'declined': case 'withdrawn': case 'expired': case 'cancelled': case 'settled': return state;
    default: return 'waiting';
  }
}

function kindOf(handoff: string): HandoffKind {
  return handoff === 'transfer' || handoff === 'consult' || handoff === 'inform' ? handoff : 'request';
}

/** A form stands for those of its fields that are recorded, any other word is a label for the receiver. */
function packageOf(seen: Seen, plan: Plan, node: PlanNodeOf<'handoff'>): { label: string; value: string | null }[] {
  return node.package.flatMap(({ ref }) => {
    const [formId = '', fieldName] = ref.split('.');
    const form = Object.hasOwn(plan.forms, formId) ? plan.forms[formId] : undefined;
    if (form === undefined) return [{ label: ref.replaceAll('_', ' '), value: null }];
    const values = valuesOf(seen.stored.get(seen.story.forms.get(formId)?.submissionId ?? ''));
    const fields = form.fields.filter((field) => fieldName === undefined || field.name === fieldName);
    return fields.flatMap((field) => {
      const value = valueWords(field, values[field.name], { plan, person: personName(seen.names, seen.row.agencyId) });
      return value === undefined && fieldName === undefined ? [] : [{ label: field.label || field.name, value: value ?? null }];
    });
  });
}

function fieldValue(seen: Seen, ref: string): string | undefined {
  const [formId = '', fieldName = ''] = ref.split('.');
  const field = seen.plan?.forms[formId]?.fields.find((f) => f.name === fieldName);
  const values = valuesOf(seen.stored.get(seen.story.forms.get(formId)?.submissionId ?? ''));
  return field === undefined || seen.plan === undefined ? undefined : valueWords(field, values[fieldName], { plan: seen.plan, person: personName(seen.names, seen.row.agencyId) });
}
const personName = (names: Names, agencyId: Person['agencyId']) => (id: string): string => names.person(id, agencyId).name;
