import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseArgument } from '../../workflows/messages.ts';
import { reason } from '../arbitraries/case-play.ts';
import { standing, type Name } from '../arbitraries/people.ts';
import { startHost, type ActFields, type Host } from './case-host.ts';
import { comparable, journeyBundle, PlainCase } from './journey.ts';
import type { PersonInput } from '../../protocol/input.ts';

const hour = 3_600_000;
const day = 24 * hour;
let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 60_000);
afterAll(() => host.stop(), 60_000);

const argument: CaseArgument = { maxHistory: 1, hardHistory: 100_000 };
const script: readonly { readonly afterMs: number; readonly by: Name; readonly node?: string; readonly fields: ActFields }[] = [
  { afterMs: hour / 2, by: 'ana', fields: { kind: 'setLevel', level: 'high', reason } },
  { afterMs: hour, by: 'ana', node: 'look', fields: { kind: 'complete', step: '', outcome: 'again' } },
  { afterMs: 2 * hour, by: 'ana', node: 'look', fields: { kind: 'claim', step: '' } },
  { afterMs: hour / 4, by: 'ana', node: 'look', fields: { kind: 'complete', step: '', outcome: 'done' } },
  { afterMs: hour, by: 'sam', node: 'decide', fields: { kind: 'vote', step: '', grants: true, content: {} } },
  { afterMs: 30 * hour, by: 'lea', node: 'decide', fields: { kind: 'vote', step: '', grants: true, content: {} } },
  { afterMs: hour, by: 'lio', node: 'give', fields: { kind: 'decline', step: '', reason } },
  { afterMs: hour, by: 'ana', node: 'again', fields: { kind: 'complete', step: '', outcome: 'done' } },
  { afterMs: 2 * hour, by: 'lio', node: 'give', fields: { kind: 'accept', step: '' } },
  { afterMs: 30 * day, by: 'ana', fields: { kind: 'event', name: 'located' } },
  { afterMs: 70 * day, by: 'max', node: 'monitor', fields: { kind: 'complete', step: '', outcome: 'done' } },
];

describe('a case that goes on as a new run after every transition', () => {
  it('writes the journal that the engine alone writes', async () => {
    const testCase = await host.openCase(journeyBundle, { argument });
    const plain = new PlainCase();
    const { transitions: [opening] } = 'answer' in testCase.opened ? testCase.opened.answer : { transitions: [] };
    if (opening?.input.kind !== 'open') throw new Error('not opened');
    plain.act({ ...opening.input, bundle: journeyBundle }, opening.at);
    const runs = new Set<string>();
    for (const { afterMs, by, node, fields } of script) {
      await host.env.sleep(afterMs);
      const at = await host.now();
      plain.passTime(at);
      const step = plain.state?.steps.find((s) => s.node === node)?.id ?? '';
      const input = { ...fields, ...('step' in fields ? { step } : {}), id: randomUUID(), actor: standing(by) } as PersonInput;
      expect(plain.act(input, at)).toBeUndefined();
      expect(await testCase.send(input, at)).toHaveProperty('answer');
      runs.add(await testCase.runs());
    }
    const journal = await testCase.journal();
    expect(comparable(journal)).toEqual(comparable(plain.transitions));
    expect(journal.length).toBeGreaterThan(script.length);
    expect(runs.size).toBeGreaterThan(script.length / 2);
  }, 120_000);
});

describe('going on as a new run', () => {
  it('stays in one run below the threshold, and begins a new one before a sleep of more than thirty days', async () => {
    const testCase = await host.openCase(journeyBundle);
    const first = await testCase.runs();
    const step = async (node: string) => (await testCase.report()).state?.steps.find((s) => s.node === node)?.id ?? '';
    await testCase.act('ana', { kind: 'complete', step: await step('look'), outcome: 'done' });
    await testCase.act('sam', { kind: 'vote', step: await step('decide'), grants: true, content: {} });
    await testCase.act('lea', { kind: 'vote', step: await step('decide'), grants: true, content: {} });
    await testCase.act('lio', { kind: 'accept', step: await step('give') });
    await testCase.journal();
    expect(await testCase.runs()).toBe(first);
    await testCase.act('ana', { kind: 'complete', step: await step('side'), outcome: 'done' });
    await expect.poll(() => testCase.runs(), { timeout: 10_000 }).not.toBe(first);
    await host.env.sleep(91 * day);
    expect((await testCase.report()).state?.steps.map((s) => s.node)).toEqual(['monitor']);
  }, 60_000);

  it('begins a new run on a wake, for an engine that was replaced', async () => {
    const testCase = await host.openCase(journeyBundle);
    await testCase.journal();
    const run = await testCase.runs();
    await testCase.wake();
    await expect.poll(() => testCase.runs(), { timeout: 10_000 }).not.toBe(run);
    expect((await testCase.report()).state?.transition).toBe(1);
  }, 30_000);
});
