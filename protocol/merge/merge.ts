// Two people changed one draft from the same revision: one draft with the changes of both. What only one of them touched is taken
// without asking; where both changed the same thing differently, the answer names it and holds the side that was chosen, mine
// until somebody chose. Merging again with other choices costs nothing, and neither side is ever changed.
import { draftSchema, type Draft, type Edge } from '../draft.ts';
import { freshEdgeId } from '../edits/ids.ts';
import { decide, type Choices, type MergeConflict, type Merging } from './conflict.ts';
import { placeIn, settleContested } from './contested.ts';
import { withOwnIds } from './own-ids.ts';
import { isSame, mergeFields } from './values.ts';

export interface Merged {
  readonly draft: Draft;
  readonly conflicts: readonly MergeConflict[];
}

export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft, choices: Choices = {}): Merged {
  if (isSame(theirs, base) || isSame(mine, theirs)) return { draft: mine, conflicts: [] };
  if (isSame(mine, base)) return { draft: theirs, conflicts: [] };
  const at: Merging = { conflicts: [], choices };
  const own = withOwnIds(base, mine, theirs);
  const sides = settleContested(at, base, own, theirs);
  const [was, ours, others] = [partsOf(base), partsOf(sides.mine), partsOf(sides.theirs)];
  const parts = mergeFields(at, [], was, ours, others);
  const known = idsOf(parts);
  const gone = new Set([base, own, theirs].flatMap((draft) => [...idsOf(draft)]).filter((id) => !known.has(id)));
  const edges = mergeEdges(at, base, sides.mine, sides.theirs).filter((e) => !gone.has(e.from) && !gone.has(e.to));
  const layout = Object.fromEntries(Object.entries(mergeLayout(base, sides.mine, sides.theirs)).filter(([id]) => !gone.has(id)));
  const draft: Draft = { ...parts, edges: ownEdgeIds(edges), layout };
  if (draftSchema.safeParse(draft).success) return { draft, conflicts: at.conflicts };
  // Together they are more than a draft may hold (too many steps, say): one of the two it is.
  const whole: Merging = { conflicts: [], choices };
  return { draft: decide(whole, { path: [], kind: 'value', base, mine, theirs }), conflicts: whole.conflicts };
}

type Parts = Omit<Draft, 'edges' | 'layout'>;
function partsOf({ edges: _edges, layout: _layout, ...parts }: Draft): Parts {
  return parts;
}

const idsOf = (draft: Pick<Draft, 'nodes' | 'on' | 'notes'>): ReadonlySet<string> => new Set([...draft.nodes, ...(draft.on ?? []), ...(draft.notes ?? [])].map((thing) => thing.id));

/** By the port they leave from, because a port has one way. */
function mergeEdges(at: Merging, base: Draft, mine: Draft, theirs: Draft): readonly Edge[] {
  const byPort = (draft: Draft): ReadonlyMap<string, Edge> => new Map(draft.edges.map((e) => [`${e.from} ${e.port}`, e]));
  const [was, own, other] = [byPort(base), byPort(mine), byPort(theirs)];
  return [...new Set([...theirs.edges, ...mine.edges].map((e) => `${e.from} ${e.port}`))].flatMap((port) => {
    const [b, m, t] = [was.get(port), own.get(port), other.get(port)];
    if (m?.to === t?.to) return t ? [t] : [];
    if (t?.to === b?.to) return m ? [m] : [];
    if (m?.to === b?.to) return t ? [t] : [];
    const chosen = decide(at, { path: ['edges', port], kind: 'value', base: b, mine: m, theirs: t });
    return chosen ? [chosen] : [];
  });
}

/** Where a step stands is nobody's line: the one who merges keeps their picture, and takes over what only the other moved. */
function mergeLayout(base: Draft, mine: Draft, theirs: Draft): Draft['layout'] {
  const ids = new Set([...Object.keys(theirs.layout), ...Object.keys(mine.layout)]);
  return Object.fromEntries([...ids].flatMap((id) => {
    const [b, m, t] = [placeIn(base, id), placeIn(mine, id), placeIn(theirs, id)];
    const place = isSame(m, b) ? t : m;
    return place ? [[id, place] as const] : [];
  }));
}

/** Both may have given their new ways the same ids, which nothing but the picture speaks of. */
function ownEdgeIds(edges: readonly Edge[]): Edge[] {
  const taken = new Set<string>();
  const twice: Edge[] = [];
  const result = edges.filter((e) => (taken.has(e.id) ? twice.push(e) && false : taken.add(e.id)));
  for (const edge of twice) result.push({ ...edge, id: freshEdgeId({ edges: result }) });
  return result;
}
