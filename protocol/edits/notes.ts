// Notes on the canvas: words for whoever draws. They are part of the draft and of no plan, so nothing a case relies on reads them.
import type { Draft, Note } from '../draft.ts';
import { freshId } from './ids.ts';
import type { Point } from './nodes.ts';

export function newNote(draft: Draft): Note {
  return { id: freshId([...draft.nodes, ...(draft.on ?? []), ...(draft.notes ?? [])].map((n) => n.id).concat(Object.keys(draft.layout)), 'note'), text: '' };
}

export function addNote(draft: Draft, { note, at }: { readonly note: Note; readonly at?: Point }): Draft {
  if ([...draft.nodes, ...(draft.on ?? []), ...(draft.notes ?? [])].some((n) => n.id === note.id)) return draft;
  return { ...draft, notes: [...(draft.notes ?? []), note], layout: at ? { ...draft.layout, [note.id]: { x: Math.round(at.x), y: Math.round(at.y) } } : draft.layout };
}

export function updateNote(draft: Draft, note: Note): Draft {
  if (!draft.notes?.some((n) => n.id === note.id && n.text !== note.text)) return draft;
  return { ...draft, notes: draft.notes.map((n) => (n.id === note.id ? note : n)) };
}

export function deleteNote(draft: Draft, id: string): Draft {
  if (!draft.notes?.some((n) => n.id === id)) return draft;
  const { notes: before, ...rest } = draft;
  const notes = (before ?? []).filter((n) => n.id !== id);
  return { ...rest, ...(notes.length > 0 ? { notes } : {}), layout: Object.fromEntries(Object.entries(draft.layout).filter(([key]) => key !== id)) };
}
