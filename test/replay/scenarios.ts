// What is recorded: cases on the real server that go through everything a workflow can meet. Seconds, not months.
import { setTimeout as sleep } from 'node:timers/promises';
import { reason } from '../arbitraries/case-play.ts';
import { bundle, due, plan } from '../arbitraries/plan.ts';
import type { Host, TestCase } from '../workflow/case-host.ts';
import { journeyBundle } from '../workflow/journey.ts';

export interface Scenario {
  readonly name: string;
  play(host: Host): Promise<TestCase>;
}

const step = async (testCase: TestCase, node: string): Promise<string> => (await testCase.report()).state?.steps.find((s) => s.node === node)?.id ?? '';

async function actsOfPeople(testCase: TestCase): Promise<void> {
  await testCase.act('cora', { kind: 'complete', step: await step(testCase, 'look'), outcome: 'done' });
  await testCase.act('ana', { kind: 'claim', step: await step(testCase, 'look') });
  await testCase.act('sam', { kind: 'extend', step: await step(testCase, 'look'), by: 60_000, reason });
  await testCase.act('ana', { kind: 'setLevel', level: 'high', reason });
  await testCase.act('ana', { kind: 'complete', step: await step(testCase, 'look'), outcome: 'done' });
  await testCase.act('sam', { kind: 'vote', step: await step(testCase, 'decide'), grants: true, content: {} });
  await testCase.act('lea', { kind: 'vote', step: await step(testCase, 'decide'), grants: true, content: {} });
  await testCase.act('lio', { kind: 'decline', step: await step(testCase, 'give'), reason });
  await testCase.act('ana', { kind: 'complete', step: await step(testCase, 'again'), outcome: 'done' });
  await testCase.act('lio', { kind: 'accept', step: await step(testCase, 'give') });
  await testCase.act('ana', { kind: 'event', name: 'located' });
  await testCase.act('max', { kind: 'complete', step: await step(testCase, 'monitor'), outcome: 'done' });
}

const urgent = plan('urgent', [
  { id: 'start', kind: 'start', next: { next: 'look' } },
  { id: 'look', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], assign: { kind: 'leastLoad' }, next: { done: 'end', overdue: 'hold' }, limit: due('PT2S', { rules: [{ due: 'PT2S', warn: 'PT1S' }], escalate: [{ after: 'PT0S', notify: ['lead'] }], onOverdue: 'leave' }) },
  { id: 'hold', kind: 'wait', rules: [{ due: 'PT1S' }], next: { elapsed: 'last' } },
  { id: 'last', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT1H'), next: { done: 'end' } },
  { id: 'end', kind: 'end', outcome: 'end' },
]);

export const scenarios: readonly Scenario[] = [
  {
    name: 'acts-of-people',
    async play(host) {
      const testCase = await host.openCase(journeyBundle);
      await actsOfPeople(testCase);
      return testCase;
    },
  },
  {
    name: 'deadlines',
    async play(host) {
      const testCase = await host.openCase(bundle(urgent));
      await sleep(5_000);
      await testCase.act('max', { kind: 'complete', step: await step(testCase, 'last'), outcome: 'done' });
      return testCase;
    },
  },
  {
    name: 'many-runs',
    async play(host) {
      const testCase = await host.openCase(journeyBundle, { argument: { maxHistory: 25, hardHistory: 60 } });
      await actsOfPeople(testCase);
      await testCase.wake();
      return testCase;
    },
  },
  {
    name: 'projection-down',
    async play(host) {
      const testCase = await host.openCase(journeyBundle, { argument: { maxHistory: 10, hardHistory: 20 } });
      host.recorder.fail();
      for (let i = 0; i < 6; i += 1) await testCase.act('ana', { kind: 'note', text: reason });
      await sleep(500);
      host.recorder.mend();
      return testCase;
    },
  },
];
