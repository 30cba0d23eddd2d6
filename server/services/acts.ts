// The way of an act: known already? -> content stored -> standing read -> Update -> projected -> answered. What the case
// refuses is audited before the person hears of it. The server judges nothing the engine judges; it only finds out what
// the engine must be told.
import { createHash } from 'node:crypto';
import type { Tx } from '../../prisma/connect.ts';
import type { Person } from '../../protocol/case-state.ts';
import { checkForm, routingFields } from '../../protocol/check-form.ts';
import type { FormFault } from '../../protocol/check-form.ts';
import type { Entry, Transition } from '../../protocol/entry.ts';
import type { PersonInput, Standing, SubmissionRef, TextRef } from '../../protocol/input.ts';
import { measuresOf } from '../../protocol/measure-rows.ts';
import { formOn } from '../../protocol/node-parts.ts';
import type { Bundle, Plan, PlanNode } from '../../protocol/plan.ts';
import type { RefusalCode } from '../../protocol/refusal.ts';
import { dayInMs, parseDuration } from '../../protocol/time.ts';
import type { ActAnswer, CaseAct, FormValues, SendAct } from '../contract-acts.ts';
import type { AppDeps } from '../deps.ts';
import { ProblemError, problemTexts } from '../problems.ts';
import type { Signed } from '../signed.ts';
import { audit } from './audit.ts';
import { factsOfCase } from './case-facts.ts';
import { send } from './case-gateway.ts';
import type { Sent } from './case-gateway.ts';
import { newestCriteria } from './criteria.ts';
import type { ContentPart, ContentValue } from './content.ts';
import { namesFor } from './names.ts';
import { ownCase } from './own-case.ts';
import { checkAsked } from './outside.ts';
import { bundleOf, nodeOf, planByHash } from './plans.ts';
import { show } from './show.ts';
import { rolesNamedBy, rosterOf, standingOf } from './standing.ts';
import { keepNames } from './subject-proposals.ts';
import type { Roster } from './standing.ts';

export interface Acting {
  readonly caseId: string;
  readonly signed: Signed;
  readonly now: number;
}

export async function act(deps: AppDeps, acting: Acting, { id, act: asked }: SendAct): Promise<ActAnswer> {
  const { caseId, signed } = acting;
  const prepared = await deps.db.withActor(signed.actor, async (tx) => {
    const row = await tx.case.findUnique({ where: { id: caseId }, select: { unitId: true, alarm: true } });
    if (row === null) return { kind: 'outside' } as const;
    const known = await firstAnswer(tx, acting, id);
    if (known !== undefined) return { kind: 'known', known } as const;
    // Danger goes ahead: whatever the case can still take is better than nothing.
    if (row.alarm !== null && asked.kind !== 'declareDanger') return { kind: 'alarmed' } as const;
    return { kind: 'new', ...(await prepare({ tx, read: tx, deps, acting, inputId: id }, row, asked)) } as const;
  });
  if (prepared.kind === 'outside') return actFromOutside(deps, acting, { id, act: asked });
  if (prepared.kind === 'known') return prepared.known;
  if (prepared.kind === 'alarmed') throw await alarmed(deps, acting, `case.${asked.kind}`);
  const sent = await send(deps.temporal, caseId, { input: prepared.input, at: prepared.at });
  if (sent.kind !== 'taken') throw await refusalOf(deps, acting, { sent, action: `case.${asked.kind}`, faults: prepared.faults });
  return answerOf(deps, acting, id, sent.answer);
}

/** Somebody asked from outside the unit: what the case is told of them is read for them, and of what followed they hear that it was taken. */
async function actFromOutside(deps: AppDeps, acting: Acting, { id, act: asked }: SendAct): Promise<ActAnswer> {
  const { caseId, signed } = acting;
  await checkAsked({ db: deps.db, signed }, caseId, asked);
  const { row, known } = await deps.db.asSweeper(async (read) => ({ row: await read.case.findUnique({ where: { id: caseId }, select: { unitId: true, alarm: true } }), known: await firstAnswer(read, acting, id) }));
  if (known !== undefined) return withoutEntries(known);
  if (row === null) throw new ProblemError('not_found');
  if (row.alarm !== null && asked.kind !== 'declareDanger') throw await alarmed(deps, acting, `case.${asked.kind}`);
  const prepared = await deps.db.withActor(signed.actor, (tx) => deps.db.asSweeper((read) => prepare({ tx, read, deps, acting, inputId: id }, row, asked)));
  const sent = await send(deps.temporal, caseId, { input: prepared.input, at: prepared.at });
  if (sent.kind !== 'taken') throw await refusalOf(deps, acting, { sent, action: `case.${asked.kind}`, faults: prepared.faults });
  return withoutEntries(await answerOf(deps, acting, id, sent.answer));
}

