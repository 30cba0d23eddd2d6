// A connector is being asked while the case goes on as a new run. On the real server: the time-skipping one never skips again
// after a run has ended with a call of an activity open.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../arbitraries/plan.ts';
import { asking, kinds, openSteps } from './asking.ts';
import { startHost, type Host } from './case-host.ts';

describe('a connector that is being asked when the case goes on as a new run', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ server: 'real' });
  }, 60_000);
  afterAll(() => host.stop(), 60_000);

  it('is asked again by that run, and its answer is taken once', async () => {
    host.recorder.answer(() => 'later');
    const testCase = await host.openCase(bundle({ ...asking, nodes: { ...asking.nodes, ask: { ...asking.nodes['ask'], attempts: 10, every: 'PT1S' } as (typeof asking.nodes)[string] } }), { argument: { maxHistory: 4, hardHistory: 30 } });
    const first = await testCase.runs();
    for (let n = 0; n < 40 && (await testCase.runs()) === first; n += 1) await testCase.act('ana', { kind: 'note', text: { id: `n${n}`, hash: 'h' } });
    expect(await testCase.runs()).not.toBe(first);
    host.recorder.answer(() => ({ found: false }));
    await expect.poll(() => openSteps(testCase), { timeout: 30_000 }).toEqual(['beside max']);
    expect((await kinds(testCase)).filter((kind) => kind === 'serviceResult')).toHaveLength(1);
  }, 90_000);
});
