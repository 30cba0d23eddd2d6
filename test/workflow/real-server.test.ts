// What the time-skipping server does otherwise than the real one: refused updates and their events, updates that meet a run
// that is just ending, workflows thrown out of memory.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CaseArgument } from '../../workflows/messages.ts';
import { reason } from '../arbitraries/case-play.ts';
import { startHost, type Host } from './case-host.ts';
import { journeyBundle } from './journey.ts';
import { testKeys } from './test-keys.ts';

/** WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND */
const unhandledCommand = 1;
const note = { kind: 'note', text: reason } as const;

describe('on the real server', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ server: 'real' });
  });
  afterAll(() => host.stop());

  it('a refused act leaves no event at all', async () => {
    const testCase = await host.openCase(journeyBundle);
    await testCase.journal();
    await expect.poll(async () => (await testCase.report()).unprojected).toEqual([]);
    const before = await testCase.events();
    for (let i = 0; i < 5; i += 1) expect(await testCase.act('cora', { kind: 'event', name: 'nobody' })).toMatchObject({ code: 'no_handler' });
    expect(await testCase.events()).toEqual(before);
  });

  it('an act costs at most thirteen events, its projection included', async () => {
    const testCase = await host.openCase(journeyBundle);
    const settled = async () => {
      await expect.poll(async () => (await testCase.report()).unprojected).toEqual([]);
      return (await testCase.events()).length;
    };
    const opened = await settled();
    for (let i = 0; i < 4; i += 1) {
      await testCase.act('ana', note);
      await settled();
    }
    expect(((await settled()) - opened) / 4).toBeLessThanOrEqual(13);
  });

  it('an opening that is refused leaves a workflow that ends by itself, and the same case can be opened after all', async () => {
    const caseId = randomUUID();
    expect((await host.openCase({ ...journeyBundle, plans: {} }, { caseId })).opened).toHaveProperty('code');
    const testCase = await host.openCase(journeyBundle, { caseId });
    expect(testCase.opened).toMatchObject({ answer: { transitions: [{ number: 1 }] } });
    expect(await testCase.act('ana', note)).toMatchObject({ answer: { transitions: [{ number: 2 }] } });
  });

  it('opening twice with one id is one case, also from two servers at the same moment', async () => {
    const caseId = randomUUID();
    const at = Date.now();
    const both = await Promise.all([1, 2].map(() => host.openCase(journeyBundle, { caseId, at })));
    for (const { opened } of both) expect(opened).toHaveProperty('answer');
    expect(await both[0]?.journal()).toHaveLength(1);
  });

  const everyTime: Readonly<Record<string, CaseArgument>> = {
    'when it is projected': { maxHistory: 1, hardHistory: 100_000 },
    'at once, taking along what is not projected': { maxHistory: 1, hardHistory: 1 },
  };
  it.each(Object.entries(everyTime))('each of many acts at once is taken exactly once while the case goes on as a new run after every one, %s', async (_, argument) => {
    const testCase = await host.openCase(journeyBundle, { argument });
    const ids = Array.from({ length: 30 }, () => randomUUID());
    const batches = [0, 10, 20].map((from) => ids.slice(from, from + 10));
    for (const batch of batches) {
      const run = await testCase.runs();
      const outcomes = await Promise.all(batch.map((id) => testCase.act('ana', note, { id })));
      for (const outcome of outcomes) expect(outcome).toHaveProperty('answer');
      await vi.waitFor(async () => expect(await testCase.runs()).not.toBe(run), { timeout: 30_000, interval: 50 });
    }
    const journal = await testCase.journal();
    expect(journal.map((t) => t.number)).toEqual(journal.map((_transition, i) => i + 1));
    expect(journal.slice(1).map((t) => t.input.id).toSorted()).toEqual(ids.toSorted());
    const histories = await testCase.histories();
    expect(histories.length).toBeGreaterThan(3);
    // The one way in which a task may fail: it wanted to end the run, and something had arrived meanwhile.
    const causes = histories.flatMap(({ events }) => events ?? []).flatMap((event) => event.workflowTaskFailedEventAttributes?.cause ?? []);
    expect(causes.filter((cause) => cause !== unhandledCommand)).toEqual([]);
  });
});

describe.each([2, 0])('on a worker that keeps %i cases in memory', (maxCachedWorkflows) => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ server: 'real', worker: { maxCachedWorkflows } });
  });
  afterAll(() => host.stop());

  it('five cases in turn take every act, and no workflow task fails', async () => {
    const cases = await Promise.all(Array.from({ length: 5 }, () => host.openCase(journeyBundle)));
    for (let round = 0; round < 4; round += 1) {
      for (const testCase of cases) expect(await testCase.act('ana', note)).toMatchObject({ answer: { transitions: [{ number: round + 2 }] } });
    }
    for (const testCase of cases) {
      expect((await testCase.journal()).map((t) => t.number)).toEqual([1, 2, 3, 4, 5]);
      expect((await testCase.events()).filter((name) => name === 'workflowTaskFailedEventAttributes')).toEqual([]);
    }
  });
});

describe('while the worker cannot have the keys', () => {
  let host: Host;
  let isDown = false;
  beforeAll(async () => {
    host = await startHost({ server: 'real', worker: { maxCachedWorkflows: 0 }, keysFor: (caseId) => (isDown ? Promise.reject(new Error('no keys')) : testKeys(caseId)) });
  });
  afterAll(() => host.stop());

  it('cases wait, the worker lives, and everything is taken when the keys are back', async () => {
    const testCase = await host.openCase(journeyBundle);
    await testCase.journal();
    isDown = true;
    const id = randomUUID();
    const act = testCase.act('ana', note, { id });
    await expect(Promise.race([act, new Promise((_, reject) => setTimeout(() => reject(new Error('still waiting')), 3_000))])).rejects.toThrow('still waiting');
    isDown = false;
    expect(await act.catch(() => testCase.act('ana', note, { id }))).toHaveProperty('answer');
    expect(await testCase.journal()).toHaveLength(2);
  });
});
