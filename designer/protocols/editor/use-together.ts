// Another person's revision meets what is on screen: it is merged in at once where nobody has to be asked, and said; where both
// changed the same thing the save waits for the one who is here. What this person could not save last time comes in the same way.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import { touched } from '../../../protocol/edits/history.ts';
import { mergeDrafts } from '../../../protocol/merge/merge.ts';
import { isSame } from '../../../protocol/merge/values.ts';
import type { ProtocolView } from '../../../server/contract-protocols.ts';
import { recordTime } from '../../ui/words.ts';
import { forgetUnsaved, keptUnsaved } from './kept-draft.ts';
import type { Conflict, Saving, Theirs } from './saving.ts';
import type { DraftHistory } from './use-history.ts';

interface Given {
  readonly view: ProtocolView;
  readonly saving: Saving;
  readonly history: Pick<DraftHistory, 'draft' | 'absorb' | 'edit'>;
  readonly say: (words: string) => void;
  readonly zone: string;
  /** Under which this person's unsaved draft is kept in this browser. */
  readonly keptUnder: string;
  readonly isReadOnly: boolean;
}
export interface Question extends Conflict {
  readonly mine: Draft;
  readonly from: 'saving' | 'kept';
}
export interface Together {
  /** What waits for a choice. */
  readonly question: Question | null;
  readonly settle: (merged: Draft) => void;
  /** What was taken in when the editor was opened, in words. */
  readonly restored: string | null;
  readonly dropRestored: () => void;
}

const takeIn = 'take in what was not saved';

export function useTogether({ view, saving, history, say, zone, keptUnder, isReadOnly }: Given): Together {
  const { draft, absorb, edit } = history;
  const { conflict, resolve } = saving;
  const [question, ask] = useState<Question | null>(null);
  const [restored, restore] = useState<string | null>(null);
  const takeTheirs = useCallback((base: Draft, theirs: Theirs, merged: Draft): void => {
    // What was typed since the merge was made is no less one's own.
    absorb((now) => (now === draft ? merged : mergeDrafts(base, now, theirs.draft).draft));
    resolve(theirs);
    say(mergedWords(theirs, draft, merged));
  }, [absorb, resolve, say, draft]);

  // A save was overtaken.
  const met = useRef<Conflict | null>(null);
  useEffect(() => {
    if (conflict === null || met.current === conflict) return;
    met.current = conflict;
    const merged = mergeDrafts(conflict.base, draft, conflict.theirs.draft);
    if (merged.conflicts.length > 0) ask({ ...conflict, mine: draft, from: 'saving' });
    else takeTheirs(conflict.base, conflict.theirs, merged.draft);
  }, [conflict, draft, takeTheirs]);

  // Heard of while one draws. Where both changed the same thing, the next save comes to it and asks.
  useEffect(() => {
    const base = saving.base();
    if (view.revision <= saving.revision || base === null) return;
    const merged = mergeDrafts(base, draft, view.draft);
    if (merged.conflicts.length === 0) takeTheirs(base, view, merged.draft);
  }, [view, saving, draft, takeTheirs]);

  const [opened] = useState(() => ({ view, kept: isReadOnly ? null : keptUnsaved(keptUnder) }));
  useEffect(() => {
    const { view: { revision, draft: saved, savedBy, savedAt }, kept } = opened;
    if (kept === null) return;
    const merged = mergeDrafts(kept.base, kept.draft, saved);
    if (isSame(merged.draft, saved) && merged.conflicts.length === 0) return forgetUnsaved(keptUnder);
    if (merged.conflicts.length > 0) return ask({ base: kept.base, mine: kept.draft, theirs: { revision, draft: saved, savedBy, savedAt }, from: 'kept' });
    edit(takeIn, () => merged.draft);
    restore(`What you drew until ${recordTime(kept.at, zone)} and could not be saved was kept on this computer. It is taken in now; Undo takes it out again.`);
  }, [opened, keptUnder, edit, zone]);

  const settle = (merged: Draft): void => {
    if (question === null) return;
    if (question.from === 'kept') edit(takeIn, () => merged);
    else takeTheirs(question.base, question.theirs, merged);
    ask(null);
  };
  return { question, settle, restored, dropRestored: () => restore(null) };
}

function mergedWords({ savedBy }: Pick<Theirs, 'savedBy'>, before: Draft, after: Draft): string {
  const n = touched(before, after).length;
  return `${savedBy.name} saved this draft meanwhile. ${n === 0 ? 'What changed is' : n === 1 ? 'One step is' : `${n} steps are`} merged into what you see.`;
}
