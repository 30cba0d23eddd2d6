// How the record is chained: what is hashed, and in what words. A row's hash covers the one before it, so nothing in
// between can be changed, removed or added later without showing. The verifier uses the same functions on the stored rows.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../protocol/canonical.ts';
import type { Transition } from '../protocol/entry.ts';

/** What a chain's first row names as the one before it. */
export const noHash = '0'.repeat(64);

export interface Link {
  readonly rowsHash: string;
  readonly contentHash: string;
  readonly prevHash: string;
  readonly hash: string;
}

export function journalLink(caseId: string, transition: Transition, prevHash: string): Link {
  const rowsHash = hashOf(transition.rows);
  const { number, at, input, entries } = transition;
  const contentHash = hashOf({ caseId, number, at, input, entries, rowsHash });
  return { rowsHash, contentHash, prevHash, hash: hashOf({ contentHash, prevHash }) };
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

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
