// New things get readable ids, so two people who each add a task add "task_2". These are two steps and not one changed twice: mine,
// which nobody else has seen yet, gets another id, with everything that speaks of it.
import type { Draft } from '../draft.ts';
import { freshId } from '../edits/ids.ts';
import { mapForm, mapSteps } from '../edits/references.ts';
import { isSame } from './values.ts';

export function withOwnIds(base: Draft, mine: Draft, theirs: Draft): Draft {
  const taken = new Set([base, mine, theirs].flatMap(everyId));
  const fresh = (id: string): string => {
    const next = freshId(taken, id.replace(/_\d+$/, ''));
    taken.add(next);
    return next;
  };
  let own = mine;
  const steps = new Map(addedTwice(thingsOf, base, mine, theirs).map((id) => [id, fresh(id)]));
  if (steps.size > 0) {
    const step = (id: string): string => steps.get(id) ?? id;
    own = { ...mapSteps(own, step), ...(own.notes ? { notes: own.notes.map((n) => ({ ...n, id: step(n.id) })) } : {}) };
  }
  for (const id of addedTwice((draft) => draft.forms, base, mine, theirs)) {
    const to = fresh(id);
    own = { ...mapForm(own, id, to), forms: mapForm(own, id, to).forms.map((f) => (f.id === id ? { ...f, id: to } : f)) };
  }
  for (const list of ['grants', 'rules'] as const) own = renamed(own, list, new Map(addedTwice((draft) => draft[list] ?? [], base, mine, theirs).map((id) => [id, fresh(id)])));
  return own;
}

type Named = { readonly id: string };
const thingsOf = (draft: Draft): readonly Named[] => [...draft.nodes, ...(draft.on ?? []), ...(draft.notes ?? [])];
const everyId = (draft: Draft): readonly string[] => [...thingsOf(draft), ...draft.forms, ...(draft.grants ?? []), ...(draft.rules ?? [])].map((thing) => thing.id).concat(Object.keys(draft.layout));

/** Added by both with the same id, and not the same thing in the same place. */
function addedTwice(of: (draft: Draft) => readonly Named[], base: Draft, mine: Draft, theirs: Draft): readonly string[] {
  const had = new Set(of(base).map((thing) => thing.id));
  const other = new Map(of(theirs).map((thing) => [thing.id, thing]));
  const ways = (draft: Draft, id: string): unknown => draft.edges.flatMap((e) => (e.from === id || e.to === id ? [`${e.from} ${e.port} ${e.to}`] : [])).sort();
  return of(mine).flatMap((thing) => {
    const twin = other.get(thing.id);
    if (had.has(thing.id) || twin === undefined) return [];
    return isSame(thing, twin) && isSame(ways(mine, thing.id), ways(theirs, thing.id)) ? [] : [thing.id];
  });
}

/** Nothing speaks of these by their id. */
function renamed(draft: Draft, list: 'grants' | 'rules', ids: ReadonlyMap<string, string>): Draft {
  if (ids.size === 0) return draft;
  const own = <T extends Named>(items: readonly T[] | undefined): T[] => (items ?? []).map((item) => ({ ...item, id: ids.get(item.id) ?? item.id }));
  return list === 'grants' ? { ...draft, grants: own(draft.grants) } : { ...draft, rules: own(draft.rules) };
}
