// Apart from the other tests of new runs: a run that ends while its projection is under way leaves an activity behind, and
// the time-skipping server never skips again after that. So nothing here lets time pass.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseArgument } from '../../workflows/messages.ts';
import { reason } from '../arbitraries/case-play.ts';
import { startHost, type Host } from './case-host.ts';
import { journeyBundle } from './journey.ts';

let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 60_000);
afterAll(() => host.stop(), 60_000);

const everyTime: Readonly<Record<string, CaseArgument>> = {
  'when it is projected': { maxHistory: 1, hardHistory: 100_000 },
  'at once, taking along what is not projected': { maxHistory: 1, hardHistory: 1 },
};

describe.each(Object.entries(everyTime))('a case that goes on as a new run after every transition, %s', (_, argument) => {
  it('knows an act again that was taken many runs ago', async () => {
    const testCase = await host.openCase(journeyBundle, { argument });
    const id = randomUUID();
    const fields = { kind: 'note', text: reason } as const;
    expect(await testCase.act('ana', fields, { id })).toMatchObject({ answer: { transitions: [{ number: 2 }] } });
    const run = await testCase.runs();
    for (let i = 0; i < 4; i += 1) await testCase.act('ana', fields);
    await testCase.journal();
    await expect.poll(() => testCase.runs()).not.toBe(run);
    expect(await testCase.act('ana', fields, { id })).toEqual({ answer: { transitions: [], repeated: 2 } });
    expect((await testCase.journal()).map((t) => t.number)).toEqual([1, 2, 3, 4, 5, 6]);
  }, 60_000);
});

describe('a projection that is behind for long', () => {
  it('takes unprojected transitions along when the database is down for long, and loses none', async () => {
    const testCase = await host.openCase(journeyBundle, { argument: { maxHistory: 20, hardHistory: 40 } });
    await testCase.journal();
    const run = await testCase.runs();
    host.recorder.fail();
    for (let i = 0; i < 12; i += 1) await testCase.act('ana', { kind: 'note', text: reason });
    await expect.poll(() => testCase.runs(), { timeout: 10_000 }).not.toBe(run);
    expect((await testCase.report()).unprojected.length).toBeGreaterThan(8);
    host.recorder.mend();
    expect((await testCase.journal()).map((t) => t.number)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
  }, 60_000);
});
