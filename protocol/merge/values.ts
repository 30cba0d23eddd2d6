// Three-way merge of plain values: what one side left as it was is taken from the other. Records are merged by field, lists of
// named things by name, lists of words as sets. What says its kind (a condition, an anchor, a table's cell) means something
// only as a whole and is never mixed of two; a thing of a list that has a kind (a step, a rule) and a limit are mixed by field.
import { canonicalJson } from '../canonical.ts';
import { decide, type Merging } from './conflict.ts';
import { arrange, stemOrder } from './order.ts';

type Fields = Readonly<Record<string, unknown>>;
interface Three {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export const isSame = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

export function mergeValue(at: Merging, path: readonly string[], { base, mine, theirs }: Three): unknown {
  if (isSame(theirs, base) || isSame(mine, theirs)) return mine;
  if (isSame(mine, base)) return theirs;
  if (isRecord(base) && isRecord(mine) && isRecord(theirs) && mayMix(path, base, mine, theirs)) return mergeFields(at, path, base, mine, theirs);
  const lists = listsOf({ base, mine, theirs });
  return lists ? mergeList(at, path, lists) : decide(at, { path, kind: 'value', base, mine, theirs });
}

/** Of several fields as if they were one record. */
export function mergeFields<T extends object>(at: Merging, path: readonly string[], base: T, mine: T, theirs: T): T {
  const merged: Record<string, unknown> = {};
  const [was, own, other] = [base as Fields, mine as Fields, theirs as Fields];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = mergeValue(at, [...path, key], { base: was[key], mine: own[key], theirs: other[key] });
    if (value !== undefined) merged[key] = value;
  }
  return merged as T;
}

// --- Lists ---------------------------------------------------------------------------------------------------------------

interface Lists {
  readonly base: ReadonlyMap<string, unknown>;
  readonly mine: ReadonlyMap<string, unknown>;
  readonly theirs: ReadonlyMap<string, unknown>;
}

function mergeList(at: Merging, path: readonly string[], lists: Lists): readonly unknown[] {
  const [own, other] = [[...lists.mine.keys()], [...lists.theirs.keys()]];
  const { stem, conflict } = stemOrder([...lists.base.keys()], own, other);
  const chosen = conflict && ordered(path, lists) ? decide(at, { path: [...path, 'order'], kind: 'order', ...conflict }) : stem;
  return arrange(chosen, own, other).flatMap((key) => {
    const [base, mine, theirs] = [lists.base.get(key), lists.mine.get(key), lists.theirs.get(key)];
    const item = mergeValue(at, [...path, key], { base, mine, theirs });
    return item === undefined ? [] : [item];
  });
}

/** In which lists of a draft it matters what comes first. */
const orderedAtTop: readonly string[] = ['levels', 'phases'];
const ordered = (path: readonly string[], { base }: Lists): boolean => (path.length === 1 ? orderedAtTop.includes(path[0] ?? '') : [...base.values()].some((item) => typeof item !== 'string') || path.at(-1) === 'checklist');

/** None unless all three are lists whose members have one name each; a list that is not there yet is empty. */
function listsOf({ base, mine, theirs }: Three): Lists | undefined {
  const [was, own, other] = [namedIn(base ?? []), namedIn(mine), namedIn(theirs)];
  return was && own && other ? { base: was, mine: own, theirs: other } : undefined;
}

export function namedIn(list: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(list)) return undefined;
  const named = new Map<string, unknown>();
  for (const item of list as readonly unknown[]) {
    const name = nameOf(item);
    if (name === undefined || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}

const namesBy = ['id', 'name', 'key', 'ref', 'date'] as const;
function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item === '' ? undefined : item;
  if (!isRecord(item)) return undefined;
  return namesBy.map((key) => item[key]).find((name): name is string => typeof name === 'string' && name !== '');
}

// helpers

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function mayMix(path: readonly string[], base: Fields, mine: Fields, theirs: Fields): boolean {
  if (base['kind'] !== mine['kind'] || base['kind'] !== theirs['kind']) return false;
  if (base['kind'] === 'table' && hasOtherColumns(base, mine, theirs)) return false;
  return base['kind'] === undefined || path.length === 2 || path.at(-1) === 'limit';
}

/** The cells of a table's rows stand in the order of its columns: other columns on one side and other rows on the other do not fit. */
function hasOtherColumns(base: Fields, ...sides: readonly Fields[]): boolean {
  const columns = (table: Fields): unknown => [table['inputs'], table['outputs']].map((list) => [...(namedIn(list)?.keys() ?? [])]);
  return sides.some((side) => !isSame(columns(side), columns(base))) && sides.every((side) => ['inputs', 'outputs', 'rules'].some((key) => !isSame(side[key], base[key])));
}
