import { expect, it } from 'vitest';
import { node, outcome, said, sample } from './sample.ts';

const edges = 'start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end';

it('takes steps whose ways out all lead on', () => {
  expect(said('missing-edge', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names the rest of what a call comes back with where the called protocol can end without an outcome', () => {
  const context = { published: { other: { version: 1, outcomes: ['well', null], endsUnnamed: true, hash: 'h' } } };
  expect(said('missing-edge', sample('start -> a; a.well -> end; a.cancelled -> end', [node('call', 'a', { protocol: 'other' })]), context)).toEqual(['a default: "a" leads nowhere by "otherwise"; draw an edge from there']);
});
it('names each way out that leads nowhere', () => {
  expect(said('missing-edge', sample('start -> a; a.done -> w; w.elapsed -> end', [node('task', 'a', { outcomes: [outcome('done'), outcome('later')] }), node('wait', 'w', { events: [{ name: 'found', label: 'Found', roles: [] }] }), node('start', 'start')]))).toMatchInlineSnapshot(`
    [
      "a later: "a" leads nowhere by "later"; draw an edge from there",
      "w found: "w" leads nowhere by "Found"; draw an edge from there",
    ]
  `);
  expect(said('missing-edge', sample('', [node('start', 'start')]))).toMatchInlineSnapshot(`
    [
      "start next: "start" leads nowhere; draw the edge to what comes next",
    ]
  `);
  expect(said('missing-edge', sample(edges, [node('handoff', 'a', { expires: 'P1D' })]))).toMatchInlineSnapshot(`
    [
      "a expired: "a" leads nowhere by "expired"; draw an edge from there",
    ]
  `);
});
