// Connectors through the real workflow: tried again as often as is drawn, a slow one holds nobody up, and what comes of it is an
// input like any other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../arbitraries/plan.ts';
import { asking, kinds, openSteps } from './asking.ts';
import { startHost, type Host, type TestCase } from './case-host.ts';

let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 60_000);
afterAll(() => host.stop(), 60_000);


describe('a connector', () => {
  it('is tried again until it answers, while others are given their work', async () => {
    const before = host.recorder.asked();
    host.recorder.answer((n) => (n - before < 3 ? 'later' : { found: true }));
    const testCase = await host.openCase(bundle(asking));
    await expect.poll(() => openSteps(testCase), { timeout: 10_000 }).toEqual(['ask', 'beside max']);
    await host.env.sleep(9 * 60_000);
    expect(await openSteps(testCase)).toEqual(['ask', 'beside max']);
    await host.env.sleep(40 * 60_000);
    await expect.poll(() => openSteps(testCase), { timeout: 10_000 }).toEqual(['beside max']);
    expect(host.recorder.asked() - before).toBe(3);
    expect((await testCase.report()).state?.computed).toEqual({ ask: { found: true } });
    expect(await kinds(testCase)).toEqual(['open', 'assign', 'serviceResult']);
  }, 60_000);

  it('that has no answer leaves the case by its way for that, with why', async () => {
    host.recorder.answer(() => 'later');
    const late = await host.openCase(bundle(asking));
    await host.env.sleep(60 * 60_000);
    await expect.poll(() => openSteps(late), { timeout: 10_000 }).toContain('phone');
    host.recorder.answer(() => 'never');
    const never = await host.openCase(bundle(asking));
    await expect.poll(() => openSteps(never), { timeout: 10_000 }).toContain('phone');
    const codes = async (testCase: TestCase): Promise<readonly string[]> => (await testCase.journal()).flatMap((t) => t.entries.flatMap((e) => (e.kind === 'serviceFailed' ? [e.code] : [])));
    expect([await codes(late), await codes(never)]).toEqual([['unavailable'], ['nothing_there']]);
  }, 60_000);
});
