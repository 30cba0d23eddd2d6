// Persons of concern, read: the list and the search of one's units, one person with cases, proposals and history, and who a case is
// about. Every search is audited with what it found, never with what was typed.
import type { Tx } from '../../prisma/connect.ts';
import type { CaseSubjects, Confidence, SubjectMerge, SubjectRow, SubjectView } from '../contract-subjects.ts';
import { ProblemError } from '../problems.ts';
import { hasRight } from '../signed.ts';
import { isClose } from '../subjects/alike.ts';
import { historySentence } from '../subjects/history-words.ts';
import { numberOf, partsOf, searchTokens } from '../subjects/name-keys.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import type { Names } from './names.ts';
import { likeSubjects, namesOfCase, personsForCase, reportsLike } from './subject-proposals.ts';
import { familyOf, foundBy, knownSubjects, rootsOf, shownAsOne, type Known, type Looking } from './subject-records.ts';

const shownAtMost = 100;

export async function subjects(looking: Looking, q: string | undefined): Promise<SubjectRow[]> {
  const { tx, signed } = looking;
  const found: string[] = [];
  const asked = await tx.subjectMerge.findMany({ where: { state: 'asked' }, orderBy: { askedAt: 'desc' }, take: shownAtMost, select: { keptId: true, otherId: true } });
  if (q === undefined || q === '') {
    const rows = await tx.subject.findMany({ where: { forgottenAt: null, mergedInto: null }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: shownAtMost, select: { id: true } });
    // What waits for a second person stands first, however old the record is.
    found.push(...asked.map((one) => one.keptId), ...rows.map((row) => row.id));
  } else for (const unit of signed.units) found.push(...(await foundBy(looking, unit.id, searchTokens(q))));
  const hits = [...(await knownSubjects(looking, found)).values()].filter((one) => q === undefined || q === '' || isSearched(q, one));
  const rootOf = await rootsOf(tx, hits.map((one) => one.row.id));
  const order = new Map(found.toReversed().map((id, index) => [id, found.length - index]));
  const sorted = hits.toSorted((a, b) => (order.get(a.row.id) ?? 0) - (order.get(b.row.id) ?? 0));
  const roots = [...new Set(sorted.map((one) => rootOf.get(one.row.id) ?? one.row.id))].slice(0, shownAtMost);
  const { known, counts } = await shownAsOne(looking, roots);
  const waiting = new Set(asked.flatMap((one) => [one.keptId, one.otherId]));
  if (q !== undefined && q !== '') await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: 'subject.search', outcome: 'taken', payload: { found: roots.length } });
  return roots.flatMap((root): SubjectRow[] => {
    const one = known.get(root);
    if (one === undefined) return [];
    const { name, aliases, birthDate, identity, restrictions } = one.record;
    return [{ id: root, unitId: one.row.unitId, unit: signed.units.find((unit) => unit.id === one.row.unitId)?.name ?? '', name, aliases, birthDate, identity, restrictions, cases: counts.get(root) ?? 0, waits: waiting.has(root) }];
  });
}

/** Everything typed must fit: each part of a name as written or as it sounds, a date, or a number. */
function isSearched(q: string, { record }: Known): boolean {
  const date = /\b\d{4}-\d{2}-\d{2}\b/.exec(q)?.[0];
  const names = [record.name, ...record.aliases].flatMap(partsOf);
  if (/\d/.test(q) && record.identifiers.some(({ value }) => numberOf(value) === numberOf(q))) return true;
  if (date !== undefined && record.birthDate !== date) return false;
  const typed = partsOf(q.replace(date ?? '', ' '));
  return (typed.length > 0 || date !== undefined) && typed.every((part) => names.some((name) => isClose(part, name)));
}

