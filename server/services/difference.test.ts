import { describe, expect, it } from 'vitest';
import { differenceOf } from './difference.ts';

describe('the difference of two drafts', () => {
  it('names the step, not its place in the list', () => {
    const nodes = [{ id: 'a', title: 'A' }, { id: 'b', title: 'B' }];
    expect(differenceOf({ nodes: [{ id: 'new', title: 'N' }, ...nodes] }, { nodes })).toEqual([{ path: 'nodes.new', yours: { id: 'new', title: 'N' }, theirs: null }]);
  });
  it('tells another order of the same things', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    expect(differenceOf({ nodes: [a, b] }, { nodes: [b, a] })).toEqual([{ path: 'nodes', yours: ['a', 'b'], theirs: ['b', 'a'] }]);
  });
  it('passes over the order of keys', () => expect(differenceOf({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]));
  it('says what only one side has', () => expect(differenceOf({ limit: { due: 'PT1H' } }, {})).toEqual([{ path: 'limit', yours: { due: 'PT1H' }, theirs: null }]));
});
