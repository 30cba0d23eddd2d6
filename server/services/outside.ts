// A case as somebody outside its unit meets it: the step they are asked to do, and what was shown to them, nothing else. That
// they are asked is read under their own rights; what the step needs besides is read by the sweeper, who sees no content, and
// the content again under their rights: row-level security lets through what was shown.
import type { Database, Tx } from '../../prisma/connect.ts';
import type { CaseAct } from '../contract-acts.ts';
import type { ShownCase, ShownCaseRow, StepView } from '../contract-cases.ts';
import { ProblemError } from '../problems.ts';
import type { Signed } from '../signed.ts';
import { storyOf } from './case-story.ts';
import type { RecordedForm, Story } from './case-story.ts';
import type { Content, StoredContent } from './content.ts';
import { namesFor } from './names.ts';
import { nodeOf, planByHash, plansByHash } from './plans.ts';
import type { Published } from './plans.ts';
import { rolesNamedBy, rosterOf, standingOf } from './standing.ts';
import { isUuid, valuesOf, viewOf, type Seen } from './step-view.ts';
import { readerOf } from './task-rows.ts';
import { titlesOf } from './titles.ts';
import { valueWords } from './words.ts';

export interface Asked {
  readonly db: Database;
  readonly content: Content;
  readonly signed: Signed;
  readonly now: number;
}

/** Undefined: this person is not asked there from outside. */
export async function outsideStep({ db, content, signed, now }: Asked, caseId: string, stepId: string): Promise<StepView | undefined> {
  if (signed.asks.length === 0) return undefined;
  return db.withActor(signed.actor, async (tx) => {
    const row = await tx.inbox.findFirst({ where: { caseId, step: stepId, agencyId: signed.agencyId, unitId: null }, select: { asks: true } });
    if (row === null) return undefined;
    const shown = await shownTo(tx, caseId);
    const { seen, plans, texts } = await db.asSweeper((read) => lookOutside(read, { caseId, stepId, signed, now, shown }));
    const stored = await content.read(tx, caseId, [...shown.map((item) => item.id), ...texts].filter(isUuid));
    const { step, row: about, handoff, story } = seen;
    const said = story.lines.flatMap((line) => (line.by === null ? [] : [line.by]));
    // Whoever is asked hears by whom, also where they see nobody else of that unit.
    const names = await db.asSweeper((read) => namesFor(read, [step.claimedByPersonId, handoff?.offeredByPersonId ?? null, ...said.map((by) => by.personId), ...seen.roster.partners.map((p) => p.personId)], [about.agencyId, about.ownerAgencyId, ...step.agencies, ...said.map((by) => by.agencyId)]));
    return viewOf({ ...seen, stored, names }, await readerOf(tx, signed), { asks: row.asks, shown: labelled(shown, plans, stored, (id) => names.person(id, about.agencyId).name) });
  });
}

/** Acts somebody outside the unit may try: on a step they are asked to do, and to say that there is danger, or a word. */
const acts: ReadonlySet<CaseAct['kind']> = new Set(['claim', 'release', 'complete', 'accept', 'decline', 'answer', 'ask', 'declareDanger', 'note']);

/** Refuses what is not theirs to see or to try; the case judges the rest. */
export async function checkAsked({ db, signed }: Pick<Asked, 'db' | 'signed'>, caseId: string, act: CaseAct): Promise<void> {
  const isAsked = await db.withActor(signed.actor, async (tx) => {
    const step = 'step' in act && act.step !== undefined ? act.step : undefined;
    const row = await tx.inbox.findFirst({ where: { caseId, unitId: null, ...(step !== undefined && { step }) }, select: { step: true } });
    return row !== null || (step === undefined && (await shownTo(tx, caseId)).length > 0);
  });
  if (!isAsked) throw new ProblemError('not_found');
  if (!acts.has(act.kind)) throw new ProblemError('not_authorized');
}

export async function shownCases({ db, signed }: Pick<Asked, 'db' | 'signed'>): Promise<ShownCaseRow[]> {
  const rows = await db.withActor(signed.actor, (tx) => tx.$queryRaw<{ caseId: string; relation: string; until: Date | null }[]>`select case_id as "caseId", relation, until from cases_shown_to_actor()`);
  const cases = await db.asSweeper((tx) => tx.case.findMany({ where: { id: { in: rows.map((row) => row.caseId) } }, select: { id: true, reference: true, unit: { select: { name: true, zone: true } } }, orderBy: { reference: 'asc' } }));
  return cases.map(({ id, reference, unit }) => {
    const given = rows.filter((row) => row.caseId === id);
    const untils = given.map((row) => row.until?.getTime() ?? Infinity);
    const last = Math.max(...untils);
    return { caseId: id, reference, unit: unit.name, zone: unit.zone, joint: given.some((row) => row.relation === 'member'), until: Number.isFinite(last) ? new Date(last).toISOString() : null };
  });
}

export async function shownCase(asked: Asked, caseId: string): Promise<ShownCase> {
  const { db, content, signed } = asked;
  const row = (await shownCases(asked)).find((one) => one.caseId === caseId);
  if (row === undefined) throw new ProblemError('not_found');
  return db.withActor(signed.actor, async (tx) => {
    const shown = (await shownTo(tx, caseId)).filter((item) => item.ref !== '');
    const stored = await content.read(tx, caseId, shown.map((item) => item.id).filter(isUuid));
    const plans = await db.asSweeper((read) => plansOf(read, caseId));
    const names = await namesFor(tx, [...stored.values()].map((one) => one.author.personId));
    return { ...row, shown: labelled(shown, plans, stored, (id) => names.person(id, signed.agencyId).name) };
  });
}

