// Where two drafts differ, as paths: lists of things with an id are compared by id, so that one step put in front of the
// others is one difference and not all of them.
import { canonicalJson } from '../../protocol/canonical.ts';
import type { DraftDifference } from '../contract.ts';

const shownAtMost = 200;

export function differenceOf(yours: unknown, theirs: unknown): readonly DraftDifference[] {
  const found: DraftDifference[] = [];
  compare('', yours, theirs, found);
  return found.slice(0, shownAtMost);
}

function compare(path: string, yours: unknown, theirs: unknown, found: DraftDifference[]): void {
  if (canonicalJson(yours ?? null) === canonicalJson(theirs ?? null)) return;
  const [mine, other] = [partsOf(yours), partsOf(theirs)];
  if (mine === undefined || other === undefined) {
    found.push({ path, yours: yours ?? null, theirs: theirs ?? null });
    return;
  }
  const before = found.length;
  for (const key of new Set([...mine.keys(), ...other.keys()])) compare(path === '' ? key : `${path}.${key}`, mine.get(key), other.get(key), found);
  // The same members in another order.
  if (found.length === before && Array.isArray(yours)) found.push({ path, yours: [...mine.keys()], theirs: [...other.keys()] });
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  return new Map(value.map((item: unknown, index) => [nameOf(item) ?? String(index), item]));
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if ('id' in item && typeof item.id === 'string') return item.id;
  return 'name' in item && typeof item.name === 'string' ? item.name : undefined;
}
