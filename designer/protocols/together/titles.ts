// What a step of a draft is called; nothing for one that is gone.
import type { Draft } from '../../../protocol/draft.ts';

export function titleIn(draft: Pick<Draft, 'nodes' | 'on' | 'notes'>): (id: string) => string | undefined {
  const titles = new Map([...draft.nodes, ...(draft.on ?? [])].map((n) => [n.id, n.title || n.id]));
  for (const note of draft.notes ?? []) titles.set(note.id, 'a note');
  return (id) => titles.get(id);
}
