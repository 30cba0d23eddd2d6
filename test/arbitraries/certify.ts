// A certificate of a played case, sealed as a server seals it, and its verification as the command does it.
import { createHash } from 'node:crypto';
import { bundleIn } from '../../protocol/bundle.ts';
import { canonicalJson, sha256Hex } from '../../protocol/canonical.ts';
import { certificateOf, certificateText, sealedText, type Certificate, type SealedCertificate } from '../../protocol/certificate/certificate.ts';
import { checkCertificate, type Checked } from '../../protocol/certificate/check-certificate.ts';
import { linkOf, noHash } from '../../protocol/journal-link.ts';
import type { Transition } from '../../protocol/entry.ts';
import type { Bundle, Plan, Plans } from '../../protocol/plan.ts';
import { fingerprintOf, isSignedBy, signingKey } from '../../server/ed25519.ts';
import { recorded } from '../../workflows/recorded.ts';

export const ours = signingKey(Buffer.alloc(32, 1));
export const theirs = signingKey(Buffer.alloc(32, 2));
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A bundle of one plan, named as published ones are. */
export function named(plan: Plan): Bundle {
  const name = sha256Hex(canonicalJson(plan));
  return { root: name, plans: { [name]: plan } };
}

export function certified(played: readonly Transition[], asOf = Number.MAX_SAFE_INTEGER): Certificate {
  // As it is read back: the names in an object have no order there.
  const journal: readonly Transition[] = JSON.parse(canonicalJson(played.map(recorded)));
  const plans: Plans = Object.assign({}, ...played.map(({ input }) => bundleIn(input)?.plans ?? {}));
  const opened = played[0]?.input;
  const caseId = opened?.kind === 'open' ? opened.caseId : '';
  const names = { persons: { ana: 'Ana Alvarez', sam: 'Sam Sato' }, agencies: {} };
  const made = certificateOf({ caseId, reference: 'BTAU-1', unit: { id: 'u1', name: 'Behavioral Threat Assessment Unit' }, asOf, issuedAt: asOf, issuedBy: { personId: 'sam', agencyId: 'a1' }, names }, journal, plans, hash);
  if (!made.ok) throw new Error(`${made.why} at ${made.number}`);
  return made.certificate;
}

/** The chain written anew over a journal that somebody has changed. */
export function rechained(certificate: Certificate): Certificate {
  let before = noHash;
  const journal = certificate.journal.map(({ hash: _hash, ...transition }) => {
    before = linkOf(certificate.caseId, transition, before).hash;
    return { ...transition, hash: before };
  });
  return { ...certificate, journal };
}

export function sealed(certificate: Certificate, key = ours): SealedCertificate {
  return { ...certificate, seal: { algorithm: 'Ed25519', publicKey: key.publicKey, signature: key.sign(sealedText(certificate)) } };
}
export const textOf = (certificate: Certificate, key = ours): string => certificateText(sealed(certificate, key));

export const checked = (text: string, key?: string): Checked => checkCertificate(text, { isSignedBy, fingerprintOf, hash, ...(key === undefined ? {} : { key }) });
