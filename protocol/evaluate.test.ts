import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Facts, RoutingValue, Truth } from './condition.ts';
import { evaluate, not } from './evaluate.ts';

const levels = ['low', 'moderate', 'high', 'imminent'];
interface World { readonly fields?: Record<string, RoutingValue>; readonly level?: string; readonly outcomes?: Record<string, string>; readonly facts?: Record<string, Condition>; readonly at?: number }
function check(condition: Condition, expected: Truth, world: World = {}): void {
  expect(evaluate(condition, factsOf(world))).toBe(expected);
}
function factsOf(world: World): Facts {
  const own = <T>(record: Record<string, T> | undefined, key: string): T | undefined => (record && Object.hasOwn(record, key) ? record[key] : undefined);
  return {
    at: world.at ?? 0,
    field: (ref) => own(world.fields, ref),
    caseFact: (name) => (name === 'level' ? world.level : name === 'breaches' ? 2 : undefined),
    outcome: (step) => own(world.outcomes, step),
    fact: (id) => own(world.facts, id),
    rank: (level) => (levels.includes(level) ? levels.indexOf(level) : undefined),
  };
}
const field = (ref: string) => ({ kind: 'field', ref }) as const;
const value = (v: string | number | boolean) => ({ kind: 'value', value: v }) as const;
const is = (ref: string, v: string | number | boolean): Condition => ({ kind: 'compare', left: field(ref), op: 'eq', right: value(v) });
const yes: Condition = { kind: 'all', of: [] };
const no: Condition = { kind: 'any', of: [] };
const maybe = is('nowhere.nothing', true);

