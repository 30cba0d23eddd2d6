// `handrail lint`, `compile`, `diff`, `prove`: what the editor and the server say of a protocol, said of a file. 0: nothing
// stands against it; 1: something does; 2: the file or the question is wrong.
import { comparisonLines, compareDrafts } from '../../protocol/compare/compare.ts';
import { compile } from '../../protocol/compile.ts';
import { canonicalJson, utf8 } from '../../protocol/canonical.ts';
import type { Draft } from '../../protocol/draft.ts';
import { prove, type Proof } from '../../protocol/prove/prove.ts';
import { catalogue } from '../../protocol/rules/catalogue.ts';
import { validate } from '../../protocol/validate.ts';
import { faultLine } from '../file-lines.ts';
import { isZone } from '../zone-offsets.ts';
import { findingLine, placeWords, readProtocol, type ProtocolFile } from './protocol-file.ts';
import { shelfOf, type Shelf } from './unit.ts';

export const protocolCommands = ['lint', 'compile', 'diff', 'prove'] as const;

export interface ProtocolOptions {
  readonly command: (typeof protocolCommands)[number];
  readonly files: readonly string[];
  /** Further protocols that calls may name. */
  readonly with: readonly string[];
  readonly zone: string;
  readonly json: boolean;
  readonly now: number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
type Code = 0 | 1 | 2;

export function protocolCommand(options: ProtocolOptions): Code {
  const { command, files, err, zone } = options;
  const wanted = command === 'diff' ? 2 : 1;
  if (files.length !== wanted) return wrong(err, command === 'diff' ? 'name two protocols: handrail diff A.json B.json' : `name one protocol: handrail ${command} FILE.json`);
  if (!isZone(zone)) return wrong(err, `--zone ${zone} is no zone of the IANA database; write one such as America/New_York`);
  const read = [...files, ...options.with].map(readProtocol);
  const faults = read.flatMap((one, i) => (one.ok ? [] : one.faults.map((fault) => faultLine([...files, ...options.with][i] ?? '', fault))));
  if (faults.length > 0) return wrong(err, faults.join('\n'));
  const [file, other] = read.flatMap((one) => (one.ok ? [one.read] : []));
  if (!file) return 2;
  const others = read.slice(wanted).flatMap((one) => (one.ok ? [one.read.draft] : []));
  if (command === 'diff') return other ? diff(options, file.draft, other.draft) : 2;
  const shelf = shelfOf(file.draft, others, zone, options.now);
  switch (command) {
    case 'lint': return lint(options, file, shelf);
    case 'compile': return compiled(options, file, shelf);
    case 'prove': return proved(options, file, shelf);
  }
}

function wrong(err: (text: string) => void, text: string): 2 {
  err(text);
  return 2;
}

function lint({ json, out, err }: ProtocolOptions, file: ProtocolFile, shelf: Shelf): Code {
  const findings = validate(file.draft, shelf.context(file.draft));
  tellBroken(shelf, err);
  const errors = findings.filter((f) => f.severity === 'error').length;
  if (json) out(JSON.stringify({ file: file.file, findings: findings.map((f) => ({ ...f, line: file.lineOf(f.at), todo: catalogue[f.rule as keyof typeof catalogue].todo })) }, null, 2));
  else {
    for (const finding of findings) out(findingLine(file, finding));
    out(findings.length === 0 ? `${file.file}: no findings` : `${file.file}: ${count(errors, 'error')}, ${count(findings.length - errors, 'other finding')}`);
  }
  return errors > 0 ? 1 : 0;
}

function compiled({ json, zone, out, err }: ProtocolOptions, file: ProtocolFile, shelf: Shelf): Code {
  const done = compile(file.draft, shelf.compile);
  tellBroken(shelf, err);
  if (!done.ok) {
    const errors = done.findings.filter((f) => f.severity === 'error');
    if (json) out(JSON.stringify({ file: file.file, ok: false, findings: errors.map((f) => ({ ...f, line: file.lineOf(f.at) })) }, null, 2));
    else for (const finding of errors) out(findingLine(file, finding));
    return 1;
  }
  const { plan, hash, bundle } = done;
  if (json) {
    out(JSON.stringify({ file: file.file, ok: true, hash, zone, bundle: Object.keys(bundle.plans).sort(), plan }, null, 2));
    return 0;
  }
  const kilobytes = Math.ceil(utf8(canonicalJson(bundle)).length / 1024);
  out(hash);
  out(`${plan.title}: ${count(Object.keys(plan.nodes).length, 'step')}, ${count(Object.keys(plan.forms).length, 'form')}; ${count(Object.keys(bundle.plans).length, 'plan')} in its bundle, ${kilobytes} KB; compiled for ${zone}`);
  return 0;
}

function diff({ json, out }: ProtocolOptions, before: Draft, after: Draft): Code {
  const comparison = compareDrafts(before, after);
  const isSame = comparison.parts.length === 0 && comparison.steps.every((s) => s.state === 'unchanged');
  if (json) out(JSON.stringify(comparison, null, 2));
  else for (const line of comparisonLines(comparison)) out(line);
  return isSame ? 0 : 1;
}

const signs = { holds: '✓', fails: '✗', undecided: '?' } as const;

function proved({ json, out, err }: ProtocolOptions, file: ProtocolFile, shelf: Shelf): Code {
  const proofs = prove(file.draft, shelf.context(file.draft));
  tellBroken(shelf, err);
  if (json) out(JSON.stringify({ file: file.file, proofs: proofs.map((p) => ({ id: p.rule.id, title: p.rule.title, line: file.lineOf({ field: `rules.${p.rule.id}` }), says: p.words, verdict: p.verdict, empty: p.empty, because: p.because, path: p.path })) }, null, 2));
  else if (proofs.length === 0) out(`${file.file}: it has no rules of its own`);
  else for (const proof of proofs) out(proofText(file, proof));
  return proofs.every((p) => p.verdict === 'holds') ? 0 : 1;
}

function proofText({ file, draft, lineOf }: ProtocolFile, { rule, verdict, words, because, path }: Proof): string {
  const at = { field: `rules.${rule.id}` };
  const titleOf = (protocol: string, id: string): string => (protocol === draft.key ? `${draft.nodes.find((n) => n.id === id)?.title ?? id} (${id})` : `${protocol}.${id}`);
  return [
    `${signs[verdict]} ${rule.title || rule.id}`,
    `  ${file}:${lineOf(at)} ${placeWords(at)}: ${words}`,
    ...(because === '' ? [] : [`  ${because}`]),
    ...path.map((step, i) => `    ${i + 1}. ${titleOf(step.protocol, step.node)}`),
  ].join('\n');
}

/** A called protocol that could not be published is told, or its absence would look like a fault of the caller. */
function tellBroken(shelf: Shelf, err: (text: string) => void): void {
  for (const why of shelf.broken().values()) err(why);
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
