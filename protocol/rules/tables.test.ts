import { describe, expect, it } from 'vitest';
import type { Operand } from '../condition.ts';
import type { Cell } from '../decision-table.ts';
import type { Draft, NodeOf } from '../draft.ts';
import { validate } from '../validate.ts';
import { field, node, option, said, sample } from './sample.ts';

const forms = [{ id: 'intake', title: 'Intake', fields: [field('threat', 'boolean'), field('acts', 'integer'), field('score', 'number'), field('kind', 'option', { options: [option('a'), option('b'), option('c')] }), field('signs', 'options', { options: [option('x'), option('y')] }), field('note', 'text'), field('later', 'boolean', { required: false })] }];
const any: Cell = { kind: 'any' };
const yes: Cell = { kind: 'in', options: [true] };
const no: Cell = { kind: 'in', options: [false] };
const cmp = (op: 'lt' | 'le' | 'gt' | 'ge' | 'eq', value: string | number): Cell => ({ kind: 'compare', op, value });
type Row = readonly [readonly Cell[], boolean | null];
const operandOf = (ref: string): Operand => (ref === 'level' ? { kind: 'case', name: 'level' } : { kind: 'field', ref: `intake.${ref}` });
const table = (refs: readonly string[], rows: readonly Row[], more: Partial<NodeOf<'table'>> = {}): Draft =>
  sample('start -> weigh; weigh -> end', [node('table', 'weigh', {
    inputs: refs.map((ref, i) => ({ id: `i${i}`, operand: operandOf(ref) })),
    outputs: [{ name: 'fast', label: 'Fast', type: 'boolean' }], rules: rows.map(([cells, value], i) => ({ id: `r${i}`, cells: [...cells], values: [value] })), ...more,
  })], { forms });

it('takes a table whose rows cover everything and do not get in each other’s way', () => {
  expect(validate(table(['threat', 'acts'], [[[yes, cmp('ge', 2)], true], [[any, any], false]]))).toEqual([]);
});

describe('table-gap', () => {
  const gaps = (refs: readonly string[], rows: readonly Row[]) => said('table-gap', table(refs, rows));
  it('says what no row covers, in the words of the protocol', () => {
    expect(gaps(['threat', 'acts'], [[[yes, any], true], [[no, cmp('ge', 3)], false]])).toEqual(['weigh rules: no row of "weigh" applies when “threat” is no and “acts” is 2; add a row for it, or a last row that asks nothing']);
    expect(gaps(['kind'], [[[{ kind: 'in', options: ['a', 'c'] }], true]])).toEqual(['weigh rules: no row of "weigh" applies when “kind” is b; add a row for it, or a last row that asks nothing']);
    expect(gaps(['level'], [[[cmp('ge', 'high')], true]])).toHaveLength(1);
  });
  it('finds none where numbers, choices and levels are covered', () => {
    expect(gaps(['acts'], [[[cmp('lt', 3)], true], [[{ kind: 'between', from: 3, to: 4 }], false], [[cmp('gt', 4)], true]])).toEqual([]);
    expect(gaps(['score'], [[[cmp('lt', 3)], true], [[{ kind: 'between', from: 3, to: 4 }], false], [[cmp('ge', 5)], true]])).toHaveLength(1);
    expect(gaps(['level'], [[[cmp('lt', 'high')], true], [[cmp('ge', 'high')], false]])).toEqual([]);
    expect(gaps(['signs'], [[[{ kind: 'in', options: ['x'] }], true], [[any], false]])).toEqual([]);
    expect(gaps(['signs'], [[[{ kind: 'in', options: ['x', 'y'] }], true]])).toHaveLength(1);
  });
  it('says nothing of what is collected, and of tables too large to try', () => {
    expect(said('table-gap', table(['threat'], [[[yes], true]], { hit: 'collect' }))).toEqual([]);
    const wide = Array.from({ length: 10 }, () => 'acts');
    expect(gaps(wide, Array.from({ length: 60 }, (_, i): Row => [wide.map((_w, j) => cmp('eq', i * 10 + j)), true])).length).toBeLessThanOrEqual(1);
  });
});

