// The main way through each shipped protocol: a scenario that walks it, whose history on Temporal is recorded and replayed. One
// file a protocol, the newest recording only: until the first release no case of an earlier day has to go on.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Recording } from './histories.ts';

export const templateFolder = join(import.meta.dirname, 'templates');
/** Of the time-skipping server; authenticated with every payload. */
export const templateNamespace = 'default';

export interface Way {
  readonly protocol: string;
  /** In test/scenarios/. */
  readonly file: string;
  readonly scenario: string;
}
export const ways: readonly Way[] = [
  { protocol: 'intake_triage', file: 'acceptance.yaml', scenario: 'S02' },
  { protocol: 'full_assessment', file: 'acceptance.yaml', scenario: 'S04' },
  { protocol: 'imminent_response', file: 'branches.yaml', scenario: 'response_hospital' },
  { protocol: 'multi_jurisdiction', file: 'branches.yaml', scenario: 'jurisdiction_joint' },
  { protocol: 'school_concern', file: 'acceptance.yaml', scenario: 'S06' },
  { protocol: 'erpo_support', file: 'branches.yaml', scenario: 'petition_granted' },
  { protocol: 'monitoring_review', file: 'acceptance.yaml', scenario: 'S09' },
  { protocol: 'closure_aar', file: 'branches.yaml', scenario: 'closing_high' },
  { protocol: 'staff_surge', file: 'acceptance.yaml', scenario: 'S12' },
  { protocol: 'records_review', file: 'branches.yaml', scenario: 'record_purged' },
];

export function templateRecordings(): readonly Recording[] {
  return readdirSync(templateFolder).sort().map((name): Recording => JSON.parse(gunzipSync(readFileSync(join(templateFolder, name))).toString('utf8')));
}
