// Lists of cases, one case, its timeline in words, what may be opened.
import type { Tx } from '../../prisma/connect.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { heldWords } from '../../protocol/case-words.ts';
import { sentenceOf } from '../../protocol/sentences.ts';
import type { Telling } from '../../protocol/sentences.ts';
import { tellingBy } from '../../protocol/telling.ts';
import { zoneOffsets } from '../zone-offsets.ts';
import type { CaseRow, CaseStep, CaseView, Openable, TimelineItem } from '../contract-cases.ts';
import { ProblemError } from '../problems.ts';
import { hasRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import type { Entry } from '../../protocol/entry.ts';
import { hostPersonId } from '../../protocol/input.ts';
import type { Standing } from '../../protocol/input.ts';
import { holdsOneOf } from '../../protocol/people.ts';
import { calledBy, eventsOf } from '../../protocol/node-parts.ts';
import type { Plan } from '../../protocol/plan.ts';
import { caseAt } from './case-at.ts';
import { storyOf, submissionOfMeasure, wordsOfMeasure } from './case-story.ts';
import type { Content } from './content.ts';
import { criteriaOfCase } from './criteria.ts';
import { lettersWithin } from './letters-within.ts';
import { linkedCases } from './linked-cases.ts';
import { namesFor } from './names.ts';
import type { Names } from './names.ts';
import { dutyNow } from './open-case.ts';
import { beginsWithoutIntake } from './own-case.ts';
import { movesOf, planAt } from './plans-over-time.ts';
import { nodeOf, planByHash, plansByHash, roleTitle } from './plans.ts';
import { rosterOf, standingOf } from './standing.ts';
import { textOf, valuesOf } from './step-view.ts';
import type { Viewing } from './step-view.ts';
import { actOf, kindOf, mayActOn, readerOf } from './task-rows.ts';
import { titlesOf } from './titles.ts';
import type { Titles } from './titles.ts';

const pageSize = 100;
export const closedStatuses = ['closed', 'no_case', 'transferred', 'purged'];

type CaseRecord = Prisma.CaseGetPayload<{ include: { runs: true, alarm: true } }>;

export async function cases(tx: Tx, query: { readonly status: 'open' | 'report' | 'closed' | 'all'; readonly q?: string | undefined; readonly unit?: string | undefined; readonly after?: string | undefined }): Promise<{ items: CaseRow[]; next?: string }> {
  const skip = Number(query.after ?? 0) || 0;
  const where: Prisma.CaseWhereInput = {
    openedAt: { not: null },
    ...(query.unit !== undefined && { unitId: query.unit }),
    ...(query.status === 'report' && { status: 'report' }),
    ...(query.status === 'closed' && { status: { in: closedStatuses } }),
    ...(query.status === 'open' && { status: { notIn: ['report', ...closedStatuses] } }),
    ...(query.q !== undefined && query.q.trim() !== '' && { OR: [{ title: lettersWithin(query.q.trim()) }, { reference: lettersWithin(query.q.trim()) }] }),
  };
  const rows = await tx.case.findMany({ where, include: { runs: true, alarm: true }, orderBy: [{ imminent: 'desc' }, { openedAt: 'desc' }], skip, take: pageSize + 1 });
  const names = await caseNames(tx, rows);
  const titles = await titlesOf(tx, rows.map((row) => row.id));
  const items = rows.slice(0, pageSize).map((row) => caseRow(row, { names, titles }));
  return rows.length > pageSize ? { items, next: String(skip + pageSize) } : { items };
}

function caseNames(tx: Tx, rows: readonly CaseRecord[]): Promise<Names> {
  return namesFor(tx, rows.map((row) => row.ownerPersonId), rows.flatMap((row) => [row.agencyId, row.ownerAgencyId]));
}

function caseRow(row: CaseRecord, { names, titles }: { readonly names: Names; readonly titles: Titles }): CaseRow {
  return {
    id: row.id, reference: row.reference, title: row.title, unitId: row.unitId, agency: names.agency(row.agencyId),
    status: row.status ?? 'report', level: row.level, everHigh: row.everHigh ?? false, breaches: row.breaches ?? 0, imminent: row.imminent ?? false, parked: row.parked ?? false, alarmed: row.alarm !== null,
    owner: names.person(row.ownerPersonId ?? '', row.ownerAgencyId ?? row.agencyId), ownerAlarm: row.ownerAlarm ?? false,
    openedAt: (row.openedAt ?? row.createdAt).toISOString(), openSteps: row.openSteps ?? 0, nextDueAt: row.nextDueAt?.toISOString() ?? null, closedAt: row.closedAt?.toISOString() ?? null, pausedUntil: row.pausedUntil?.toISOString() ?? null,
    protocols: [...new Set(row.runs.map((run) => run.title))],
    levelTitle: titles.level({ caseId: row.id }, row.level),
  };
}

// --- One case ------------------------------------------------------------------------------------------------------------------

/** `at`, epoch ms: as it was recorded then, under the rights of today and with nothing to be done to it. */
export async function caseView({ tx, content, signed, now }: Viewing, id: string, at?: number): Promise<CaseView> {
  const current = await tx.case.findUnique({ where: { id }, include: { runs: { orderBy: { startedAt: 'asc' } }, unit: true, alarm: true } });
  if (current === null || current.openedAt === null) throw new ProblemError('not_found');
  const then = at === undefined ? undefined : await caseAt(tx, id, { at, now });
  const row = then === undefined ? current : { ...current, ...then.row, runs: [...then.runs] };
  const { steps, handoffs, deadlines } = then ?? { steps: await tx.step.findMany({ where: { caseId: id }, orderBy: [{ openedAt: 'asc' }] }), handoffs: await tx.handoff.findMany({ where: { caseId: id } }), deadlines: await tx.deadline.findMany({ where: { caseId: id }, orderBy: { n: 'asc' } }) };
  const story = await storyOf(tx, id, at);
  const plans = await plansByHash(tx, row.runs.map((run) => run.plan));
  const planOf = (run: string): Plan | undefined => plans.get(row.runs.find((r) => r.id === run)?.plan ?? '')?.plan;
  const stored = await content.read(tx, id, [...[...story.forms.values()].map((form) => form.submissionId), ...[...story.measures.keys()].flatMap((step) => submissionOfMeasure(story, step) ?? []), ...steps.flatMap((step) => (step.kind === 'added' ? [step.node] : [])), ...story.lines.flatMap((line) => line.entries.flatMap((entry) => (entry.kind === 'criteriaCited' ? [entry.reasonId] : [])))]);
  const actors = story.lines.flatMap((line) => (line.by === null ? [] : [line.by]));
  const names = await namesFor(tx, [row.ownerPersonId, ...actors.map((a) => a.personId), ...steps.flatMap((s) => [s.claimedByPersonId, s.closedByPersonId])], [row.agencyId, row.ownerAgencyId, ...actors.map((a) => a.agencyId)]);
  const reader = await readerOf(tx, signed);
  const titles = await titlesOf(tx, [id]);
  const roster = await rosterOf(tx, row.unitId, now);
  const standing = standingOf(roster, { personId: signed.person.id, agencyId: signed.agencyId }, []);

  const stepRows = steps.map((step): CaseStep => {
    const handing = handoffs.find((h) => h.step === step.id);
    const plan = planOf(step.run);
    return {
      id: step.id, run: step.run, protocol: step.protocol, node: step.node, title: step.title, kind: kindOf(step.kind), visit: step.visit, state: step.state === 'open' ? 'open' : step.state === 'done' ? 'done' : 'cancelled',
      openedAt: step.openedAt.toISOString(), closedAt: step.closedAt?.toISOString() ?? null, outcome: step.outcome, closedBy: names.maybePerson(step.closedByPersonId, step.closedByAgencyId), claimedBy: names.maybePerson(step.claimedByPersonId, step.claimedByAgencyId),
      roles: step.roles.map((role) => ({ id: role, title: plan === undefined ? titles.role({ caseId: id }, role) : roleTitle(plan, role) })), dueAt: step.dueAt?.toISOString() ?? null, warnAt: step.warnAt?.toISOString() ?? null, breachedAt: step.breachedAt?.toISOString() ?? null,
      held: step.held, heldSentence: step.held === null ? null : (heldWords[step.held] ?? null), stoppedUntil: step.stoppedUntil?.toISOString() ?? null, handoffState: handing?.state ?? null, act: actOf(step.kind, handing?.state ?? null),
      measure: step.kind === 'measure' ? wordsOfMeasure(story, step.id, (submission) => valuesOf(stored.get(submission))) : step.kind === 'added' ? textOf(stored.get(step.node)) : null,
      mayAct: then === undefined && step.state === 'open' && step.agencies.includes(signed.agencyId) && mayActOn({ ...step, step: step.id, unitId: row.unitId, ownerPersonId: row.ownerPersonId ?? '', handoffState: handing?.state ?? null, toPerson: handing?.toPerson ?? null, answered: handing?.answered ?? [] }, reader),
    };
  });

  const formPlan = (form: string): Plan | undefined => [...plans.values()].map((p) => p.plan).toReversed().find((plan) => Object.hasOwn(plan.forms, form));
  return {
    case: caseRow(row, { names, titles }),
    unit: { id: row.unit.id, name: row.unit.name, zone: row.unit.zone },
    levels: levelsOf([...plans.values()].map((p) => p.plan)),
    runs: row.runs.map((run) => ({ id: run.id, planHash: run.plan, key: run.key, version: run.version, title: run.title, startedAt: run.startedAt.toISOString(), parent: run.parent, state: run.state === 'live' ? 'live' : run.state === 'cancelled' ? 'cancelled' : 'ended', outcome: run.outcome })),
    steps: stepRows,
    deadlines: deadlines.map((d) => ({ step: d.step, title: steps.find((s) => s.id === d.step)?.title ?? '', due: d.due.toISOString(), anchorAt: d.anchorAt.toISOString(), why: d.why, passedAt: d.passedAt?.toISOString() ?? null })),
    people: peopleOf(row.ownerPersonId, story.lines, names, row.agencyId),
    forms: [...story.forms.values()].map((form) => {
      const shape = formPlan(form.form)?.forms[form.form];
      return { id: form.form, title: shape?.title ?? form.form, fields: shape?.fields ?? [], values: valuesOf(stored.get(form.submissionId)), submissionId: form.submissionId, by: names.person(form.by?.personId ?? '', form.by?.agencyId ?? row.agencyId), at: new Date(form.at).toISOString(), corrected: form.corrected };
    }),
    computed: Object.fromEntries(story.computed),
    retention: row.retentionClass === null ? null : { class: row.retentionClass, reviewAt: row.reviewAt?.toISOString() ?? null },
    linked: (await linkedCases({ tx, content }, id)).filter((link) => at === undefined || Date.parse(link.at) <= at),
    criteria: await criteriaOfCase(tx, row.agencyId, { story, names, text: (submission) => textOf(stored.get(submission)) }),
    rights: then === undefined ? [...standing.rights] : [],
    unitRoles: (await tx.role.findMany({ where: { unitId: row.unitId, outside: false }, orderBy: { title: 'asc' }, select: { key: true, title: true } })).map((role) => ({ id: role.key, title: role.title })),
    events: then === undefined ? raisable(row.runs, steps, planOf, standing) : [],
    dangerRun: row.imminent === true ? (row.runs.find((run) => run.state === 'live' && plans.get(run.plan)?.plan.startsAt === 'danger')?.id ?? null) : null,
    asOf: then === undefined || at === undefined ? null : { at: new Date(at).toISOString(), transition: then.transition, since: Math.max(0, (current.transition ?? 0) - then.transition) },
    allowedActs: then !== undefined ? [] : allowedActs({ member: standing.member, rights: standing.rights, isOwner: row.ownerPersonId === signed.person.id, isOver: row.status === 'purged', hasEnded: closedStatuses.includes(row.status ?? 'report'), isPaused: row.pausedUntil !== null, hasForms: story.forms.size > 0, waits: raisable(row.runs, steps, planOf, standing).length > 0 }),
  };
}

function allowedActs(may: { readonly member: boolean; readonly rights: readonly string[]; readonly isOwner: boolean; readonly isOver: boolean; readonly hasEnded: boolean; readonly isPaused: boolean; readonly hasForms: boolean; readonly waits: boolean }): string[] {
  if (may.isOver) return [];
  const assigned = may.member || may.isOwner;
  return [
    ...(assigned ? ['note', 'declareDanger', 'setLevel', 'citeCriteria'] : []),
    ...(assigned && may.hasForms ? ['correct'] : []),
    ...(assigned && may.waits ? ['event'] : []),
    ...(may.rights.includes('start') && !may.hasEnded ? ['start'] : []),
    ...(may.rights.includes('supervise') && may.hasEnded ? ['reopen'] : []),
    ...(!may.hasEnded && (may.isOwner || may.rights.includes('supervise') || may.rights.includes('start')) ? ['addTask'] : []),
    ...(may.isOwner || may.rights.includes('supervise') ? ['reassign'] : []),
    ...(may.isPaused ? (may.isOwner || may.rights.includes('supervise') || may.rights.includes('extend') ? ['resume'] : []) : may.rights.includes('extend') ? ['pause'] : []),
    ...(may.rights.includes('supervise') ? ['cancel'] : []),
  ];
}

interface Open {
  readonly run: string;
  readonly node: string;
  readonly kind: string;
  readonly state: string;
}
/** The engine decides; this only offers what it would take: open waits, and the handlers of runs that go on. */
function raisable(runs: readonly { readonly id: string; readonly state: string }[], steps: readonly Open[], planOf: (run: string) => Plan | undefined, standing: Standing): CaseView['events'] {
  const open = steps.filter((step) => step.state === 'open');
  const found = new Map<string, string>();
  for (const run of runs) {
    const plan = planOf(run.id);
    if (plan === undefined || (run.state !== 'live' && !open.some((step) => step.run === run.id))) continue;
    const waits = open.flatMap((step) => (step.run === run.id && step.kind === 'wait' ? [plan.nodes[step.node]] : [])).filter((node) => node !== undefined);
    for (const event of eventsOf({ nodes: waits, on: plan.on })) {
      const may = event.roles.length === 0 || holdsOneOf(plan, standing, event.roles);
      if (may && !found.has(event.name)) found.set(event.name, event.label || event.name.replaceAll('_', ' '));
    }
  }
  return [...found].map(([name, label]) => ({ name, label }));
}

/** Levels of the protocols the case runs: the first that declares any gives the order. */
function levelsOf(plans: readonly Plan[]): { id: string; title: string; high: boolean }[] {
  return (plans.find((plan) => plan.levels.length > 0)?.levels ?? []).map((level) => ({ ...level }));
}

function peopleOf(ownerId: string | null, lines: readonly { readonly by: { readonly personId: string; readonly agencyId: string } | null }[], names: Names, agencyId: string): CaseView['people'] {
  const people = new Map<string, CaseView['people'][number]>();
  for (const { by } of lines) if (by !== null && by.personId !== hostPersonId && !people.has(by.personId)) people.set(by.personId, { person: names.person(by.personId, by.agencyId), part: 'took part' });
  if (ownerId !== null) people.set(ownerId, { person: people.get(ownerId)?.person ?? names.person(ownerId, agencyId), part: 'owner' });
  return [...people.values()].toSorted((a, b) => Number(b.part === 'owner') - Number(a.part === 'owner'));
}

// --- Timeline --------------------------------------------------------------------------------------------------------------------

const linesAtMost = 500;

export async function timeline({ tx, content }: Viewing, id: string, after: number): Promise<{ items: TimelineItem[]; last: number }> {
  const row = await tx.case.findUnique({ where: { id }, include: { runs: true, alarm: true, unit: { select: { zone: true } } } });
  if (row === null || row.openedAt === null) throw new ProblemError('not_found');
  const lines = await tx.journal.findMany({ where: { caseId: id, number: { gt: after } }, orderBy: { number: 'asc' }, take: linesAtMost });
  const entries = lines.flatMap((line) => line.entries as unknown as readonly Entry[]);
  const texts = await content.read(tx, id, entries.map(textIdOf).filter((text): text is string => text !== undefined));
  const names = await namesFor(tx, [...lines.map((line) => line.personId), ...entries.flatMap(personsIn)], [row.agencyId, ...lines.map((line) => line.agencyId)]);
  const tellAt = await tellingOf(tx, row, names);
  const items = lines.map((line): TimelineItem => ({
    number: line.number, at: line.at.toISOString(),
    actor: line.personId === null ? null : { id: line.personId, name: names.person(line.personId, line.agencyId ?? row.agencyId).name },
    agency: line.agencyId === null ? null : names.agency(line.agencyId),
    input: line.kind,
    entries: (line.entries as unknown as readonly Entry[]).map((entry) => {
      const text = texts.get(textIdOf(entry) ?? '');
      return { kind: entry.kind, sentence: sentenceOf(entry, tellAt(line.number)), text: typeof text?.value === 'string' ? text.value : null, step: 'step' in entry && typeof entry.step === 'string' ? entry.step : null, node: 'node' in entry ? entry.node : null, data: entry };
    }),
  }));
  return { items, last: row.transition ?? 0 };
}

async function tellingOf(tx: Tx, row: CaseRecord & { readonly unit: { readonly zone: string } }, names: Names): Promise<(number: number) => Telling> {
  const moves = await movesOf(tx, row.id);
  const plans = await plansByHash(tx, [...row.runs.map((run) => run.plan), ...moves.map((move) => move.from)]);
  const planOf = (id: string, number: number): Plan | undefined => {
    const run = row.runs.find((r) => r.id === id);
    return run && plans.get(planAt(moves, run, number))?.plan;
  };
  const all = [...plans.values()].map((p) => p.plan);
  const titles = new Map((await tx.role.findMany({ where: { unitId: row.unitId }, select: { key: true, title: true } })).map((role) => [role.key, role.title]));
  const steps = new Map((await tx.step.findMany({ where: { caseId: row.id }, select: { id: true, title: true } })).map((step) => [step.id, step.title]));
  return (number) => tellingBy({
    plans: all, plan: (run) => planOf(run, number), offsets: all[0]?.unit.offsets ?? zoneOffsets(row.unit.zone, row.createdAt.getTime()),
    person: (person) => names.person(person.personId, person.agencyId).name,
    personById: (id) => names.person(id, row.agencyId).name,
    roleTitle: (key) => titles.get(key),
    stepTitle: (step) => steps.get(step),
  });
}

/** The text that goes with an entry: a reason, a note. */
function textIdOf(entry: Entry): string | undefined {
  if (entry.kind === 'noteAdded') return entry.textId;
  if (entry.kind === 'handoffOffered') return entry.packageId;
  if (entry.kind === 'handoffAsked' || entry.kind === 'handoffAnswered') return entry.textId;
  if (entry.kind === 'taskAdded') return entry.textId;
  if (entry.kind === 'placeAnswered') return entry.reasonId ?? entry.textId;
  return 'reasonId' in entry ? entry.reasonId : undefined;
}

function personsIn(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'caseOpened': return [entry.owner.personId];
    case 'stepAssigned': return [entry.to.personId];
    case 'measureOpened': return entry.owner === undefined ? [] : [entry.owner.personId];
    case 'measureGiven': return entry.to === undefined ? [] : [entry.to.personId];
    case 'ownerChanged': return [entry.from.personId, entry.to.personId];
    case 'handoffAccepted': return [entry.by.personId, entry.from.personId];
    case 'handoffAnswered': return [entry.by.personId, entry.from.personId];
    case 'placeAnswered': return [entry.by.personId, entry.person.personId];
    case 'handoffSettled': return [...entry.accepted, ...entry.declined, ...entry.noAnswer].map((p) => p.personId);
    case 'handoffOffered': return [entry.by.personId, ...(entry.toPerson === undefined ? [] : [entry.toPerson])];
    case 'runMigrated': return [entry.by.personId, entry.plannedBy.personId];
    case 'votesVoided': return entry.voters.map((v) => v.personId);
    case 'approvalGranted': return entry.by.map((v) => v.personId);
    case 'personsTold': return entry.persons;
    default: return 'by' in entry && typeof entry.by === 'object' && entry.by !== null && 'personId' in entry.by ? [entry.by.personId] : [];
  }
}