const withoutEntries = (answer: ActAnswer): ActAnswer => ('entries' in answer ? { ...answer, entries: [] } : answer);

// --- Answers -----------------------------------------------------------------------------------------------------------------

/** The first answer of an id that the journal knows. Somebody else's id is refused: it was never meant for them. */
export async function firstAnswer(tx: Tx, { caseId, signed }: Acting, inputId: string): Promise<ActAnswer | undefined> {
  const row = await tx.journal.findUnique({ where: { caseId_inputId: { caseId, inputId } }, select: { number: true, entries: true, personId: true } });
  if (row === null) return undefined;
  if (row.personId !== signed.person.id) throw new ProblemError('conflict');
  return { ...takenOf(row.number, row.entries as unknown as Entry[]), repeated: true };
}

function takenOf(transition: number, entries: readonly Entry[]) {
  return { transition, entries: [...entries], repeated: false, ...(entries.some((e) => e.kind === 'dangerRepeated') && { code: 'already_running' as const }) };
}

export async function answerOf(deps: Pick<AppDeps, 'db' | 'log'>, acting: Acting, inputId: string, answer: { readonly transitions: readonly Transition[]; readonly repeated?: number }): Promise<ActAnswer> {
  const own = answer.transitions.at(-1);
  if (own === undefined) {
    const first = await deps.db.withActor(acting.signed.actor, (tx) => firstAnswer(tx, acting, inputId));
    return first ?? { transition: answer.repeated ?? 0, notYetShown: true };
  }
  return (await show(deps, acting.caseId, answer.transitions)) ? takenOf(own.number, own.entries) : { transition: own.number, notYetShown: true };
}

export interface Failed {
  readonly sent: Exclude<Sent, { kind: 'taken' }>;
  readonly action: string;
  readonly faults: readonly FormFault[];
}

export async function refusalOf({ db, log }: Pick<AppDeps, 'db' | 'log'>, { caseId, signed }: Acting, { sent, action, faults }: Failed): Promise<ProblemError> {
  const by = { personId: signed.person.id, agencyId: signed.agencyId, ...(signed.sessionId !== '' && { sessionId: signed.sessionId }), action, caseId, objectKind: 'case', objectId: caseId };
  if (sent.kind === 'unknown') {
    log.warn({ err: sent.why, caseId }, 'an act is not confirmed');
    await db.withActor(signed.actor, (tx) => audit(tx, { ...by, outcome: 'failed', code: 'not_confirmed' }));
    return new ProblemError('not_confirmed');
  }
  const claimer = await db.withActor(signed.actor, async (tx) => {
    await audit(tx, { ...by, outcome: 'refused', code: sent.code, ...(sent.about !== undefined && { payload: { about: sent.about } }) });
    if (sent.code !== 'claimed' || sent.about === undefined) return undefined;
    const names = await namesFor(tx, [sent.about]);
    return names.maybePerson(sent.about, null)?.name;
  });
  const fields = faults.length > 0 && isAboutFields(sent.code) ? faults.map(({ field, code }) => ({ field, code, message: problemTexts[code].title })) : undefined;
  return new ProblemError(sent.code, {
    ...(sent.about !== undefined && { about: sent.about }),
    ...(fields && { fields }),
    ...(claimer !== undefined && { detail: `${claimer} has claimed this step. Ask them to release it, or a supervisor to assign it.` }),
  });
}

/** Record and workflow of the case do not agree: what was taken now might be lost with the one that is wrong. */
async function alarmed({ db }: AppDeps, { caseId, signed }: Acting, action: string): Promise<ProblemError> {
  await db.withActor(signed.actor, (tx) => audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action, caseId, objectKind: 'case', objectId: caseId, outcome: 'refused', code: 'parked' }));
  return new ProblemError('parked', { detail: 'The record of this case and its workflow do not agree, so nothing is added to it. Keep what you typed and call the administrator. Imminent danger can still be declared.' });
}
const isAboutFields = (code: RefusalCode): boolean => code === 'bad_value' || code === 'unknown_field' || code === 'missing_required';

