// 200,000 conditions and 100,000 texts, the same at every run; `npm run fuzz -- --runs 10000000` goes on with others.
import { describe, expect, it } from 'vitest';
import { fuzzEvaluator, fuzzReader, type Fuzzed } from './conditions.ts';

const quarters = [0, 50_000, 100_000, 150_000];
/** No failure, and each answer came often: a generator that has become blind is seen. */
function expectAll(fuzzed: Fuzzed, answers: readonly string[]): void {
  expect(fuzzed.failure).toBeUndefined();
  for (const answer of answers) expect(fuzzed.answers[answer] ?? 0).toBeGreaterThan(fuzzed.runs / 50);
}

describe('whatever a condition is made of', () => {
  it.each(quarters)('it is answered true, false or unknown, throws nothing and pollutes nothing (from seed %i)', (seed) => expectAll(fuzzEvaluator({ runs: 50_000, seed }), ['true', 'false', 'unknown']));
});
describe('whatever is written as a condition', () => {
  it.each(quarters)('it is read or its faults are placed, throws nothing and pollutes nothing (from seed %i)', (seed) => expectAll(fuzzReader({ runs: 25_000, seed }), ['read', 'refused']));
});
