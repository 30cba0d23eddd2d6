// Verifies a certificate from its bytes alone: that it is, to the byte, what was sealed; that its plans, its journal and its
// statement are what the engine comes to again; and only then what it says. Whatever does not hold is told with its place.
import { canonicalJson, sha256Hex } from '../canonical.ts';
import { linkOf, noHash, type Hash } from '../journal-link.ts';
import { replay } from '../replay.ts';
import { certificateFormat, sealedText, type Certificate, type CertificateHead, type SealedCertificate } from './certificate.ts';
import { statementOf } from './statement.ts';

/** What only a host can do. Keys and signatures in hexadecimal. */
export interface Verifying {
  readonly isSignedBy: (publicKey: string, message: string, signature: string) => boolean;
  readonly fingerprintOf: (publicKey: string) => string;
  readonly hash?: Hash;
  /** A fingerprint that the key must have, or the key itself. */
  readonly key?: string;
}
export interface Fault {
  readonly where: string;
  readonly what: string;
}
export type Checked =
  | { readonly kind: 'unreadable'; readonly what: string }
  | { readonly kind: 'notGenuine'; readonly faults: readonly Fault[] }
  | { readonly kind: 'conforms' | 'deviates'; readonly certificate: SealedCertificate; readonly fingerprint: string };

export function checkCertificate(text: string, verifying: Verifying): Checked {
  try {
    return checkRead(text, verifying);
  } catch {
    // Whoever made it may have nested it deeper than anything can be read.
    return { kind: 'unreadable', what: 'this is not shaped as a certificate is; name one as it was downloaded' };
  }
}

function checkRead(text: string, verifying: Verifying): Checked {
  const read = readCertificate(text);
  if (typeof read === 'string') return { kind: 'unreadable', what: read };
  const faults = [...bytesOf(text, read), ...sealOf(read, verifying), ...recordOf(read, verifying.hash)];
  if (faults.length > 0) return { kind: 'notGenuine', faults };
  return { kind: read.statement.verdict, certificate: read, fingerprint: verifying.fingerprintOf(read.seal.publicKey) };
}