// --- Inputs ----------------------------------------------------------------------------------------------------------------

interface Preparing {
  /** The person's own: content is stored in their name. */
  readonly tx: Tx;
  /** Where the case and its people are read; for somebody outside the unit not under their rights. */
  readonly read: Tx;
  readonly deps: Pick<AppDeps, 'db' | 'content'>;
  readonly acting: Acting;
  readonly inputId: string;
}
export interface Prepared {
  readonly input: PersonInput;
  readonly at: number;
  readonly faults: readonly FormFault[];
}

interface OpenStep {
  readonly node: PlanNode | undefined;
  readonly plan: Plan | undefined;
  readonly roles: readonly string[];
}

async function prepare(preparing: Preparing, row: { readonly unitId: string }, asked: CaseAct): Promise<Prepared> {
  const { read, acting, inputId } = preparing;
  const { caseId, signed, now } = acting;
  const step = 'step' in asked && asked.step !== undefined ? await openStep(read, caseId, asked.step) : undefined;
  const roster = await rosterOf(read, row.unitId, now);
  const named = rolesNamedBy(step?.node, step?.roles ?? []);
  const standing = (who: Person): Standing => standingOf(roster, who, named);
  const actor = standing({ personId: signed.person.id, agencyId: signed.agencyId });
  const made = await madeFrom({ ...preparing, step, roster, standing, row }, asked);
  return { input: { ...made.input, id: inputId, actor } as PersonInput, at: Math.min(now, ...made.ats), faults: made.faults };
}

async function openStep(tx: Tx, caseId: string, id: string): Promise<OpenStep> {
  const step = await tx.step.findUnique({ where: { caseId_id: { caseId, id } }, select: { node: true, roles: true, run: true } });
  const run = step === null || step.run === '' ? null : await tx.run.findUnique({ where: { caseId_id: { caseId, id: step.run } }, select: { plan: true } });
  const plan = run === null ? undefined : (await planByHash(tx, run.plan))?.plan;
  return { plan, node: step === null ? undefined : nodeOf(plan, step.node), roles: step?.roles ?? [] };
}

type Bare<Input> = Input extends PersonInput ? Omit<Input, 'id' | 'actor'> : never;
interface Made {
  readonly input: Bare<PersonInput>;
  /** When its contents were first received: a resend carries the first instant. */
  readonly ats: readonly number[];
  readonly faults: readonly FormFault[];
}
interface Making extends Preparing {
  readonly step: OpenStep | undefined;
  readonly roster: Roster;
  readonly standing: (who: Person) => Standing;
  readonly row: { readonly unitId: string };
}

