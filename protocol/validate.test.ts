import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyDraft } from '../test/arbitraries/draft.ts';
import { draftSchema, type Draft, type DraftNode } from './draft.ts';
import { emptyDraft } from './new-draft.ts';
import { field, is, node, sample } from './rules/sample.ts';
import { gallery } from './templates/gallery.ts';
import { hasErrors, validate } from './validate.ts';

const context = { roleHolders: { a: 0, b: 2 }, agencies: ['a'], published: { b: { version: 1, outcomes: ['a', null], hash: 'h' } } };

it('judges whatever the schema lets through, without throwing, and the same each time', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      expect(draftSchema.safeParse(draft).success).toBe(true);
      const before = JSON.stringify(draft);
      const findings = validate(draft, context);
      expect(JSON.stringify(draft)).toBe(before);
      expect(validate(JSON.parse(before) as Draft, context)).toEqual(findings);
      for (const finding of findings) expect(finding.message).toMatch(/^\S.*\S$/s);
    }),
    { numRuns: 150 },
  );
});
it('finds nothing in a new protocol', () => {
  expect(validate(emptyDraft('p', 'P'))).toEqual([]);
});
it.each(gallery.map((t) => [t.key, t.draft] as const))('finds no error in the template %s', (_key, draft) => {
  expect(validate(draft).filter((f) => f.severity === 'error')).toEqual([]);
});
it('puts errors first, then what belongs to no step, then steps as drawn', () => {
  const findings = validate(sample('start -> b; b.done -> a', [node('task', 'b', { roles: [], title: 'Same' }), node('task', 'a', { roles: [], title: 'Same' })]));
  expect(findings.map((f) => `${f.severity} ${f.at.node ?? ''} ${f.rule}`)).toEqual([
    'error  no-way-to-end', 'error b task-without-role', 'error a missing-edge', 'error a task-without-role', 'warning a duplicate-name',
  ]);
  expect(hasErrors(findings)).toBe(true);
});
it('judges 500 steps in well under 300 ms', () => {
  const draft = large(500);
  expect(validate(draft).filter((f) => f.rule !== 'duplicate-name').length).toBeLessThan(600);
  const times = [0, 1, 2, 3, 4].map(() => {
    const begin = process.cpuUsage(); // the machine's other work is not ours
    validate(draft);
    return process.cpuUsage(begin).user / 1000;
  });
  expect(Math.min(...times)).toBeLessThan(300);
});
it('answers for a chain of 2,000 steps and a knot of 6,000 edges', () => {
  const nodes: DraftNode[] = Array.from({ length: 2000 }, (_, i) => (i === 0 ? node('start', 'n0') : node('notify', `n${i}`)));
  const chain = { ...sample(''), nodes, edges: nodes.slice(1).map((n, i) => ({ id: `e${i}`, from: `n${i}`, port: 'next', to: n.id })) };
  expect(hasErrors(validate(chain))).toBe(true);
  const knot = { ...chain, edges: Array.from({ length: 6000 }, (_, i) => ({ id: `e${i}`, from: `n${(i * 7919) % 2000}`, port: 'next', to: `n${(i * 104729) % 2000}` })) };
  expect(hasErrors(validate(knot))).toBe(true);
});

/** Blocks of a split with two branches, a decision on a form, a wait that loops, and tasks. */
function large(steps: number): Draft {
  const blocks = Math.floor((steps - 2) / 8);
  const nodes: DraftNode[] = [];
  let edges = '';
  let last = 'start';
  for (let i = 0; i < blocks; i++) {
    nodes.push(
      node('split', `s${i}`, { join: `j${i}`, branches: [{ id: 'x', detached: false }, { id: 'y', detached: false, when: is('intake.urgent', true) }] }), node('task', `a${i}`, { form: `f${i % 40}` }), node('task', `b${i}`), node('join', `j${i}`),
      node('decision', `d${i}`, { branches: [{ id: 'yes', label: 'Yes', when: is(`f${i % 40}.calm`, true) }, { id: 'no', label: 'No', when: { kind: 'compare', left: { kind: 'outcome', step: `a${i}` }, op: 'eq', right: { kind: 'value', value: 'done' } } }] }),
      node('wait', `w${i}`), node('task', `c${i}`), node('notify', `n${i}`),
    );
    edges += `${last === 'start' ? 'start' : last} -> s${i}; s${i}.x -> a${i}; s${i}.y -> b${i}; a${i}.done -> j${i}; b${i}.done -> j${i}; j${i} -> d${i}; d${i}.yes -> w${i}; d${i}.no -> s${Math.max(0, i - 3)}; d${i}.default -> c${i}; w${i}.elapsed -> c${i}; c${i}.done -> n${i};`;
    last = `n${i}`;
  }
  const forms = Array.from({ length: 40 }, (_, i) => ({ id: `f${i}`, title: `Form ${i}`, fields: [field('calm', 'boolean'), field('more', 'text', { required: false, requiredWhen: is(`f${i}.calm`, false) })] }));
  const base = sample(`${edges} ${last} -> end`, nodes);
  return { ...base, forms: [...base.forms, ...forms] };
}
