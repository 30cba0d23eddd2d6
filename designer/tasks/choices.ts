// Whom a field of type person or agency may name: people who can be given work in the case, and their agencies.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { candidateSchema } from '../../server/contract-cases.ts';
import type { Session } from '../../server/contract.ts';
import { casesQuery } from '../queries.ts';
import type { Choice, Choices } from './FieldInput.tsx';

export type Candidate = z.infer<typeof candidateSchema>;

export function choicesOf(candidates: readonly Candidate[], session: Pick<Session, 'agencies'>, cases: readonly Choice[] = []): Choices {
  const people = new Map(candidates.map(({ person }) => [person.id, { value: person.id, label: `${person.name}, ${person.agency.name}` }]));
  const agencies = new Map([...session.agencies, ...candidates.map(({ person }) => person.agency)].map((agency) => [agency.id, { value: agency.id, label: agency.name }]));
  return { person: [...people.values()], agency: [...agencies.values()], case: cases };
}

/** Cases a field may refer to, asked for only where a form has such a field. */
export function useCaseChoices(isWanted: boolean): readonly Choice[] {
  const cases = useQuery({ ...casesQuery({ status: 'all' }), enabled: isWanted });
  return (cases.data?.items ?? []).map((row) => ({ value: row.id, label: `${row.reference ?? ''} ${row.title}`.trim() }));
}
