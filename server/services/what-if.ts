// Closed cases on a draft: the journals that the asking person may see, replayed on the draft as it is saved. Nothing is stored, and
// no content is read: the journal's routing fields are all that a plan reads.
import type { z } from 'zod';
import type { Draft } from '../../protocol/draft.ts';
import type { Transition } from '../../protocol/entry.ts';
import { stageOf } from '../../protocol/rehearsal/stage.ts';
import { whatIf } from '../../protocol/what-if/what-if.ts';
import type { whatIfSchema } from '../contract-what-if.ts';
import { ProblemError } from '../problems.ts';
import { hasRight, needRight } from '../signed.ts';
import { closedStatuses } from './case-view.ts';
import { plansOfJournal } from './plans.ts';
import { load, nextNumber, type Doing } from './protocols.ts';
import { stageContextIn } from './unit-context.ts';

const aPage = 25;

export function whatIfPage({ db, signed, now }: Doing, protocolId: string, { after, limit = aPage }: { readonly after?: string | undefined; readonly limit?: number | undefined }): Promise<z.input<typeof whatIfSchema>> {
  return db.withActor(signed.actor, async (tx) => {
    const { row, draft, world } = await load(tx, protocolId, now);
    if (!hasRight(signed, 'publish', row.unitId)) needRight(signed, 'draw', row.unitId);
    const staged = stageOf(draft.draft as unknown as Draft, stageContextIn(world, await nextNumber(tx, protocolId)));
    if (!staged.ok) throw new ProblemError('has_errors', { findings: staged.findings });
    const where = { unitId: row.unitId, status: { in: [...closedStatuses] }, closedAt: { not: null }, runs: { some: { key: row.key } } };
    const skip = Number(after ?? 0);
    const [total, cases] = [await tx.case.count({ where }), await tx.case.findMany({ where, orderBy: [{ closedAt: 'desc' }, { id: 'asc' }], skip, take: limit, select: { id: true, reference: true, title: true, closedAt: true } })];
    const lines = await tx.journal.findMany({ where: { caseId: { in: cases.map((one) => one.id) } }, orderBy: [{ caseId: 'asc' }, { number: 'asc' }], select: { caseId: true, number: true, at: true, input: true, entries: true } });
    const journals = new Map<string, Transition[]>();
    for (const { caseId, number, at, input, entries } of lines) {
      const journal = journals.get(caseId) ?? [];
      journal.push({ number, at: at.getTime(), input: input as unknown as Transition['input'], entries: entries as unknown as Transition['entries'], rows: [] });
      journals.set(caseId, journal);
    }
    const known = await plansOfJournal(tx, [...journals.values()].flat());
    const items = cases.flatMap(({ id, reference, title, closedAt }) => (closedAt === null ? [] : [{ caseId: id, reference, title, closedAt: closedAt.toISOString(), what: whatIf(journals.get(id) ?? [], known, staged.stage) }]));
    return { revision: draft.revision, total, items, ...(skip + cases.length < total ? { next: String(skip + cases.length) } : {}) };
  });
}
