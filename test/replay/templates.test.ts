// Every shipped protocol, along its main way, as a case went that was recorded: the code of the tree takes it to the same place.
// After a change that is meant to break this before the first release: `npm run history:record`.
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, expect, it } from 'vitest';
import { gallery } from '../../protocol/templates/gallery.ts';
import { dataConverter } from '../../server/codec.ts';
import { testBundle } from '../workflow/test-bundle.ts';
import { testKeys } from '../workflow/test-keys.ts';
import { asHistories, type RecordedRun } from './histories.ts';
import { templateNamespace, templateRecordings, ways } from './template-ways.ts';

let bundle: Awaited<ReturnType<typeof testBundle>>;
beforeAll(async () => {
  // The control below fails on purpose, and loudly.
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), telemetryOptions: { logging: { filter: 'OFF' } } });
  bundle = await testBundle();
}, 60_000);

async function replay(runs: readonly RecordedRun[]): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  const options = { workflowBundle: bundle, dataConverter: dataConverter(testKeys), namespace: templateNamespace, replayName: 'handrail' };
  for await (const { error } of Worker.runReplayHistories(options, asHistories(runs))) errors.push(error);
  return errors;
}

const recorded = templateRecordings();
const wayOf = (protocol: string) => ways.find((way) => way.protocol === protocol);

it.each(gallery.map(({ key }) => key))('a case on %s goes on with the code of today', async (key) => {
  const recording = recorded.find(({ scenario }) => scenario === wayOf(key)?.scenario);
  expect(recording?.runs.length).toBeGreaterThan(0);
  expect(await replay(recording?.runs ?? [])).toEqual(recording?.runs.map(() => undefined));
});

it('is not how any other code would have gone', async () => {
  const runs = recorded.find(({ scenario }) => scenario === 'record_purged')?.runs ?? [];
  const other = runs.map(({ workflowId, history }): RecordedRun => ({ workflowId, history: JSON.parse(JSON.stringify(history).replaceAll('"name":"project"', '"name":"somethingElse"')) }));
  expect((await replay(other))[0]).toBeInstanceOf(DeterminismViolationError);
});
