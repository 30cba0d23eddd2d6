// Handlers: what is done when something happens. Their edges go with them.
import type { Draft, Handler } from '../draft.ts';
import { freshId } from './ids.ts';
import type { Point } from './nodes.ts';

export function addHandler(draft: Draft, { handler, at }: { readonly handler: Handler; readonly at?: Point }): Draft {
  if (isTaken(draft, handler.id)) return draft;
  return { ...draft, on: [...(draft.on ?? []), handler], layout: at ? { ...draft.layout, [handler.id]: { x: Math.round(at.x), y: Math.round(at.y) } } : draft.layout };
}

export function updateHandler(draft: Draft, handler: Handler): Draft {
  if (!draft.on?.some((h) => h.id === handler.id && h !== handler)) return draft;
  return { ...draft, on: draft.on.map((h) => (h.id === handler.id ? handler : h)) };
}

export function deleteHandler(draft: Draft, id: string): Draft {
  if (!draft.on?.some((h) => h.id === id)) return draft;
  const on = draft.on.filter((h) => h.id !== id);
  const { on: _before, ...rest } = draft;
  const layout = Object.fromEntries(Object.entries(draft.layout).filter(([key]) => key !== id));
  return { ...rest, ...(on.length > 0 ? { on } : {}), edges: draft.edges.filter((e) => e.from !== id), layout };
}

/** A new handler with an id that neither a step nor a handler has. */
export function newHandler(draft: Draft): Handler {
  const id = freshId([...draft.nodes.map((n) => n.id), ...(draft.on ?? []).map((h) => h.id), ...Object.keys(draft.layout)], 'on_event');
  const number = (draft.on ?? []).length + 1;
  return { id, title: number === 1 ? 'When this happens' : `When this happens ${number}`, when: { kind: 'event', name: freshEventName(draft), roles: [] }, cancels: [] };
}

// helpers

const isTaken = (draft: Draft, id: string): boolean => draft.nodes.some((n) => n.id === id) || (draft.on ?? []).some((h) => h.id === id);
const freshEventName = (draft: Draft): string => freshId((draft.on ?? []).flatMap((h) => (h.when.kind === 'event' ? [h.when.name] : [])), 'event_1');
