// One step with all that is needed to do it. What may be done is told from the same rules the engine applies, so that no
// button is offered that would be refused, and where there is none the page can say why; the engine decides all the same.
import type { Tx } from '../../prisma/connect.ts';
import { waysPast } from '../../protocol/acts/skip.ts';
import type { Vote } from '../../protocol/case-state.ts';
import { waitingWords } from '../../protocol/case-words.ts';
import { limitWords, namesOf, ruleWords } from '../../protocol/condition-words.ts';
import type { Entry } from '../../protocol/entry.ts';
import type { Standing } from '../../protocol/input.ts';
import { areMeasures } from '../../protocol/measure-rows.ts';
import type { MeasureRow } from '../../protocol/measure-rows.ts';
import { formOn, outcomesOn } from '../../protocol/node-parts.ts';
import type { Plan, PlanNode } from '../../protocol/plan.ts';
import type { Refusal, RefusalCode } from '../../protocol/refusal.ts';
import { withoutExcluded } from '../../protocol/stand-ins.ts';
import { seatsFor } from '../../protocol/seats.ts';
import { outcomeWords, rowWords } from '../../protocol/sentences.ts';
import type { FormValues } from '../contract-acts.ts';
import type { StepView } from '../contract-cases.ts';
import { ProblemError, problemTexts } from '../problems.ts';
import type { Signed } from '../signed.ts';
import { contentOf, isPaused, storyOf, submissionOfMeasure, wordsOfMeasure } from './case-story.ts';
import type { Story } from './case-story.ts';
import type { Content, StoredContent } from './content.ts';
import { handoffTexts, handoffView, offeredBasis } from './handoff-view.ts';
import { namesFor } from './names.ts';
import { movesOf, namesNow, planOfStep } from './plans-over-time.ts';
import { nodeOf, planByHash, roleTitle } from './plans.ts';
import { holdersOf, rolesNamedBy, rosterOf, standingOf } from './standing.ts';
import type { Roster } from './standing.ts';
import { kindOf, readerOf, taskRow } from './task-rows.ts';
import type { Reader } from './task-rows.ts';
import { titlesOf } from './titles.ts';

export interface Viewing {
  readonly tx: Tx;
  readonly content: Content;
  readonly signed: Signed;
  readonly now: number;
}

export async function stepView(viewing: Viewing, caseId: string, stepId: string): Promise<StepView> {
  return viewOf(await look(viewing, caseId, stepId), await readerOf(viewing.tx, viewing.signed));
}

/** What is shown to somebody outside the unit, in place of the case. */
export interface Outside {
  readonly asks: readonly string[];
  readonly shown: StepView['shown'];
}

