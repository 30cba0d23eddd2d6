import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../protocol/new-draft.ts';
import type { Draft, NodeKind } from '../protocol/draft.ts';
import { newNode } from '../protocol/node-defaults.ts';
import { readingOrder } from './order.ts';

/** "start:next:a a:done:end", and the kinds of the steps that are no tasks. */
function drawn(edges: string, kinds: Readonly<Record<string, NodeKind>> = {}): Draft {
  const pairs = edges.split(' ').map((e) => e.split(':'));
  const ids = [...new Set(pairs.flatMap(([from = '', , to = '']) => [from, to]))];
  return {
    ...emptyDraft('test', 'Test'),
    nodes: ids.map((id) => ({ ...newNode(id === 'start' ? 'start' : id === 'end' ? 'end' : (kinds[id] ?? 'task'), id), title: id })),
    edges: pairs.map(([from = '', port = '', to = ''], i) => ({ id: `e${i}`, from, port, to })),
    layout: {},
  };
}
const order = (draft: Draft): string => readingOrder(draft).map((n) => n.id).join(' ');

describe('the reading order', () => {
  it('goes from the start along the edges, whatever the order of the arrays', () => {
    const draft = drawn('start:next:a a:done:b b:done:end');
    expect(order(draft)).toBe('start a b end');
    expect(order({ ...draft, nodes: [...draft.nodes].reverse(), edges: [...draft.edges].reverse() })).toBe('start a b end');
  });
  it('puts a step where ways meet after all of them', () => {
    expect(order(drawn('start:next:q q:yes:a q:default:b a:done:end b:done:end', { q: 'decision' }))).toBe('start q a b end');
  });
  it('does not run round a loop and keeps a step nothing leads to at the end', () => {
    const draft = drawn('start:next:a a:done:b b:done:a b:cancelled:end');
    expect(order({ ...draft, nodes: [{ ...newNode('task', 'alone'), title: 'alone' }, ...draft.nodes] })).toBe('start a b end alone');
  });
  it('answers a drawing without a start', () => {
    expect(order(drawn('a:done:b b:done:a'))).toBe('a b');
  });
});