async function madeFrom(making: Making, asked: CaseAct): Promise<Made> {
  const { tx, deps, acting, step, standing } = making;
  const ats: number[] = [];
  const store = async (part: ContentPart, value: ContentValue, formId?: string): Promise<TextRef> => {
    const { caseId, signed, now } = acting;
    const author = { personId: signed.person.id, agencyId: signed.agencyId };
    const { id, hash, at } = await deps.content.store(tx, { caseId, inputId: making.inputId, part, author, at: now, value, ...(formId !== undefined && { formId }) });
    ats.push(at);
    return { id, hash };
  };
  const text = (part: ContentPart, value: string): Promise<TextRef> => store(part, value);
  const maybe = async (part: ContentPart, value: string | undefined): Promise<{ [K in 'reason' | 'package' | 'legalBasis']?: TextRef }> => (value === undefined || value.trim() === '' ? {} : { [part]: await text(part, value) });
  const made = (input: Bare<PersonInput>, faults: readonly FormFault[] = []): Made => ({ input, ats, faults });

  switch (asked.kind) {
    case 'claim':
    case 'release':
    case 'withdrawVote': return made({ kind: asked.kind, step: asked.step });
    case 'accept': return made({ kind: 'accept', step: asked.step, ...(asked.into !== undefined && { into: await ownCase(tx, acting.signed, asked.into) }) });
    case 'assign': return made({ kind: 'assign', step: asked.step, to: standing(asked), ...(await maybe('reason', asked.reason)) });
    case 'complete': {
      const formId = step?.node && formOn(step.node);
      const form = step?.plan !== undefined && formId !== undefined && asked.values !== undefined ? await submissionOf(making, { plan: step.plan, formId, values: asked.values, store }) : undefined;
      return made({ kind: 'complete', step: asked.step, outcome: asked.outcome, ...(form && { form }), ...(await maybe('reason', asked.reason)) }, form?.faults);
    }
    case 'vote': return made({ kind: 'vote', step: asked.step, grants: asked.grants, content: asked.content, ...(await maybe('reason', asked.reason)) });
    case 'offer': return made({ kind: 'offer', step: asked.step, ...(asked.handoff && { handoff: asked.handoff }), ...(await maybe('package', asked.package)), ...(await maybe('legalBasis', asked.legalBasis)) });
    case 'withdraw':
    case 'decline': return made({ kind: asked.kind, step: asked.step, reason: await text('reason', asked.reason) });
    case 'ask': return made({ kind: 'ask', step: asked.step, question: await text('text', asked.question) });
    case 'noAnswer': return made({ kind: 'noAnswer', step: asked.step, person: standing(asked) });
    case 'answer': {
      const formId = step?.node && formOn(step.node);
      const form = step?.plan !== undefined && formId !== undefined && asked.values !== undefined ? await submissionOf(making, { plan: step.plan, formId, values: asked.values, store }) : undefined;
      return made({ kind: 'answer', step: asked.step, ...(form && { form }), ...(asked.text !== undefined && { text: await text('text', asked.text) }) }, form?.faults);
    }
    case 'event': return made({ kind: 'event', name: asked.name, ...(asked.step !== undefined && { step: asked.step }) });
    case 'declareDanger': return made({ kind: 'declareDanger', reason: await text('reason', asked.reason) });
    case 'setLevel': return made({ kind: 'setLevel', level: asked.level, reason: await text('reason', asked.reason) });
    case 'correct': {
      const plan = await planWithForm(tx, acting.caseId, asked.formId);
      const form = plan === undefined ? { ...(await store('form', asked.values, asked.formId)), fields: {} } : await submissionOf(making, { plan, formId: asked.formId, values: asked.values, store });
      return made({ kind: 'correct', formId: asked.formId, form, reason: await text('reason', asked.reason) }, form.faults);
    }
    case 'note': return made({ kind: 'note', text: await text('text', asked.text) });
    case 'extend': return made({ kind: 'extend', step: asked.step, by: elapsedMs(asked.by, 'act.by'), reason: await text('reason', asked.reason) });
    case 'pause': {
      const end = asked.end.kind === 'at' ? { kind: 'at' as const, at: Date.parse(asked.end.at) } : { kind: 'budget' as const, ms: elapsedMs(asked.end.time, 'act.end.time') };
      return made({ kind: 'pause', target: asked.target, end, reason: await text('reason', asked.reason) });
    }
    case 'resume': return made({ kind: 'resume', target: asked.target, ...(await maybe('reason', asked.reason)) });
    case 'reassign': {
      const to = standing(asked);
      if (!to.member) throw new ProblemError('bad_value', { about: 'personId', detail: 'That person is no member of the unit now; ownership is offered to a member.' });
      return made({ kind: 'reassign', to: { personId: to.personId, agencyId: to.agencyId }, reason: await text('reason', asked.reason) });
    }
    case 'addTask': {
      const known = new Set((await tx.role.findMany({ where: { unitId: making.row.unitId, outside: false }, select: { key: true } })).map((role) => role.key));
      const unknown = asked.roles.find((role) => !known.has(role));
      if (unknown !== undefined) throw new ProblemError('bad_value', { about: 'roles', detail: `Members of the unit hold no role "${unknown}". Name roles of the unit.` });
      const agencies = [...new Set(making.roster.members.map((member) => member.agencyId))].sort();
      const limit = asked.limit.kind === 'due' ? { kind: 'due' as const, due: Date.parse(asked.limit.due) } : { kind: 'none' as const, reason: await text('reason', asked.limit.reason) };
      return made({ kind: 'addTask', title: await text('text', asked.title), roles: asked.roles, agencies, limit });
    }
    case 'citeCriteria': {
      const row = await tx.case.findUnique({ where: { id: acting.caseId }, select: { agencyId: true } });
      const newest = row === null ? undefined : await newestCriteria(tx, row.agencyId);
      if (row === null || newest === undefined) throw new ProblemError('no_handler', { detail: 'The agency of this case keeps no list of initiation criteria. An administrator can make one.' });
      if (newest.version !== asked.version) throw new ProblemError('conflict', { detail: 'The list of initiation criteria was changed meanwhile. Look at it again.' });
      const unknown = asked.met.find((id) => !newest.criteria.some((one) => one.id === id));
      if (unknown !== undefined) throw new ProblemError('bad_value', { about: 'met', detail: `The list has no criterion "${unknown}".` });
      return made({ kind: 'citeCriteria', list: { agencyId: row.agencyId, version: newest.version }, met: asked.met, reason: await text('reason', asked.reason) });
    }
    case 'skip': return made({ kind: 'skip', step: asked.step, edge: asked.edge, reason: await text('reason', asked.reason) });
    case 'reopen':
    case 'start': {
      const version = await tx.version.findUnique({ where: { id: asked.versionId }, include: { retirement: true } });
      if (version === null || version.unitId !== making.row.unitId) throw new ProblemError('not_found');
      if (version.retirement !== null) throw new ProblemError('retired');
      const bundle = await bundleOf(tx, version);
      const form = asked.values === undefined ? undefined : await intakeOf(making, bundle, { values: asked.values, store });
      if (asked.kind === 'reopen') return made({ kind: 'reopen', bundle, ...(form && { form }), reason: await text('reason', asked.reason) }, form?.faults);
      return made({ kind: 'start', bundle, ...(form && { form }) }, form?.faults);
    }
    case 'cancel': return made({ kind: 'cancel', target: asked.target, reason: await text('reason', asked.reason) });
  }
}

