// Reads a protocol from a file of JSON, as the editor exports it. What is wrong is said with its line, its field, and what
// would be right; nothing is guessed.
import { readFileSync } from 'node:fs';
import { draftSchema, type Draft } from '../../protocol/draft.ts';
import type { Finding, FindingPlace } from '../../protocol/finding.ts';
import { faultsOf } from '../file-faults.ts';
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
