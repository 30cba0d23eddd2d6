// In which order the members of a merged list stand. The side that moved something says how those stand that both still have; what
// is new comes after what it stood behind on its own side, and where both put something new, by name: the same from both sides.
export interface StemOrder {
  /** What all three have, as the side that moved something has it. */
  readonly stem: readonly string[];
  /** Both moved the same members, to different places. */
  readonly conflict: { readonly base: readonly string[]; readonly mine: readonly string[]; readonly theirs: readonly string[] } | undefined;
}

export function stemOrder(base: readonly string[], mine: readonly string[], theirs: readonly string[]): StemOrder {
  const [inBase, inMine, inTheirs] = [new Set(base), new Set(mine), new Set(theirs)];
  const kept = (list: readonly string[]): readonly string[] => list.filter((name) => inBase.has(name) && inMine.has(name) && inTheirs.has(name));
  const [was, own, other] = [kept(base), kept(mine), kept(theirs)];
  const differs = (a: readonly string[], b: readonly string[]): boolean => a.some((name, i) => name !== b[i]);
  const conflict = differs(own, was) && differs(other, was) && differs(own, other) ? { base: was, mine: own, theirs: other } : undefined;
  return { stem: differs(own, was) ? own : other, conflict };
}

/** All names of either side, the stem as it stands. */
export function arrange(stem: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const inStem = new Set(stem);
  const [behindMine, behindTheirs] = [runs(mine, inStem), runs(theirs, inStem)];
  const behind = (anchor: string | null): readonly string[] => [behindMine.get(anchor) ?? [], behindTheirs.get(anchor) ?? []].sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)).flat();
  return [...new Set([...behind(null), ...stem.flatMap((anchor) => [anchor, ...behind(anchor)])])];
}

/** What stands behind each member of the stem (`null`: before all of them), in its own order. */
function runs(list: readonly string[], stem: ReadonlySet<string>): ReadonlyMap<string | null, readonly string[]> {
  const found = new Map<string | null, string[]>();
  let anchor: string | null = null;
  for (const name of list) {
    if (stem.has(name)) anchor = name;
    else found.set(anchor, [...(found.get(anchor) ?? []), name]);
  }
  return found;
}
