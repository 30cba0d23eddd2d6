// What writing and rebuilding a case have in common: the lock on it, everything that follows from its transitions, and the
// two ways in which transitions do not fit what is recorded.
import type { Transition } from '../protocol/entry.ts';
import type { Tx } from '../prisma/connect.ts';
import { noHash } from './chain.ts';
import { writeAccess } from './project-access.ts';
import { writeDisclosures } from './project-disclosures.ts';
import { writeLinks } from './project-links.ts';
import { writeInbox, writeRows } from './project-rows.ts';

/** A transition before these is missing: whoever has it writes it soon, so trying again helps. */
export class ProjectGap extends Error {
  constructor(readonly caseId: string, readonly missing: number) {
    super(`transition ${missing} of the case is not recorded yet; try again`);
    this.name = 'ProjectGap';
  }
}

/** The same transition with another content: two histories of one case. Nothing is written, trying again never helps. */
export class ProjectConflict extends Error {
  constructor(readonly caseId: string, readonly number: number) {
    super(`transition ${number} of the case is recorded with another content`);
    this.name = 'ProjectConflict';
  }
}

/** Everything that follows from the journal, and so is written again by a rebuild. */
export async function applyTransitions(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  await writeAccess(tx, caseId, transitions);
  await writeRows(tx, caseId, transitions);
  await writeDisclosures(tx, caseId, transitions);
  await writeLinks(tx, caseId, transitions);
  await writeInbox(tx, caseId);
}

/** How far a case is recorded. Its audit chain has one row per transition, so the number is the same for both. */
export interface Recorded {
  readonly transition: number;
  readonly head: string;
  readonly auditHead: string;
}

/**
 * Writers of one case wait for each other here; readers and people who store content do not. The heads stand in the locked
 * row itself, because only that is read anew after the wait.
 */
export async function lockCase(tx: Tx, caseId: string): Promise<Recorded | undefined> {
  const [row] = await tx.$queryRaw<{ transition: number | null; head: string | null; audit: string | null }[]>`
    select transition, head, audit_head as audit from "case" where id = ${caseId}::uuid for no key update`;
  return row === undefined ? undefined : { transition: row.transition ?? 0, head: row.head ?? noHash, auditHead: row.audit ?? noHash };
}
