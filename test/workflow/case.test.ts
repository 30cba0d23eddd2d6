import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reason } from '../arbitraries/case-play.ts';
import { bundle, due, plan } from '../arbitraries/plan.ts';
import { startHost, type Host, type TestCase } from './case-host.ts';
import { journeyBundle } from './journey.ts';

const day = 86_400_000;
let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 60_000);
afterAll(() => host.stop(), 60_000);

const stepOf = async (testCase: TestCase, node: string): Promise<string> => {
  const { state } = await testCase.report();
  const step = state?.steps.find((s) => s.node === node);
  if (!step) throw new Error(`no open step ${node}; open: ${state?.steps.map((s) => s.node).join(', ')}`);
  return step.id;
};
const kinds = async (testCase: TestCase): Promise<string[]> => (await testCase.journal()).flatMap((t) => t.entries.map((e) => e.kind));

describe('a case on its workflow', () => {
  it('is opened by the act that starts it, and the answer holds the first transition', async () => {
    const testCase = await host.openCase(journeyBundle);
    expect(testCase.opened).toMatchObject({ answer: { transitions: [{ number: 1, input: { kind: 'open', bundle: { root: 'journey', plans: {} } } }] } });
    expect(await kinds(testCase)).toEqual(['caseOpened', 'runStarted', 'stepOpened', 'deadlineSet']);
  }, 30_000);

  it('lives through months: every deadline at its own millisecond, in order, without a gap', async () => {
    const testCase = await host.openCase(journeyBundle);
    await testCase.act('ana', { kind: 'complete', step: await stepOf(testCase, 'look'), outcome: 'done' });
    await testCase.act('sam', { kind: 'vote', step: await stepOf(testCase, 'decide'), grants: true, content: {} });
    await testCase.act('lea', { kind: 'vote', step: await stepOf(testCase, 'decide'), grants: true, content: {} });
    const fanned = (await testCase.report()).state?.at ?? 0;
    await testCase.act('lio', { kind: 'accept', step: await stepOf(testCase, 'give') });
    await host.env.sleep(89 * day);
    expect((await testCase.report()).state?.steps.map((s) => s.node)).toEqual(['hold']);
    await host.env.sleep(2 * day);
    expect((await testCase.report()).state?.steps.map((s) => s.node)).toEqual(['monitor']);
    await host.env.sleep(61 * day);
    const journal = await testCase.journal();
    expect(journal.map((t) => t.number)).toEqual(journal.map((_, i) => i + 1));
    const timed = journal.filter((t) => t.input.kind === 'deadline').map((t) => [t.entries[0]?.kind, t.at - fanned]);
    expect(timed).toEqual([['deadlinePassed', 20 * day], ['waitEnded', 90 * day], ['deadlinePassed', 150 * day], ['escalated', 150 * day]]);
  }, 60_000);

  it('refuses in the validator: no event, no transition, the code and what it is about', async () => {
    const testCase = await host.openCase(journeyBundle);
    const step = await stepOf(testCase, 'look');
    expect(await testCase.act('cora', { kind: 'complete', step, outcome: 'done' })).toMatchObject({ code: 'not_authorized' });
    expect(await testCase.act('ana', { kind: 'complete', step, outcome: 'nothing' })).toMatchObject({ code: 'bad_outcome' });
    await testCase.act('ana', { kind: 'claim', step });
    expect(await testCase.act('max', { kind: 'complete', step, outcome: 'done' })).toMatchObject({ code: 'claimed', about: 'ana' });
    expect((await testCase.events()).filter((name) => name.startsWith('workflowExecutionUpdate'))).toHaveLength(4);
    expect(await testCase.journal()).toHaveLength(2);
  }, 30_000);

  it('gives a repeated act the number of its first transition and does nothing', async () => {
    const testCase = await host.openCase(journeyBundle);
    const id = randomUUID();
    const fields = { kind: 'note', text: reason } as const;
    const first = await testCase.act('ana', fields, { id });
    expect(first).toMatchObject({ answer: { transitions: [{ number: 2 }] } });
    // Temporal itself gives the first answer to the same update id in the same run; the state does in every later one.
    await host.openCase(journeyBundle, { caseId: testCase.caseId, id: 'other' }).then((again) => expect(again.opened).toMatchObject({ code: 'case_exists' }));
    expect(await testCase.act('ana', fields, { id })).toMatchObject({ answer: { transitions: [{ number: 2 }] } });
    expect(await testCase.journal()).toHaveLength(2);
  }, 30_000);

  it('takes an act at the instant the server received it, not later than its own clock and never back in time', async () => {
    const testCase = await host.openCase(journeyBundle);
    const opened = (await testCase.report()).state?.at ?? 0;
    await host.env.sleep(10 * 60_000);
    await testCase.act('ana', { kind: 'note', text: reason }, { at: opened + 1_000 });
    await testCase.act('ana', { kind: 'note', text: reason }, { at: opened - day });
    await testCase.act('ana', { kind: 'note', text: reason }, { at: opened + 900 * day });
    const [, first, second, third] = (await testCase.journal()).map((t) => t.at - opened);
    expect([first, second]).toEqual([1_000, 1_000]);
    expect(third).toBeGreaterThanOrEqual(600_000);
    expect(third).toBeLessThan(day);
  }, 30_000);

  it('lets no act overtake a deadline that was due before it, however late the act is handled', async () => {
    const testCase = await host.openCase(journeyBundle);
    await host.env.sleep(61 * 60_000);
    const answer = await testCase.act('ana', { kind: 'complete', step: await stepOf(testCase, 'look'), outcome: 'done' });
    expect(answer).toHaveProperty('answer');
    const order = await kinds(testCase);
    expect(order.indexOf('deadlinePassed')).toBeLessThan(order.indexOf('stepCompleted'));
  }, 30_000);

  it('hands work out by load: the answer of the activity comes back as an act of its own', async () => {
    const shared = plan('shared', [
      { id: 'start', kind: 'start', next: { next: 'look' } },
      { id: 'look', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], assign: { kind: 'leastLoad' }, limit: due('PT1H'), next: { done: 'end' } },
      { id: 'end', kind: 'end', outcome: 'end' },
    ]);
    const testCase = await host.openCase(bundle(shared));
    await host.env.sleep(1_000);
    expect((await testCase.journal())[1]).toMatchObject({ input: { kind: 'assign', to: { personId: 'max' } } });
    expect((await testCase.report()).state?.steps[0]?.claimedBy?.personId).toBe('max');
  }, 30_000);
});

describe('while the database is down', () => {
  it('goes on taking acts and projects them in order when it is back', async () => {
    const testCase = await host.openCase(journeyBundle);
    await testCase.journal();
    host.recorder.fail();
    for (let i = 0; i < 5; i += 1) expect(await testCase.act('ana', { kind: 'note', text: reason })).toHaveProperty('answer');
    expect((await testCase.report()).unprojected).toEqual([2, 3, 4, 5, 6]);
    host.recorder.mend();
    expect((await testCase.journal()).map((t) => t.number)).toEqual([1, 2, 3, 4, 5, 6]);
    await expect.poll(async () => (await testCase.report()).unprojected).toEqual([]);
  }, 60_000);
});
