// Names for ids, read once per answer. Whom the reader may not see stays without a name: the agency alone is told.
import type { Tx } from '../../prisma/connect.ts';
import type { AgencyRef, PersonRef } from '../contract.ts';

export interface Names {
  person(personId: string, agencyId: string): PersonRef;
  maybePerson(personId: string | null, agencyId: string | null): PersonRef | null;
  agency(agencyId: string): AgencyRef;
}

const nobody = '00000000-0000-0000-0000-000000000000';

export async function namesFor(tx: Tx, personIds: Iterable<string | null>, agencyIds: Iterable<string | null> = []): Promise<Names> {
  const wanted = [...new Set(personIds)].filter((id): id is string => id !== null);
  const people = wanted.length === 0 ? [] : await tx.person.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true, agencyId: true } });
  const named = new Map(people.map((row) => [row.id, row]));
  const wantedAgencies = [...new Set([...agencyIds, ...people.map((row) => row.agencyId)])].filter((id): id is string => id !== null);
  const rows = await tx.agency.findMany({ where: { id: { in: wantedAgencies } }, select: { id: true, name: true } });
  const agencies = new Map(rows.map((row) => [row.id, row.name]));
  const agency = (id: string): AgencyRef => ({ id, name: agencies.get(id) ?? 'another agency' });
  const person = (id: string, agencyId: string): PersonRef => {
    const known = named.get(id);
    return { id, name: id === nobody ? 'Handrail' : (known?.name ?? 'somebody of another agency'), agency: agency(agencyId) };
  };
  return { agency, person, maybePerson: (id, agencyId) => (id === null ? null : person(id, agencyId ?? named.get(id)?.agencyId ?? nobody)) };
}
