// How the record is chained: what is hashed, and in what words. A row's hash covers the one before it, so nothing in
// between can be changed, removed or added later without showing. The verifier uses the same functions on the stored rows.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../protocol/canonical.ts';
import type { Transition } from '../protocol/entry.ts';
import { linkOf, rowsHashOf, type Link } from '../protocol/journal-link.ts';

export { noHash, type Link } from '../protocol/journal-link.ts';

export function journalLink(caseId: string, { rows, ...transition }: Transition, prevHash: string): Link {
  return linkOf(caseId, { ...transition, rowsHash: rowsHashOf(rows, sha256) }, prevHash, sha256);
}

/** The audit chain of a case's transitions. */
export function caseChain(caseId: string): string {
  return `case:${caseId}`;
}

/** An audit row as it is hashed: its payload stands in it only as a commitment, so that a purge leaves the chain whole. */
export interface AuditContent {
  readonly chain: string;
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  readonly personId: string | null;
  readonly agencyId: string | null;
  readonly onBehalfOf: string | null;
  readonly sessionId: string | null;
  readonly action: string;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly caseId: string | null;
  readonly outcome: string;
  readonly code: string | null;
  readonly journalNumber: number | null;
  readonly journalHead: string | null;
  readonly commitment: string | null;
}

export function auditHash(content: AuditContent, prevHash: string): string {
  return hashOf({ ...content, prevHash });
}

export function commitmentOf(salt: string, payload: unknown): string {
  return createHash('sha256').update(salt).update(canonicalJson(payload)).digest('hex');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashOf = (value: unknown): string => sha256(canonicalJson(value));
