// Records the histories when HANDRAIL_RECORD names the day (npm run history:record); otherwise it plays the scenarios and
// replays what they have just written, so that a recording made tomorrow is known to work.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataConverter } from '../../server/codec.ts';
import { startHost, type Host, type TestCase } from '../workflow/case-host.ts';
import { testBundle } from '../workflow/test-bundle.ts';
import { testKeys } from '../workflow/test-keys.ts';
import { asHistories, asJson, folder, recordedNamespace, type RecordedRun } from './histories.ts';
import { scenarios } from './scenarios.ts';

const day = process.env['HANDRAIL_RECORD'];
let host: Host;
beforeAll(async () => {
  host = await startHost({ server: 'real', namespace: recordedNamespace });
});
afterAll(() => host.stop());

async function runsOf(testCase: TestCase): Promise<readonly RecordedRun[]> {
  return (await testCase.histories()).map((history) => ({ workflowId: testCase.handle.workflowId, history: asJson(history) }));
}

it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s is replayed as it was played', async (name, scenario) => {
  const testCase = await scenario.play(host);
  const journal = await testCase.journal();
  expect(journal.map((t) => t.number)).toEqual(journal.map((_, i) => i + 1));
  const runs = await runsOf(testCase);
  const options = { workflowBundle: await testBundle(), dataConverter: dataConverter(testKeys), namespace: recordedNamespace };
  for await (const { error } of Worker.runReplayHistories(options, asHistories(runs))) expect(error).toBeUndefined();
  if (day === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}-${day.replaceAll('-', '')}.json`), `${JSON.stringify({ scenario: name, recordedOn: day, runs })}\n`);
});
