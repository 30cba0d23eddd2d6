// The draft on screen with its undo and redo. Every change is a named edit of the core; undo keeps each person's own steps.
import { useCallback, useReducer } from 'react';
import { absorb, begin, record, redo, touched, undo, type History } from '../../../protocol/edits/history.ts';
import type { Draft } from '../../../protocol/draft.ts';
import type { Edit } from './editor-context.ts';

type Step =
  | { readonly kind: 'edit'; readonly name: string; readonly change: (draft: Draft) => Draft; readonly merge?: string }
  | { readonly kind: 'absorb'; readonly change: (draft: Draft) => Draft }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

export interface DraftHistory {
  readonly draft: Draft;
  /** What undo and redo would do, in words; undefined: nothing. */
  readonly undoName: string | undefined;
  readonly redoName: string | undefined;
  readonly edit: Edit;
  /** Takes in what somebody else did, on what is drawn by then: no step of one's own, so undo leaves it. */
  readonly absorb: (change: (draft: Draft) => Draft) => void;
  /** Answers which steps it changed, so that they can be shown. */
  readonly undo: () => readonly string[];
  readonly redo: () => readonly string[];
}

export function useHistory(draft: Draft): DraftHistory {
  const [history, dispatch] = useReducer(step, draft, begin);
  const edit = useCallback<Edit>((name, change, merge) => dispatch({ kind: 'edit', name, change, ...(merge === undefined ? {} : { merge }) }), []);
  const [last, next] = [history.past.at(-1), history.future[0]];
  return {
    draft: history.present,
    undoName: last?.name,
    redoName: next?.name,
    edit,
    absorb: useCallback((change: (draft: Draft) => Draft) => dispatch({ kind: 'absorb', change }), []),
    undo: useCallback(() => {
      dispatch({ kind: 'undo' });
      return last ? touched(last.after, last.before) : [];
    }, [last]),
    redo: useCallback(() => {
      dispatch({ kind: 'redo' });
      return next ? touched(next.before, next.after) : [];
    }, [next]),
  };
}

function step(history: History, act: Step): History {
  switch (act.kind) {
    case 'absorb': return absorb(history, act.change(history.present));
    case 'undo': return undo(history);
    case 'redo': return redo(history);
    case 'edit': return record(history, { name: act.name, after: act.change(history.present), ...(act.merge === undefined ? {} : { merge: act.merge }) });
  }
}
