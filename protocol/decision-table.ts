// A decision table asked of what is recorded. Hit policy first: the first row all of whose cells hold says what comes out; a
// row before it that cannot be known makes the whole unknown, because it might have been the one. Collect: every row that
// holds, and (as a branch of a split) every row that cannot be known, adds its answer to the list.
import type { Condition, Facts, Operand, RoutingValue, Scalar } from './condition.ts';
import type { NodeOf } from './draft.ts';
import { evaluate } from './evaluate.ts';

type Table = Pick<NodeOf<'table'>, 'hit' | 'inputs' | 'outputs' | 'rules'>;
export type TableRule = Table['rules'][number];
export type Cell = TableRule['cells'][number];

export type Decided =
  | { readonly kind: 'decided'; readonly rules: readonly string[]; readonly fields: Readonly<Record<string, RoutingValue>> }
  | { readonly kind: 'unknown'; readonly rule: string };

export function decide(table: Table, facts: Facts): Decided {
  const hit: TableRule[] = [];
  for (const rule of table.rules) {
    const truth = evaluate(ruleCondition(table, rule), facts);
    if (truth === 'false') continue;
    if (table.hit === 'first' && truth === 'unknown') return { kind: 'unknown', rule: rule.id };
    hit.push(rule);
    if (table.hit === 'first') break;
  }
  return { kind: 'decided', rules: hit.map((rule) => rule.id), fields: table.hit === 'collect' ? collected(table, hit) : hit[0] ? answersOf(table, hit[0]) : {} };
}

/** What a row says; an empty answer sets nothing. */
export function answersOf(table: Table, rule: TableRule): Readonly<Record<string, Scalar>> {
  return Object.fromEntries(table.outputs.flatMap((output, i) => {
    const value = rule.values[i];
    return value === undefined || value === null ? [] : [[output.name, value] as const];
  }));
}

export function ruleCondition(table: Table, rule: TableRule): Condition {
  return { kind: 'all', of: table.inputs.flatMap((input, i) => cellCondition(input.operand, rule.cells[i]) ?? []) };
}

/** Nothing where the cell asks nothing. */
export function cellCondition(left: Operand, cell: Cell | undefined): Condition | undefined {
  const compare = (op: 'ge' | 'le', value: number): Condition => ({ kind: 'compare', left, op, right: { kind: 'value', value } });
  switch (cell?.kind) {
    case undefined:
    case 'any': return undefined;
    case 'compare': return { kind: 'compare', left, op: cell.op, right: { kind: 'value', value: cell.value } };
    case 'between': return { kind: 'all', of: [compare('ge', cell.from), compare('le', cell.to)] };
    case 'in': return { kind: 'in', left, options: cell.options };
  }
}

/** Does this row hold whatever is recorded? */
export const asksNothing = (rule: TableRule): boolean => rule.cells.every((cell) => cell.kind === 'any');

// helpers

function collected(table: Table, hit: readonly TableRule[]): Record<string, readonly Scalar[]> {
  return Object.fromEntries(table.outputs.map((output, i) => [output.name, [...new Set(hit.flatMap((rule) => rule.values[i] ?? []))]] as const));
}
