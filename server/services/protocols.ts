// Drafts and their way to a version: saved on top of a revision, always, with its findings beside it; sent to review only
// without errors; published by a second person, bound to the hash that was reviewed.
import type { z } from 'zod';
import type { Database, Tx } from '../../prisma/connect.ts';
import { toJson } from '../../prisma/json.ts';
import { changedPaths } from '../../protocol/compare/changed-paths.ts';
import { compile } from '../../protocol/compile.ts';
import type { Compiled } from '../../protocol/compile.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { Finding } from '../../protocol/finding.ts';
import { emptyDraft } from '../../protocol/new-draft.ts';
import { gallery, templateOf } from '../../protocol/templates/gallery.ts';
import { validate } from '../../protocol/validate.ts';
import type { createProtocolSchema, ProtocolRow, ProtocolView, VersionRow, VersionView } from '../contract-protocols.ts';
import type { StaleDraft } from '../contract.ts';
import { ProblemError } from '../problems.ts';
import { hasRight, needRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { answersOf, brokenOn, keepAnswers, type Answer } from './rehearsal-answers.ts';
import { compileContextOf, unitWorld, validationContextIn } from './unit-context.ts';
import type { UnitWorld } from './unit-context.ts';

export interface Doing {
  readonly db: Database;
  readonly signed: Signed;
  readonly now: number;
}

const iso = (at: Date): string => at.toISOString();
const draftOf = (value: unknown): Draft => value as Draft;
export const byline = ({ signed }: Doing) => ({ personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId });

export const templates = gallery.map((template) => ({
  key: template.key,
  title: template.title,
  purpose: template.purpose,
  nodes: template.draft.nodes.length,
  roles: template.draft.roles.map((role) => role.title),
  startsAt: template.draft.startsAt ?? null,
  // What is invented, and says so, is no source.
  sources: template.draft.citations.filter((c) => c.kind !== 'illustrative').map(({ kind, text }) => ({ kind, text })),
}));

// --- Drafts --------------------------------------------------------------------------------------------------------------

export function protocols(doing: Doing, unitId: string | undefined): Promise<readonly ProtocolRow[]> {
  const { signed } = doing;
  return doing.db.withActor(signed.actor, async (tx) => {
    const rows = await tx.protocol.findMany({ where: unitId === undefined ? {} : { unitId }, include: { draft: true, versions: { where: { retirement: null }, orderBy: { number: 'desc' }, take: 1 } }, orderBy: { title: 'asc' } });
    const names = await namesFor(tx, rows.flatMap((row) => [row.draft?.savedBy ?? null, row.draft?.reviewSentBy ?? null]));
    const contexts = new Map<string, UnitWorld>();
    for (const id of new Set(rows.map((row) => row.unitId))) {
      const world = await unitWorld(tx, id, doing.now);
      if (world) contexts.set(id, world);
    }
    const open = await openCases(tx);
    return rows.flatMap((row): ProtocolRow[] => {
      if (row.draft === null) return [];
      const world = contexts.get(row.unitId);
      const findings = world ? validate(draftOf(row.draft.draft), validationContextIn(world)) : [];
      const [version] = row.versions;
      return [{
        id: row.id, key: row.key, title: row.title, unitId: row.unitId, state: row.draft.state === 'in_review' ? 'in_review' : 'draft', revision: row.draft.revision,
        savedBy: names.person(row.draft.savedBy, row.agencyId), savedAt: iso(row.draft.savedAt), sentBy: names.maybePerson(row.draft.reviewSentBy, row.agencyId),
        errors: findings.filter((f) => f.severity === 'error').length, warnings: findings.filter((f) => f.severity === 'warning').length,
        published: version ? { versionId: version.id, number: version.number, publishedAt: iso(version.publishedAt), openCases: open.get(version.planHash) ?? 0 } : null,
        startsAt: draftOf(row.draft.draft).startsAt ?? null,
      }];
    });
  });
}

/** Live runs by plan, of the cases this person may see. */
async function openCases(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.run.groupBy({ by: ['plan'], where: { state: 'live' }, _count: true });
  return new Map(rows.map((row) => [row.plan, row._count]));
}

export function createProtocol(doing: Doing, { unitId, from }: z.output<typeof createProtocolSchema>): Promise<{ id: string }> {
  needRight(doing.signed, 'draw', unitId);
  const draft = startingDraft(from);
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const unit = await tx.unit.findUnique({ where: { id: unitId } });
    if (unit === null) throw new ProblemError('not_found');
    if (await tx.protocol.findUnique({ where: { unitId_key: { unitId, key: draft.key } } })) throw new ProblemError('key_taken', { about: 'key', detail: `The unit already has a protocol with the key "${draft.key}". Choose another key.` });
    const row = await tx.protocol.create({ data: { unitId, agencyId: unit.hostAgencyId, key: draft.key, title: draft.title, createdBy: signed.person.id } });
    const saved = { protocolId: row.id, revision: 1, draft: toJson(draft), savedBy: signed.person.id, savedAt: new Date(now) };
    await tx.draft.create({ data: saved });
    await tx.draftRevision.create({ data: saved });
    await audit(tx, { ...byline(doing), action: 'protocol.create', objectKind: 'protocol', objectId: row.id, outcome: 'taken' });
    return { id: row.id };
  });
}