function readCertificate(text: string): SealedCertificate | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'this is no JSON; name a certificate as it was downloaded';
  }
  if (typeof value !== 'object' || value === null || !('format' in value) || typeof value.format !== 'string') return 'this is JSON, but no certificate; name a certificate as it was downloaded';
  if (value.format !== certificateFormat) return `its format is ${JSON.stringify(value.format.slice(0, 60))}, and this verifier knows ${certificateFormat}; use a Handrail of the version that issued it`;
  const missing = members.filter((name) => !Object.hasOwn(value, name));
  if (missing.length > 0) return `this certificate is cut short: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
  const certificate = value as SealedCertificate;
  return isHeaded(certificate) ? certificate : 'its case, unit, names or instants are not written as in a certificate; name one as it was downloaded';
}

/** What no derivation covers is at least what its readers take it for. */
function isHeaded({ caseId, reference, unit, asOf, issuedAt, issuedBy, names }: Readonly<Record<keyof CertificateHead, unknown>>): boolean {
  const texts = (...values: readonly unknown[]): boolean => values.every((one) => typeof one === 'string');
  const of = (one: unknown): Readonly<Record<string, unknown>> => (typeof one === 'object' && one !== null ? (one as Readonly<Record<string, unknown>>) : {});
  const named = [of(names)['persons'], of(names)['agencies']];
  return texts(caseId, of(unit)['id'], of(unit)['name'], of(issuedBy)['personId'], of(issuedBy)['agencyId']) && (reference === null || texts(reference))
    && [asOf, issuedAt].every(Number.isSafeInteger) && named.every((one) => typeof one === 'object' && one !== null && texts(...Object.values(one)));
}
const members = ['asOf', 'caseId', 'issuedAt', 'issuedBy', 'journal', 'names', 'plans', 'reference', 'seal', 'statement', 'unit'] as const satisfies readonly (keyof SealedCertificate)[];

/** One certificate has one text. */
function bytesOf(text: string, certificate: SealedCertificate): readonly Fault[] {
  const expected = `${canonicalJson(certificate)}\n`;
  if (text === expected) return [];
  let at = 0;
  while (text.charCodeAt(at) === expected.charCodeAt(at)) at += 1;
  return [{ where: `character ${at + 1}`, what: 'the file is not written as certificates are: something was added, left out or written in another way here' }];
}

function sealOf({ seal, ...certificate }: SealedCertificate, { isSignedBy, fingerprintOf, key }: Verifying): readonly Fault[] {
  const isWellFormed = typeof seal === 'object' && seal !== null && seal.algorithm === 'Ed25519' && isHex(seal.publicKey, 64) && isHex(seal.signature, 128);
  if (!isWellFormed) return [{ where: 'seal', what: 'it is no signature with a key' }];
  const faults: Fault[] = [];
  if (!isSignedBy(seal.publicKey, sealedText(certificate), seal.signature)) faults.push({ where: 'seal', what: 'the signature does not fit: the certificate or its seal was changed after it was issued' });
  const fingerprint = fingerprintOf(seal.publicKey);
  const wanted = key?.toLowerCase().replace(/^sha256:|[\s:]/g, '');
  if (wanted !== undefined && wanted !== fingerprint && wanted !== seal.publicKey) faults.push({ where: 'seal', what: `it was sealed with the key ${fingerprint}, not with the one you named: another installation issued it, or somebody who pretends to be one` });
  return faults;
}
const isHex = (text: unknown, length: number): boolean => typeof text === 'string' && text.length === length && /^[0-9a-f]+$/.test(text);

/** Everything in it that can be derived again. What somebody else has made may be anything, so what breaks the engine is a fault too. */
function recordOf(certificate: Certificate, hash: Hash = sha256Hex): readonly Fault[] {
  try {
    const faults = [...plansOf(certificate, hash), ...chainOf(certificate, hash)];
    return faults.length > 0 ? faults : engineOf(certificate);
  } catch {
    return [{ where: 'journal', what: 'it is not shaped as a journal is' }];
  }
}

function plansOf({ plans }: Certificate, hash: Hash): readonly Fault[] {
  return Object.entries(plans).flatMap(([name, plan]) => (hash(canonicalJson(plan)) === name ? [] : [{ where: `plan ${name.slice(0, 12)}`, what: 'it is not the plan that has this hash' }]));
}

function chainOf({ caseId, journal, asOf }: Certificate, hash: Hash): readonly Fault[] {
  let before = noHash;
  for (const { hash: said, ...transition } of journal) {
    before = linkOf(caseId, transition, before, hash).hash;
    if (said !== before) return [{ where: `journal, transition ${transition.number}`, what: 'its hash does not follow from what it says and the one before it' }];
    if (transition.at > asOf) return [{ where: `journal, transition ${transition.number}`, what: 'it came after the instant of the certificate' }];
  }
  return [];
}

const replayedWhy = { gap: 'one before it is missing', planMissing: 'a plan that it needs is missing', refused: 'the protocol refuses this act', differs: 'the protocol leads to something else than what is written' } as const;

function engineOf({ journal, plans, asOf, caseId, statement }: Certificate): readonly Fault[] {
  const replayed = replay(journal.map(({ rowsHash: _rows, hash: _hash, ...transition }) => ({ ...transition, rows: [] })), plans);
  if (!replayed.ok) return [{ where: `journal, transition ${replayed.number}`, what: replayedWhy[replayed.why] }];
  if (replayed.state.caseId !== caseId) return [{ where: 'caseId', what: 'the journal is that of another case' }];
  const derived = statementOf({ journal: replayed.journal, plans, asOf, hashes: journal.map((t) => t.hash) });
  const where = firstDifference(statement, derived, 'statement');
  return where === undefined ? [] : [{ where, what: 'the journal and the plans say something else' }];
}

/** The first place where two values of JSON differ, as a path. */
function firstDifference(a: unknown, b: unknown, path: string): string | undefined {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return a === b ? undefined : path;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  const of = (value: object, key: string): unknown => (Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined);
  for (const key of keys) {
    const found = firstDifference(of(a, key), of(b, key), Array.isArray(a) ? `${path}[${key}]` : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
