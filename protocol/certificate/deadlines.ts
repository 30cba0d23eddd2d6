// Each limit of a case: how it was counted, every change of it, what it has done, and what became of it by the day of the
// certificate. The counting is that of the ledger, which derives every instant again.
import { deadlineLedger, type LedgerLine } from '../deadline-ledger.ts';
import type { CertifiedRecord } from './statement.ts';
import { isWaiting, saidOf, type StepStory, type Story } from './story.ts';

/** `derived`: the same instant counted again; null where what it was counted from is not in the record. */
export type CertifiedLine = Omit<LedgerLine, 'derived'> & { readonly derived: number | null };
export interface CertifiedDeadline {
  readonly step: string;
  readonly run: string;
  readonly protocol: string;
  readonly node: string;
  readonly lines: readonly CertifiedLine[];
  readonly due: number;
  /** Of `due`, what was given beyond the counting, in ms. */
  readonly extendedBy: number;
  readonly statutory: boolean;
  /** What it rests on, as drawn. */
  readonly basis: string | null;
  /**
   * kept: what it limits was done by then. ranOut: not by then. running: it is due later. standing: its clock stands. dropped:
   * what it limits fell away before.
   */
  readonly outcome: 'kept' | 'ranOut' | 'running' | 'standing' | 'dropped';
  readonly fired: readonly { readonly what: 'warned' | 'passed' | 'escalated'; readonly transition: number; readonly at: number; readonly due: number; readonly handledAt: number }[];
}

/** A wait is no limit: its end is what it waits for. */
export function deadlinesIn({ journal, plans, asOf }: CertifiedRecord, { steps }: Story): readonly CertifiedDeadline[] {
  return deadlineLedger(journal, plans).flatMap((deadline): CertifiedDeadline[] => {
    const story = steps.get(deadline.step);
    const last = deadline.lines.at(-1);
    if (!story || !last || isWaiting(story.row.kind)) return [];
    const { step, run, protocol, node } = deadline;
    const lines = deadline.lines.map((line) => ({ ...line, derived: Number.isFinite(line.derived) ? line.derived : null }));
    return [{ step, run, protocol, node, lines, due: last.due, extendedBy: story.row.extendedBy, ...drawnOn(story), outcome: outcomeOf(story, last.due, asOf), fired: firedBy(story) }];
  });
}

function outcomeOf({ row, ended }: StepStory, due: number, asOf: number): CertifiedDeadline['outcome'] {
  if (row.breachedAt !== null) return 'ranOut';
  if (ended !== null) return row.state === 'done' ? 'kept' : 'dropped';
  if (row.dueAt === null) return row.stoppedUntil === null ? 'dropped' : 'standing';
  // What is due and not handled yet has run out all the same.
  return due < asOf ? 'ranOut' : 'running';
}

function drawnOn({ node }: StepStory): Pick<CertifiedDeadline, 'statutory' | 'basis'> {
  const limit = node !== undefined && 'limit' in node && node.limit?.kind === 'due' ? node.limit : undefined;
  return { statutory: limit?.statutory === true, basis: limit?.basis ?? null };
}

function firedBy(story: StepStory): CertifiedDeadline['fired'] {
  const fired = [
    ...saidOf(story, 'deadlineWarned').map((said) => ({ what: 'warned' as const, said })),
    ...saidOf(story, 'deadlinePassed').map((said) => ({ what: 'passed' as const, said })),
    ...saidOf(story, 'escalated').map((said) => ({ what: 'escalated' as const, said })),
  ];
  return fired
    .map(({ what, said: { entry, transition } }) => ({ what, transition: transition.number, at: transition.at, due: entry.due, handledAt: entry.handledAt }))
    .sort((a, b) => a.transition - b.transition);
}