// --- Plans, and what may be opened -------------------------------------------------------------------------------------------------

export async function casePlan(tx: Tx, id: string, hash: string) {
  const runs = await tx.run.findMany({ where: { caseId: id }, select: { id: true, title: true, plan: true } });
  const before = runs.some((r) => r.plan === hash) ? undefined : (await movesOf(tx, id)).find((move) => move.from === hash);
  const run = runs.find((r) => r.plan === hash || r.id === before?.run);
  const published = run === undefined ? undefined : await planByHash(tx, hash);
  if (run === undefined || published === undefined) throw new ProblemError('not_found');
  return { plan: published.plan, layout: published.layout, draft: published.draft, title: run.title };
}

/** The newest version of each protocol of the units one may open cases in; first those that begin a case: no other calls them, and they have an intake. */
export async function openables(tx: Tx, { signed, now }: { readonly signed: Signed; readonly now: number; readonly content?: Content }): Promise<Openable[]> {
  const units = signed.units.filter((unit) => hasRight(signed, 'open', unit.id) || hasRight(signed, 'start', unit.id));
  const found: Openable[] = [];
  for (const unit of units) {
    const rows = await tx.version.findMany({ where: { unitId: unit.id, retirement: null }, orderBy: [{ key: 'asc' }, { number: 'desc' }], distinct: ['key'], select: { id: true, key: true, title: true, number: true, startsAt: true, plan: true, draft: true } });
    const duty = await dutyNow(tx, unit.id, now);
    const called = new Set(rows.flatMap((row) => Object.values((row.plan as unknown as Plan).nodes).flatMap((node) => calledBy(node)?.protocol ?? [])));
    const items: Openable[] = [];
    for (const row of rows) {
      const plan = row.plan as unknown as Plan;
      const start = nodeOf(plan, plan.start);
      const form = start?.kind === 'start' && start.form !== undefined ? plan.forms[start.form] : undefined;
      items.push({
        versionId: row.id, unitId: unit.id, unitName: unit.name, key: row.key, title: row.title, number: row.number, purpose: (row.draft as { purpose?: string }).purpose ?? '', startsAt: row.startsAt,
        beginsWithoutIntake: beginsWithoutIntake(plan),
        form: form === undefined ? null : { id: form.id, title: form.title, fields: form.fields },
        whyNot: duty === null ? 'The unit has no duty supervisor now. Name one in Administration first.' : null,
      });
    }
    const rank = (one: Openable): number => (called.has(one.key) ? 2 : 0) + (one.form === null ? 1 : 0);
    found.push(...items.toSorted((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title)));
  }
  return found;
}
