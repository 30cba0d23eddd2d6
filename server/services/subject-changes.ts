// What people do to records of persons of concern: record one in a case, link, correct, take off, decline a proposal, and make one
// record of two or two of one, which takes a second person. A person is recorded in a case and never by themselves, so that nobody
// is on file for whom no case is.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { askMergeSchema, declineSubjectSchema, linkSubjectSchema, SubjectRecord } from '../contract-subjects.ts';
import { ProblemError } from '../problems.ts';
import { needRight } from '../signed.ts';
import { audit } from './audit.ts';
import { addEntry, familyOf, keepTokens, opened, rootsOf, type EntryKind, type Looking } from './subject-records.ts';
import { subjectOfUnit } from './subjects.ts';

const did = ({ signed }: Looking, action: string, id: string, caseId?: string) =>
  ({ personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action, objectKind: 'subject', objectId: id, outcome: 'taken', ...(caseId !== undefined && { payload: { caseId } }) }) as const;

export async function linkSubject(looking: Looking, caseId: string, body: z.output<typeof linkSubjectSchema>): Promise<{ id: string }> {
  const { tx, content, signed, now } = looking;
  const unitId = await unitOfCase(looking, caseId);
  let id: string;
  if (body.subject.kind === 'new') {
    id = randomUUID();
    await tx.subject.createMany({ data: [{ id, unitId, agencyId: signed.agencyId, createdBy: signed.person.id, createdAt: new Date(now), envelope: await content.seal(id, 'record', body.subject.record) }] });
    await keepTokens(looking, { id, unitId }, body.subject.record);
  } else {
    const row = await subjectOfUnit(tx, looking, body.subject.id);
    if (row.unitId !== unitId) throw new ProblemError('not_found');
    id = (await rootsOf(tx, [row.id])).get(row.id) ?? row.id;
    const before = await tx.caseSubject.findFirst({ where: { caseId, subjectId: { in: await familyOf(tx, id) }, part: body.part }, select: { subjectId: true } });
    if (before !== null) throw new ProblemError('conflict', { detail: 'The person is linked to this case already. Load it again.' });
  }
  await tx.caseSubject.createMany({ data: [{ caseId, subjectId: id, part: body.part, confidence: body.confidence, linkedBy: signed.person.id, agencyId: signed.agencyId, linkedAt: new Date(now) }] });
  const kind = body.subject.kind === 'new' ? 'recorded' : 'linked';
  await addEntry(looking, { subjectId: id, kind, caseId });
  await audit(tx, did(looking, kind === 'recorded' ? 'subject.record' : 'subject.link', id, caseId));
  return { id };
}

export async function unlinkSubject(looking: Looking, { caseId, subjectId }: { readonly caseId: string; readonly subjectId: string }, reason: string): Promise<void> {
  const { tx } = looking;
  await unitOfCase(looking, caseId);
  const linked = await tx.caseSubject.findMany({ where: { caseId, subjectId } });
  if (linked.length === 0) throw new ProblemError('not_found');
  const root = (await rootsOf(tx, [subjectId])).get(subjectId) ?? subjectId;
  const elsewhere = await tx.caseSubject.count({ where: { subjectId: { in: await familyOf(tx, root) }, caseId: { not: caseId } } });
  if (elsewhere === 0) throw new ProblemError('conflict', { detail: 'This is the only case that knows the person, and nobody is on file without a case. Correct the record instead, or link it to the right case first.' });
  await tx.caseSubject.deleteMany({ where: { caseId, subjectId } });
  await addEntry(looking, { subjectId, kind: 'unlinked', caseId, text: reason });
  await audit(tx, did(looking, 'subject.unlink', subjectId, caseId));
}

export async function changeSubject(looking: Looking, id: string, { revision, record }: { readonly revision: number; readonly record: SubjectRecord }): Promise<{ revision: number }> {
  const { tx, content } = looking;
  const row = await subjectOfUnit(tx, looking, id);
  if (row.mergedInto !== null) throw new ProblemError('conflict', { detail: 'This record has become one with another. Change that one, or part them first.' });
  if (row.revision !== revision) throw new ProblemError('conflict');
  const before = await opened(content, row);
  const changed = await tx.subject.updateMany({ where: { id, revision }, data: { revision: revision + 1, envelope: await content.seal(id, 'record', record) } });
  if (changed.count !== 1) throw new ProblemError('conflict');
  await keepTokens(looking, row, record);
  await addEntry(looking, { subjectId: id, kind: 'changed', text: { before: before.record } });
  await audit(tx, did(looking, 'subject.change', id));
  return { revision: revision + 1 };
}

