import { expect, it } from 'vitest';
import type { Draft } from './draft.ts';
import { node, sample } from './rules/sample.ts';
import { legalSuccessors } from './successors.ts';

const split = node('split', 's', { join: 'j', branches: [{ id: 'x', label: 'X', detached: false }, { id: 'y', label: 'Y', detached: true }] });
const draft: Draft = sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> end; j -> c; c.done -> end', [split, node('task', 'a'), node('task', 'b'), node('join', 'j'), node('task', 'c'), node('task', 'new')]);

const legal = (from: string, port: string): readonly string[] => legalSuccessors(draft, { node: from, port }).filter((s) => s.legal).map((s) => s.node);
const why = (from: string, port: string, to: string): string | undefined => legalSuccessors(draft, { node: from, port }).find((s) => s.node === to)?.reason;

it('lets a branch that is waited for go on inside, or to its join', () => {
  expect(legal('a', 'done')).toEqual(['a', 'j', 'new']);
  expect(why('a', 'done', 'c')).toBe('this step lies outside the split; a branch leaves it through the join');
  expect(why('a', 'done', 's')).toBe('a split is not entered again while it is open; lead to its join');
  expect(why('a', 'done', 'end')).toContain('leaves by its join');
});
it('lets a detached branch go anywhere but to the join or into a branch', () => {
  expect(legal('b', 'done')).toEqual(['s', 'b', 'c', 'new', 'end']);
  expect(why('b', 'done', 'j')).toBe('this join waits for branches of its split, and this edge lies on none');
});
it('lets the main flow go on behind the join, back to the split, and to the end', () => {
  expect(legal('j', 'next')).toEqual(['s', 'b', 'c', 'new', 'end']);
  expect(why('c', 'done', 'start')).toContain('a start is where a run begins');
  expect(why('c', 'done', 'a')).toBe('this step lies on a branch of a split; it is reached through the split only');
});
it('says why nothing leaves by a port that is not there', () => {
  expect(legal('c', 'finished')).toEqual([]);
  expect(why('c', 'finished', 'end')).toBe('"c" has no way out called "finished"');
  expect(why('gone', 'next', 'end')).toBe('the step this edge would leave is gone');
});
