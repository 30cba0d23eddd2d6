// Where a step can stand in a plan: inside which branches of which splits, and whether anything waits for it. A step of a
// running case can become another only where that one can stand as well, or a join would wait for what never comes.
import type { Plan } from '../plan.ts';

export interface Place {
  /** Splits and branches it is inside of, innermost last. */
  readonly frames: readonly { readonly split: string; readonly branch: string }[];
  readonly detached: boolean;
}

export function placesIn(plan: Plan): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  const queue: { readonly id: string; readonly place: Place }[] = [];
  const reach = (id: string | undefined, place: Place): void => {
    if (id === undefined || !Object.hasOwn(plan.nodes, id)) return;
    const known = places.get(id) ?? [];
    if (known.some((p) => samePlace(p, place))) return;
    places.set(id, [...known, place]);
    queue.push({ id, place });
  };
  reach(plan.start, { frames: [], detached: false });
  for (const handler of plan.on ?? []) reach(handler.next, { frames: [], detached: true });
  for (let i = 0; i < queue.length; i++) {
    const { id, place } = queue[i] as (typeof queue)[number];
    const node = plan.nodes[id];
    if (node?.kind === 'split') {
      for (const branch of node.branches) reach(own(node.next, branch.id), branch.detached ? { frames: [], detached: true } : { frames: [...place.frames, { split: id, branch: branch.id }], detached: place.detached });
      // A join has the place of its split, also when nothing leads to it but "none was started".
      reach(node.join, place);
    } else if (node) for (const to of Object.values(node.next)) if (plan.nodes[to]?.kind !== 'join') reach(to, place);
  }
  return places;
}

export const samePlace = (a: Place, b: Place): boolean => a.detached === b.detached && a.frames.length === b.frames.length && a.frames.every((f, i) => f.split === b.frames[i]?.split && f.branch === b.frames[i]?.branch);
const own = (record: Readonly<Record<string, string>>, key: string): string | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);
