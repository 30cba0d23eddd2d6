// Decision tables as a person reads them: row by row, cell by cell. A cell is false (0), true (1) or not known (a half), and a
// row is as true as the least of its cells.
import type { RoutingValue, Scalar } from '../../protocol/condition.ts';
import type { PlanNodeOf } from '../../protocol/plan.ts';
import type { Story } from './story.ts';
import { no, truth, unknown, valueOf, yes } from './truth.ts';

type Table = PlanNodeOf<'table'>;
type Row = Table['rules'][number];
export interface Read {
  readonly rules: readonly string[];
  readonly fields: Readonly<Record<string, RoutingValue>>;
}

/** Undefined: a row that might have been the first to apply cannot be known. */
export function readTable(story: Story, run: string, table: Table): Read | undefined {
  const answers = table.rules.map((row) => ({ row, answer: Math.min(yes, ...table.inputs.map((_, i) => cellOf(story, run, table, row, i))) })).filter(({ answer }) => answer !== no);
  // Collected: a row that is not known is taken along.
  if (table.hit === 'collect') return { rules: answers.map(({ row }) => row.id), fields: Object.fromEntries(table.outputs.map((o, i) => [o.name, [...new Set(answers.map(({ row }) => row.values[i]).filter((v): v is Scalar => v !== undefined && v !== null))]])) };
  const first = answers[0];
  if (first?.answer === unknown) return undefined;
  return first ? { rules: [first.row.id], fields: saidBy(table, first.row) } : { rules: [], fields: {} };
}

/** What a row says; an empty answer says nothing. */
export const saidBy = (table: Table, row: Row): Record<string, Scalar> => Object.fromEntries(table.outputs.map((o, i) => [o.name, row.values[i]] as const).filter((e): e is readonly [string, Scalar] => e[1] !== undefined && e[1] !== null));

function cellOf(story: Story, run: string, table: Table, row: Row, index: number): number {
  const cell = row.cells[index];
  const left = table.inputs[index]?.operand;
  if (!left || !cell || cell.kind === 'any') return yes;
  if (cell.kind === 'compare') return truth(story, run, { kind: 'compare', left, op: cell.op, right: { kind: 'value', value: cell.value } });
  if (cell.kind === 'in') return truth(story, run, { kind: 'in', left, options: cell.options });
  const value = valueOf(story, run, left);
  if (typeof value !== 'number') return unknown;
  return value >= cell.from && value <= cell.to ? yes : no;
}