// helpers

export interface ShownItem {
  readonly ref: string; // a form, or form.field; '' for a text
  readonly id: string;
}

async function shownTo(tx: Tx, caseId: string): Promise<readonly ShownItem[]> {
  const rows = await tx.$queryRaw<{ item: string }[]>`select distinct item from shown_to_actor(${caseId}::uuid) s cross join unnest(s.shown) as item order by item`;
  return rows.map(({ item }) => ({ ref: item.slice(0, item.indexOf(':')), id: item.slice(item.indexOf(':') + 1) }));
}

export async function plansOf(read: Tx, caseId: string): Promise<readonly Published[]> {
  const runs = await read.run.findMany({ where: { caseId }, orderBy: { startedAt: 'desc' }, select: { plan: true } });
  return [...(await plansByHash(read, runs.map((run) => run.plan))).values()];
}

interface Looking {
  readonly caseId: string;
  readonly stepId: string;
  readonly signed: Signed;
  readonly now: number;
  readonly shown: readonly ShownItem[];
}

async function lookOutside(read: Tx, { caseId, stepId, signed, now, shown }: Looking) {
  const step = await read.step.findUniqueOrThrow({ where: { caseId_id: { caseId, id: stepId } }, include: { case: true } });
  const run = await read.run.findUnique({ where: { caseId_id: { caseId, id: step.run } } });
  const plan = run === null ? undefined : (await planByHash(read, run.plan))?.plan;
  const node = nodeOf(plan, step.node);
  const unit = await read.unit.findUnique({ where: { id: step.case.unitId }, select: { zone: true } });
  const whole = await rosterOf(read, step.case.unitId, now);
  const story = await storyFor(read, { caseId, stepId, signed, shown });
  const handoff = step.kind === 'handoff' ? await read.handoff.findUnique({ where: { caseId_step: { caseId, step: stepId } } }) : null;
  const deadline = await read.deadline.findFirst({ where: { caseId, step: stepId }, orderBy: { n: 'desc' } });
  // Of the case itself the page says no more than the list does.
  const row = { ...step.case, title: plan?.title ?? '', status: 'open', level: null, imminent: false };
  const seen: Omit<Seen, 'stored' | 'names'> = {
    caseId, step: { ...step, case: row }, row, run, planHash: '', plan, node, zone: unit?.zone ?? 'UTC', story, votes: [], handoff, earlier: [], done: [], moves: [], deadline, item: undefined,
    roster: { unitId: whole.unitId, members: [], partners: whole.partners.filter((p) => p.agencyId === signed.agencyId) },
    titles: await titlesOf(read, [caseId]),
    actor: standingOf(whole, { personId: signed.person.id, agencyId: signed.agencyId }, rolesNamedBy(node, step.roles)),
  };
  const texts = story.lines.flatMap((line) => line.entries.flatMap((entry) => ('textId' in entry && entry.textId !== undefined ? [entry.textId] : 'reasonId' in entry && entry.reasonId !== undefined ? [entry.reasonId] : [])));
  return { seen, texts, plans: await plansOf(read, caseId) };
}

/** Of the story of the case: what was said about this very handoff, and the forms that were shown, as they were shown. */
async function storyFor(read: Tx, { caseId, stepId, signed, shown }: Omit<Looking, 'now'>): Promise<Story> {
  const whole = await storyOf(read, caseId);
  const lines = whole.lines.map((line) => ({
    ...line,
    entries: line.entries.filter((entry) => 'step' in entry && entry.step === stepId && (entry.kind === 'handoffOffered' || entry.kind === 'handoffAsked' || entry.kind === 'handoffAnswered' || (entry.kind === 'placeAnswered' && entry.person.personId === signed.person.id))),
  }));
  const forms = new Map(shown.flatMap(({ ref, id }): [string, RecordedForm][] => {
    const form = ref.split('.')[0] ?? '';
    return form === '' ? [] : [[form, { form, submissionId: id, hash: '', fields: {}, at: 0, by: null, corrected: false }]];
  }));
  return { ...whole, lines: lines.filter((line) => line.entries.length > 0), forms, computed: new Map(), requesters: new Map() };
}

/** What was shown, field by field, cut to the fields that were named. */
export function labelled(shown: readonly ShownItem[], plans: readonly Published[], stored: ReadonlyMap<string, StoredContent>, person: (id: string) => string): StepView['shown'] {
  return shown.flatMap(({ ref, id }) => {
    const [formId = '', fieldName] = ref.split('.');
    const plan = plans.find((one) => Object.hasOwn(one.plan.forms, formId))?.plan;
    const values = valuesOf(stored.get(id));
    return (plan?.forms[formId]?.fields ?? []).filter((field) => fieldName === undefined || field.name === fieldName).flatMap((field) => {
      const value = plan && valueWords(field, values[field.name], { plan, person });
      return value === undefined && fieldName === undefined ? [] : [{ label: field.label || field.name, value: value ?? null }];
    });
  });
}
