// A certificate of a case on a day: everything by which somebody far from the installation can see whether the case was handled
// as drawn. It carries the plans and the journal's inputs (ids, hashes and routing fields; never what people wrote), so that
// whoever verifies it runs the same engine on them and comes to the same journal and the same statement. What it says is
// derived again, not believed; the seal says who issued it.
import { canonicalJson } from '../canonical.ts';
import type { Person } from '../case-state.ts';
import type { Transition } from '../entry.ts';
import { linkOf, noHash, rowsHashOf, type Chained, type Hash } from '../journal-link.ts';
import type { Plans } from '../plan.ts';
import { replay } from '../replay.ts';
import { statementOf, type Statement } from './statement.ts';

export const certificateFormat = 'handrail-certificate/1';

/** A transition as certified: its rows as a hash, and the hash of the journal's chain up to it. */
export type CertifiedTransition = Chained & { readonly hash: string };

/** What the installation says beside the record: nothing of it can be derived again, all of it is sealed. */
export interface CertificateHead {
  readonly caseId: string;
  readonly reference: string | null;
  readonly unit: { readonly id: string; readonly name: string };
  /** The instant as of which it speaks, epoch ms UTC like every instant in it. */
  readonly asOf: number;
  readonly issuedAt: number;
  readonly issuedBy: Person;
  /** Of the persons and agencies in it, by id, as they are called where it was issued. */
  readonly names: { readonly persons: Readonly<Record<string, string>>; readonly agencies: Readonly<Record<string, string>> };
}
export interface Certificate extends CertificateHead {
  readonly format: typeof certificateFormat;
  /** By the SHA-256 of their canonical JSON. */
  readonly plans: Plans;
  readonly journal: readonly CertifiedTransition[];
  readonly statement: Statement;
}
export interface Seal {
  readonly algorithm: 'Ed25519';
  /** 32 bytes in hexadecimal. */
  readonly publicKey: string;
  readonly signature: string;
}
export type SealedCertificate = Certificate & { readonly seal: Seal };

export type Certified =
  | { readonly ok: true; readonly certificate: Certificate }
  /** notOpen: the case was opened later. Else the record does not lead where it says, and nothing is certified. */
  | { readonly ok: false; readonly why: 'notOpen' | 'broken'; readonly number: number };

/** `journal`: the whole record with its rows; what came after `asOf` is left out. `known`: published plans by hash. */
export function certificateOf(head: CertificateHead, journal: readonly Transition[], known: Plans, hash?: Hash): Certified {
  const until = journal.filter((transition) => transition.at <= head.asOf);
  if (until.length === 0) return { ok: false, why: 'notOpen', number: 1 };
  const replayed = replay(until, known);
  if (!replayed.ok) return { ok: false, why: 'broken', number: replayed.number };
  const certified = chained(head.caseId, until, hash);
  return { ok: true, certificate: { ...head, format: certificateFormat, plans: known, journal: certified, statement: statementOf({ journal: replayed.journal, plans: known, asOf: head.asOf, hashes: certified.map((t) => t.hash) }) } };
}

function chained(caseId: string, journal: readonly Transition[], hash?: Hash): readonly CertifiedTransition[] {
  let before = noHash;
  return journal.map(({ number, at, input, entries, rows }) => {
    const transition = { number, at, input, entries, rowsHash: rowsHashOf(rows, hash) };
    before = linkOf(caseId, transition, before, hash).hash;
    return { ...transition, hash: before };
  });
}

/** What is signed: every byte of the certificate, and what it is, so that no other signature of this key can stand for it. */
export const sealedText = (certificate: Certificate): string => `${certificateFormat}\n${canonicalJson(certificate)}`;

/** The file. One certificate has one text, so a changed blank or an added line shows like a changed name. */
export const certificateText = (certificate: SealedCertificate): string => `${canonicalJson(certificate)}\n`;
