// Cells of a decision table as a person fills them in: what can be asked of an input, in which ways, and the cell each way makes.
import type { Operand, Scalar } from '../../../protocol/condition.ts';
import type { Cell, TableRule } from '../../../protocol/decision-table.ts';
import type { Draft, NodeOf } from '../../../protocol/draft.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { answersOf, fieldAt, operandOf, splitSubject, subjectsOf, type AnswerKind, type Subject } from './condition-rows.ts';

type Table = NodeOf<'table'>;
export type CellAnswer = Extract<AnswerKind, { kind: 'choice' | 'number' }> & { readonly isMany?: boolean };

/** How an input can be answered; undefined where a table cannot ask it (a text, a date, a reference). */
export function cellAnswer(draft: Draft, operand: Operand): CellAnswer | undefined {
  const subject = subjectOfOperand(operand);
  if (subject === undefined) return undefined;
  const field = operand.kind === 'field' ? fieldAt(draft, operand.ref) : undefined;
  if (field?.type === 'options') return { kind: 'choice', ordered: false, isMany: true, options: (field.options ?? []).map((o) => ({ value: o.id, label: o.label || o.id })) };
  const { answer } = answersOf(draft, subject);
  return answer.kind === 'choice' || answer.kind === 'number' ? answer : undefined;
}

/** What a column can ask about, in the groups of every condition. */
export function inputSubjects(draft: Draft, table: string): ReturnType<typeof subjectsOf> {
  return subjectsOf(draft)
    .map((group) => ({ ...group, items: group.items.filter(({ value }) => !value.startsWith(`field:${table}.`) && isAskable(draft, value)) }))
    .filter((group) => group.items.length > 0);
}
const isAskable = (draft: Draft, subject: Subject): boolean => {
  const [about, rest] = splitSubject(subject);
  return (about === 'field' || about === 'case' || about === 'outcome') && cellAnswer(draft, operandOf(about, rest)) !== undefined;
};

export function subjectOfOperand(operand: Operand): Subject | undefined {
  switch (operand.kind) {
    case 'field': return `field:${operand.ref}`;
    case 'case': return `case:${operand.name}`;
    case 'outcome': return `outcome:${operand.step}`;
    case 'value': return undefined;
  }
}
export function operandOfSubject(subject: Subject): Operand {
  const [about, rest] = splitSubject(subject);
  return operandOf(about, rest);
}

export type Way = 'any' | 'in' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'between';
export const wayWords: Readonly<Record<Way, string>> = { any: 'anything', in: 'is one of', eq: 'is', ne: 'is not', lt: 'is below', le: 'is at most', gt: 'is above', ge: 'is at least', between: 'is between' };

export function waysOf(answer: CellAnswer): readonly Way[] {
  if (answer.kind === 'number') return ['any', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between'];
  return answer.ordered ? ['any', 'in', 'lt', 'le', 'gt', 'ge'] : ['any', 'in'];
}
export const wayOf = (cell: Cell): Way => (cell.kind === 'compare' ? cell.op : cell.kind);

/** The cell for another way, with what the old one said where that fits. */
export function cellAs(way: Way, answer: CellAnswer, before: Cell): Cell {
  const first: Scalar = answer.kind === 'choice' ? (answer.options[0]?.value ?? '') : 0;
  const said = before.kind === 'compare' ? before.value : before.kind === 'in' ? before.options[0] : before.kind === 'between' ? before.from : undefined;
  const value = said ?? first;
  switch (way) {
    case 'any': return { kind: 'any' };
    case 'in': return { kind: 'in', options: before.kind === 'in' ? before.options : [value] };
    case 'between': return { kind: 'between', from: Number(value) || 0, to: (Number(value) || 0) + 1 };
    default: return { kind: 'compare', op: way, value };
  }
}

export const emptyRow = (table: Table): TableRule => ({ id: freshId(table.rules.map((r) => r.id), `row_${table.rules.length + 1}`), cells: table.inputs.map(() => ({ kind: 'any' })), values: table.outputs.map(() => null) });

/** A further column; every row asks nothing of it yet. */
export function withInput(table: Table, operand: Operand): Partial<Table> {
  const id = freshId(table.inputs.map((i) => i.id), `input_${table.inputs.length + 1}`);
  return { inputs: [...table.inputs, { id, operand }], rules: table.rules.map((rule) => ({ ...rule, cells: [...rule.cells, { kind: 'any' }] })) };
}
export function withoutInput(table: Table, index: number): Partial<Table> {
  return { inputs: table.inputs.filter((_i, n) => n !== index), rules: table.rules.map((rule) => ({ ...rule, cells: rule.cells.filter((_c, n) => n !== index) })) };
}
/** Another input in a column: what was asked of the old one is gone. */
export function withOperand(table: Table, index: number, operand: Operand): Partial<Table> {
  return { inputs: table.inputs.map((input, n) => (n === index ? { ...input, operand } : input)), rules: table.rules.map((rule) => ({ ...rule, cells: rule.cells.map((cell, n): Cell => (n === index ? { kind: 'any' } : cell)) })) };
}
export function withOutput(table: Table): Partial<Table> {
  const name = freshId(table.outputs.map((o) => o.name), `answer_${table.outputs.length + 1}`);
  const isCollected = table.hit === 'collect';
  return { outputs: [...table.outputs, { name, label: `Answer ${table.outputs.length + 1}`, type: isCollected ? 'option' : 'boolean', ...(isCollected ? { options: [] } : {}) }], rules: table.rules.map((rule) => ({ ...rule, values: [...rule.values, null] })) };
}
export function withoutOutput(table: Table, index: number): Partial<Table> {
  return { outputs: table.outputs.filter((_o, n) => n !== index), rules: table.rules.map((rule) => ({ ...rule, values: rule.values.filter((_v, n) => n !== index) })) };
}
/** Another kind of answer: what the rows said is gone. */
export function withOutputType(table: Table, index: number, type: Table['outputs'][number]['type']): Partial<Table> {
  const outputs = table.outputs.map((output, n) => {
    if (n !== index) return output;
    const { options, ...rest } = output;
    return type === 'option' ? { ...rest, type, options: options ?? [{ id: 'option_1', label: 'Option 1' }, { id: 'option_2', label: 'Option 2' }] } : { ...rest, type };
  });
  return { outputs, rules: table.rules.map((rule) => ({ ...rule, values: rule.values.map((value, n) => (n === index ? null : value)) })) };
}
