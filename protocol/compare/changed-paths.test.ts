import { describe, expect, it } from 'vitest';
import { changedPaths } from './changed-paths.ts';

describe('the paths at which two drafts differ', () => {
  it('name the step, not its place in the list', () => {
    const nodes = [{ id: 'a', title: 'A' }, { id: 'b', title: 'B' }];
    expect(changedPaths({ nodes }, { nodes: [{ id: 'new', title: 'N' }, ...nodes] })).toEqual([{ path: 'nodes.new', before: null, after: { id: 'new', title: 'N' } }]);
  });
  it('tell another order of the same things', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    expect(changedPaths({ nodes: [a, b] }, { nodes: [b, a] })).toEqual([{ path: 'nodes', before: ['a', 'b'], after: ['b', 'a'] }]);
  });
  it('pass over the order of keys', () => expect(changedPaths({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]));
  it('say what only one side has', () => expect(changedPaths({ limit: { due: 'PT1H' } }, {})).toEqual([{ path: 'limit', before: { due: 'PT1H' }, after: null }]));
});