export function viewOf(seen: Seen, reader: Reader, outside?: Outside): StepView {
  const { signed } = reader;
  const { step, row, plan, node, actor, names, titles, roster, handoff } = seen;
  const stepId = step.id;
  const open = step.state === 'open';
  const agencyId = step.agencies.includes(signed.agencyId) ? signed.agencyId : (step.agencies[0] ?? row.agencyId);
  const task = taskRow({ ...step, step: step.id, agencyId, ...(outside ? { unitId: null, asks: outside.asks } : { unitId: row.unitId }), caseReference: row.reference, caseTitle: row.title, status: row.status ?? 'report', level: row.level, imminent: row.imminent ?? false, ownerPersonId: row.ownerPersonId ?? '', handoffState: handoff?.state ?? null, toPerson: handoff?.toPerson ?? null, answered: handoff?.answered ?? [] }, reader, { names, titles });
  const whyNot = open ? whyNotNow(seen) : refusal('not_active');
  const claimable = step.kind === 'task' || step.kind === 'start' || step.kind === 'added';
  const supervises = actor.rights.includes('supervise');
  const formId = node && formOn(node);
  const form = formId === undefined ? undefined : plan?.forms[formId];
  const prior = form === undefined ? undefined : seen.stored.get(seen.story.forms.get(form.id)?.submissionId ?? '');
  const holders = step.roles.length > 0 ? holdersOf(roster, step.roles).filter((h) => step.agencies.includes(h.agencyId)) : [];
  const owner = row.ownerPersonId === null ? [] : [names.person(row.ownerPersonId, row.ownerAgencyId ?? row.agencyId)];
  return {
    row: { ...task, title: step.kind === 'added' ? (textOf(seen.stored.get(step.node)) ?? task.title) : task.title, mayAct: open && whyNot === null },
    outside: outside !== undefined, shown: outside?.shown ?? [],
    state: step.state === 'done' ? 'done' : step.state === 'cancelled' ? 'cancelled' : 'open',
    protocolTitle: plan?.title ?? '', planHash: seen.planHash, zone: seen.zone,
    node: node ?? null, instructions: node?.instructions ?? '', checklist: node?.kind === 'task' || node?.kind === 'each' ? [...node.checklist] : [],
    item: itemOf(seen),
    form: form === undefined ? null : { id: form.id, title: form.title, fields: form.fields, values: seen.item === undefined ? valuesOf(prior) : {} }, // what was said of another item is not said of this one
    outcomes: outcomesOf(seen),
    roles: step.roles.map((role) => ({ id: role, title: plan === undefined ? titles.role({ caseId: row.id }, role) : roleTitle(plan, role) })),
    holders: handoff?.toPerson != null ? [names.person(handoff.toPerson, row.agencyId)] : step.roles.length > 0 ? holders.map((h) => names.person(h.personId, h.agencyId)) : step.kind === 'measure' && step.claimedByPersonId !== null ? [names.person(step.claimedByPersonId, step.claimedByAgencyId ?? row.agencyId), ...owner] : owner,
    approval: approvalOf(seen, open),
    handoff: handoffView(seen, open),
    events: node?.kind === 'wait' ? node.events.map((event) => ({ name: event.name, label: event.label ?? event.name.replaceAll('_', ' ') })) : [],
    clock: clockOf(seen),
    mayClaim: open && claimable && step.claimedByPersonId === null && whyNot === null,
    mayRelease: open && step.claimedByPersonId !== null && (step.claimedByPersonId === actor.personId || supervises),
    mayAssign: open && ((claimable && supervises) || (step.kind === 'measure' && (supervises || row.ownerPersonId === actor.personId))),
    mayExtend: open && step.dueAt !== null && actor.rights.includes('extend'),
    mayCancel: open && supervises && step.kind !== 'phase',
    mayPause: open && !isPaused(seen.story, stepId) && canStand(seen) && actor.rights.includes('extend'),
    mayResume: open && isPaused(seen.story, stepId) && (supervises || actor.rights.includes('extend') || row.ownerPersonId === actor.personId),
    waysPast: open && actor.rights.includes('skip') ? waysPast(step.kind, node).map((id) => ({ id, label: id === 'elapsed' ? 'As if its time were over' : outcomeWords(plan, step.node, id) })) : [],
    whyNot,
  };
}

/** Is there a clock that a pause would stop? */
function canStand({ step, node }: Seen): boolean {
  const isStatutory = node?.kind === 'wait' ? node.statutory : node !== undefined && 'limit' in node && node.limit?.kind === 'due' && node.limit.statutory;
  return !isStatutory && (step.dueAt !== null || step.stoppedUntil !== null || step.kind === 'wait');
}

export type Seen = Awaited<ReturnType<typeof look>>;

async function look({ tx, content, signed, now }: Viewing, caseId: string, stepId: string) {
  const step = await tx.step.findUnique({ where: { caseId_id: { caseId, id: stepId } }, include: { case: true } });
  if (step === null) throw new ProblemError('not_found');
  const { case: row } = step;
  const run = step.run === '' ? null : await tx.run.findUnique({ where: { caseId_id: { caseId, id: step.run } } });
  const moves = await movesOf(tx, caseId);
  const plan = run === null ? undefined : (await planByHash(tx, planOfStep(moves, run, step)))?.plan;
  const node = nodeOf(plan, step.node);
  const unit = await tx.unit.findUnique({ where: { id: row.unitId }, select: { zone: true } });
  const roster: Roster = await rosterOf(tx, row.unitId, now);
  const story: Story = await storyOf(tx, caseId);
  const votes = step.kind === 'approval' ? await tx.vote.findMany({ where: { caseId, step: stepId }, orderBy: { at: 'asc' } }) : [];
  const handoff = step.kind === 'handoff' || step.kind === 'ownership' ? await tx.handoff.findUnique({ where: { caseId_step: { caseId, step: stepId } } }) : null;
  const earlier = handoff === null || step.kind === 'ownership' ? [] : await tx.handoff.findMany({ where: { caseId, step: { in: (await tx.step.findMany({ where: { caseId, run: step.run, node: step.node, id: { not: stepId } }, select: { id: true } })).map((s) => s.id) } }, orderBy: { offeredAt: 'asc' } });
  const done = await tx.step.findMany({ where: { caseId, state: 'done', closedByPersonId: { not: null } }, select: { run: true, closedAt: true, protocol: true, node: true, outcome: true, kind: true, closedByPersonId: true } });
  const deadline = await tx.deadline.findFirst({ where: { caseId, step: stepId }, orderBy: { n: 'desc' } });
  const wanted = [...[...story.forms.values()].map((f) => f.submissionId), ...votes.map((v) => v.reasonId), handoff?.packageId ?? null, ...earlier.map((h) => h.reasonId), offeredBasis(story, stepId), ...handoffTexts(story, stepId)];
  const item = openedAs(story, stepId);
  const stored = await content.read(tx, caseId, [...wanted, item?.submissionId ?? null, submissionOfMeasure(story, stepId) ?? null, step.kind === 'added' ? step.node : null].filter((id): id is string => id !== null && isUuid(id)));
  const names = await namesFor(
    tx,
    [...[...roster.members, ...roster.partners].map((m) => m.personId), row.ownerPersonId, step.claimedByPersonId, ...votes.map((v) => v.personId), handoff?.offeredByPersonId ?? null, handoff?.toPerson ?? null, ...earlier.map((h) => h.settledByPersonId), ...[...story.forms.values()].map((f) => f.by?.personId ?? null)],
    [...[...roster.members, ...roster.partners].map((m) => m.agencyId), row.agencyId, row.ownerAgencyId, ...step.agencies],
  );
  const actor: Standing = standingOf(roster, { personId: signed.person.id, agencyId: signed.agencyId }, rolesNamedBy(node, step.roles));
  return { caseId, step, row, run, planHash: run === null ? '' : planOfStep(moves, run, step), plan, node, moves, zone: unit?.zone ?? 'UTC', roster, story, votes, handoff, earlier, done, deadline, stored, names, titles: await titlesOf(tx, [caseId]), actor, item };
}

