// Where two values differ, as paths: lists of things with an id or a name are compared by it, so that one step put in front
// of the others is one difference and not all of them.
import { canonicalJson } from '../canonical.ts';

export interface ChangedPath {
  /** E.g. "nodes.screening.title"; '' is the whole. */
  readonly path: string;
  /** `null`: not there. */
  readonly before: unknown;
  readonly after: unknown;
}

export function changedPaths(before: unknown, after: unknown): readonly ChangedPath[] {
  const found: ChangedPath[] = [];
  compare('', before, after, found);
  return found;
}

function compare(path: string, before: unknown, after: unknown, found: ChangedPath[]): void {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return;
  const [old, now] = [partsOf(before), partsOf(after)];
  if (old === undefined || now === undefined || Array.isArray(before) !== Array.isArray(after)) {
    found.push({ path, before: before ?? null, after: after ?? null });
    return;
  }
  const known = found.length;
  for (const key of new Set([...old.keys(), ...now.keys()])) compare(path === '' ? key : `${path}.${key}`, old.get(key), now.get(key), found);
  // The same members in another order.
  if (found.length === known && Array.isArray(before)) found.push({ path, before: [...old.keys()], after: [...now.keys()] });
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
