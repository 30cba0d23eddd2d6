// Reads a protocol from a file of JSON, as the editor exports it. What is wrong is said with its line, its field, and what
// would be right; nothing is guessed.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { draftSchema, type Draft } from '../../protocol/draft.ts';
import type { Finding, FindingPlace } from '../../protocol/finding.ts';
import { linesOf, type FileFault, type FilePath, type Lines } from '../file-lines.ts';

export interface ProtocolFile {
  readonly file: string;
  readonly draft: Draft;
  /** The line of what a finding is about. */
  readonly lineOf: (at: FindingPlace) => number;
}
export type ReadProtocol = { readonly ok: true; readonly read: ProtocolFile } | { readonly ok: false; readonly faults: readonly FileFault[] };

export function readProtocol(file: string): ReadProtocol {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, faults: [{ line: 1, field: '', message: 'this file cannot be read; name a protocol exported as JSON' }] };
  }
  const lines = linesOf(text);
  const json = jsonOf(text, lines);
  if ('fault' in json) return { ok: false, faults: [json.fault] };
  const parsed = draftSchema.safeParse(json.value);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, lines)) };
  const draft = parsed.data;
  return { ok: true, read: { file, draft, lineOf: (at) => lines.lineOf(pathOf(draft, at)) } };
}

function jsonOf(text: string, lines: Lines): { readonly value: unknown } | { readonly fault: FileFault } {
  try {
    const value: unknown = JSON.parse(text);
    const twice = lines.document.errors.find((error) => error.code === 'DUPLICATE_KEY');
    if (twice) return { fault: { line: twice.linePos?.[0].line ?? 1, field: '', message: 'this name stands here twice; take one of the two out' } };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: { line: 1, field: '', message: 'this is JSON, but no protocol; write an object with schemaVersion, key, title, nodes and edges' } };
    return { value };
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const line = text.slice(0, placeOf(said, text)).split('\n').length;
    return { fault: { line, field: '', message: `this is no JSON: ${said.replace(/ in JSON at position.*$|, (?:\.\.\.)?"[^]*$/, '').replace(/^./, (c) => c.toLowerCase())}; check the comma, quote or bracket before it` } };
  }
}

/** Where JSON.parse has stopped. Of a token that it did not expect it tells no position, but what stands around it: ten characters before. */
function placeOf(said: string, text: string): number {
  const [, position] = /position (\d+)/.exec(said) ?? [];
  if (position !== undefined) return Number(position);
  const [, token = '', cut, around] = /^Unexpected token '([^]*?)', (\.\.\.)?"([^]*)"(?:\.\.\.)? is not valid JSON$/.exec(said) ?? [];
  return around === undefined ? text.length : text.indexOf(around) + (cut === undefined ? around.indexOf(token) : 10);
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, lines: Lines): readonly FileFault[] {
  // Of a field that may be one of several things, the one that fits best says what is wrong.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [best] = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a));
    return (best ?? []).flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue, lines));
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => lines.faultAt([...issue.path, key], 'there is no such field here; take it out, or correct its name'));
  return [lines.faultAt(issue.path, whatIsRight(issue))];
}
const depthOf = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((i) => i.path.length));

const typeWords: Readonly<Record<string, string>> = { string: 'a text in quotes', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list in [ ]', object: 'an object in { }', record: 'an object in { }', null: 'null' };

function whatIsRight(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return issue.message.endsWith('received undefined') ? `this is missing; write ${typeWords[issue.expected] ?? issue.expected}` : `write ${typeWords[issue.expected] ?? issue.expected} here`;
    case 'invalid_value': return `write ${issue.values.map((v) => JSON.stringify(v)).join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
    case 'invalid_union': return 'options' in issue && Array.isArray(issue.options) ? `write one of ${issue.options.map((v) => JSON.stringify(v)).join(', ')}` : issue.message;
    case 'too_small': return issue.origin === 'string' ? 'this may not be empty' : issue.origin === 'array' ? `at least ${issue.minimum} of them are needed` : `write ${issue.minimum} or more`;
    case 'too_big': return issue.origin === 'string' ? `at most ${issue.maximum} characters; shorten it` : issue.origin === 'array' ? `at most ${issue.maximum} of them; take some out` : `write ${issue.maximum} or less`;
    default: return issue.message;
  }
}

/** Where a finding's place lies in the JSON: things in lists are named by id there and by number here. */
function pathOf(draft: Draft, { node, edge, field }: FindingPlace): FilePath {
  const path: PropertyKey[] = [];
  let value: unknown = draft;
  const go = (key: string): void => {
    const index = Array.isArray(value) ? value.findIndex((item: unknown) => nameOf(item) === key) : -1;
    const step = Array.isArray(value) ? (index >= 0 ? index : Number(key)) : key;
    path.push(step);
    value = typeof value === 'object' && value !== null ? (value as Readonly<Record<PropertyKey, unknown>>)[step] : undefined;
  };
  const isHandler = node !== undefined && !draft.nodes.some((n) => n.id === node);
  if (node !== undefined) [isHandler ? 'on' : 'nodes', node].forEach(go);
  else if (edge !== undefined) ['edges', edge].forEach(go);
  if (field !== undefined) field.split('.').forEach(go);
  return path;
}

function nameOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  return 'id' in item ? item.id : 'name' in item ? item.name : 'key' in item ? item.key : undefined;
}

export const placeWords = ({ node, edge, field }: FindingPlace): string => [node ?? (edge === undefined ? undefined : `edge ${edge}`), field].filter((p) => p !== undefined).join(' ') || 'protocol';

export function findingLine({ file, lineOf }: ProtocolFile, { at, severity, rule, message }: Finding): string {
  return `${file}:${lineOf(at)} ${severity} ${rule}: ${placeWords(at)}: ${message}`;
}
