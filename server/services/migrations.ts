// Moving running cases to another version: a plan with its mapping and clocks, changed on top of a revision, tried on every
// case, and carried out by a second person. What happens case by case is the business of migrate-cases.ts.
import type { z } from 'zod';
import type { Tx } from '../../prisma/connect.ts';
import { toJson } from '../../prisma/json.ts';
import { rulesOf } from '../../protocol/clock.ts';
import type { ClockPolicy } from '../../protocol/input.ts';
import type { Mapping } from '../../protocol/migrate/mapping.ts';
import { mappingOf, proposeMapping } from '../../protocol/migrate/mapping.ts';
import type { Outlook } from '../../protocol/migrate/dry-run.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { changeMigrationSchema, MigrationCaseView, Migrations, MigrationView, startMigrationSchema } from '../contract-migrations.ts';
import { ProblemError } from '../problems.ts';
import { hasRight, needRight } from '../signed.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import type { Doing } from './protocols.ts';

const iso = (at: Date): string => at.toISOString();
const isoOrNull = (at: Date | null): string | null => (at === null ? null : at.toISOString());
const byline = ({ signed }: Doing) => ({ personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId });

/** What runs on other versions of the same protocol, and the moves to this one, the newest first. */
export function migrationsTo({ db, signed }: Doing, versionId: string): Promise<Migrations> {
  return db.withActor(signed.actor, async (tx) => {
    const to = await tx.version.findUnique({ where: { id: versionId } });
    if (to === null) throw new ProblemError('not_found');
    const others = await tx.version.findMany({ where: { protocolId: to.protocolId, id: { not: to.id } }, orderBy: { number: 'desc' }, select: { id: true, number: true, planHash: true } });
    const sources = [];
    for (const { id, number, planHash } of others) sources.push({ versionId: id, number, runs: (await runsOn(tx, planHash)).length });
    const rows = await tx.migration.findMany({ where: { toVersion: versionId }, include: { cases: { select: { state: true } } }, orderBy: { plannedAt: 'desc' } });
    const names = await namesFor(tx, rows.map((row) => row.plannedBy), rows.map((row) => row.plannedFor));
    return {
      sources: sources.filter((source) => source.runs > 0),
      items: rows.map((row) => ({
        id: row.id, from: others.find((v) => v.id === row.fromVersion)?.number ?? 0, state: stateOf(row.state), plannedBy: names.person(row.plannedBy, row.plannedFor), plannedAt: iso(row.plannedAt),
        finishedAt: isoOrNull(row.finishedAt), moved: row.cases.filter((c) => c.state === 'moved').length, cases: row.cases.length,
      })),
    };
  });
}

/** With the mapping that is proposed. A move between the same versions that was not started yet is gone on with. */
export function planMigration(doing: Doing, toId: string, fromId: string): Promise<{ id: string }> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const [from, to] = [await tx.version.findUnique({ where: { id: fromId } }), await tx.version.findUnique({ where: { id: toId }, include: { retirement: true } })];
    if (from === null || to === null || from.protocolId !== to.protocolId || from.id === to.id) throw new ProblemError('not_found');
    mayPlan(doing, to.unitId);
    if (to.retirement !== null) throw new ProblemError('retired', { detail: 'That version is retired, so no case is moved to it. Use the version published last.' });
    const open = await tx.migration.findFirst({ where: { fromVersion: fromId, toVersion: toId, startedAt: null } });
    if (open !== null) return { id: open.id };
    const mapping = mappingOf(proposeMapping(from.plan as unknown as Plan, to.plan as unknown as Plan));
    const row = await tx.migration.create({ data: { protocolId: to.protocolId, fromVersion: from.id, toVersion: to.id, mapping: toJson(mapping), clocks: {}, plannedBy: signed.person.id, plannedFor: signed.agencyId, plannedAt: new Date(now) } });
    await audit(tx, { ...byline(doing), action: 'migration.plan', objectKind: 'migration', objectId: row.id, outcome: 'taken', payload: { from: from.number, to: to.number } });
    return { id: row.id };
  });
}

