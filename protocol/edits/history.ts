// Undo and redo. Each change keeps the draft before and after it; edits share what they did not touch, so a change costs
// what it changed. Changes with the same `merge` word directly after each other (typing in one field) are one. What another
// person did in between is no step of it: undo takes back one's own line and leaves theirs.
import type { Draft } from '../draft.ts';
import { mergeDrafts } from '../merge/merge.ts';

export interface Change {
  /** What was done, in words a person reads under Undo: "add task", "move 3 steps". */
  readonly name: string;
  readonly before: Draft;
  readonly after: Draft;
  readonly merge?: string;
}
export interface History {
  readonly present: Draft;
  readonly past: readonly Change[];
  readonly future: readonly Change[];
}

const kept = 500;

export const begin = (draft: Draft): History => ({ present: draft, past: [], future: [] });

/** Takes a change in; one that changed nothing is none. What was undone before it is gone. */
export function record(history: History, change: { readonly name: string; readonly after: Draft; readonly merge?: string }): History {
  if (change.after === history.present) return history;
  const last = history.past.at(-1);
  if (change.merge !== undefined && last?.merge === change.merge && last.after === history.present && history.future.length === 0)
    return { present: change.after, past: [...history.past.slice(0, -1), { ...last, after: change.after }], future: [] };
  return { present: change.after, past: [...history.past, { ...change, before: history.present }].slice(-kept), future: [] };
}

export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return { present: carried(history.present, last.after, last.before), past: history.past.slice(0, -1), future: [last, ...history.future] };
}

export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return { present: carried(history.present, next.before, next.after), past: [...history.past, next], future: rest };
}

/** Takes in what somebody else did. */
export const absorb = (history: History, after: Draft): History => ({ ...history, present: after });

/** The step from one draft to the next, made on what stands now; where somebody else changed the same since, theirs stays. */
const carried = (present: Draft, from: Draft, to: Draft): Draft => (present === from ? to : mergeDrafts(from, present, to).draft);

/** Steps and handlers that one draft has otherwise than another: what an undo is about. */
export function touched(before: Draft, after: Draft): readonly string[] {
  const was = new Map([...before.nodes, ...(before.on ?? []), ...(before.notes ?? [])].map((n) => [n.id, n]));
  return [...after.nodes, ...(after.on ?? []), ...(after.notes ?? [])].filter((n) => was.get(n.id) !== n || before.layout[n.id] !== after.layout[n.id]).map((n) => n.id);
}
