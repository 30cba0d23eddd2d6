// Walks both chains of a case, the journal and its audit, and names the first row that is not what it was: changed,
// removed, added, out of order, or cut off at the end. Works on what is stored alone and changes nothing.
import type { Database, Tx } from '../prisma/connect.ts';
import { auditHash, caseChain, commitmentOf, journalLink, noHash } from './chain.ts';
import { journalPages } from './journal-pages.ts';

export interface Verification {
  readonly ok: boolean;
  /** Rows of both chains that were found right. */
  readonly checked: number;
  readonly firstBad?: { readonly chain: 'journal' | 'audit'; readonly number: number; readonly why: 'missing' | 'changed' | 'cutOff' };
}

interface Walk {
  readonly checked: number;
  readonly firstBad?: Verification['firstBad'];
  /** Hash of each journal row by number. */
  readonly heads: ReadonlyMap<number, string>;
}

export function verifyCase(db: Database, caseId: string): Promise<Verification> {
  return db.asProjector(async (tx) => {
    const journal = await walkJournal(tx, caseId);
    if (journal.firstBad !== undefined) return { ok: false, checked: journal.checked, firstBad: journal.firstBad };
    const audit = await walkAudit(tx, caseChain(caseId), journal.heads);
    const checked = journal.checked + audit.checked;
    return audit.firstBad === undefined ? { ok: true, checked } : { ok: false, checked, firstBad: audit.firstBad };
  });
}

/** One chain of acts outside the transitions of cases: `agency:<id>:<0..15>` or `installation:<0..15>`. */
export function verifyChain(db: Database, chain: string): Promise<Verification> {
  return db.asProjector(async (tx) => {
    const { checked, firstBad } = await walkAudit(tx, chain, new Map());
    return firstBad === undefined ? { ok: true, checked } : { ok: false, checked, firstBad };
  });
}

async function walkJournal(tx: Tx, caseId: string): Promise<Walk> {
  const heads = new Map<number, string>();
  let prevHash = noHash;
  let number = 0;
  const bad = (at: number, why: 'missing' | 'changed' | 'cutOff'): Walk => ({ checked: number, firstBad: { chain: 'journal', number: at, why }, heads });
  for await (const page of journalPages(tx, caseId)) {
    for (const { transition, link, isFiledRight } of page) {
      if (transition.number !== number + 1) return bad(number + 1, 'missing');
      const expected = journalLink(caseId, transition, prevHash);
      const isLinked = expected.hash === link.hash && expected.prevHash === link.prevHash && expected.contentHash === link.contentHash && expected.rowsHash === link.rowsHash;
      if (!isLinked || !isFiledRight) return bad(transition.number, 'changed');
      number += 1;
      prevHash = link.hash;
      heads.set(number, link.hash);
    }
  }
  const row = await tx.case.findUnique({ where: { id: caseId }, select: { transition: true, head: true } });
  if ((row?.transition ?? 0) > number) return bad(number + 1, 'cutOff');
  if ((row?.transition ?? 0) !== number || (row?.head ?? noHash) !== prevHash) return bad(number, 'changed');
  return { checked: number, heads };
}

async function walkAudit(tx: Tx, chain: string, heads: ReadonlyMap<number, string>): Promise<Walk> {
  let prevHash = noHash;
  let seq = 0;
  const seen = new Set<number>();
  const bad = (at: number, why: 'missing' | 'changed' | 'cutOff'): Walk => ({ checked: seq, firstBad: { chain: 'audit', number: at, why }, heads });
  for (;;) {
    const rows = await tx.auditEvent.findMany({ where: { chain, seq: { gt: seq } }, orderBy: { seq: 'asc' }, take: 200 });
    if (rows.length === 0) break;
    for (const { payload, salt, hash, prevHash: storedPrev, at, ...content } of rows) {
      if (content.seq !== seq + 1) return bad(seq + 1, 'missing');
      // A purge leaves commitments behind; where the payload is still there, it must be the one committed to.
      const isCommitted = salt === null || payload === null || commitmentOf(salt, payload) === content.commitment;
      const isChained = storedPrev === prevHash && auditHash({ ...content, at: at.getTime() }, prevHash) === hash;
      const { journalNumber, journalHead } = content;
      const isAnchored = journalNumber === null || heads.get(journalNumber) === journalHead;
      if (!isCommitted || !isChained || !isAnchored) return bad(content.seq, 'changed');
      if (journalNumber !== null) seen.add(journalNumber);
      seq += 1;
      prevHash = hash;
    }
  }
  const head = await tx.auditHead.findUnique({ where: { chain } });
  if ((head?.seq ?? 0) > seq || seen.size < heads.size) return bad(seq + 1, 'cutOff');
  if ((head?.seq ?? 0) !== seq || (head?.hash ?? noHash) !== prevHash) return bad(seq, 'changed');
  return { checked: seq, heads };
}