describe('evaluate', () => {
  it.each<[string, Condition, Truth, World?]>([
    ['a recorded answer that agrees', is('a.x', true), 'true', { fields: { 'a.x': true } }],
    ['a recorded answer that differs', is('a.x', true), 'false', { fields: { 'a.x': false } }],
    ['an answer not recorded', is('a.x', true), 'unknown'],
    ['a number against a text', is('a.x', '1'), 'unknown', { fields: { 'a.x': 1 } }],
    ['a list against a text', is('a.x', 'b'), 'unknown', { fields: { 'a.x': ['b'] } }],
    ['levels by their order', { kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'ge', right: value('high') }, 'true', { level: 'imminent' }],
    ['a level that is lower', { kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'ge', right: value('high') }, 'false', { level: 'low' }],
    ['no level yet', { kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'ge', right: value('high') }, 'unknown'],
    ['an order of words that are no levels', { kind: 'compare', left: value('red'), op: 'lt', right: value('amber') }, 'unknown'],
    ['an order of yes and no', { kind: 'compare', left: value(true), op: 'gt', right: value(false) }, 'unknown'],
    ['the last outcome of a step', { kind: 'compare', left: { kind: 'outcome', step: 'classify' }, op: 'ne', right: value('serious') }, 'true', { outcomes: { classify: 'transient' } }],
    ['one of several', { kind: 'in', left: field('a.x'), options: ['p', 'q'] }, 'true', { fields: { 'a.x': 'q' } }],
    ['none of several', { kind: 'in', left: field('a.x'), options: ['p', 'q'] }, 'false', { fields: { 'a.x': 'r' } }],
    ['any chosen one of several', { kind: 'in', left: field('a.x'), options: ['p', 'q'] }, 'true', { fields: { 'a.x': ['z', 'q'] } }],
    ['one of several of another type', { kind: 'in', left: field('a.x'), options: ['1', '2'] }, 'unknown', { fields: { 'a.x': 1 } }],
    ['whether something recorded exists', { kind: 'exists', ref: 'a.x' }, 'true', { fields: { 'a.x': false } }],
    ['whether something not recorded exists', { kind: 'exists', ref: 'a.x' }, 'false'],
    ['how many were chosen', { kind: 'count', ref: 'a.x', op: 'ge', value: 2 }, 'true', { fields: { 'a.x': ['p', 'q'] } }],
    ['how many of something not recorded', { kind: 'count', ref: 'a.x', op: 'ge', value: 0 }, 'unknown'],
    ['more than a day ago', { kind: 'since', ref: 'a.x', op: 'gt', duration: 'P1D' }, 'true', { fields: { 'a.x': 0 }, at: 86_400_001 }],
    ['not yet more than a day ago', { kind: 'since', ref: 'a.x', op: 'gt', duration: 'P1D' }, 'false', { fields: { 'a.x': 0 }, at: 86_400_000 }],
    ['a duration that is none', { kind: 'since', ref: 'a.x', op: 'gt', duration: 'soon' }, 'unknown', { fields: { 'a.x': 0 } }],
    ['a fact that a recorded answer makes true', { kind: 'fact', id: 'target' }, 'true', { facts: { target: { kind: 'any', of: [maybe, is('a.x', true)] } }, fields: { 'a.x': true } }],
    ['a fact that nothing recorded makes true', { kind: 'fact', id: 'target' }, 'false', { facts: { target: maybe } }],
    ['a fact that does not exist', { kind: 'fact', id: 'target' }, 'unknown'],
    ['a fact that asks itself', { kind: 'fact', id: 'loop' }, 'unknown', { facts: { loop: { kind: 'fact', id: 'loop' } } }],
  ])('answers %s', (_, condition, expected, world) => check(condition, expected, world));

  it.each<[Truth, Truth, Truth, Truth]>([
    ['true', 'true', 'true', 'true'], ['true', 'false', 'false', 'true'], ['true', 'unknown', 'unknown', 'true'],
    ['false', 'false', 'false', 'false'], ['false', 'unknown', 'false', 'unknown'], ['unknown', 'unknown', 'unknown', 'unknown'],
  ])('joins %s and %s to %s with all, %s with any, in either order', (a, b, all, any) => {
    const tree = { true: yes, false: no, unknown: maybe };
    for (const of of [[tree[a], tree[b]], [tree[b], tree[a]]]) {
      check({ kind: 'all', of }, all);
      check({ kind: 'any', of }, any);
    }
    check({ kind: 'not', of: tree[a] }, not(a));
  });

  it('is unknown beyond 200 parts, even where the first part would settle it', () => {
    check({ kind: 'any', of: [yes, ...Array.from({ length: 198 }, () => no)] }, 'true');
    check({ kind: 'any', of: [yes, ...Array.from({ length: 199 }, () => no)] }, 'unknown');
  });
  it('is unknown below a depth of 12', () => {
    const deep = (depth: number): Condition => (depth === 1 ? yes : { kind: 'all', of: [deep(depth - 1)] });
    check(deep(12), 'true');
    check(deep(13), 'unknown');
    check(deep(5000), 'unknown');
  });
  it('answers at once for a million parts or options', () => {
    const million = Array.from({ length: 1_000_000 }, () => 'x');
    check({ kind: 'any', of: million as unknown as Condition[] }, 'unknown');
    check({ kind: 'in', left: value('x'), options: million }, 'unknown');
    check({ kind: 'in', left: field('a.x'), options: ['y'] }, 'unknown', { fields: { 'a.x': million } });
  });
  it('runs no getter and reads nothing inherited', () => {
    let ran = false;
    const trap = { get kind() { ran = true; return 'all'; }, of: [] };
    const heir: unknown = Object.create(yes);
    const listWithGetter: Condition[] = [];
    Object.defineProperty(listWithGetter, 0, { get() { ran = true; return yes; }, enumerable: true });
    for (const condition of [trap, heir, JSON.parse('{"__proto__":{"kind":"all","of":[]}}')]) check(condition as Condition, 'unknown');
    check({ kind: 'all', of: listWithGetter }, 'unknown');
    check(is('__proto__.constructor', true), 'unknown');
    check({ kind: 'fact', id: '__proto__' }, 'unknown');
    expect(ran).toBe(false);
  });

  it('never throws, whatever it is given', () => {
    const keys = fc.constantFrom('kind', 'of', 'left', 'op', 'right', 'options', 'ref', 'value', 'duration', 'id', '__proto__', 'name', 'step');
    const kinds = fc.constantFrom('all', 'any', 'not', 'compare', 'in', 'exists', 'count', 'since', 'fact', 'field', 'case', 'outcome', 'value', '__proto__', 'constructor');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 6 }, kinds, fc.constantFrom('eq', 'gt', 'P1D', 'a.x', 'level'), fc.anything(), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(keys, tie('tree')), fc.tuple(kinds, fc.dictionary(keys, tie('tree'))).map(([kind, rest]) => ({ ...rest, kind }))),
    }));
    fc.assert(fc.property(tree, (condition) => {
      expect(['true', 'false', 'unknown']).toContain(evaluate(condition as Condition, factsOf({ fields: { 'a.x': ['p'] }, level: 'low' })));
    }), { numRuns: 500 });
  });
  it('obeys De Morgan in three values', () => {
    const leaf = fc.constantFrom(yes, no, maybe);
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 3 }).map((of): Condition => ({ kind: 'all', of })), fc.array(tie('tree'), { maxLength: 3 }).map((of): Condition => ({ kind: 'any', of })), tie('tree').map((of): Condition => ({ kind: 'not', of }))),
    }));
    fc.assert(fc.property(fc.array(tree, { maxLength: 4 }), (of) => {
      check({ kind: 'not', of: { kind: 'all', of } }, evaluate({ kind: 'any', of: of.map((c) => ({ kind: 'not', of: c })) }, factsOf({})));
    }));
  });
});
