import { describe, expect, it } from 'vitest';
import { moveNodes } from '../../protocol/edits/nodes.ts';
import { emptyDraft } from '../../protocol/new-draft.ts';
import { newNode } from '../../protocol/node-defaults.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import type { Draft } from '../../protocol/draft.ts';
import { handleReach } from '../../picture/drawing.ts';
import { positionsOf, toFlow } from './flow.ts';
import { tidy } from '../../picture/tidy.ts';

function interview(): Draft {
  const empty = emptyDraft('test', 'Test');
  return {
    ...empty,
    roles: [{ id: 'manager', title: 'Case manager' }],
    nodes: [...empty.nodes, { ...newNode('task', 'talk'), title: 'Interview', roles: ['manager'] }],
    edges: [{ id: 'e1', from: 'start', port: 'next', to: 'talk' }, { id: 'e2', from: 'talk', port: 'done', to: 'end' }, { id: 'e3', from: 'talk', port: 'cancelled', to: 'end' }],
    layout: { start: { x: 0, y: 0 }, talk: { x: 300, y: 0 }, end: { x: 700, y: 0 } },
  };
}

describe('a handler on the canvas', () => {
  const draft: Draft = { ...interview(), on: [{ id: 'news', title: 'They are found', when: { kind: 'event', name: 'found', label: 'Found', roles: [] }, cancels: ['talk'], protocol: 'test' }], edges: [...interview().edges, { id: 'e4', from: 'news', port: 'next', to: 'talk' }] };
  it('says what it waits for and does, comes after the steps, and has one dotted way', () => {
    const { nodes, edges } = toFlow(draft);
    expect(nodes.at(-1)).toMatchObject({ id: 'news', type: 'handler', ariaLabel: 'They are found, when “Found” has happened, starts itself, cancels Interview' });
    expect(edges.find((e) => e.source === 'news')).toMatchObject({ target: 'talk', data: { label: '', aside: true } });
  });
  it('gets a place of its own from auto-layout, left of the step it opens', () => {
    const places = tidy(draft);
    expect(places['news']?.x).toBeLessThan(places['talk']?.x ?? 0);
    expect(Object.keys(places).sort()).toEqual(['end', 'news', 'start', 'talk']);
  });
});

describe('a draft on the canvas', () => {
  it('is drawn in reading order, each step with a name that can be spoken', () => {
    const { nodes } = toFlow(interview(), { findings: [{ rule: 'x', severity: 'warning', at: { node: 'talk' }, message: 'm' }, { rule: 'y', severity: 'error', at: { node: 'talk' }, message: 'm' }] });
    expect(nodes.map((n) => n.ariaLabel)).toEqual(['step 1 of 3, Start, start', 'step 2 of 3, Interview, task, Case manager, due in 24 h, 2 findings', 'step 3 of 3, End, end']);
    expect(nodes[1]?.data.findings).toEqual({ count: 2, severity: 'error' });
  });
  it('has labelled ways, those aside dotted, and none that takes the focus', () => {
    const { edges } = toFlow(interview());
    expect(edges.map((e) => [e.id, e.data?.label, e.data?.aside, e.focusable])).toEqual([['e1', '', false, false], ['e2', 'Done', false, false], ['e3', 'cancelled', true, false]]);
  });
  it('leaves out an edge that leads nowhere or leaves by no port', () => {
    const draft = interview();
    const { edges } = toFlow({ ...draft, edges: [...draft.edges, { id: 'e4', from: 'talk', port: 'done', to: 'gone' }, { id: 'e5', from: 'gone', port: 'next', to: 'end' }] });
    expect(edges.map((e) => e.id)).toEqual(['e1', 'e2', 'e3']);
  });
  it('starts each way at the dot of its port and ends it at the outline of its target', () => {
    for (const { draft } of gallery) {
      const { nodes, edges } = toFlow(draft);
      for (const edge of edges) {
        const [from, to] = [nodes.find((n) => n.id === edge.source), nodes.find((n) => n.id === edge.target)];
        const [source, target] = [from?.data.geometry.sources[edge.sourceHandle ?? ''], to?.data.geometry.target];
        expect(edge.data?.points[0]).toEqual({ x: (from?.position.x ?? 0) + (source?.x ?? 0) + handleReach, y: (from?.position.y ?? 0) + (source?.y ?? 0) });
        expect(edge.data?.points.at(-1)).toEqual({ x: (to?.position.x ?? 0) + (target?.x ?? 0), y: (to?.position.y ?? 0) + (target?.y ?? 0) });
      }
    }
  });
  it('goes back to the same draft when nothing was moved, and takes what was', () => {
    const draft = interview();
    const { nodes } = toFlow(draft);
    expect(moveNodes(draft, positionsOf(nodes))).toBe(draft);
    const moved = moveNodes(draft, positionsOf([{ id: 'talk', position: { x: 310.4, y: 12.6 } }]));
    expect(moved.layout['talk']).toEqual({ x: 310, y: 13 });
    expect({ ...moved, layout: draft.layout }).toEqual(draft);
  });
});
