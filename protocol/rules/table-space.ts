// What the rows of a decision table leave open and where they overlap, decided by trying out values: of each input so many that
// every cell is told apart from every other (each word of a choice, the numbers named and those between them). A table with
// more combinations than can be tried is not judged.
import type { Operand, Scalar } from '../condition.ts';
import type { Cell } from '../decision-table.ts';
import type { Draft, NodeOf } from '../draft.ts';
import { typeOf } from './condition-types.ts';
import { fieldOf } from './words.ts';

type Table = NodeOf<'table'>;
export type Sample = Scalar | readonly Scalar[];

export interface TableSpace {
  /** A combination that no row covers, one value per input. */
  readonly gap: () => readonly Sample[] | undefined;
  /** Is everything this row covers covered by rows before it? */
  readonly isHidden: (row: number) => boolean;
  /** A combination that both rows take, one value per input. */
  readonly overlap: (a: number, b: number) => readonly Sample[] | undefined;
  /** Does row a cover all that row b covers? */
  readonly covers: (a: number, b: number) => boolean;
}

const mostTries = 20_000;
const mostWordsOfAList = 6;

/** Undefined where an input is of a kind whose values cannot be listed, or there is nothing to judge. */
export function spaceOf(draft: Draft, table: Table): TableSpace | undefined {
  const columns = table.inputs.map((input, i) => samplesOf(draft, input.operand, table.rules.map((rule) => rule.cells[i])));
  if (columns.length === 0 || table.rules.length === 0 || columns.some((c) => c === undefined)) return undefined;
  const samples = columns as readonly (readonly Sample[])[];
  const rank = (word: Scalar): number => draft.levels.findIndex((level) => level.id === word);
  // Of each row and input the values that its cell takes.
  const taken = table.rules.map((rule) => samples.map((values, i) => values.map((value) => holds(rule.cells[i], value, rank))));
  const takes = (row: number, column: number, value: number): boolean => taken[row]?.[column]?.[value] ?? false;
  const valuesOf = (column: number): readonly number[] => (samples[column] ?? []).map((_v, i) => i);

  // Of each row from which input on it takes everything.
  const openFrom = taken.map((columnsOf) => columnsOf.findLastIndex((values) => values.includes(false)) + 1);
  let tries = 0;

  /** A combination within a row (or anywhere) that none of these rows covers. Null: too many to try. */
  function uncovered(rows: readonly number[], within?: number): readonly number[] | null | undefined {
    const search = (column: number, left: readonly number[], chosen: readonly number[]): readonly number[] | null | undefined => {
      if (++tries > mostTries) return null;
      if (left.some((row) => (openFrom[row] ?? 0) <= column)) return undefined;
      if (column === samples.length) return chosen;
      for (const value of valuesOf(column)) {
        if (within !== undefined && !takes(within, column, value)) continue;
        const found = search(column + 1, left.filter((row) => takes(row, column, value)), [...chosen, value]);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return search(0, rows, []);
  }
  const all = table.rules.map((_r, i) => i);

  return {
    gap: () => uncovered(all)?.map((value, column) => samples[column]?.[value] as Sample),
    isHidden: (row) => row > 0 && isPossible(row) && uncovered(all.slice(0, row), row) === undefined,
    overlap: (a, b) => {
      const shared = samples.map((values, column) => values.find((_v, v) => takes(a, column, v) && takes(b, column, v)));
      return shared.some((value) => value === undefined) ? undefined : (shared as readonly Sample[]);
    },
    covers: (a, b) => samples.every((_s, column) => valuesOf(column).every((v) => !takes(b, column, v) || takes(a, column, v))),
  };

  /** A row whose cells no value fits is another rule's to say. */
  function isPossible(row: number): boolean {
    return samples.every((_s, column) => valuesOf(column).some((v) => takes(row, column, v)));
  }
}

// helpers

function samplesOf(draft: Draft, operand: Table['inputs'][number]['operand'], cells: readonly (Cell | undefined)[]): readonly Sample[] | undefined {
  const type = typeOf(draft, operand);
  switch (type.kind) {
    case 'boolean': return [true, false];
    case 'words': return type.words;
    case 'number': return numbers(cells.flatMap(namedBy).filter((v): v is number => typeof v === 'number'), countingOf(draft, operand));
    case 'list': return type.words && type.words.length <= mostWordsOfAList ? subsets(type.words) : undefined;
    default: return undefined;
  }
}

function namedBy(cell: Cell | undefined): readonly Scalar[] {
  switch (cell?.kind) {
    case 'compare': return [cell.value];
    case 'between': return [cell.from, cell.to];
    case 'in': return cell.options;
    default: return [];
  }
}

interface Counting {
  readonly isWhole: boolean;
  readonly isCount: boolean;
}
function countingOf(draft: Draft, operand: Operand): Counting {
  if (operand.kind !== 'field') return { isWhole: true, isCount: true };
  const found = fieldOf(draft, operand.ref);
  return { isWhole: found?.field.type === 'integer', isCount: draft.nodes.some((node) => node.kind === 'each' && node.id === found?.form.id) };
}

/** Each number named, one between each two, one below all and one above; a count is never below nought. */
function numbers(named: readonly number[], { isWhole, isCount }: Counting): readonly number[] {
  const sorted = [...new Set(named)].sort((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  const between = sorted.slice(1).map((n, i) => middle(sorted[i] ?? n, n, isWhole)).filter((n) => n !== undefined);
  return [first - 1, ...sorted, ...between, last + 1].filter((n) => !isCount || n >= 0);
}
function middle(a: number, b: number, isWhole: boolean): number | undefined {
  if (!isWhole) return (a + b) / 2;
  return Math.floor(a) + 1 < b ? Math.floor(a) + 1 : undefined;
}

function subsets(words: readonly string[]): readonly (readonly string[])[] {
  return words.reduce<readonly (readonly string[])[]>((sets, word) => [...sets, ...sets.map((set) => [...set, word])], [[]]);
}

type Rank = (word: Scalar) => number;

function holds(cell: Cell | undefined, value: Sample, rank: Rank): boolean {
  switch (cell?.kind) {
    case undefined:
    case 'any': return true;
    case 'in': return isMany(value) ? value.some((v) => cell.options.includes(v)) : cell.options.includes(value);
    case 'between': return typeof value === 'number' && value >= cell.from && value <= cell.to;
    case 'compare': return !isMany(value) && compares(value, cell, rank);
  }
}
const isMany = (value: Sample): value is readonly Scalar[] => Array.isArray(value);

/** Levels compare by their order, as when the case is asked. */
function compares(left: Scalar, { op, value }: Extract<Cell, { kind: 'compare' }>, rank: Rank): boolean {
  if (op === 'eq' || op === 'ne') return (left === value) === (op === 'eq');
  const by = typeof left === 'number' && typeof value === 'number' ? left - value : rank(left) - rank(value);
  return { lt: by < 0, le: by <= 0, gt: by > 0, ge: by >= 0 }[op];
}
