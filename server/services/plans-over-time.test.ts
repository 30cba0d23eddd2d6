// What was done before a run went over to another version is found by what it is called now.
import { expect, it } from 'vitest';
import { namesNow, planAt, planOfStep, type Move } from './plans-over-time.ts';

const moves: readonly Move[] = [
  { number: 5, at: 500, run: 'r1', from: 'one', mapping: { a: 'b', b: 'a', c: 'd' } },
  { number: 9, at: 900, run: 'r1', from: 'two', mapping: { a: 'a', b: 'e', d: 'd' } },
  { number: 9, at: 900, run: 'r2', from: 'other', mapping: { a: 'z' } },
];
const run = { id: 'r1', plan: 'three' };

it('an entry is told on the plan its run was on then', () => expect([1, 4, 5, 8, 9].map((number) => planAt(moves, run, number))).toEqual(['one', 'one', 'two', 'two', 'three']));
it('a closed step is shown on the plan it was closed on, an open one on that of its run', () => {
  expect([100, 500, 501, 901].map((at) => planOfStep(moves, run, { closedAt: new Date(at) }))).toEqual(['one', 'one', 'two', 'three']);
  expect(planOfStep(moves, run, { closedAt: null })).toBe('three');
});
it('a step goes by what it became, through swaps, and by its own name as long as no other has it', () => {
  const named = (node: string, at: number, of = 'r1') => namesNow(moves, { run: of, node, closedAt: new Date(at) });
  expect([named('a', 100), named('b', 100), named('c', 100)]).toEqual([['b', 'e'], ['a'], ['c', 'd']]);
  expect([named('b', 600), named('a', 950), named('a', 100, 'r2')]).toEqual([['b', 'e'], ['a'], ['a', 'z']]);
});