export async function subject(looking: Looking, id: string): Promise<SubjectView> {
  const { tx, content, signed } = looking;
  const own = (await knownSubjects(looking, [id])).get(id);
  const unit = signed.units.find((one) => one.id === own?.row.unitId);
  if (own === undefined || unit === undefined) throw new ProblemError('not_found');
  const family = own.row.mergedInto === null ? await familyOf(tx, id) : [id];
  const known = await knownSubjects(looking, [...family, ...(own.row.mergedInto === null ? [] : [own.row.mergedInto])]);
  const links = await tx.caseSubject.findMany({ where: { subjectId: { in: family } }, include: { case: true }, orderBy: { linkedAt: 'desc' } });
  // What was asked and done between two of them stands in both histories, and is told once.
  const entries = (await tx.subjectEntry.findMany({ where: { subjectId: { in: family } }, orderBy: [{ at: 'desc' }, { number: 'desc' }] })).filter((entry) => entry.subjectId === id || !family.includes(entry.otherId ?? ''));
  const others = await knownSubjects(looking, entries.flatMap((entry) => (entry.otherId === null ? [] : [entry.otherId])));
  const caseIds = [...new Set(entries.flatMap((entry) => (entry.caseId === null ? [] : [entry.caseId])))];
  const references = new Map((await tx.case.findMany({ where: { id: { in: caseIds } }, select: { id: true, reference: true } })).map((row) => [row.id, row.reference]));
  const names = await namesFor(tx, [own.row.createdBy, ...links.map((link) => link.linkedBy), ...entries.map((entry) => entry.personId)], [own.row.agencyId, ...links.map((link) => link.agencyId), ...entries.map((entry) => entry.agencyId)]);
  const history: SubjectView['history'] = [];
  for (const entry of entries) {
    const by = names.person(entry.personId, entry.agencyId);
    const sentence = historySentence({ kind: entry.kind, by: by.name, caseName: references.get(entry.caseId ?? '') ?? null, other: others.get(entry.otherId ?? '')?.record.name ?? null });
    const text = entry.envelope === null ? undefined : await content.unseal(entry.subjectId, `entry ${entry.number}`, entry.envelope);
    history.push({ number: entry.number, subjectId: entry.subjectId, at: entry.at.toISOString(), by, sentence, text: typeof text === 'string' ? text : null });
  }
  const into = own.row.mergedInto === null ? undefined : known.get(own.row.mergedInto);
  const { record, row } = own;
  const merged = family.filter((one) => one !== id).flatMap((one) => known.get(one) ?? []);
  return {
    id, unit: { id: unit.id, name: unit.name, zone: unit.zone }, revision: row.revision, record, recordedBy: names.person(row.createdBy, row.agencyId), recordedAt: row.createdAt.toISOString(),
    mergedInto: into === undefined ? null : { id: into.row.id, name: into.record.name },
    merged: merged.map((one) => ({ id: one.row.id, record: one.record, revision: one.row.revision })),
    cases: links.map((link) => ({
      caseId: link.caseId, reference: link.case.reference, title: link.case.title, status: link.case.status ?? 'report', unitId: link.case.unitId, openedAt: link.case.openedAt?.toISOString() ?? null,
      subjectId: link.subjectId, part: link.part as CaseSubjects['linked'][number]['part'], confidence: link.confidence as Confidence, linkedBy: names.person(link.linkedBy, link.agencyId), linkedAt: link.linkedAt.toISOString(),
    })),
    proposals: row.mergedInto === null ? await likeSubjects(looking, [own, ...merged]) : [],
    asked: await openMerges(looking, family),
    history,
  };
}

export async function openMerges(looking: Looking, ids: readonly string[]): Promise<SubjectMerge[]> {
  const { tx, content, signed } = looking;
  const rows = await tx.subjectMerge.findMany({ where: { state: 'asked', OR: [{ keptId: { in: [...ids] } }, { otherId: { in: [...ids] } }] }, orderBy: { askedAt: 'asc' } });
  const known = await knownSubjects(looking, rows.flatMap((row) => [row.keptId, row.otherId]));
  const names: Names = await namesFor(tx, rows.map((row) => row.askedBy), rows.map((row) => row.askedFor));
  const merges: SubjectMerge[] = [];
  for (const row of rows) {
    if (!known.has(row.keptId) || !known.has(row.otherId)) continue;
    const nameOf = (id: string) => ({ id, name: known.get(id)?.record.name ?? 'a record' });
    const reason = await content.unseal(row.keptId, `merge ${row.id}`, row.envelope);
    merges.push({
      id: row.id, kind: row.kind === 'split' ? 'split' : 'merge', kept: nameOf(row.keptId), other: nameOf(row.otherId), reason: String(reason), askedBy: names.person(row.askedBy, row.askedFor), askedAt: row.askedAt.toISOString(),
      mayCarryOut: row.askedBy !== signed.person.id && hasRight(signed, 'supervise', row.unitId),
    });
  }
  return merges;
}

/** Who a case is about, and who it may be about. Somebody outside the unit, to whom the case is shown, learns nothing here. */
export async function caseSubjects(looking: Looking, caseId: string): Promise<CaseSubjects> {
  const { tx, signed } = looking;
  const row = await tx.case.findUnique({ where: { id: caseId }, select: { unitId: true, openedAt: true, status: true } });
  if (row === null || row.openedAt === null || !signed.units.some((unit) => unit.id === row.unitId)) throw new ProblemError('not_found');
  const links = await tx.caseSubject.findMany({ where: { caseId }, orderBy: { linkedAt: 'asc' } });
  const rootOf = await rootsOf(tx, links.map((link) => link.subjectId));
  const roots = [...new Set(rootOf.values())];
  const { known, counts } = await shownAsOne(looking, roots);
  const words = row.status === 'purged' ? [] : await namesOfCase(looking, caseId);
  return {
    mayWrite: row.status !== 'purged',
    linked: links.flatMap((link) => {
      const one = known.get(rootOf.get(link.subjectId) ?? '');
      return one === undefined ? [] : [{ id: one.row.id, subjectId: link.subjectId, name: one.record.name, aliases: one.record.aliases, birthDate: one.record.birthDate, restrictions: one.record.restrictions, part: link.part as CaseSubjects['linked'][number]['part'], confidence: link.confidence as Confidence, otherCases: Math.max(0, (counts.get(one.row.id) ?? 1) - 1) }];
    }),
    persons: await personsForCase(looking, { caseId, unitId: row.unitId, words, linked: [...known.values()] }),
    reports: await reportsLike(looking, { caseId, unitId: row.unitId, words }),
  };
}

export async function subjectOfUnit(tx: Tx, { signed }: Pick<Looking, 'signed'>, id: string) {
  const row = await tx.subject.findUnique({ where: { id } });
  if (row === null || row.forgottenAt !== null || !signed.units.some((unit) => unit.id === row.unitId)) throw new ProblemError('not_found');
  return row;
}
