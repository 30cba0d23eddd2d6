// Drops what is shown of a case and writes it again from its journal. Row for row the same as before, or the projection
// had been touched by somebody else. The journal, the audit and what people have read stay as they are.
import type { Transition } from '../protocol/entry.ts';
import type { Database, Tx } from '../prisma/connect.ts';
import { journalPages } from './journal-pages.ts';
import { applyTransitions, lockCase, ProjectGap } from './project-case.ts';

export async function rebuild(db: Database, caseId: string): Promise<void> {
  await db.asProjector(async (tx) => {
    if ((await lockCase(tx, caseId)) === undefined) throw new ProjectGap(caseId, 1);
    await drop(tx, caseId);
    for await (const page of journalPages(tx, caseId)) {
      await applyTransitions(tx, caseId, page.map((row): Transition => row.transition));
    }
  });
}

async function drop(tx: Tx, caseId: string): Promise<void> {
  const where = { where: { caseId } };
  await tx.inbox.deleteMany(where);
  await tx.notice.deleteMany(where);
  await tx.caseLink.deleteMany(where);
  await tx.disclosure.deleteMany(where);
  await tx.caseAccess.deleteMany(where);
  await tx.handoff.deleteMany(where);
  await tx.vote.deleteMany(where);
  await tx.deadline.deleteMany(where);
  await tx.step.deleteMany(where);
  await tx.run.deleteMany(where);
  const nothing = {
    status: null, level: null, everHigh: null, breaches: null, ownerPersonId: null, ownerAgencyId: null, ownerAlarm: null, openedAt: null, openSteps: null,
    nextDueAt: null, imminent: null, retentionClass: null, reviewAt: null, parked: null, closedAt: null,
  };
  await tx.case.update({ where: { id: caseId }, data: nothing, select: { id: true } });
}
