import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DraftNode } from '../draft.ts';
import { graphOf, reachable } from '../graph.ts';
import { formFilled, knowledgeOf, unknownBecause } from './knowledge.ts';
import { field, is, node, outcome, sample } from './sample.ts';

const forms = [{ id: 'f', title: 'F', fields: [field('calm', 'boolean'), field('why', 'option', { required: false }), field('when', 'date', { required: false, requiredWhen: is('f.calm', false) })] }];

/** Without splits there is an oracle: a form is certain exactly when no way to the node avoids every step that fills it in. */
it('calls a form certain exactly when no path avoids it, and possible exactly when some path passes it', () => {
  const kind = fc.constantFrom('task' as const, 'task' as const, 'approval' as const, 'notify' as const);
  const shape = fc.array(fc.tuple(kind, fc.boolean()), { minLength: 1, maxLength: 8 });
  const links = fc.array(fc.tuple(fc.nat(8), fc.constantFrom('done', 'no', 'next', 'approved', 'denied'), fc.nat(8)), { maxLength: 24 });
  fc.assert(
    fc.property(shape, links, (steps, pairs) => {
      const made = steps.map(([k, fills], i): DraftNode => (k === 'task' ? node('task', `n${i}`, { outcomes: [outcome('done'), outcome('no')], ...(fills ? { form: 'f' } : {}) }) : node(k, `n${i}`)));
      const nodes: DraftNode[] = [node('start', 'start'), ...made];
      const drawn = pairs.map(([from, port, to], i) => ({ id: `e${i}`, from: `n${from}`, port, to: `n${to}` }));
      const draft = { ...sample('', [], { forms }), nodes, edges: [{ id: 'first', from: 'start', port: 'next', to: 'n0' }, ...drawn] };
      const graph = graphOf(draft);
      const knowledge = knowledgeOf(draft, graph);
      const fills = (e: { from: string; port: string }): boolean => formFilled(graph.nodes.get(e.from) as DraftNode, e.port) === 'f';
      const without = reachable(graph, ['start'], fills);
      const unapproved = reachable(graph, ['start'], (e) => graph.nodes.get(e.from)?.kind === 'approval' && e.port === 'approved');
      const after = reachable(graph, graph.edges.filter((e) => graph.reached.has(e.from) && fills(e)).map((e) => e.to));
      for (const id of graph.reached) {
        expect(knowledge.certainField(id, 'f.calm')).toBe(!without.has(id));
        expect(knowledge.certainMark(id, 'approved')).toBe(!unapproved.has(id));
        expect(knowledge.possibleForm(id, 'f')).toBe(after.has(id));
        expect(knowledge.certainField(id, 'f.why')).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

const ask = node('decision', 'd', { branches: [{ id: 'bad', label: 'Bad', when: is('f.calm', false) }] });
const know = (edges: string, nodes: readonly DraftNode[]): ReturnType<typeof knowledgeOf> => {
  const draft = sample(edges, nodes, { forms });
  return knowledgeOf(draft, graphOf(draft));
};

it('knows behind a branch that what is required under its condition is there', () => {
  const knowledge = know('start -> a; a.done -> d; d.bad -> x; d.default -> y; x.done -> end; y.done -> end', [node('task', 'a', { form: 'f' }), ask, node('task', 'x'), node('task', 'y')]);
  expect(knowledge.certainField('x', 'f.when')).toBe(true);
  expect(knowledge.certainField('y', 'f.when')).toBe(false);
  expect(knowledge.certainField('d', 'f.when', is('f.calm', false))).toBe(true);
});
it('forgets it when the form is filled in again', () => {
  const knowledge = know('start -> a; a.done -> d; d.bad -> x; d.default -> end; x.done -> y; y.done -> end', [node('task', 'a', { form: 'f' }), ask, node('task', 'x', { form: 'f' }), node('task', 'y')]);
  expect(knowledge.certainField('y', 'f.when')).toBe(false);
  expect(knowledge.certainField('y', 'f.calm')).toBe(true);
});
it('counts at a join the branches that always start, not those that may not, and none where the first few are enough', () => {
  const of = (when: boolean, first?: number): boolean =>
    know('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> j; j -> c; c.done -> end', [
      node('split', 's', { join: 'j', branches: [{ id: 'x', detached: false, ...(when ? { when: { kind: 'exists', ref: 'f.why' } } : {}) }, { id: 'y', detached: false }] }),
      node('task', 'a', { form: 'f' }), node('task', 'b'), node('join', 'j', first === undefined ? {} : { first }), node('task', 'c'),
    ]).certainField('c', 'f.calm');
  expect([of(false), of(true), of(false, 1)]).toEqual([true, false, false]);
});
it('says what makes a condition unknown', () => {
  const knowledge = know('start -> d; d.bad -> end; d.default -> end', [ask]);
  expect(unknownBecause(is('f.calm', true), 'd', knowledge)).toEqual({ kind: 'field', name: 'f.calm' });
  expect(unknownBecause({ kind: 'exists', ref: 'f.calm' }, 'd', knowledge)).toBeUndefined();
  expect(unknownBecause({ kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'eq', right: { kind: 'value', value: 'low' } }, 'd', knowledge)).toEqual({ kind: 'level', name: 'level' });
  expect(unknownBecause({ kind: 'compare', left: { kind: 'case', name: 'breaches' }, op: 'gt', right: { kind: 'value', value: 1 } }, 'd', knowledge)).toBeUndefined();
});
