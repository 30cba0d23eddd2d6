import fc from 'fast-check';
import { expect, it } from 'vitest';
import { components, graphOf, loops, onEveryPath, predecessors, reachable, reaching, successors, wayTo } from './graph.ts';
import { node, sample } from './rules/sample.ts';

const diamond = graphOf(sample('start -> d; d.yes -> a; d.default -> b; a.done -> end; b.done -> end', [node('decision', 'd'), node('task', 'a'), node('task', 'b')]));

it('knows what follows and what comes before', () => {
  expect(successors(diamond, 'd')).toEqual(['a', 'b']);
  expect(predecessors(diamond, 'end')).toEqual(['a', 'b']);
});
it('finds what is passed on every path, and a way around what is not', () => {
  expect(onEveryPath(diamond, { from: 'start', to: 'end' }, (e) => e.to === 'd')).toBe(true);
  expect(onEveryPath(diamond, { from: 'start', to: 'end' }, (e) => e.to === 'a')).toBe(false);
  expect(wayTo(diamond, 'start', { wanted: (id) => id === 'end', stopped: (e) => e.to === 'a' })?.map((e) => e.to)).toEqual(['d', 'b', 'end']);
  expect(wayTo(diamond, 'end', { wanted: (id) => id === 'start' })).toBeUndefined();
});
it('leaves out edges that miss an end', () => {
  expect(graphOf(sample('start -> gone; lost -> end')).edges).toEqual([]);
});

const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 }).map((pairs) => pairs.map(([from, to], i) => ({ id: `e${i}`, from: `n${from}`, port: 'next', to: `n${to}` })));
const ids = Array.from({ length: 10 }, (_, i) => `n${i}`);

it('puts two nodes into one component exactly when each reaches the other', () => {
  fc.assert(
    fc.property(edges, (drawn) => {
      const graph = graphOf({ nodes: ids.map((id) => node('notify', id)), edges: drawn });
      const found = components(ids, (id) => successors(graph, id));
      expect(found.flat().sort()).toEqual(ids);
      const reach = new Map(ids.map((id) => [id, reachable(graph, [id])]));
      for (const a of ids)
        for (const b of ids) {
          expect(found.some((c) => c.includes(a) && c.includes(b))).toBe(reach.get(a)?.has(b) === true && reach.get(b)?.has(a) === true);
          expect(reaching(graph, [b]).has(a)).toBe(reach.get(a)?.has(b) === true);
          expect(wayTo(graph, a, { wanted: (id) => id === b }) !== undefined).toBe(reach.get(a)?.has(b) === true);
        }
      const looping = ids.filter((id) => successors(graph, id).some((to) => reach.get(to)?.has(id)));
      expect(loops(ids, drawn).flat().sort()).toEqual(looping);
    }),
  );
});
