// A case as it was recorded at an instant: each row as the last transition until then left it. The journal keeps the rows of every
// transition, and the projection is those rows and nothing else, so what was shown then is what is told here.
import { newestRows } from '../../activities/project.ts';
import type { Tx } from '../../prisma/connect.ts';
import type { Case, Deadline, Handoff, Run, Step } from '../../prisma/generated/client.ts';
import type { Person } from '../../protocol/case-state.ts';
import type { Transition } from '../../protocol/entry.ts';
import type { HandoffRow, RunRow, StepRow } from '../../protocol/rows.ts';
import { ProblemError } from '../problems.ts';

export interface CaseAt {
  readonly row: Partial<Case>;
  readonly runs: readonly Run[];
  readonly steps: readonly Step[];
  readonly handoffs: readonly Handoff[];
  readonly deadlines: readonly Deadline[];
  readonly transition: number;
}

/** `at` and `now`: epoch ms. */
export async function caseAt(tx: Tx, caseId: string, { at, now }: { readonly at: number; readonly now: number }): Promise<CaseAt> {
  if (at > now) throw wrongInstant('is later than now; choose an instant that has passed');
  const journal = await tx.journal.findMany({ where: { caseId, at: { lte: new Date(at) } }, orderBy: { number: 'asc' }, select: { number: true, at: true, rows: true } });
  const newest = newestRows(journal.map((line) => ({ number: line.number, at: line.at.getTime(), rows: line.rows as unknown as Transition['rows'] })));
  const [row] = newest.case;
  if (row === undefined) throw wrongInstant('is before the case was opened; choose a later one');
  return {
    row: { ...row, openedAt: new Date(row.openedAt), nextDueAt: instant(row.nextDueAt), reviewAt: instant(row.reviewAt), closedAt: instant(row.closedAt), pausedUntil: instant(row.pausedUntil) },
    runs: newest.run.map((run) => runOf(caseId, run)),
    steps: newest.step.map((step) => stepOf(caseId, step)).toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime()),
    handoffs: newest.handoff.map((handoff) => handoffOf(caseId, handoff)),
    deadlines: newest.deadline.map((d) => ({ caseId, step: d.step, n: d.n, rule: d.rule, anchorAt: new Date(d.anchorAt), due: new Date(d.due), why: d.why, passedAt: instant(d.passedAt), calendar: d.calendar?.key ?? null, calendarVersion: d.calendar?.version ?? null })).toSorted((a, b) => a.n - b.n),
    transition: journal.at(-1)?.number ?? 0,
  };
}

// helpers

const wrongInstant = (message: string): ProblemError => new ProblemError('bad_request', { about: 'at', detail: `The instant ${message}.`, fields: [{ field: 'at', code: 'custom', message }] });
/** Rows written by an earlier engine may lack what was added since. */
const instant = (at: number | null | undefined): Date | null => (typeof at === 'number' ? new Date(at) : null);
const personId = (person: Person | null | undefined): string | null => person?.personId ?? null;
const agencyId = (person: Person | null | undefined): string | null => person?.agencyId ?? null;

const runOf = (caseId: string, run: RunRow): Run => ({ ...run, caseId, startedAt: new Date(run.startedAt) });

function stepOf(caseId: string, { closedBy, claimedBy, outside: _outside, ...step }: StepRow): Step {
  return {
    ...step, caseId, roles: [...step.roles], agencies: [...step.agencies], openedAt: new Date(step.openedAt), closedAt: instant(step.closedAt),
    closedByPersonId: personId(closedBy), closedByAgencyId: agencyId(closedBy), claimedByPersonId: personId(claimedBy), claimedByAgencyId: agencyId(claimedBy),
    dueAt: instant(step.dueAt), warnAt: instant(step.warnAt), breachedAt: instant(step.breachedAt), extendedBy: BigInt(step.extendedBy), stoppedUntil: instant(step.stoppedUntil),
  };
}

function handoffOf(caseId: string, { offeredBy, settledBy, ...handoff }: HandoffRow): Handoff {
  return {
    ...handoff, caseId, offeredAt: instant(handoff.offeredAt), offeredByPersonId: personId(offeredBy), offeredByAgencyId: agencyId(offeredBy),
    settledAt: instant(handoff.settledAt), settledByPersonId: personId(settledBy), settledByAgencyId: agencyId(settledBy), places: handoff.places ?? null, answered: [...(handoff.answered ?? [])],
  };
}
