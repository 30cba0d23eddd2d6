// What a protocol says of itself: title, purpose, levels of concern, facts, retention classes, temporary access,
// phases, citations.
import type { Draft, GrantDrawn } from '../draft.ts';
import type { Phase } from '../phases-drawn.ts';

type Level = Draft['levels'][number];
type Fact = Draft['facts'][number];
type Retention = Draft['retention'][number];
type Citation = Draft['citations'][number];

export const setTitle = (draft: Draft, title: string): Draft => (draft.title === title ? draft : { ...draft, title });
export const setPurpose = (draft: Draft, purpose: string): Draft => (draft.purpose === purpose ? draft : { ...draft, purpose });

export function setStartsAt(draft: Draft, startsAt: Draft['startsAt']): Draft {
  if (draft.startsAt === startsAt) return draft;
  const { startsAt: _before, ...rest } = draft;
  return startsAt === undefined ? rest : { ...rest, startsAt };
}

export const addLevel = (draft: Draft, level: Level): Draft => withList(draft, 'levels', add(draft.levels, level));
export const updateLevel = (draft: Draft, level: Level): Draft => withList(draft, 'levels', replace(draft.levels, level));
export const deleteLevel = (draft: Draft, id: string): Draft => withList(draft, 'levels', remove(draft.levels, id));
/** Levels are ordered, lowest first: conditions compare by this order. */
export function moveLevel(draft: Draft, id: string, to: number): Draft {
  const level = draft.levels.find((l) => l.id === id);
  if (!level) return draft;
  const others = draft.levels.filter((l) => l !== level);
  const place = Math.max(0, Math.min(others.length, Math.trunc(to)));
  const levels = [...others.slice(0, place), level, ...others.slice(place)];
  return levels.every((l, i) => l === draft.levels[i]) ? draft : { ...draft, levels };
}

export const addFact = (draft: Draft, fact: Fact): Draft => withList(draft, 'facts', add(draft.facts, fact));
export const updateFact = (draft: Draft, fact: Fact): Draft => withList(draft, 'facts', replace(draft.facts, fact));
export const deleteFact = (draft: Draft, id: string): Draft => withList(draft, 'facts', remove(draft.facts, id));

export const addRetention = (draft: Draft, retention: Retention): Draft => withList(draft, 'retention', add(draft.retention, retention));
export const updateRetention = (draft: Draft, retention: Retention): Draft => withList(draft, 'retention', replace(draft.retention, retention));
export const deleteRetention = (draft: Draft, id: string): Draft => withList(draft, 'retention', remove(draft.retention, id));

export const addGrant = (draft: Draft, grant: GrantDrawn): Draft => ({ ...draft, grants: add(draft.grants ?? [], grant) });
export const updateGrant = (draft: Draft, grant: GrantDrawn): Draft => ({ ...draft, grants: replace(draft.grants ?? [], grant) });
export const deleteGrant = (draft: Draft, id: string): Draft => ({ ...draft, grants: remove(draft.grants ?? [], id) });

export const addPhase = (draft: Draft, phase: Phase): Draft => ({ ...draft, phases: add(draft.phases ?? [], phase) });
export const updatePhase = (draft: Draft, phase: Phase): Draft => ({ ...draft, phases: replace(draft.phases ?? [], phase) });
/** Takes a phase out of the protocol and every step out of it. */
export function deletePhase(draft: Draft, id: string): Draft {
  const nodes = draft.nodes.map((n) => {
    if (n.phase !== id) return n;
    const { phase: _gone, ...rest } = n;
    return rest as typeof n;
  });
  return { ...draft, phases: remove(draft.phases ?? [], id), nodes };
}

export const addCitation = (draft: Draft, citation: Citation): Draft => withList(draft, 'citations', add(draft.citations, citation));
export const updateCitation = (draft: Draft, citation: Citation): Draft => withList(draft, 'citations', replace(draft.citations, citation));
/** Takes a citation out of the protocol and out of every step that gives it. */
export function deleteCitation(draft: Draft, id: string): Draft {
  const without = withList(draft, 'citations', remove(draft.citations, id));
  if (without === draft) return draft;
  return { ...without, nodes: without.nodes.map((n) => (n.citations.includes(id) ? { ...n, citations: n.citations.filter((c) => c !== id) } : n)) };
}

// helpers

type Named = { readonly id: string };
const add = <T extends Named>(list: T[], item: T): T[] => (list.some((x) => x.id === item.id) ? list : [...list, item]);
const replace = <T extends Named>(list: T[], item: T): T[] => (list.some((x) => x.id === item.id && x !== item) ? list.map((x) => (x.id === item.id ? item : x)) : list);
const remove = <T extends Named>(list: T[], id: string): T[] => (list.some((x) => x.id === id) ? list.filter((x) => x.id !== id) : list);
const withList = <K extends 'levels' | 'facts' | 'retention' | 'citations'>(draft: Draft, key: K, list: Draft[K]): Draft => (list === draft[key] ? draft : { ...draft, [key]: list });
