// Whom several steps can be given to, and how many of them each person may do.
import type { Candidate } from '../tasks/choices.ts';

export interface Offered {
  readonly key: string;
  readonly candidate: Candidate;
  readonly of: number;
}

/** Who may do most of the steps first, then who has least to do. */
export function offeredOf(lists: readonly (readonly Candidate[])[]): readonly Offered[] {
  const found = new Map<string, { candidate: Candidate; of: number }>();
  for (const candidate of lists.flat()) {
    const key = `${candidate.person.id} ${candidate.person.agency.id}`;
    const known = found.get(key);
    if (known) known.of += 1;
    else found.set(key, { candidate, of: 1 });
  }
  return [...found].map(([key, { candidate, of }]) => ({ key, candidate, of })).sort((a, b) => b.of - a.of || a.candidate.openSteps - b.candidate.openSteps || (a.key < b.key ? -1 : 1));
}
