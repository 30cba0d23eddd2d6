// Which plan a run was on when: a run that has gone over to another version did what it did before on the one it was on then.
import type { Tx } from '../../prisma/connect.ts';
import type { Entry } from '../../protocol/entry.ts';

export interface Move {
  /** The transition by which it went over. */
  readonly number: number;
  readonly run: string;
  /** The plan it was on until then. */
  readonly from: string;
}

/** Oldest first. */
export async function movesOf(tx: Tx, caseId: string): Promise<readonly Move[]> {
  const rows = await tx.journal.findMany({ where: { caseId, kind: 'migrate' }, orderBy: { number: 'asc' }, select: { number: true, entries: true } });
  return rows.flatMap(({ number, entries }) => (entries as unknown as readonly Entry[]).flatMap((e) => (e.kind === 'runMigrated' ? [{ number, run: e.run, from: e.from.plan }] : [])));
}

/** After the transition of this number. */
export function planAt(moves: readonly Move[], run: { readonly id: string; readonly plan: string }, number: number): string {
  return moves.find((move) => move.run === run.id && move.number > number)?.from ?? run.plan;
}