/** Not the same person. It stays on record who said so and why, and is not proposed again. */
export async function declineSubject(looking: Looking, id: string, { than, reason }: z.output<typeof declineSubjectSchema>): Promise<void> {
  const { tx } = looking;
  const row = await subjectOfUnit(tx, looking, id);
  if (than.kind === 'case') {
    if ((await unitOfCase(looking, than.id)) !== row.unitId) throw new ProblemError('not_found');
  } else if (than.id === id || (await subjectOfUnit(tx, looking, than.id)).unitId !== row.unitId) throw new ProblemError('not_found');
  await addEntry(looking, { subjectId: id, kind: 'declined', ...(than.kind === 'case' ? { caseId: than.id } : { otherId: than.id }), text: reason });
  await audit(tx, did(looking, 'subject.decline', id, than.kind === 'case' ? than.id : undefined));
}

// --- Two records become one, and part again ------------------------------------------------------------------------------------

export async function askMerge(looking: Looking, id: string, { kind, otherId, reason }: z.output<typeof askMergeSchema>): Promise<{ id: string }> {
  const { tx, content, signed, now } = looking;
  const [kept, other] = [await subjectOfUnit(tx, looking, id), await subjectOfUnit(tx, looking, otherId)];
  if (kept.id === other.id || kept.unitId !== other.unitId) throw new ProblemError('not_found');
  const fits = kind === 'merge' ? kept.mergedInto === null && other.mergedInto === null : other.mergedInto === kept.id;
  const isAsked = (await tx.subjectMerge.count({ where: { state: 'asked', OR: [{ otherId: other.id }, { otherId: kept.id, keptId: other.id }] } })) > 0;
  if (!fits || isAsked) throw new ProblemError('conflict');
  const mergeId = randomUUID();
  await tx.subjectMerge.createMany({ data: [{ id: mergeId, unitId: kept.unitId, kind, keptId: kept.id, otherId: other.id, askedBy: signed.person.id, askedFor: signed.agencyId, askedAt: new Date(now), envelope: await content.seal(kept.id, `merge ${mergeId}`, reason) }] });
  await onBoth(looking, { keptId: kept.id, otherId: other.id }, kind === 'merge' ? 'mergeAsked' : 'splitAsked', reason);
  await audit(tx, did(looking, `subject.${kind}.ask`, other.id));
  return { id: mergeId };
}

export async function carryOutMerge(looking: Looking, mergeId: string): Promise<void> {
  const { tx, content, signed, now } = looking;
  const row = await openMerge(looking, mergeId);
  needRight(signed, 'supervise', row.unitId);
  if (row.askedBy === signed.person.id) throw new ProblemError('same_person', { detail: 'Who asked for it cannot carry it out. Ask a second person with the right "supervise".' });
  const [kept, other] = [await subjectOfUnit(tx, looking, row.keptId), await subjectOfUnit(tx, looking, row.otherId)];
  const fits = row.kind === 'merge' ? kept.mergedInto === null && other.mergedInto === null : other.mergedInto === kept.id;
  if (!fits) throw new ProblemError('conflict');
  await tx.subjectMerge.updateMany({ where: { id: mergeId, state: 'asked' }, data: { state: 'done', decidedBy: signed.person.id, decidedFor: signed.agencyId, decidedAt: new Date(now) } });
  await onBoth(looking, row, row.kind === 'merge' ? 'merged' : 'split', String(await content.unseal(row.keptId, `merge ${row.id}`, row.envelope)));
  await audit(tx, did(looking, `subject.${row.kind}`, row.otherId));
}

/** By whoever asked, or by who would have to carry it out. */
export async function dropMerge(looking: Looking, mergeId: string, reason: string): Promise<void> {
  const { tx, signed, now } = looking;
  const row = await openMerge(looking, mergeId);
  if (row.askedBy !== signed.person.id) needRight(signed, 'supervise', row.unitId);
  await tx.subjectMerge.updateMany({ where: { id: mergeId, state: 'asked' }, data: { state: 'dropped', decidedBy: signed.person.id, decidedFor: signed.agencyId, decidedAt: new Date(now) } });
  await onBoth(looking, row, 'dropped', reason);
  await audit(tx, did(looking, `subject.${row.kind}.drop`, row.otherId));
}

async function openMerge({ tx }: Looking, id: string) {
  const row = await tx.subjectMerge.findUnique({ where: { id } });
  if (row === null) throw new ProblemError('not_found');
  if (row.state !== 'asked') throw new ProblemError('conflict');
  return row;
}

async function onBoth(looking: Looking, { keptId, otherId }: { readonly keptId: string; readonly otherId: string }, kind: EntryKind, reason: string): Promise<void> {
  await addEntry(looking, { subjectId: keptId, kind, otherId, text: reason });
  await addEntry(looking, { subjectId: otherId, kind, otherId: keptId, text: reason });
}

/** The unit of a case that somebody of it may write to. */
async function unitOfCase({ tx, signed }: Looking, caseId: string): Promise<string> {
  const row = await tx.case.findUnique({ where: { id: caseId }, select: { unitId: true, openedAt: true, status: true } });
  if (row === null || row.openedAt === null || row.status === 'purged' || !signed.units.some((unit) => unit.id === row.unitId)) throw new ProblemError('not_found');
  return row.unitId;
}
