// The differential law: a random script gives the same journal through the engine alone and through the real workflow, on a
// worker that keeps cases in memory, on one that must throw most of them out, and on one that keeps none.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonInput } from '../../protocol/input.ts';
import { standing } from '../arbitraries/people.ts';
import { startHost, type Host, type TestCase } from './case-host.ts';
import { actFor, comparable, journeyBundle, PlainCase, scripts, type Choice } from './journey.ts';

const day = 86_400_000;
/** Groups of scripts; the cases of a group are played side by side. */
function sampled(seed: number, groups: number, size: number): readonly (readonly (readonly Choice[])[])[] {
  const all = fc.sample(scripts, { seed, numRuns: groups * size });
  return Array.from({ length: groups }, (_, i) => all.slice(i * size, (i + 1) * size));
}

describe.each([
  { name: 'that keeps its cases in memory', maxCachedWorkflows: 100, seed: 1, groups: 14, size: 1 },
  { name: 'that keeps two cases', maxCachedWorkflows: 2, seed: 2, groups: 1, size: 4 },
  { name: 'that keeps none', maxCachedWorkflows: 0, seed: 3, groups: 2, size: 1 },
])('on a worker $name', ({ maxCachedWorkflows, seed, groups, size }) => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ worker: { maxCachedWorkflows } });
  }, 60_000);
  afterAll(() => host.stop(), 60_000);

  it.each(sampled(seed, groups, size).map((group) => ({ group })))('a random script %# writes the journal that the engine alone writes', async ({ group }) => {
    const played: { readonly testCase: TestCase; readonly plain: PlainCase; readonly script: readonly Choice[] }[] = [];
    for (const script of group) {
      const plain = new PlainCase();
      const testCase = await host.openCase(journeyBundle);
      const opening = 'answer' in testCase.opened ? testCase.opened.answer.transitions[0] : undefined;
      if (opening?.input.kind !== 'open') throw new Error('not opened');
      plain.act({ ...opening.input, bundle: journeyBundle }, opening.at);
      played.push({ testCase, plain, script });
    }
    for (let round = 0; round < 10; round += 1) {
      for (const { testCase, plain, script } of played) {
        const choice = script[round];
        if (choice === undefined || plain.state === null) continue;
        await host.env.sleep(Math.round(choice.gapMs / size));
        const at = await host.now();
        plain.passTime(at);
        const { by, fields } = actFor(plain.state, choice);
        const input = { ...fields, id: randomUUID(), actor: standing(by) } as PersonInput;
        const refusal = plain.act(input, at);
        const outcome = await testCase.send(input, at);
        expect('code' in outcome ? outcome.code : undefined).toBe(refusal?.code);
      }
    }
    await host.env.sleep(100 * day);
    const until = await host.now();
    for (const { testCase, plain } of played) {
      plain.passTime(until);
      expect(comparable(await testCase.journal())).toEqual(comparable(plain.transitions));
    }
  }, 100_000);
});
