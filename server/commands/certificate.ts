// `handrail verify certificate FILE`: whether a certificate is genuine, and then whether the case conforms to its protocols or
// where it deviates. Needs no server and no network: the file carries all it speaks of. 0: conforms; 1: deviates; 2: the file
// is not genuine or no certificate, or the question is wrong.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { certificateWords } from '../../protocol/certificate/certificate-words.ts';
import { checkCertificate, type Checked } from '../../protocol/certificate/check-certificate.ts';
import { fingerprintOf, isSignedBy } from '../ed25519.ts';

export interface CertificateOptions {
  readonly files: readonly string[];
  /** The fingerprint that the key of the seal must have. */
  readonly key: string | undefined;
  readonly json: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
type Code = 0 | 1 | 2;

export function certificateCommand({ files, key, json, out, err }: CertificateOptions): Code {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) return wrong(err, 'name one certificate: handrail verify certificate FILE');
  if (key !== undefined && !/^(?:sha256:)?(?:[\s:]*[0-9a-f]){64}$/i.test(key)) return wrong(err, '--key is no fingerprint; write the 64 hexadecimal digits that the installation shows');
  const checked = checkFile(file, key);
  if (json) out(JSON.stringify(told(file, checked), null, 2));
  else say(file, checked, { key, out: (text) => out(plain(text)), err });
  return checked.kind === 'conforms' ? 0 : checked.kind === 'deviates' ? 1 : 2;
}

/** Anybody can write a certificate with a name of their liking in it: nothing of it steers the terminal. */
const plain = (text: string): string => text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '\ufffd');

function wrong(err: (text: string) => void, text: string): 2 {
  err(text);
  return 2;
}

function checkFile(file: string, key: string | undefined): Checked {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return { kind: 'unreadable', what: 'this file cannot be read; name a certificate as it was downloaded' };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { kind: 'unreadable', what: 'this file is not written in UTF-8, so it is not as it was downloaded' };
  }
  return checkCertificate(text, { isSignedBy, fingerprintOf, hash: (of) => createHash('sha256').update(of).digest('hex'), ...(key === undefined ? {} : { key }) });
}

function told(file: string, checked: Checked): object {
  if (checked.kind === 'unreadable' || checked.kind === 'notGenuine') return { file, ...checked };
  const { seal: _seal, plans, journal, ...certificate } = checked.certificate;
  return { file, kind: checked.kind, fingerprint: checked.fingerprint, plans: Object.keys(plans), transitions: journal.length, head: journal.at(-1)?.hash, ...certificate, words: certificateWords(checked.certificate) };
}

function say(file: string, checked: Checked, { key, out, err }: Pick<CertificateOptions, 'key' | 'out' | 'err'>): void {
  if (checked.kind === 'unreadable') return err(`${file}: ${checked.what}`);
  if (checked.kind === 'notGenuine') {
    out(`${file}: not genuine. Nothing in it can be relied on.`);
    for (const fault of checked.faults) out(`  ${fault.where}: ${fault.what}`);
    return;
  }
  const { certificate, fingerprint } = checked;
  const { reference, caseId, unit, plans, journal } = certificate;
  const words = certificateWords(certificate);
  const zone = Object.values(plans)[0]?.unit.zone ?? 'UTC';
  out(`${file}: ${checked.kind}`);
  out(words.verdict);
  out(`Case ${reference ?? caseId} of ${unit.name}, as of ${words.asOf}; issued ${words.issued}; times in ${zone}.`);
  out(`${journal.length} transitions played again on ${Object.keys(plans).length === 1 ? 'one plan' : `${Object.keys(plans).length} plans`}; the journal's hash is ${journal.at(-1)?.hash ?? ''}.`);
  out(key === undefined ? `Sealed with the key ${fingerprint}. Compare it with the one the installation shows, or name it: --key` : `Sealed with the key you named, ${fingerprint}.`);
  section(out, 'Where it went another way than drawn', words.departures.map((place) => `${place.when}, transition ${place.transition}: ${place.words}`));
  section(out, 'Also happened, as the protocols allow', words.alsoHappened.map((place) => `${place.when}, transition ${place.transition}: ${place.words}`));
  section(out, 'Steps', words.steps);
  section(out, 'Limits', words.limits.flatMap((limit) => [limit.words, ...limit.counted.map((line) => `    ${line}`)]));
  section(out, 'Approvals', words.approvals);
  section(out, 'Handoffs', words.handoffs);
}

function section(out: (text: string) => void, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  out(`\n${title}`);
  for (const line of lines) out(`  ${line}`);
}