/** Days of 24 hours, as a person gives more time or stops a clock. */
function elapsedMs(text: string, about: string): number {
  const duration = parseDuration(text);
  if (duration === null || duration.months !== 0) throw new ProblemError('bad_request', { about, detail: `${about}: not a duration; write one like PT24H or P2D.` });
  return duration.days * dayInMs + duration.ms;
}

type Store = (part: ContentPart, value: ContentValue, formId?: string) => Promise<TextRef>;

interface Filling {
  readonly plan: Plan;
  readonly formId: string;
  readonly values: FormValues;
  readonly store: Store;
}

/** Faults go along and are not judged here: the engine tells them in its own order, after "not yours to do". */
async function submissionOf({ tx, read, deps, acting }: Preparing, { plan, formId, values, store }: Filling): Promise<SubmissionRef> {
  const form = Object.hasOwn(plan.forms, formId) ? plan.forms[formId] : undefined;
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const ref = await store('form', given, formId);
  if (form === undefined) return { ...ref, fields: {} };
  const facts = form.fields.some((field) => field.requiredWhen !== undefined) ? await factsOfCase(read, acting.caseId, plan, acting.now) : undefined;
  // Of people outside the unit nothing is taken into its register.
  if (tx === read) await keepNames(tx, deps.content, { caseId: acting.caseId, unitId: plan.unit.unitId, fields: form.fields, values: given });
  const members = form.fields.some((field) => field.type === 'measures') ? (await rosterOf(read, plan.unit.unitId, acting.now)).members : [];
  const listed = measuresOf({ fields: form.fields, values: given, offsets: plan.unit.offsets, person: (id) => members.find((member) => member.personId === id) });
  const faults = [...checkForm(form, given, facts).faults, ...(listed.faults ?? [])];
  return { ...ref, fields: routingFields(plan, form, given), ...(listed.measures && { measures: listed.measures }), ...(faults.length > 0 && { faults }) };
}

/** The intake form of what is opened or started. */
export async function intakeOf(preparing: Preparing, bundle: Bundle, { values, store }: { readonly values: FormValues; readonly store: Store }): Promise<SubmissionRef | undefined> {
  const plan = bundle.plans[bundle.root];
  const start = nodeOf(plan, plan?.start ?? '');
  if (plan === undefined || start?.kind !== 'start' || start.form === undefined) return undefined;
  return submissionOf(preparing, { plan, formId: start.form, values, store });
}

async function planWithForm(tx: Tx, caseId: string, formId: string): Promise<Plan | undefined> {
  for (const run of await tx.run.findMany({ where: { caseId }, orderBy: { startedAt: 'desc' }, select: { plan: true } })) {
    const published = await planByHash(tx, run.plan);
    if (published !== undefined && Object.hasOwn(published.plan.forms, formId)) return published.plan;
  }
  return undefined;
}

/** An id that follows from another: what is sent again finds what it made the first time. */
export function derivedId(from: string): string {
  const bytes = createHash('sha256').update(from).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
