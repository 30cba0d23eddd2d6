// New ids inside one draft: readable, and the same for the same draft, so that two editors of one revision agree.
import type { Draft } from '../draft.ts';

/** The stem itself when it is free, else the stem with the first free number. */
export function freshId(taken: Iterable<string>, stem: string): string {
  const used = new Set(taken);
  const clean = cleanId(stem);
  if (!used.has(clean)) return clean;
  for (let n = 2; ; n++) {
    const candidate = `${clean.slice(0, 58)}_${n}`;
    if (!used.has(candidate)) return candidate;
  }
}

export const freshNodeId = (draft: Draft, stem: string): string => freshId([...draft.nodes.map((n) => n.id), ...[...(draft.on ?? []), ...(draft.notes ?? [])].map((h) => h.id), ...Object.keys(draft.layout)], stem);

/** Above every edge id made here, so that an id is not given again after an undo of its neighbour. */
export function freshEdgeId(draft: Pick<Draft, 'edges'>): string {
  let highest = 0;
  for (const edge of draft.edges) {
    const number = /^e(\d{1,9})$/.exec(edge.id)?.[1];
    if (number !== undefined) highest = Math.max(highest, Number(number));
  }
  return `e${highest + 1}`;
}

/** An id from words a person typed: letters, digits and _ only, beginning with a letter. */
export function cleanId(words: string): string {
  const clean = words.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 60);
  return clean === '' ? 'item' : clean;
}