type From = z.output<typeof createProtocolSchema>['from'];
function startingDraft(from: From): Draft {
  switch (from.kind) {
    case 'json': return from.draft;
    case 'template': {
      const template = templateOf(from.key);
      if (template === undefined) throw new ProblemError('not_found');
      return { ...template.draft, ...(from.as && { key: from.as.key, title: from.as.title }) };
    }
    case 'empty': return emptyDraft(from.key, from.title);
  }
}

export function protocol(doing: Doing, id: string): Promise<ProtocolView> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const { row, draft, world } = await load(tx, id, now);
    const context = validationContextIn(world);
    const names = await namesFor(tx, [draft.savedBy, draft.reviewSentBy], [row.agencyId]);
    return {
      id: row.id, key: row.key, title: row.title, unitId: row.unitId, state: draft.state === 'in_review' ? 'in_review' : 'draft',
      draft: draftOf(draft.draft), revision: draft.revision, savedBy: names.person(draft.savedBy, row.agencyId), savedAt: iso(draft.savedAt),
      findings: [...validate(draftOf(draft.draft), context)], context,
      roles: world.roles.map((role) => ({ ...role })),
      review: draft.reviewHash !== null && draft.reviewSentBy !== null && draft.reviewSentAt !== null ? { hash: draft.reviewHash, sentBy: names.person(draft.reviewSentBy, row.agencyId), at: iso(draft.reviewSentAt) } : null,
      versions: await versionRows(tx, { protocolId: id }),
      handlers: ([['danger', world.danger], ['retentionReviewDue', world.retention]] as const).flatMap(([startsAt, handler]) => (handler ? [{ startsAt, key: handler.key, title: handler.title, version: handler.number }] : [])),
      mayDraw: hasRight(signed, 'draw', row.unitId),
      mayPublish: hasRight(signed, 'publish', row.unitId),
    };
  });
}

export async function load(tx: Tx, id: string, now: number) {
  const row = await tx.protocol.findUnique({ where: { id }, include: { draft: true } });
  const world = row === null ? undefined : await unitWorld(tx, row.unitId, now);
  if (row === null || row.draft === null || world === undefined) throw new ProblemError('not_found');
  return { row, draft: row.draft, world };
}

export async function saveDraft(doing: Doing, id: string, body: { readonly revision: number; readonly draft: Draft }): Promise<{ revision: number; savedAt: string; findings: Finding[] }> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const { row, draft, world } = await load(tx, id, now);
    needRight(signed, 'draw', row.unitId);
    if (draft.state === 'in_review') throw new ProblemError('in_review');
    if (body.draft.key !== row.key) throw new ProblemError('bad_request', { about: 'draft.key', detail: 'draft.key: the key of a protocol is never changed; make a new protocol instead.' });
    const revision = body.revision + 1;
    const saved = { draft: toJson(body.draft), savedBy: signed.person.id, savedAt: new Date(now) };
    // The check and the save are one statement, so two saves on one revision cannot both be taken.
    const changed = await tx.draft.updateMany({ where: { protocolId: id, revision: body.revision, state: 'draft' }, data: { ...saved, revision } });
    if (changed.count !== 1) throw await staleDraft(tx, id, body.draft);
    await tx.draftRevision.create({ data: { protocolId: id, revision, ...saved } });
    if (body.draft.title !== row.title) await tx.protocol.update({ where: { id }, data: { title: body.draft.title } });
    return { revision, savedAt: iso(saved.savedAt), findings: [...validate(body.draft, validationContextIn(world))] };
  });
}

