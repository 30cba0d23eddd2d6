import { describe, expect, it } from 'vitest';
import { newNode } from '../../../protocol/node-defaults.ts';
import type { NodeOf } from '../../../protocol/draft.ts';
import { field, node, option, sample } from '../../../protocol/rules/sample.ts';
import { cellAnswer, cellAs, emptyRow, inputSubjects, waysOf, withInput, withOperand, withOutput, withOutputType, withoutInput, withoutOutput } from './table-cells.ts';

const forms = [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean'), field('acts', 'integer'), field('kind', 'option', { options: [option('a'), option('b')] }), field('signs', 'options', { options: [option('x')] }), field('note', 'text'), field('when', 'date'), field('who', 'person')] }];
const draft = sample('start -> end', [], { forms });
const ref = (name: string) => ({ kind: 'field' as const, ref: `intake.${name}` });
const table: NodeOf<'table'> = { ...newNode('table', 'weigh'), inputs: [{ id: 'i', operand: ref('urgent') }], rules: [{ id: 'r', cells: [{ kind: 'in', options: [true] }], values: [true] }] };

describe('what a column can ask', () => {
  it('is what has answers to choose from or is a number; no text, date or reference, and not the table itself', () => {
    const drawn = { ...draft, nodes: [...draft.nodes, table, node('task', 'a')] };
    const values = inputSubjects(drawn, 'weigh').flatMap((g) => g.items.map((i) => i.value));
    expect(values).toEqual(expect.arrayContaining(['field:intake.urgent', 'field:intake.acts', 'field:intake.kind', 'field:intake.signs', 'case:level', 'outcome:a']));
    for (const value of ['field:intake.note', 'field:intake.when', 'field:intake.who', 'field:weigh.answer']) expect(values).not.toContain(value);
  });
  it('offers the ways that fit its kind', () => {
    const ways = (name: string) => { const answer = cellAnswer(draft, ref(name)); return answer && waysOf(answer); };
    expect(ways('acts')).toContain('between');
    expect(ways('kind')).toEqual(['any', 'in']);
    expect(ways('signs')).toEqual(['any', 'in']);
    expect(ways('note')).toBeUndefined();
  });
});

it('another way keeps what the cell said where that fits', () => {
  const acts = cellAnswer(draft, ref('acts'));
  if (!acts) throw new Error('a number can be asked');
  expect(cellAs('between', acts, { kind: 'compare', op: 'ge', value: 3 })).toEqual({ kind: 'between', from: 3, to: 4 });
  expect(cellAs('le', acts, { kind: 'between', from: 3, to: 9 })).toEqual({ kind: 'compare', op: 'le', value: 3 });
  expect(cellAs('any', acts, { kind: 'compare', op: 'le', value: 3 })).toEqual({ kind: 'any' });
});

it('rows keep a cell for each input and an answer for each output, whatever is added or taken away', () => {
  const grown = { ...table, ...withInput(table, ref('acts')) };
  expect(grown.rules[0]?.cells).toEqual([{ kind: 'in', options: [true] }, { kind: 'any' }]);
  expect({ ...grown, ...withoutInput(grown, 0) }.rules[0]?.cells).toEqual([{ kind: 'any' }]);
  expect(withOperand(table, 0, ref('kind')).rules?.[0]?.cells).toEqual([{ kind: 'any' }]);
  const more = { ...table, ...withOutput(table) };
  expect(more.rules[0]?.values).toEqual([true, null]);
  expect(emptyRow(more)).toMatchObject({ cells: [{ kind: 'any' }], values: [null, null] });
  expect({ ...more, ...withoutOutput(more, 0) }.rules[0]?.values).toEqual([null]);
  expect(withOutputType(table, 0, 'option')).toMatchObject({ outputs: [{ type: 'option', options: [{ id: 'option_1' }, { id: 'option_2' }] }], rules: [{ values: [null] }] });
});
