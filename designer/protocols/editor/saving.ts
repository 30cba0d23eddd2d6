// Save as you go. What is on screen is sent one second after the last change, on top of the revision it was made from; a
// revision that somebody else has overtaken is never overwritten without the person choosing so. Until it is saved it stands in
// this browser too.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import { draftSchema } from '../../../protocol/draft.ts';
import type { PersonRef } from '../../../server/contract.ts';
import { isSame } from '../../../protocol/merge/values.ts';
import { call, type PageProblem } from '../../api.ts';
import { forgetUnsaved, keepUnsaved } from './kept-draft.ts';

export interface Theirs {
  readonly revision: number;
  readonly draft: Draft;
  readonly savedBy: PersonRef;
  readonly savedAt: string;
}
export interface Conflict {
  /** What both began from. */
  readonly base: Draft;
  readonly theirs: Theirs;
}
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'saving' }
  | { readonly kind: 'unsaved'; readonly why: string; readonly since: string };

export interface Saving {
  readonly state: SaveState;
  readonly revision: number;
  readonly conflict: Conflict | null;
  /** Sends what is unsaved now; the revision it stands on, or null when it could not be saved. */
  readonly flush: () => Promise<number | null>;
  /** Goes on from somebody's revision, which has been taken into what is on screen. */
  readonly resolve: (theirs: Pick<Theirs, 'revision' | 'draft' | 'savedAt'>) => void;
  /** The draft that was saved last, as far as is known here; none while a save is under way. */
  readonly base: () => Draft | null;
}

const pauseMs = 1_000;
const retryMs = 5_000;

export function useSaving(protocolId: string, draft: Draft, opened: { readonly revision: number; readonly savedAt: string; readonly readOnly: boolean; readonly key: string }): Saving {
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: opened.savedAt });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [revision, setRevision] = useState(opened.revision);
  const known = useRef({ draft, saved: draft, unanswered: null as Draft | null, revision: opened.revision, running: null as Promise<number | null> | null, stopped: false });
  known.current.draft = draft;

  const send = useCallback(async (): Promise<number | null> => {
    const now = known.current;
    if (now.running) await now.running;
    if (now.draft === now.saved) return now.revision;
    if (now.stopped) return null;
    const sent = now.draft;
    setState({ kind: 'saving' });
    keepUnsaved(opened.key, { base: now.saved, draft: sent });
    now.running = (async () => {
      const answer = await call('saveDraft', { params: { id: protocolId }, body: { revision: now.revision, draft: sent } });
      if (answer.ok) {
        now.revision = answer.value.revision;
        now.saved = sent;
        now.unanswered = null;
        if (now.draft === sent) forgetUnsaved(opened.key);
        setRevision(answer.value.revision);
        setState({ kind: 'saved', at: answer.value.savedAt });
        return now.draft === sent ? answer.value.revision : null;
      }
      const theirs = theirsIn(answer.problem);
      if (theirs && now.unanswered && isSame(theirs.draft, now.unanswered)) {
        // It is one's own: it was taken, and the answer was lost on the way.
        [now.revision, now.saved, now.unanswered] = [theirs.revision, theirs.draft, null];
        setRevision(theirs.revision);
        setAttempt((n) => n + 1);
        return null;
      }
      if (theirs) {
        now.stopped = true;
        setConflict({ base: now.saved, theirs });
      } else if (answer.problem.status === 0) now.unanswered = sent;
      setState((before) => ({ kind: 'unsaved', why: answer.problem.detail || answer.problem.title, since: before.kind === 'unsaved' ? before.since : new Date().toISOString() }));
      if (!theirs && isPassing(answer.problem)) setTimeout(() => setAttempt((n) => n + 1), retryMs);
      return null;
    })();
    const result = await now.running;
    now.running = null;
    return result;
  }, [protocolId, opened.key]);

  useEffect(() => {
    if (opened.readOnly || draft === known.current.saved || known.current.stopped) return;
    const timer = setTimeout(() => void send(), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, attempt, send, opened.readOnly]);

  useEffect(() => {
    if (opened.readOnly) return;
    const warn = (event: BeforeUnloadEvent): void => {
      if (known.current.draft === known.current.saved) return;
      keepUnsaved(opened.key, { base: known.current.saved, draft: known.current.draft });
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      // Leaving for another page of the app: what is on screen still goes out.
      if (known.current.draft !== known.current.saved && !known.current.stopped) void send();
    };
  }, [send, opened.readOnly, opened.key]);

  const flush = useCallback(async (): Promise<number | null> => {
    for (let tries = 0; tries < 3; tries++) {
      const saved = await send();
      if (saved !== null || known.current.stopped) return saved;
    }
    return null;
  }, [send]);

  const resolve = useCallback<Saving['resolve']>((theirs) => {
    [known.current.revision, known.current.saved, known.current.stopped] = [theirs.revision, theirs.draft, false];
    setRevision(theirs.revision);
    setConflict(null);
    setState({ kind: 'saved', at: theirs.savedAt });
    setAttempt((n) => n + 1);
  }, []);

  const base = useCallback((): Draft | null => (known.current.running === null && !known.current.stopped ? known.current.saved : null), []);
  // What is typed is unsaved from the first letter on, not only once it is sent.
  const shown: SaveState = state.kind === 'saved' && !opened.readOnly && draft !== known.current.saved ? { kind: 'saving' } : state;
  return { state: shown, revision, conflict, flush, resolve, base };
}

function theirsIn(problem: PageProblem): Theirs | null {
  if (problem.code !== 'stale_draft' || !('theirs' in problem) || !problem.theirs) return null;
  const draft = draftSchema.safeParse(problem.theirs.draft);
  return draft.success ? { ...problem.theirs, draft: draft.data } : null;
}

/** The connection or the server, not what is being saved: the same may go through a moment later. */
const isPassing = (problem: PageProblem): boolean => problem.status === 0 || problem.status >= 500 || problem.status === 429;