const shownAtMost = 200;

async function staleDraft(tx: Tx, id: string, yours: Draft): Promise<ProblemError> {
  const newer = await tx.draft.findUniqueOrThrow({ where: { protocolId: id }, include: { protocol: true } });
  const names = await namesFor(tx, [newer.savedBy], [newer.protocol.agencyId]);
  const more: StaleDraft = {
    theirs: { revision: newer.revision, draft: newer.draft, savedBy: names.person(newer.savedBy, newer.protocol.agencyId), savedAt: iso(newer.savedAt) },
    difference: changedPaths(yours, newer.draft).slice(0, shownAtMost).map(({ path, before, after }) => ({ path, yours: before, theirs: after })),
  };
  return new ProblemError(newer.state === 'in_review' ? 'in_review' : 'stale_draft', { more: { ...more } });
}

// --- Review and publishing -------------------------------------------------------------------------------------------------

export function sendToReview(doing: Doing, id: string, revision: number) {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const { row, draft, world } = await load(tx, id, now);
    needRight(signed, 'draw', row.unitId);
    if (draft.state === 'in_review') throw new ProblemError('in_review');
    if (draft.revision !== revision) throw await staleDraft(tx, id, draftOf(draft.draft));
    const compiled = needCompiled(compile(draftOf(draft.draft), compileContextOf(world, await nextNumber(tx, id))));
    const changed = await tx.draft.updateMany({ where: { protocolId: id, revision, state: 'draft' }, data: { state: 'in_review', reviewHash: compiled.hash, reviewSentBy: signed.person.id, reviewSentAt: new Date(now) } });
    if (changed.count !== 1) throw await staleDraft(tx, id, draftOf(draft.draft));
    await audit(tx, { ...byline(doing), action: 'protocol.review', objectKind: 'protocol', objectId: id, outcome: 'taken', payload: { hash: compiled.hash, revision } });
    const names = await namesFor(tx, [signed.person.id], [signed.agencyId]);
    return { hash: compiled.hash, sentBy: names.person(signed.person.id, signed.agencyId), at: new Date(now).toISOString() };
  });
}

const back = { state: 'draft', reviewHash: null, reviewSentBy: null, reviewSentAt: null } as const;

export function takeBack(doing: Doing, id: string): Promise<void> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const { row } = await load(tx, id, doing.now);
    if (!hasRight(doing.signed, 'publish', row.unitId)) needRight(doing.signed, 'draw', row.unitId);
    const changed = await tx.draft.updateMany({ where: { protocolId: id, state: 'in_review' }, data: back });
    if (changed.count !== 1) throw new ProblemError('not_in_review');
    await audit(tx, { ...byline(doing), action: 'protocol.takeBack', objectKind: 'protocol', objectId: id, outcome: 'taken' });
  });
}

