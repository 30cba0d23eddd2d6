// What the hash of a journal row covers, and in what words. A row's hash covers the one before it, so nothing in between can
// be changed, removed or added later without showing. Whoever writes the journal, whoever verifies it in the database and
// whoever verifies a certificate far from it use this one function.
import { canonicalJson, sha256Hex } from './canonical.ts';
import type { Transition } from './entry.ts';

/** What a chain's first row names as the one before it. */
export const noHash = '0'.repeat(64);

export interface Link {
  readonly rowsHash: string;
  readonly contentHash: string;
  readonly prevHash: string;
  readonly hash: string;
}
/** SHA-256 of a text in hexadecimal; a host's own is faster than the core's, and the same. */
export type Hash = (text: string) => string;

/** A transition as the chain sees it: of the rows that follow from it their hash. */
export type Chained = Omit<Transition, 'rows'> & { readonly rowsHash: string };

export function linkOf(caseId: string, { number, at, input, entries, rowsHash }: Chained, prevHash: string, hash: Hash = sha256Hex): Link {
  const contentHash = hash(canonicalJson({ caseId, number, at, input, entries, rowsHash }));
  return { rowsHash, contentHash, prevHash, hash: hash(canonicalJson({ contentHash, prevHash })) };
}

export const rowsHashOf = (rows: Transition['rows'], hash: Hash = sha256Hex): string => hash(canonicalJson(rows));
