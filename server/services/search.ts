// Finds by the words that rows carry in the clear: numbers and titles of cases, titles of open work and of protocols, names of the
// people who are accountable or have something in hand. Every row is read under the rights of whoever searches, so nothing is found
// that they may not see. What people write in a case is encrypted under its key and is not searched.
import type { Tx } from '../../prisma/connect.ts';
import type { Found } from '../contract-search.ts';
import { lettersWithin } from './letters-within.ts';
import { namesFor } from './names.ts';

const atMost = 20;

export async function search(tx: Tx, q: string): Promise<Found> {
  const words = q.split(/\s+/).filter((word) => word !== '').slice(0, 8);
  const persons = (await tx.person.findMany({ where: { AND: words.map(named) }, select: { id: true }, take: 50 })).map((row) => row.id);
  return { cases: await foundCases(tx, words, persons), steps: await foundSteps(tx, words, persons), protocols: await foundProtocols(tx, words) };
}

// helpers

const titled = (word: string) => ({ title: lettersWithin(word) });
const named = (word: string) => ({ name: lettersWithin(word) });
const firstOf = <Row>(rows: readonly Row[]): { items: Row[]; more: boolean } => ({ items: rows.slice(0, atMost), more: rows.length > atMost });

async function foundCases(tx: Tx, words: readonly string[], persons: readonly string[]): Promise<Found['cases']> {
  const byName = { AND: words.map((word) => ({ OR: [titled(word), { reference: lettersWithin(word) }] })) };
  const rows = await tx.case.findMany({
    where: { openedAt: { not: null }, OR: [byName, { runs: { some: { AND: words.map(titled) } } }, { ownerPersonId: { in: [...persons] } }] },
    include: { unit: { select: { name: true } } }, orderBy: [{ imminent: 'desc' }, { openedAt: 'desc' }], take: 200,
  });
  const names = await namesFor(tx, rows.map((row) => row.ownerPersonId), rows.map((row) => row.ownerAgencyId));
  const fits = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word.toLowerCase()));
  const order = ['name', 'owner', 'protocol'] as const;
  const found = rows.map((row) => {
    const why = fits(`${row.reference ?? ''} ${row.title}`) ? ('name' as const) : persons.includes(row.ownerPersonId ?? '') ? ('owner' as const) : ('protocol' as const);
    return { caseId: row.id, reference: row.reference, title: row.title, status: row.status ?? 'report', unit: row.unit.name, why, owner: names.person(row.ownerPersonId ?? '', row.ownerAgencyId ?? row.agencyId).name };
  });
  return firstOf(found.toSorted((a, b) => order.indexOf(a.why) - order.indexOf(b.why)));
}

async function foundSteps(tx: Tx, words: readonly string[], persons: readonly string[]): Promise<Found['steps']> {
  const rows = await tx.inbox.findMany({ where: { OR: [{ AND: words.map(titled) }, { claimedByPersonId: { in: [...persons] } }] }, orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }], take: atMost + 1 });
  const names = await namesFor(tx, rows.map((row) => row.claimedByPersonId));
  const zones = new Map((await tx.unit.findMany({ where: { id: { in: rows.flatMap((row) => row.unitId ?? []) } }, select: { id: true, zone: true } })).map((unit) => [unit.id, unit.zone]));
  return firstOf(rows.map((row) => ({
    caseId: row.caseId, stepId: row.step, title: row.title, reference: row.caseReference, caseTitle: row.caseTitle, dueAt: row.dueAt?.toISOString() ?? null, zone: zones.get(row.unitId ?? '') ?? 'UTC',
    claimedBy: names.maybePerson(row.claimedByPersonId, row.claimedByAgencyId)?.name ?? null,
  })));
}

async function foundProtocols(tx: Tx, words: readonly string[]): Promise<Found['protocols']> {
  const rows = await tx.protocol.findMany({ where: { AND: words.map(titled) }, include: { unit: { select: { name: true } } }, orderBy: { title: 'asc' }, take: atMost + 1 });
  return firstOf(rows.map((row) => ({ protocolId: row.id, title: row.title, unit: row.unit.name })));
}