export function migration(doing: Doing, id: string): Promise<MigrationView> {
  const { db, signed } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const { row, from, to } = await load(tx, id);
    const [before, after] = [from.plan as unknown as Plan, to.plan as unknown as Plan];
    const [mapping, clocks] = [row.mapping as Mapping, row.clocks as Readonly<Record<string, ClockPolicy>>];
    const proposed = new Map(proposeMapping(before, after).map((p) => [p.from, p.because]));
    const standing = await standingOn(tx, from.planHash);
    const cases = await casesOf(tx, id);
    const names = await namesFor(tx, [row.plannedBy, row.actingPersonId], [row.plannedFor, row.actingAgencyId]);
    const target = (node: string): string | null => (Object.hasOwn(mapping, node) && Object.hasOwn(after.nodes, mapping[node] ?? '') ? (mapping[node] ?? null) : null);
    const visible = row.startedAt === null ? await runsOn(tx, from.planHash) : [];
    const total = row.startedAt === null ? await db.asSweeper(async (all) => (await runsOn(all, from.planHash)).length) : 0;
    return {
      id, protocolId: row.protocolId, unitId: to.unitId, title: to.title, from: { id: from.id, number: from.number }, to: { id: to.id, number: to.number },
      revision: row.revision, state: stateOf(row.state), later: row.later, plannedBy: names.person(row.plannedBy, row.plannedFor), plannedAt: iso(row.plannedAt),
      startedBy: row.startedAt === null ? null : names.maybePerson(row.actingPersonId, row.actingAgencyId), startedAt: isoOrNull(row.startedAt), finishedAt: isoOrNull(row.finishedAt), reason: row.reason,
      steps: Object.values(before.nodes).map((node) => ({
        id: node.id, title: node.title || node.id, kind: node.kind, to: target(node.id), because: proposed.get(node.id) ?? 'none', open: standing.get(node.id) ?? 0,
        clock: (Object.hasOwn(clocks, node.id) ? clocks[node.id] : undefined) ?? 'keepElapsed', isTimed: rulesOf(node).length > 0,
      })),
      targets: Object.values(after.nodes).map((node) => ({ id: node.id, title: node.title || node.id, kind: node.kind })),
      cases, hidden: Math.max(0, total - visible.length),
      mayChange: row.startedAt === null && (hasRight(signed, 'draw', to.unitId) || hasRight(signed, 'publish', to.unitId)),
      mayStart: hasRight(signed, 'publish', to.unitId) && row.plannedBy !== signed.person.id,
    };
  });
}

/** Whoever changes it has drawn it up, and what was tried before was something else. */
export function changeMigration(doing: Doing, id: string, asked: z.output<typeof changeMigrationSchema>): Promise<{ revision: number }> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const { from, to } = await load(tx, id);
    mayPlan(doing, to.unitId);
    const [before, after] = [from.plan as unknown as Plan, to.plan as unknown as Plan];
    for (const [node, target] of Object.entries(asked.mapping)) {
      if (!Object.hasOwn(before.nodes, node)) throw new ProblemError('bad_request', { about: `mapping.${node}`, detail: `mapping: version ${from.number} has no step "${node}".` });
      if (target !== null && !Object.hasOwn(after.nodes, target)) throw new ProblemError('bad_request', { about: `mapping.${node}`, detail: `mapping: version ${to.number} has no step "${target}".` });
    }
    const mapping = Object.fromEntries(Object.entries(asked.mapping).filter((pair): pair is [string, string] => pair[1] !== null));
    const changed = await tx.migration.updateMany({
      where: { id, revision: asked.revision, state: { in: ['planned', 'looked'] }, startedAt: null },
      data: { revision: asked.revision + 1, state: 'planned', mapping: toJson(mapping), clocks: toJson(asked.clocks), later: asked.later, plannedBy: signed.person.id, plannedFor: signed.agencyId, plannedAt: new Date(now) },
    });
    if (changed.count !== 1) throw new ProblemError('conflict');
    await tx.migrationCase.deleteMany({ where: { migrationId: id } });
    await audit(tx, { ...byline(doing), action: 'migration.change', objectKind: 'migration', objectId: id, outcome: 'taken', payload: { revision: asked.revision + 1 } });
    return { revision: asked.revision + 1 };
  });
}

/** Every running case one may see waits to be tried. True: somebody must go through them now. */
export function tryMigration(doing: Doing, id: string, revision: number): Promise<boolean> {
  const { db, signed } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const { row, from, to } = await load(tx, id);
    mayPlan(doing, to.unitId);
    if (row.state === 'looking' && row.revision === revision) return false;
    const changed = await tx.migration.updateMany({ where: { id, revision, state: { in: ['planned', 'looked'] }, startedAt: null }, data: { state: 'looking', actingPersonId: signed.person.id, actingAgencyId: signed.agencyId } });
    if (changed.count !== 1) throw new ProblemError('conflict');
    await tx.migrationCase.deleteMany({ where: { migrationId: id } });
    await addCases(tx, id, from.planHash);
    return true;
  });
}

