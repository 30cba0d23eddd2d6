// A person is named with the agency they acted for: who it was depends on both.
import type { PersonRef } from '../../server/contract.ts';

export function PersonName({ person, isYou = false }: { readonly person: PersonRef; readonly isYou?: boolean }) {
  return (
    <span>
      {isYou ? `${person.name} (you)` : person.name}, <span className="quiet">{person.agency.name}</span>
    </span>
  );
}

export const personWords = (person: PersonRef): string => `${person.name}, ${person.agency.name}`;
