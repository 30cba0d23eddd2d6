// Save as you go. What is on screen is sent one second after the last change, on top of the revision it was made from; a
// revision that somebody else has overtaken is never overwritten without the person choosing so.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import { draftSchema } from '../../../protocol/draft.ts';
import type { PersonRef } from '../../../server/contract.ts';
import { call, type PageProblem } from '../../api.ts';

export interface Theirs {
  readonly revision: number;
  readonly draft: Draft;
  readonly savedBy: PersonRef;
  readonly savedAt: string;
}
export interface Conflict {
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
  /** Goes on from their revision: what is on screen replaces it, or (after the draft was set to theirs) equals it. */
  readonly resolve: (revision: number, saved: Draft | null) => void;
  /** Nothing is unsaved and nothing is under way. */
  readonly isClean: () => boolean;
}

const pauseMs = 1_000;
const retryMs = 5_000;

export function useSaving(protocolId: string, draft: Draft, opened: { readonly revision: number; readonly savedAt: string; readonly readOnly: boolean }): Saving {
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: opened.savedAt });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [revision, setRevision] = useState(opened.revision);
  const known = useRef({ draft, saved: draft as Draft | null, revision: opened.revision, running: null as Promise<number | null> | null, stopped: false });
  known.current.draft = draft;

  const send = useCallback(async (): Promise<number | null> => {
    const now = known.current;
    if (now.running) await now.running;
    if (now.draft === now.saved) return now.revision;
    if (now.stopped) return null;
    const sent = now.draft;
    setState({ kind: 'saving' });
    now.running = (async () => {
      const answer = await call('saveDraft', { params: { id: protocolId }, body: { revision: now.revision, draft: sent } });
      if (answer.ok) {
        now.revision = answer.value.revision;
        now.saved = sent;
        setRevision(answer.value.revision);
        setState({ kind: 'saved', at: answer.value.savedAt });
        return now.draft === sent ? answer.value.revision : null;
      }
      const stale = conflictOf(answer.problem);
      if (stale) {
        now.stopped = true;
        setConflict(stale);
      }
      setState((before) => ({ kind: 'unsaved', why: answer.problem.detail || answer.problem.title, since: before.kind === 'unsaved' ? before.since : new Date().toISOString() }));
      if (!stale && isPassing(answer.problem)) setTimeout(() => setAttempt((n) => n + 1), retryMs);
      return null;
    })();
    const result = await now.running;
    now.running = null;
    return result;
  }, [protocolId]);

  useEffect(() => {
    if (opened.readOnly || draft === known.current.saved || known.current.stopped) return;
    const timer = setTimeout(() => void send(), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, attempt, send, opened.readOnly]);

  useEffect(() => {
    if (opened.readOnly) return;
    const warn = (event: BeforeUnloadEvent): void => {
      if (known.current.draft !== known.current.saved) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      // Leaving for another page of the app: what is on screen still goes out.
      if (known.current.draft !== known.current.saved && !known.current.stopped) void send();
    };
  }, [send, opened.readOnly]);

  const flush = useCallback(async (): Promise<number | null> => {
    for (let tries = 0; tries < 3; tries++) {
      const saved = await send();
      if (saved !== null || known.current.stopped) return saved;
    }
    return null;
  }, [send]);

  const resolve = useCallback((next: number, saved: Draft | null): void => {
    known.current.revision = next;
    known.current.saved = saved;
    known.current.stopped = false;
    setRevision(next);
    setConflict(null);
    if (saved) setState({ kind: 'saved', at: new Date().toISOString() });
    setAttempt((n) => n + 1);
  }, []);

  const isClean = useCallback((): boolean => known.current.running === null && known.current.draft === known.current.saved, []);
  // What is typed is unsaved from the first letter on, not only once it is sent.
  const shown: SaveState = state.kind === 'saved' && !opened.readOnly && draft !== known.current.saved ? { kind: 'saving' } : state;
  return { state: shown, revision, conflict, flush, resolve, isClean };
}

function conflictOf(problem: PageProblem): Conflict | null {
  if (problem.code !== 'stale_draft' || !('theirs' in problem) || !problem.theirs) return null;
  const draft = draftSchema.safeParse(problem.theirs.draft);
  return draft.success ? { theirs: { ...problem.theirs, draft: draft.data } } : null;
}

/** The connection or the server, not what is being saved: the same may go through a moment later. */
const isPassing = (problem: PageProblem): boolean => problem.status === 0 || problem.status >= 500 || problem.status === 429;
