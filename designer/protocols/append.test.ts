import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../protocol/new-draft.ts';
import type { Draft, NodeKind } from '../../protocol/draft.ts';
import { addLoose, addLooseHandler, append, draw, nextKinds, portsToDraw } from './append.ts';

const empty = emptyDraft('test', 'Test');
const kindsAfter = (draft: Draft, node: string, port: string): readonly NodeKind[] => nextKinds(draft, { node, port }).filter((k) => k.reason === undefined).map((k) => k.kind);
const inSplit = (): { draft: Draft; split: string; first: string } => {
  const split = append(empty, { from: 'start', port: 'next', kind: 'split' });
  const task = append(split.draft, { from: split.id, port: 'b', kind: 'task' });
  return { draft: task.draft, split: split.id, first: task.id };
};

describe('what may follow a step', () => {
  it('is every kind but a start and, outside a split, a join', () => {
    expect(kindsAfter(empty, 'start', 'next')).toEqual(['task', 'approval', 'handoff', 'decision', 'table', 'split', 'each', 'wait', 'notify', 'service', 'milestone', 'call', 'end']);
  });
  it('is a join and no end inside a split', () => {
    const { draft, first } = inSplit();
    expect(kindsAfter(draft, first, 'done')).toContain('join');
    expect(kindsAfter(draft, first, 'done')).not.toContain('end');
  });
});

describe('drawing on', () => {
  it('puts the step a handler opens to the right of it, and leads the handler there', () => {
    const made = addLooseHandler(empty, { x: 0, y: 400 });
    const { draft, id } = append(made.draft, { from: made.id, port: 'next', kind: 'task' });
    expect(draft.edges.filter((e) => e.from === made.id)).toMatchObject([{ port: 'next', to: id }]);
    expect(draft.layout[id]?.x).toBeGreaterThan(draft.layout[made.id]?.x ?? 0);
    expect(kindsAfter(draft, made.id, 'next')).not.toContain('join');
  });
  it('puts a new step in between where the port leads somewhere', () => {
    const { draft, id } = append(empty, { from: 'start', port: 'next', kind: 'task' });
    expect(draft.edges.map((e) => [e.from, e.port, e.to])).toEqual([['start', 'next', id], [id, 'done', 'end']]);
  });
  it('makes room for a step that comes in between, and moves nothing that stands before it', () => {
    const { draft, id } = append(empty, { from: 'start', port: 'next', kind: 'task' });
    expect(draft.layout['start']).toEqual(empty.layout['start']);
    expect((draft.layout['end']?.x ?? 0) - (draft.layout[id]?.x ?? 0)).toBeGreaterThan(232);
  });
  it('makes a join that is drawn inside a split the join of that split', () => {
    const { draft, split, first } = inSplit();
    const join = append(draft, { from: first, port: 'done', kind: 'join' });
    expect(join.draft.nodes.find((n) => n.id === split)).toMatchObject({ join: join.id });
    const loose = addLoose(draft, 'join', { x: 0, y: 0 });
    expect(draw(loose.draft, { from: first, port: 'done', to: loose.id }).nodes.find((n) => n.id === split)).toMatchObject({ join: loose.id });
  });
  it('gives steps of one kind different titles and places', () => {
    const one = addLoose(empty, 'task', { x: 0, y: 400 });
    const two = addLoose(one.draft, 'task', { x: 0, y: 400 });
    expect(two.draft.nodes.slice(-2).map((n) => n.title)).toEqual(['Task', 'Task 2']);
    expect(two.draft.layout[one.id]).not.toEqual(two.draft.layout[two.id]);
  });
  it('offers the way out first that must lead somewhere and does not', () => {
    const { draft, id } = addLoose(empty, 'approval', { x: 0, y: 400 });
    const node = draft.nodes.find((n) => n.id === id);
    if (!node) throw new Error('the step was added');
    expect(portsToDraw(draw(draft, { from: id, port: 'approved', to: 'end' }), node, {}).map((p) => p.id)).toEqual(['denied', 'approved']);
  });
});