/** What was tried is carried out. Started twice it is one move; started again after its end it goes on with what is left. */
export function startMigration(doing: Doing, id: string, { revision, reason }: z.output<typeof startMigrationSchema>): Promise<boolean> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const { row, from, to } = await load(tx, id);
    needRight(signed, 'publish', to.unitId);
    if (row.plannedBy === signed.person.id) throw new ProblemError('same_person', { detail: 'You drew up this move, so you cannot carry it out. Ask a second person with the right "publish".' });
    if (row.revision !== revision) throw new ProblemError('conflict');
    if (row.state === 'moving') return false;
    const data = { state: 'moving', actingPersonId: signed.person.id, actingAgencyId: signed.agencyId, reason, finishedAt: null, ...(row.startedAt === null && { startedAt: new Date(now) }) };
    const changed = await tx.migration.updateMany({ where: { id, revision, state: { in: ['looked', 'done'] } }, data });
    if (changed.count !== 1) {
      // Two starts at one instant are one.
      if ((await tx.migration.findUnique({ where: { id }, select: { state: true } }))?.state === 'moving') return false;
      throw new ProblemError('conflict', { detail: 'Try it on the running cases first, then look at what was found.' });
    }
    // Opened since it was tried, refused before, or changed meanwhile: each is judged again when its turn comes.
    await addCases(tx, id, from.planHash);
    await tx.migrationCase.updateMany({ where: { migrationId: id, state: { in: ['fits', 'misfits', 'refused'] } }, data: { state: 'waiting', detail: null } });
    await audit(tx, { ...byline(doing), action: 'migration.start', objectKind: 'migration', objectId: id, outcome: 'taken', payload: { from: from.number, to: to.number, revision } });
    return true;
  });
}

export function dropMigration(doing: Doing, id: string): Promise<void> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const { to } = await load(tx, id);
    mayPlan(doing, to.unitId);
    const gone = await tx.migration.deleteMany({ where: { id, startedAt: null, state: { not: 'looking' } } });
    if (gone.count !== 1) throw new ProblemError('conflict');
    await audit(tx, { ...byline(doing), action: 'migration.drop', objectKind: 'migration', objectId: id, outcome: 'taken' });
  });
}

// helpers

function mayPlan({ signed }: Doing, unitId: string): void {
  if (!hasRight(signed, 'publish', unitId)) needRight(signed, 'draw', unitId);
}

export async function load(tx: Tx, id: string) {
  const row = await tx.migration.findUnique({ where: { id } });
  const [from, to] = row === null ? [null, null] : [await tx.version.findUnique({ where: { id: row.fromVersion } }), await tx.version.findUnique({ where: { id: row.toVersion } })];
  if (row === null || from === null || to === null) throw new ProblemError('not_found');
  return { row, from, to };
}

const stateOf = (state: string): MigrationView['state'] => state as MigrationView['state'];

interface RunRef {
  readonly caseId: string;
  readonly run: string;
}

/** Runs on a plan that are not over: live, or with a step still open beside the main way. */
export function runsOn(tx: Tx, planHash: string): Promise<RunRef[]> {
  return tx.$queryRaw<RunRef[]>`
    select r.case_id as "caseId", r.id as run from run r
    where r.plan = ${planHash} and (r.state = 'live' or exists (select from step s where s.case_id = r.case_id and s.run = r.id and s.state = 'open'))
    order by r.started_at, r.case_id, r.id`;
}

async function addCases(tx: Tx, migrationId: string, planHash: string): Promise<void> {
  await tx.migrationCase.createMany({ data: (await runsOn(tx, planHash)).map((ref) => ({ migrationId, ...ref })), skipDuplicates: true });
}

/** Open steps by step of the drawing, of the cases one may see. */
async function standingOn(tx: Tx, planHash: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ node: string; n: number }[]>`
    select s.node, count(distinct s.case_id)::int as n from step s join run r on r.case_id = s.case_id and r.id = s.run
    where r.plan = ${planHash} and s.state = 'open' group by s.node`;
  return new Map(rows.map((row) => [row.node, row.n]));
}

async function casesOf(tx: Tx, id: string): Promise<MigrationCaseView[]> {
  const rows = await tx.migrationCase.findMany({ where: { migrationId: id }, orderBy: [{ caseId: 'asc' }, { run: 'asc' }] });
  const found = await tx.case.findMany({ where: { id: { in: rows.map((row) => row.caseId) } }, select: { id: true, reference: true, title: true } });
  const named = new Map(found.map((row) => [row.id, row]));
  return rows.map((row) => {
    const outlook = row.outlook as unknown as Outlook | null;
    const title = named.get(row.caseId);
    return {
      caseId: row.caseId, run: row.run, reference: title?.reference ?? null, title: title?.title ?? '', state: row.state as MigrationCaseView['state'],
      reasons: row.detail !== null ? [row.detail] : (outlook?.reasons.map((r) => r.sentence) ?? []), steps: [...(outlook?.steps ?? [])], transition: row.transition,
    };
  });
}