describe('table-overlap', () => {
  const overlaps = (refs: readonly string[], rows: readonly Row[]) => said('table-overlap', table(refs, rows));
  it('names a row that is never chosen, by one row before it or by several together', () => {
    expect(overlaps(['threat'], [[[any], true], [[yes], false]])).toEqual(['weigh rules.1: row 2 of "weigh" can never be chosen, because the rows before it cover all of it; move it up, or delete it']);
    expect(overlaps(['threat'], [[[yes], true], [[no], true], [[any], false]])).toHaveLength(1);
  });
  it('names two rows that both apply and say different things, unless one is the special case', () => {
    expect(overlaps(['threat', 'acts'], [[[yes, any], true], [[any, cmp('ge', 3)], false], [[any, any], true]])).toEqual(['weigh rules.1: rows 1 and 2 of "weigh" both apply when “threat” is yes and “acts” is 3, and say different things; row 1 counts, so say in one of them what sets them apart']);
    expect(overlaps(['threat', 'acts'], [[[yes, cmp('ge', 3)], true], [[yes, any], false], [[any, any], true]])).toEqual([]);
  });
});

describe('table-incomplete', () => {
  it('asks for outputs, rows, a cell an input and answers of their kind', () => {
    expect(said('table-incomplete', table(['threat'], []))).toHaveLength(1);
    expect(said('table-incomplete', table(['threat'], [[[], true], [[yes, no], null]]))).toHaveLength(3);
    expect(said('table-incomplete', table(['threat'], [[[yes], true]], { outputs: [] })).length).toBeGreaterThan(0);
    expect(said('table-incomplete', table(['threat'], [[[yes], true]], { outputs: [{ name: 'n', label: 'N', type: 'integer' }] }))).toEqual(['weigh rules.0.values.0: row 1 of "weigh" answers "N" with "true", which it cannot be; choose one of its answers']);
    expect(said('table-incomplete', table(['threat'], [[[yes], true]], { hit: 'collect' }))).toHaveLength(1);
  });
});

describe('what other rules say of tables', () => {
  it('reads cells like conditions: fields that exist, values that fit, no free text', () => {
    expect(said('wrong-type', table(['note'], [[[cmp('eq', 'x')], true]]))).toHaveLength(1);
    expect(said('wrong-type', table(['kind'], [[[{ kind: 'in', options: ['z'] }], true]]))).toHaveLength(1);
    expect(said('unknown-field', table(['gone'], [[[yes], true]]))).toHaveLength(1);
  });
  it('warns of a row that can be unknown without an edge for it', () => {
    expect(said('unknown-edge', table(['later'], [[[yes], true], [[any], false]]))).toEqual(['weigh rules.0: row 1 of "weigh" can be unknown, because "later" of "Intake" need not have been recorded by then; draw the edge "unknown", or a person will be asked to choose the row by hand']);
  });
  it('takes what a table always answers for certain, and never lets it set a level', () => {
    const asking = (rows: readonly Row[]) => {
      const draft = table(['threat'], rows);
      return { ...draft, nodes: [...draft.nodes, node('decision', 'ask', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'compare', left: { kind: 'field', ref: 'weigh.fast' }, op: 'eq', right: { kind: 'value', value: true } } }] })], edges: [{ id: 'x1', from: 'start', port: 'next', to: 'weigh' }, { id: 'x2', from: 'weigh', port: 'next', to: 'ask' }, { id: 'x3', from: 'ask', port: 'yes', to: 'end' }, { id: 'x4', from: 'ask', port: 'default', to: 'end' }] };
    };
    expect(said('unknown-edge', asking([[[yes], true], [[any], false]]))).toEqual([]);
    expect(said('unknown-edge', asking([[[yes], true], [[any], null]]))).toHaveLength(1);
    const levelled = table(['threat'], [[[any], true]]);
    const setting: Draft = { ...levelled, nodes: levelled.nodes.map((n) => (n.kind === 'end' ? { ...n, effects: [{ kind: 'level', from: { kind: 'field', ref: 'weigh.fast' } }] } : n)) };
    expect(said('level-not-from-person', setting)).toHaveLength(1);
  });
});