export async function publish(doing: Doing, id: string, body: { readonly hash: string; readonly note?: string | undefined; readonly rehearsals?: readonly Answer[] | undefined }): Promise<VersionRow> {
  const { db, signed, now } = doing;
  const done = await db.withActor(signed.actor, async (tx) => {
    const { row, draft, world } = await load(tx, id, now);
    needRight(signed, 'publish', row.unitId);
    if (draft.state !== 'in_review' || draft.reviewHash === null || draft.reviewSentBy === null) throw new ProblemError('not_in_review');
    if (draft.reviewSentBy === signed.person.id || draft.savedBy === signed.person.id) throw new ProblemError('same_person');
    const number = await nextNumber(tx, id);
    const compiled = compile(draftOf(draft.draft), compileContextOf(world, number));
    if (!compiled.ok || compiled.hash !== draft.reviewHash || compiled.hash !== body.hash) {
      // What was reviewed is not what would be published: it goes back, and that is kept although the act is refused.
      if (!compiled.ok || compiled.hash !== draft.reviewHash) await tx.draft.updateMany({ where: { protocolId: id, state: 'in_review' }, data: back });
      await audit(tx, { ...byline(doing), action: 'protocol.publish', objectKind: 'protocol', objectId: id, outcome: 'refused', code: 'changed_since' });
      return { versionId: undefined, findings: compiled.findings };
    }
    const broken = await brokenOn(tx, { protocolId: id, draft: draftOf(draft.draft), world, number });
    const unanswered = broken.filter((one) => !body.rehearsals?.some((answer) => answer.id === one.id));
    if (unanswered.length > 0) throw new ProblemError('rehearsal_broken', { findings: unanswered.map((one) => one.finding) });
    const changed = await tx.draft.updateMany({ where: { protocolId: id, state: 'in_review', reviewHash: compiled.hash }, data: back });
    if (changed.count !== 1) throw new ProblemError('not_in_review');
    const version = await tx.version.create({
      data: {
        protocolId: id, unitId: row.unitId, agencyId: row.agencyId, number, key: row.key, title: compiled.plan.title, startsAt: compiled.plan.startsAt ?? null, semantics: compiled.plan.semantics,
        hash: compiled.hash, planHash: compiled.bundle.root, plan: toJson(compiled.plan), bundle: toJson(compiled.bundle), draft: toJson(draftOf(draft.draft)), note: body.note ?? null,
        sentBy: draft.reviewSentBy, publishedBy: signed.person.id, publishedAt: new Date(now),
      },
      select: { id: true },
    });
    await audit(tx, { ...byline(doing), action: 'protocol.publish', objectKind: 'version', objectId: version.id, outcome: 'taken', payload: { hash: compiled.hash, number } });
    await keepAnswers(doing, tx, { versionId: version.id, broken, answers: body.rehearsals ?? [] });
    return { versionId: version.id, findings: compiled.findings };
  });
  if (done.versionId === undefined) throw new ProblemError('changed_since', { findings: done.findings });
  const [published] = await db.withActor(signed.actor, (tx) => versionRows(tx, { id: done.versionId }));
  if (published === undefined) throw new ProblemError('not_found');
  return published;
}

function needCompiled(compiled: Compiled): Extract<Compiled, { ok: true }> {
  if (!compiled.ok) throw new ProblemError('has_errors', { findings: compiled.findings });
  return compiled;
}

export async function nextNumber(tx: Tx, protocolId: string): Promise<number> {
  const newest = await tx.version.aggregate({ where: { protocolId }, _max: { number: true } });
  return (newest._max.number ?? 0) + 1;
}

// --- Versions --------------------------------------------------------------------------------------------------------------

async function versionRows(tx: Tx, where: { readonly id?: string; readonly protocolId?: string }): Promise<VersionRow[]> {
  const rows = await tx.version.findMany({ where, orderBy: { number: 'desc' }, include: { retirement: true } });
  const names = await namesFor(tx, rows.flatMap((row) => [row.sentBy, row.publishedBy, row.retirement?.retiredBy ?? null]), rows.map((row) => row.agencyId));
  const open = await openCases(tx);
  return rows.map((row) => ({
    id: row.id, protocolId: row.protocolId, key: row.key, title: row.title, number: row.number, hash: row.hash, note: row.note, startsAt: row.startsAt,
    sentBy: names.person(row.sentBy, row.agencyId), publishedBy: names.person(row.publishedBy, row.agencyId), publishedAt: iso(row.publishedAt),
    retired: row.retirement ? { by: names.person(row.retirement.retiredBy, row.agencyId), at: iso(row.retirement.retiredAt), reason: row.retirement.reason } : null,
    openCases: open.get(row.planHash) ?? 0,
  }));
}

export function version({ db, signed }: Doing, id: string): Promise<VersionView> {
  return db.withActor(signed.actor, async (tx) => {
    const [row] = await versionRows(tx, { id });
    const content = await tx.version.findUnique({ where: { id }, select: { unitId: true, agencyId: true, draft: true, plan: true } });
    if (row === undefined || content === null) throw new ProblemError('not_found');
    return { ...row, unitId: content.unitId, draft: draftOf(content.draft), plan: content.plan as unknown as VersionView['plan'], rehearsals: await answersOf(tx, id, content.agencyId) };
  });
}

export function retire(doing: Doing, id: string, reason: string): Promise<void> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const row = await tx.version.findUnique({ where: { id }, include: { retirement: true } });
    if (row === null) throw new ProblemError('not_found');
    needRight(signed, 'publish', row.unitId);
    if (row.retirement !== null) throw new ProblemError('retired');
    await tx.retirement.create({ data: { versionId: id, retiredBy: signed.person.id, retiredAt: new Date(now), reason } });
    await audit(tx, { ...byline(doing), action: 'version.retire', objectKind: 'version', objectId: id, outcome: 'taken' });
  });
}
