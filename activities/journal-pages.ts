// Reads the journal of a case in order, a page at a time, as transitions with the hashes they were stored under. What is
// stored was ours when it was written; whether it still is, the verifier says by the hashes.
import type { Input } from '../protocol/input.ts';
import type { Transition } from '../protocol/entry.ts';
import type { Tx } from '../prisma/connect.ts';
import type { Link } from './chain.ts';

export interface JournalRow {
  readonly transition: Transition;
  readonly link: Link;
  /** The columns beside the input, for looking rows up, say what the input says. */
  readonly isFiledRight: boolean;
}

export interface Filing {
  readonly inputId: string;
  readonly kind: string;
  readonly personId: string | null;
  readonly agencyId: string | null;
}

/** Under what an input is looked up; of nobody, if time did it. */
export function filingOf(input: Input): Filing {
  const actor = input.kind === 'deadline' ? null : input.actor;
  return { inputId: input.id, kind: input.kind, personId: actor?.personId ?? null, agencyId: actor?.agencyId ?? null };
}

const pageSize = 100;

export async function* journalPages(tx: Tx, caseId: string): AsyncGenerator<readonly JournalRow[]> {
  for (let after = 0; ; ) {
    const rows = await tx.journal.findMany({ where: { caseId, number: { gt: after } }, orderBy: { number: 'asc' }, take: pageSize });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ number, at, input, entries, rows: changes, rowsHash, contentHash, prevHash, hash, inputId, kind, personId, agencyId }) => {
      const transition: Transition = JSON.parse(JSON.stringify({ number, at: at.getTime(), input, entries, rows: changes }));
      const filing = filingOf(transition.input);
      const isFiledRight = filing.inputId === inputId && filing.kind === kind && filing.personId === personId && filing.agencyId === agencyId;
      return { transition, link: { rowsHash, contentHash, prevHash, hash }, isFiledRight };
    });
    after = last.number;
  }
}
