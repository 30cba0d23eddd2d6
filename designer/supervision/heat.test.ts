import { describe, expect, it, test } from 'vitest';
import type { StepHeat } from '../../server/contract-timeliness.ts';
import { heatWords, marksOfHeat } from './heat.ts';

const none = { count: 0, medianMs: null, p95Ms: null };
const step = (more: Partial<StepHeat>): StepHeat => ({ node: 'look', title: 'Look', open: 0, lateNow: 0, done: none, late: 0, escalated: 0, refused: 0, ...more });

describe('a step of the heat map', () => {
  test.each([
    [step({ open: 3, lateNow: 1, late: 4 }), '1 late now · 2 open · 4 passed', 'late'],
    [step({ late: 4 }), '4 passed', 'looser'],
    [step({ open: 2, done: { count: 5, medianMs: 3_600_000, p95Ms: null } }), '2 open · 5 done, 1 h', 'calm'],
  ] as const)('says in words what its frame repeats: %#', (of, words, kind) => {
    expect(heatWords(of)).toBe(words);
    expect(marksOfHeat([of])).toEqual({ look: { kind, words } });
  });
  it('carries no mark where nothing happened', () => expect(marksOfHeat([step({})])).toEqual({}));
});
