// What has been played, in the sentences of the journal: each move, and what came of it.
import { useEffect, useMemo, useRef } from 'react';
import { tellingIn, moveWords } from '../../../protocol/rehearsal/words.ts';
import { sentenceOf } from '../../../protocol/sentences.ts';
import { localTime } from '../../ui/words.ts';
import { useEditor } from '../editor/editor-context.ts';
import type { Rehearsing } from './use-rehearsal.ts';

export function TranscriptTab({ playing: { stage, rehearsed } }: { readonly playing: NonNullable<Rehearsing['playing']> }) {
  const { draft } = useEditor();
  const tell = useMemo(() => tellingIn(stage, rehearsed), [stage, rehearsed]);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => void end.current?.scrollIntoView({ block: 'nearest' }), [rehearsed.moves.length]);
  if (rehearsed.moves.length === 0) return <div className="tab-body"><p>Every move stands here in words, with what came of it.</p></div>;
  return (
    <div className="tab-body">
      <ol className="rehearsal-transcript">
        {rehearsed.moves.map((played, i) => (
          <li key={i} {...(i === rehearsed.moves.length - 1 ? { ref: end } : {})}>
            <strong>{moveWords(played.move, { ...draft, actors: stage.actors })}</strong> <span className="quiet">{localTime(played.at, stage.plan.unit.zone, rehearsed.clock)}</span>
            {played.refused && <p className="is-refused">Refused: {played.refused.sentence}. Nothing has changed.</p>}
            <ul>{played.transitions.flatMap((transition) => transition.entries.map((entry, n) => <li key={`${transition.number}:${n}`}>{sentenceOf(entry, tell)}</li>))}</ul>
          </li>
        ))}
      </ol>
    </div>
  );
}