function openedAs(story: Story, step: string): Extract<Entry, { kind: 'stepOpened' }>['item'] {
  for (const line of story.lines) for (const entry of line.entries) if (entry.kind === 'stepOpened' && entry.step === step) return entry.item;
  return undefined;
}

/** What a person wrote for the item: an entry of a list. An option stands in the title already. */
function itemOf({ item, stored, story, step }: Seen): StepView['item'] {
  if (step.kind === 'measure') return { number: 1, of: 1, text: wordsOfMeasure(story, step.id, (id) => valuesOf(stored.get(id))) };
  if (item === undefined) return null;
  const list = valuesOf(stored.get(item.submissionId ?? ''))[item.ref?.split('.')[1] ?? ''];
  const entry: unknown = Array.isArray(list) && item.value === undefined ? list[item.index] : undefined;
  const text = areMeasures([entry]) ? (entry as MeasureRow).title : entry;
  return { number: item.index + 1, of: item.of, text: typeof text === 'string' ? text : null };
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const refusal = (code: RefusalCode, about?: string, sentence?: string): Refusal => ({ code, sentence: sentence ?? problemTexts[code].text, ...(about !== undefined && { about }) });

export function valuesOf(stored: StoredContent | undefined): FormValues {
  return stored === undefined || typeof stored.value === 'string' ? {} : (stored.value as FormValues);
}
export const textOf = (stored: StoredContent | undefined): string | null => (typeof stored?.value === 'string' ? stored.value : null);

function outcomesOf({ node, plan, step }: Seen): StepView['outcomes'] {
  const drawn = node && outcomesOn(node);
  if (drawn) return drawn.map((o) => ({ id: o.id, label: o.label, needsReason: o.needsReason }));
  if (node?.kind === 'start') return [{ id: 'next', label: 'Record', needsReason: false }];
  if (node?.kind === 'decision') return [...node.branches.map((b) => b.id), 'default'].filter((port) => node.next[port] !== undefined).map((id) => ({ id, label: id === 'default' ? 'None of these' : outcomeWords(plan, node.id, id), needsReason: true }));
  if (node?.kind === 'table') return node.rules.map((rule) => ({ id: rule.id, label: rowWords(node, rule.id), needsReason: true }));
  if (step.kind === 'measure' || step.kind === 'added') return [{ id: 'done', label: 'Done', needsReason: false }, { id: 'notDone', label: 'Not done', needsReason: true }];
  return step.kind === 'byHand' ? [{ id: 'done', label: 'Record the decision', needsReason: true }] : [];
}

// --- Whether this person may, in the engine's order --------------------------------------------------------------------------

function whyNotNow(seen: Seen): Refusal | null {
  const { step, row, node, plan, actor, handoff, names } = seen;
  switch (kindOf(step.kind)) {
    case 'start':
    case 'task':
      if (step.claimedByPersonId !== null && step.claimedByPersonId !== actor.personId) return refusal('claimed', step.claimedByPersonId, `${names.person(step.claimedByPersonId, step.claimedByAgencyId ?? row.agencyId).name} has claimed this step. Ask them to release it, or a supervisor to assign it.`);
      if (step.claimedByPersonId === null && !holdsOne(plan, actor, step.roles)) return refusal('not_authorized');
      return node?.kind === 'task' && node.sworn === true && !actor.qualifications.includes('sworn') ? refusal('not_sworn') : null;
    case 'added':
      if (step.claimedByPersonId !== null) return step.claimedByPersonId === actor.personId ? null : refusal('claimed', step.claimedByPersonId, `${names.person(step.claimedByPersonId, step.claimedByAgencyId ?? row.agencyId).name} has claimed this task. Ask them to release it, or a supervisor to assign it.`);
      return row.ownerPersonId === actor.personId || (actor.member && step.roles.some((role) => actor.roles.includes(role))) ? null : refusal('not_authorized');
    case 'measure':
      if (step.claimedByPersonId === actor.personId || row.ownerPersonId === actor.personId || actor.rights.includes('supervise')) return null;
      return step.claimedByPersonId === null ? refusal('not_authorized', undefined, 'The owner of the case looks after this measure.') : refusal('claimed', step.claimedByPersonId, `${names.person(step.claimedByPersonId, step.claimedByAgencyId ?? row.agencyId).name} has this measure in hand. Ask them, or the owner of the case.`);
    case 'byHand': return row.ownerPersonId === actor.personId ? null : refusal('not_authorized', undefined, 'The owner of the case decides this.');
    case 'approval': return node?.kind === 'approval' && plan !== undefined ? mayVote(seen, plan, node) : refusal('wrong_act');
    case 'handoff': return whyNoAnswer(seen);
    case 'ownership': return handoff?.toPerson === actor.personId ? null : refusal('not_authorized', undefined, 'Ownership is offered to somebody else.');
    case 'wait':
    case 'service':
    case 'call':
    case 'phase':
    case 'end': return refusal('wrong_act', undefined, step.kind === 'end' ? 'This end is held by what is not recorded yet. Record that, and it goes on by itself.' : step.kind === 'phase' ? 'Nobody ends a phase; it ends when none of its steps is open any more.' : 'No person ends this step; it waits for a time, an event or another protocol.');
  }
}

function whyNoAnswer({ handoff, step, plan, actor, names, row }: Seen): Refusal | null {
  if (handoff?.state !== 'offered' && handoff?.state !== 'accepted') return refusal('wrong_act', undefined, waitingWords(handoff?.why ?? null) ?? 'This has not been offered yet.');
  if (step.claimedByPersonId !== null && step.claimedByPersonId !== actor.personId) return refusal('claimed', step.claimedByPersonId, `${names.person(step.claimedByPersonId, step.claimedByAgencyId ?? row.agencyId).name} has taken this on. Ask them to release it.`);
  if (step.claimedByPersonId === null && !holdsOne(plan, actor, step.roles)) return refusal('not_authorized', undefined, 'This is offered to roles you do not hold now.');
  return handoff.answered.includes(actor.personId) ? refusal('already_approved', undefined, 'You have answered this already; each person has one answer.') : null;
}

export function holdsOne(plan: Plan | undefined, actor: Pick<Standing, 'roles' | 'agencyId'>, roles: readonly string[]): boolean {
  return roles.some((role) => actor.roles.includes(role) && (plan?.roles[role]?.agencies.includes(actor.agencyId) ?? false));
}

type Approval = Extract<PlanNode, { kind: 'approval' }>;

function mayVote(seen: Seen, plan: Plan, node: Approval): Refusal | null {
  const { actor, step, votes } = seen;
  const drawn = [...node.seats.flatMap((s) => [...s.roles, ...s.substitutes])];
  if (!holdsOne(plan, actor, [...drawn, ...step.roles])) return refusal('not_authorized', undefined, 'No seat of this approval is for a role you hold now.');
  const why = excludedBecause(seen, node, actor.personId);
  if (why !== undefined) return refusal('separation_of_duties', undefined, why);
  const excluded = (personId: string): boolean => excludedBecause(seen, node, personId) !== undefined;
  if (!holdsOne(plan, withoutExcluded(actor, excluded), [...drawn, ...step.roles])) return refusal('separation_of_duties', undefined, 'Whoever you stand in for may not decide this, so it is not decided in their place; somebody else must.');
  const counted = votes.filter((v) => v.state === 'counted').map((v): Vote => ({ person: { personId: v.personId, agencyId: v.agencyId }, grants: v.grants, seats: v.seats, at: v.at.getTime(), inputId: '' }));
  if (counted.some((v) => v.person.personId === actor.personId)) return refusal('already_approved');
  // Let-in roles stand in the row beside the drawn ones; a drawn substitute is no let-in role.
  const letIn = step.roles.filter((role) => !drawn.includes(role));
  const seats = seatsFor({ plan, node, votes: counted, letIn, excluded }, actor);
  if (seats.length === 0) return refusal('not_authorized', undefined, 'No seat is left for you: somebody who holds the role itself is there to decide.');
  return node.sworn && !actor.qualifications.includes('sworn') ? refusal('not_sworn') : null;
}

function excludedBecause({ step, row, story, done, moves }: Seen, node: Approval, personId: string): string | undefined {
  if (node.notRequester && story.requesters.get(step.run)?.personId === personId) return 'You asked for this; somebody else must decide it.';
  if (node.notOwner && row.ownerPersonId === personId) return 'You own this case; somebody else must decide it.';
  const didIt = node.notDoerOf.some((ref) => {
    const [protocol = '', id = ''] = ref.includes('.') ? ref.split('.') : [step.protocol, ref];
    return done.some((d) => d.protocol === protocol && namesNow(moves, d).includes(id) && d.closedByPersonId === personId && d.kind !== 'approval' && d.outcome !== 'declined');
  });
  return didIt ? 'You did what is to be approved; somebody else must decide it.' : undefined;
}

// --- Parts -------------------------------------------------------------------------------------------------------------------

function approvalOf(seen: Seen, open: boolean): StepView['approval'] {
  const { node, plan, step, votes, names, stored, story, row } = seen;
  if (node?.kind !== 'approval' || plan === undefined) return null;
  const titled = (roles: readonly string[]) => roles.map((id) => ({ id, title: roleTitle(plan, id) }));
  const why = open ? mayVote(seen, plan, node) : refusal('not_active');
  return {
    seats: node.seats.map((seat) => ({ id: seat.id, roles: titled(seat.roles), substitutes: titled(seat.substitutes) })),
    needed: node.needed ?? node.seats.length,
    denials: node.denials,
    votes: votes.map((v) => ({ person: names.person(v.personId, v.agencyId), grants: v.grants, seats: v.seats, at: v.at.toISOString(), reason: textOf(stored.get(v.reasonId ?? '')), state: v.state === 'withdrawn' ? 'withdrawn' as const : v.state === 'voided' ? 'voided' as const : 'counted' as const })),
    content: [...contentOf(story, { plan, node, step: step.id, run: step.run })].map(([form, recorded]) => ({
      form, title: plan.forms[form]?.title ?? form, hash: recorded.hash, fields: plan.forms[form]?.fields ?? [], values: valuesOf(stored.get(recorded.submissionId)),
      by: names.person(recorded.by?.personId ?? '', recorded.by?.agencyId ?? row.agencyId), at: new Date(recorded.at).toISOString(),
    })),
    separation: [
      ...(node.notRequester ? ['Not by whoever asked for it.'] : []),
      ...(node.notOwner ? ['Not by the owner of the case.'] : []),
      ...node.notDoerOf.map((ref) => `Not by whoever did "${ref.includes('.') ? ref : (plan.nodes[ref]?.title ?? ref)}".`),
    ],
    mayVote: why === null ? { ok: true } : { ok: false, refusal: why },
  };
}

function clockOf({ step, node, plan, deadline, zone }: Seen): StepView['clock'] {
  const limit = node !== undefined && 'limit' in node ? node.limit : undefined;
  const words = plan === undefined ? undefined : namesOf(plan);
  const rules = limit?.kind === 'due' ? limit.rules : node?.kind === 'wait' ? node.rules : [];
  const rule = deadline === null ? undefined : rules[deadline.rule];
  const all = words === undefined ? [] : limitWords(limit, words);
  return {
    dueAt: step.dueAt?.toISOString() ?? null, warnAt: step.warnAt?.toISOString() ?? null, breachedAt: step.breachedAt?.toISOString() ?? null,
    extendedByMs: Number(step.extendedBy),
    rule: rule !== undefined && words !== undefined ? ruleWords(rule, words) : limit?.kind === 'none' ? `No limit: ${limit.reason}` : step.kind === 'measure' && step.dueAt !== null ? 'By the day that the list of measures says' : step.kind === 'added' && step.dueAt !== null ? 'As whoever added it has set' : 'No limit',
    whatHappens: limit?.kind === 'due' ? all.slice(limit.rules.length).join('; ') : '',
    zone, basis: limit?.kind === 'due' ? (limit.basis ?? null) : null,
  };
}

