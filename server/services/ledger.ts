// The deadlines of a case with why each is due when it is, derived again from its journal and the plans it ran on.
import { namesOf } from '../../protocol/condition-words.ts';
import { deadlineLedger } from '../../protocol/deadline-ledger.ts';
import type { LedgerDeadline, LedgerLine } from '../../protocol/deadline-ledger.ts';
import type { Entry, Transition } from '../../protocol/entry.ts';
import type { Input } from '../../protocol/input.ts';
import type { Plan } from '../../protocol/plan.ts';
import { localText } from '../../protocol/time.ts';
import type { LedgerDeadlineView } from '../contract-clocks.ts';
import { lineWords } from '../../protocol/ledger-words.ts';
import type { LedgerTelling } from '../../protocol/ledger-words.ts';
import { ProblemError } from '../problems.ts';
import { zoneOffsets } from '../zone-offsets.ts';
import { namesFor } from './names.ts';
import { movesOf } from './plans-over-time.ts';
import { plansByHash } from './plans.ts';
import type { Viewing } from './step-view.ts';

export async function ledger({ tx, content }: Viewing, caseId: string): Promise<LedgerDeadlineView[]> {
  const row = await tx.case.findUnique({ where: { id: caseId }, include: { runs: true, unit: { select: { zone: true } } } });
  if (row === null || row.openedAt === null) throw new ProblemError('not_found');
  const journal = (await tx.journal.findMany({ where: { caseId }, orderBy: { number: 'asc' }, select: { number: true, at: true, input: true, entries: true } })).map(
    (line): Transition => ({ number: line.number, at: line.at.getTime(), input: line.input as unknown as Input, entries: line.entries as unknown as readonly Entry[], rows: [] }),
  );
  const published = await plansByHash(tx, [...row.runs.map((run) => run.plan), ...(await movesOf(tx, caseId)).map((move) => move.from)]);
  const plans = Object.fromEntries([...published].map(([hash, { plan }]) => [hash, plan]));
  const deadlines = deadlineLedger(journal, plans);
  const lines = deadlines.flatMap((deadline) => deadline.lines);
  const titles = new Map((await tx.step.findMany({ where: { caseId }, select: { id: true, title: true } })).map((step) => [step.id, step.title]));
  const names = await namesFor(tx, lines.map((line) => line.by?.personId ?? null), [row.agencyId, ...lines.map((line) => line.by?.agencyId ?? null)]);
  const reasons = await content.read(tx, caseId, [...new Set(lines.flatMap((line) => [line.reasonId, line.stop?.reasonId].filter((id) => id !== undefined)))]);
  const first = Object.values(plans)[0];
  const offsets = first?.unit.offsets ?? zoneOffsets(row.unit.zone, row.createdAt.getTime());
  const plan = (deadline: LedgerDeadline): Plan | undefined => plans[row.runs.find((run) => run.id === deadline.run)?.plan ?? ''] ?? first;

  return deadlines.flatMap((deadline): LedgerDeadlineView[] => {
    const drawn = plan(deadline);
    const last = deadline.lines.at(-1);
    if (drawn === undefined || last === undefined) return [];
    const tell: LedgerTelling = { names: namesOf(drawn), time: (at) => localText(at, offsets), calendar: (key) => drawn.calendars?.[key]?.title ?? key };
    const view = (line: LedgerLine, i: number) => {
      const reason = reasons.get(line.reasonId ?? line.stop?.reasonId ?? '')?.value;
      return {
        transition: line.transition, at: new Date(line.at).toISOString(), due: new Date(line.due).toISOString(), by: line.by && names.person(line.by.personId, line.by.agencyId),
        reason: typeof reason === 'string' ? reason : null, words: lineWords(line, deadline.lines[i - 1], tell), agrees: line.derived === line.due,
      };
    };
    return [{ step: deadline.step, title: titles.get(deadline.step) ?? '', due: new Date(last.due).toISOString(), passedAt: deadline.passedAt === null ? null : new Date(deadline.passedAt).toISOString(), lines: deadline.lines.map(view) }];
  });
}
