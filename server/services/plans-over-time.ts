// Which plan a run was on when, and what a step of then is called now: a run that has gone over to another version did what it
// did before on the one it was on then.
import type { Tx } from '../../prisma/connect.ts';
import type { Entry } from '../../protocol/entry.ts';
import type { Input } from '../../protocol/input.ts';
import type { Mapping } from '../../protocol/migrate/mapping.ts';

export interface Move {
  /** The transition by which it went over. */
  readonly number: number;
  readonly at: number;
  readonly run: string;
  /** The plan it was on until then. */
  readonly from: string;
  readonly mapping: Mapping;
}

/** Oldest first. */
export async function movesOf(tx: Tx, caseId: string): Promise<readonly Move[]> {
  const rows = await tx.journal.findMany({ where: { caseId, kind: 'migrate' }, orderBy: { number: 'asc' }, select: { number: true, at: true, input: true, entries: true } });
  return rows.flatMap(({ number, at, input, entries }) => {
    const act = input as unknown as Input;
    const mapping = act.kind === 'migrate' ? act.migration.mapping : {};
    return (entries as unknown as readonly Entry[]).flatMap((e) => (e.kind === 'runMigrated' ? [{ number, at: at.getTime(), run: e.run, from: e.from.plan, mapping }] : []));
  });
}

/** After the transition of this number. */
export function planAt(moves: readonly Move[], run: { readonly id: string; readonly plan: string }, number: number): string {
  return moves.find((move) => move.run === run.id && move.number > number)?.from ?? run.plan;
}

interface Closed {
  readonly run: string;
  readonly node: string;
  readonly closedAt: Date | null;
}

/** The plan on which a step was when it was closed; of an open one that of its run. */
export function planOfStep(moves: readonly Move[], run: { readonly id: string; readonly plan: string }, { closedAt }: Pick<Closed, 'closedAt'>): string {
  return (closedAt === null ? undefined : moves.find((move) => move.run === run.id && move.at >= closedAt.getTime()))?.from ?? run.plan;
}

/** The names by which a step that was closed is asked for now: that of what it became, and its own unless another bears it. */
export function namesNow(moves: readonly Move[], { run, node, closedAt }: Closed): readonly string[] {
  if (closedAt === null) return [node];
  return moves.filter((move) => move.run === run && move.at >= closedAt.getTime()).reduce<readonly string[]>((names, { mapping }) => names.flatMap((name) => {
    const to = Object.hasOwn(mapping, name) ? mapping[name] : undefined;
    return to === undefined || to === name ? [name] : Object.values(mapping).includes(name) ? [to] : [name, to];
  }), [node]);
}
