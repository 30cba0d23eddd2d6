// Histories of cases as they were recorded, under the fixed test key: one file a scenario and day, never edited, only added.
// A running case of the day they were recorded must go on with the code of today.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayHistoriesIterable } from '@temporalio/worker';

export const folder = join(import.meta.dirname, 'histories');
/** Authenticated with every payload, so replay must name it too. */
export const recordedNamespace = 'handrail';

export interface RecordedRun {
  readonly workflowId: string;
  readonly history: unknown;
}
export interface Recording {
  readonly scenario: string;
  readonly recordedOn: string;
  readonly runs: readonly RecordedRun[];
}

export function recordings(): readonly Recording[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name): Recording => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

export type HistoryAndWorkflowId = ReplayHistoriesIterable extends AsyncIterable<infer One> | Iterable<infer One> ? One : never;

export function* asHistories(runs: readonly RecordedRun[]): Generator<HistoryAndWorkflowId> {
  for (const { workflowId, history } of runs) yield { workflowId, history: JSON.parse(JSON.stringify(history), revived) };
}

// As the SDK holds it: 64-bit numbers as their two halves, which it takes back, and bytes marked. (Its own conversion fails
// where several copies of protobufjs are installed, which our lockfile does not decide.)
export function asJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (isLong(value)) return { low: value.low, high: value.high, unsigned: value.unsigned };
  if (Array.isArray(value)) return value.map(asJson);
  return Object.fromEntries(Object.entries(value).flatMap(([name, part]) => (part === null || part === undefined ? [] : [[name, asJson(part)]])));
}

function isLong(value: object): value is { readonly low: number; readonly high: number; readonly unsigned: boolean } {
  return '__isLong__' in value;
}

function revived(_key: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string') return Buffer.from(value.$bytes, 'base64');
  return value;
}
