// A step that one side deleted and the other changed, or drew a way to or from. It comes back, or goes, with its ways: a step
// without them would be in nobody's draft.
import type { Draft } from '../draft.ts';
import { decide, type Merging } from './conflict.ts';
import { isSame } from './values.ts';

const lists = ['nodes', 'on'] as const;

/** Both sides as they are once these steps are decided: with or without them on both. */
export function settleContested(at: Merging, base: Draft, mine: Draft, theirs: Draft): { readonly mine: Draft; readonly theirs: Draft } {
  let sides = { mine, theirs };
  for (const list of lists) {
    for (const was of base[list] ?? []) {
      const [own, other] = [mine, theirs].map((draft) => (draft[list] ?? []).find((thing) => thing.id === was.id));
      if ((own === undefined) === (other === undefined)) continue;
      const having = own === undefined ? theirs : mine;
      if (isSame(own ?? other, was) && isSame(waysAt(having, was.id), waysAt(base, was.id))) continue;
      const chosen = decide(at, { path: [list, was.id], kind: 'value', base: was, mine: own, theirs: other });
      sides = chosen === own ? { mine: sides.mine, theirs: withStepOf(sides.theirs, sides.mine, list, was.id) } : { mine: withStepOf(sides.mine, sides.theirs, list, was.id), theirs: sides.theirs };
    }
  }
  return sides;
}

const isAt = (id: string) => (edge: { readonly from: string; readonly to: string }): boolean => edge.from === id || edge.to === id;
const waysAt = (draft: Draft, id: string): readonly string[] => draft.edges.filter(isAt(id)).map((e) => `${e.from} ${e.port} ${e.to}`).sort();

/** Not what every object has under that name: "constructor" may be a step. */
export const placeIn = (draft: Draft, id: string): Draft['layout'][string] | undefined => (Object.hasOwn(draft.layout, id) ? draft.layout[id] : undefined);

/** `draft` with this step, its ways and its place as the other side has them. */
export function withStepOf(draft: Draft, side: Draft, list: 'nodes' | 'on', id: string): Draft {
  const thing = (side[list] ?? []).find((one) => one.id === id);
  const ports = new Set([...draft.edges, ...side.edges].filter(isAt(id)).map((e) => `${e.from} ${e.port}`));
  const apart = (edges: Draft['edges'], isIn: boolean): Draft['edges'] => edges.filter((e) => ports.has(`${e.from} ${e.port}`) === isIn);
  const { [id]: _place, ...layout } = draft.layout;
  const place = placeIn(side, id);
  const others = (draft[list] ?? []).filter((one) => one.id !== id);
  return { ...draft, [list]: thing ? [...others, thing] : others, edges: [...apart(draft.edges, false), ...apart(side.edges, true)], layout: place ? { ...layout, [id]: place } : layout };
}
