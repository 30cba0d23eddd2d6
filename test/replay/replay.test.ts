import { DefaultLogger, Runtime, Worker, type ReplayError } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataConverter } from '../../server/codec.ts';
import { testBundle } from '../workflow/test-bundle.ts';
import { testKey, testKeys } from '../workflow/test-keys.ts';
import { asHistories, recordedNamespace, recordings, type RecordedRun, type Recording } from './histories.ts';
import { scenarios } from './scenarios.ts';

let bundle: Awaited<ReturnType<typeof testBundle>>;
beforeAll(async () => {
  // The controls below fail on purpose, and loudly.
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), telemetryOptions: { logging: { filter: 'OFF' } } });
  bundle = await testBundle();
}, 60_000);

async function replay(runs: readonly RecordedRun[], keysFor = testKeys): Promise<readonly (ReplayError | Error | undefined)[]> {
  const options = { workflowBundle: bundle, dataConverter: dataConverter(keysFor), namespace: recordedNamespace, replayName: 'handrail' };
  const errors: (ReplayError | Error | undefined)[] = [];
  for await (const { error } of Worker.runReplayHistories(options, asHistories(runs))) errors.push(error);
  return errors;
}

const changed = (runs: readonly RecordedRun[], from: string, to: string): readonly RecordedRun[] => runs.map(({ workflowId, history }) => ({ workflowId, history: JSON.parse(JSON.stringify(history).replaceAll(from, to)) }));
const payloads = (value: unknown): readonly { readonly metadata: { readonly encoding: { readonly $bytes: string } } }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'payloads' in value && Array.isArray(value.payloads) ? value.payloads : [];
  return [...own, ...Object.values(value).flatMap(payloads)];
};

describe('a case of an earlier day', () => {
  it.each(recordings().map((recording) => [`${recording.scenario} of ${recording.recordedOn}`, recording] as const))('goes on with the code of today: %s', async (_, { runs }: Recording) => {
    expect(await replay(runs)).toEqual(runs.map(() => undefined));
  });

  it('is recorded for every scenario', () => {
    expect([...new Set(recordings().map((r) => r.scenario))].sort()).toEqual(scenarios.map((s) => s.name).sort());
  });

  it('shows nothing of itself in its history', () => {
    const plain = recordings().flatMap(({ runs }) => runs.flatMap(({ history }) => payloads(history))).map(({ metadata }) => Buffer.from(metadata.encoding.$bytes, 'base64').toString());
    expect(plain.length).toBeGreaterThan(30);
    expect(new Set(plain)).toEqual(new Set(['binary/handrail-1']));
  });
});

describe('the replay itself', () => {
  const [{ runs } = { runs: [] }] = recordings();

  it('fails for a history whose commands are not those of the code', async () => {
    const errors = await replay(changed(runs, '"name":"project"', '"name":"somethingElse"'));
    expect(errors[0]).toBeInstanceOf(DeterminismViolationError);
  });

  it('fails for a workflow that is not there', async () => {
    expect((await replay(changed(runs, '"name":"caseWorkflow"', '"name":"otherWorkflow"')))[0]).toBeInstanceOf(Error);
  });

  it('fails under another key', async () => {
    expect((await replay(runs, () => Promise.resolve(testKey('another'))))[0]).toBeInstanceOf(Error);
  });
});
