// The record of a person of concern as it lies in the database: encrypted under the person's own key, found by fingerprints, with an
// append-only history. A record that has become one with another keeps its own row: what is shown of the two is put together here.
import type { Subject } from '../../prisma/generated/client.ts';
import type { Tx } from '../../prisma/connect.ts';
import { subjectRecordSchema, type SubjectRecord } from '../contract-subjects.ts';
import type { Signed } from '../signed.ts';
import { recordTokens } from '../subjects/name-keys.ts';
import type { Content } from './content.ts';

export interface Looking {
  readonly tx: Tx;
  readonly content: Content;
  readonly signed: Signed;
  readonly now: number;
}
export interface Known {
  readonly row: Subject;
  readonly record: SubjectRecord;
}

export async function opened(content: Content, row: Subject): Promise<Known> {
  return { row, record: subjectRecordSchema.parse(await content.unseal(row.id, 'record', row.envelope)) };
}

/** Of these the ones the reader may see, whatever is forgotten left out. */
export async function knownSubjects({ tx, content }: Looking, ids: readonly string[]): Promise<Map<string, Known>> {
  const rows = await tx.subject.findMany({ where: { id: { in: [...new Set(ids)] }, forgottenAt: null } });
  const known: Known[] = [];
  for (const row of rows) known.push(await opened(content, row));
  return new Map(known.map((one) => [one.row.id, one]));
}

/** The record that each of these is part of now: itself, unless it has become one with another. */
export async function rootsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  const rows = await tx.$queryRaw<{ readonly id: string; readonly root: string }[]>`
    with recursive up as (
      select id, id as at, merged_into from subject where id = any(${wanted}::uuid[])
      union all select up.id, s.id, s.merged_into from up join subject s on s.id = up.merged_into
    ) select id, at as root from up where merged_into is null`;
  return new Map(rows.map(({ id, root }) => [id, root]));
}

/** A record and all that have become one with it. */
export async function familyOf(tx: Tx, root: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ readonly id: string }[]>`
    with recursive down as (select id from subject where id = ${root}::uuid union all select s.id from subject s join down on s.merged_into = down.id) select id from down`;
  return rows.map(({ id }) => id);
}

export type EntryKind = 'recorded' | 'changed' | 'linked' | 'unlinked' | 'declined' | 'mergeAsked' | 'merged' | 'splitAsked' | 'split' | 'dropped';
export interface NewEntry {
  readonly subjectId: string;
  readonly kind: EntryKind;
  readonly caseId?: string;
  readonly otherId?: string;
  /** A reason, or the record as it was. */
  readonly text?: unknown;
}

/** Two at once would take the same number, and the second is told that something has changed meanwhile. */
export async function addEntry({ tx, content, signed, now }: Looking, { subjectId, kind, caseId, otherId, text }: NewEntry): Promise<void> {
  const last = await tx.subjectEntry.findFirst({ where: { subjectId }, orderBy: { number: 'desc' }, select: { number: true } });
  const number = (last?.number ?? 0) + 1;
  await tx.subjectEntry.createMany({
    data: [{
      subjectId, number, at: new Date(now), kind, personId: signed.person.id, agencyId: signed.agencyId, caseId: caseId ?? null, otherId: otherId ?? null,
      envelope: text === undefined ? null : await content.seal(subjectId, `entry ${number}`, text),
    }],
  });
}

export async function keepTokens({ tx, content }: Looking, { id, unitId }: { readonly id: string; readonly unitId: string }, record: SubjectRecord): Promise<void> {
  await tx.subjectToken.deleteMany({ where: { subjectId: id } });
  await tx.subjectToken.createMany({ data: recordTokens(record).map((token) => ({ subjectId: id, token: content.blind(unitId, token) })) });
}

/** Persons of a unit of whom one of these is true; in the order they were recorded, so that the bound is the same each time. */
export async function foundBy({ tx, content }: Looking, unitId: string, tokens: readonly string[]): Promise<string[]> {
  if (tokens.length === 0) return [];
  const rows = await tx.subject.findMany({
    where: { unitId, forgottenAt: null, tokens: { some: { token: { in: tokens.map((token) => content.blind(unitId, token)) } } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: candidatesAtMost, select: { id: true },
  });
  return rows.map((row) => row.id);
}
const candidatesAtMost = 300;

/** How many cases know a person, of those the reader may see. */
export async function casesCounted(tx: Tx, families: ReadonlyMap<string, readonly string[]>): Promise<Map<string, number>> {
  const links = await tx.caseSubject.findMany({ where: { subjectId: { in: [...families.values()].flat() } }, select: { caseId: true, subjectId: true } });
  return new Map([...families].map(([root, ids]) => [root, new Set(links.filter((link) => ids.includes(link.subjectId)).map((link) => link.caseId)).size]));
}

export async function familiesOf(tx: Tx, roots: readonly string[]): Promise<Map<string, readonly string[]>> {
  const families = new Map<string, readonly string[]>();
  for (const root of new Set(roots)) families.set(root, await familyOf(tx, root));
  return families;
}

/** What is shown of records that are one: the first, with every other name and every restriction of all of them. */
export function asOne(first: SubjectRecord, others: readonly SubjectRecord[]): SubjectRecord {
  const names = [...first.aliases, ...others.flatMap((one) => [one.name, ...one.aliases])];
  const restrictions = [...first.restrictions, ...others.flatMap((one) => one.restrictions)];
  return {
    ...first,
    aliases: names.filter((name, index) => name !== first.name && names.indexOf(name) === index),
    birthDate: first.birthDate ?? others.find((one) => one.birthDate !== null)?.birthDate ?? null,
    restrictions: restrictions.filter((one, index) => restrictions.findIndex((other) => other.kind === one.kind && other.note === one.note) === index),
  };
}

/** Of each of these what is shown in a list. */
export async function shownAsOne(looking: Looking, roots: readonly string[]): Promise<{ readonly known: ReadonlyMap<string, Known>; readonly counts: ReadonlyMap<string, number> }> {
  const families = await familiesOf(looking.tx, roots);
  const all = await knownSubjects(looking, [...families.values()].flat());
  const known = [...families].flatMap(([root, ids]) => {
    const first = all.get(root);
    return first === undefined ? [] : [[root, { row: first.row, record: asOne(first.record, ids.flatMap((id) => (id === root ? [] : (all.get(id)?.record ?? [])))) }] as const];
  });
  return { known: new Map(known), counts: await casesCounted(looking.tx, families) };
}
