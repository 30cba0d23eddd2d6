// Rehearsals saved with the protocol: each with whether it holds on the draft as it stands, and what no rehearsal has gone yet.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconXboxX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Coverage } from '../../../protocol/rehearsal/coverage.ts';
import type { Verdict } from '../../../protocol/rehearsal/hold.ts';
import { rehearse, savedAs } from '../../../protocol/rehearsal/rehearse.ts';
import { stageOf } from '../../../protocol/rehearsal/stage.ts';
import { breakWords, moveWords } from '../../../protocol/rehearsal/words.ts';
import { stageContextOf } from '../../../protocol/rehearsal/world.ts';
import type { RehearsalRow } from '../../../server/contract-rehearsals.ts';
import type { BodyOf } from '../../../server/contract-endpoints.ts';
import { call, type PageProblem } from '../../api.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { count } from '../../ui/words.ts';
import { useEditor } from '../editor/editor-context.ts';
import type { Rehearsing } from './use-rehearsal.ts';
import type { useSaved } from './use-saved.ts';

interface Props {
  readonly protocolId: string;
  readonly rehearsing: Rehearsing;
  readonly saved: ReturnType<typeof useSaved>;
  readonly maySave: boolean;
  readonly never: Coverage;
  readonly showNever: boolean;
  readonly onShowNever: (shown: boolean) => void;
}

export function SavedTab({ protocolId, rehearsing, saved, maySave, never, showNever, onShowNever }: Props) {
  const { draft, say } = useEditor();
  const queries = useQueryClient();
  const { from, playing, rehearsal } = rehearsing;
  const [name, setName] = useState(from?.name ?? '');
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['protocol', protocolId, 'rehearsals'] });

  const send = async (id: string | null, body: { readonly name: string; readonly rehearsal: RehearsalRow['rehearsal'] }): Promise<void> => {
    setProblem(null);
    const sent = body as BodyOf<'saveRehearsal'>;
    const answer = id === null ? await call('saveRehearsal', { params: { id: protocolId }, body: sent }) : await call('changeRehearsal', { params: { id: protocolId, rid: id }, body: sent });
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    say(`Rehearsal saved: ${body.name}`);
    rehearsing.savedAs({ id: answer.value.id, name: body.name });
    await refresh();
  };
  const asItComesNow = (row: RehearsalRow): void => {
    const { came: _came, ...moves } = row.rehearsal;
    const staged = rehearsing.world.data && stageOf(draft, stageContextOf(rehearsing.world.data), moves.people);
    if (staged?.ok) void send(row.id, { name: row.name, rehearsal: savedAs(moves, rehearse(staged.stage, moves)) });
  };
  const remove = async (row: RehearsalRow): Promise<void> => {
    const answer = await call('removeRehearsal', { params: { id: protocolId, rid: row.id } });
    if (!answer.ok) setProblem(answer.problem);
    else say(`Rehearsal removed: ${row.name}`);
    if (from?.id === row.id) rehearsing.savedAs(null);
    await refresh();
  };
  const canSave = maySave && playing !== null && rehearsal.moves.length > 0;
  return (
    <div className="tab-body">
      {problem && <ProblemNotice problem={problem} />}
      {canSave && (
        <form className="rehearsal-save" onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '') void send(from?.name === name.trim() ? from.id : null, { name: name.trim(), rehearsal: savedAs(rehearsal, playing.rehearsed) }); }}>
          <TextInput size="xs" label="Save what was played as" description="It is played again at every publishing." value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
          <Button size="xs" type="submit" disabled={name.trim() === ''}>{from !== null && from.name === name.trim() ? 'Save again' : 'Save'}</Button>
        </form>
      )}
      {saved.rows.length === 0 && <p>No rehearsal is saved with this protocol yet. Play one, then save it here: it is played again whenever the protocol is published, and says where it no longer holds.</p>}
      <ul className="rehearsal-saved">
        {saved.rows.map((row) => {
          const verdict = saved.played[row.id]?.verdict;
          return (
            <li key={row.id}>
              <strong>{row.name}</strong> <span className="quiet">{count(row.rehearsal.moves.length, 'move')}, {row.savedBy.name}</span>
              <VerdictLine verdict={verdict} row={row} />
              <div className="rehearsal-acts">
                <Button size="compact-xs" variant="default" onClick={() => rehearsing.load(row)}>Play it<span className="visually-hidden"> ({row.name})</span></Button>
                {maySave && verdict?.kind === 'broke' && <Button size="compact-xs" variant="default" onClick={() => asItComesNow(row)}>Save as it comes now<span className="visually-hidden"> ({row.name})</span></Button>}
                {maySave && <Button size="compact-xs" variant="default" onClick={() => void remove(row)}>Remove<span className="visually-hidden"> {row.name}</span></Button>}
              </div>
            </li>
          );
        })}
      </ul>
      <section aria-label="Ways never rehearsed">
        <p>{never.edges.length === 0 ? `All ${never.drawn} ways have been rehearsed.` : `${never.edges.length} of ${count(never.drawn, 'way')} were never rehearsed.`}</p>
        <Checkbox size="xs" label={<>Show them on the canvas<span className="rehearsal-key" aria-hidden /></>} checked={showNever} onChange={(event) => onShowNever(event.currentTarget.checked)} />
      </section>
    </div>
  );
}

function VerdictLine({ verdict, row }: { readonly verdict: Verdict | undefined; readonly row: RehearsalRow }) {
  const { draft } = useEditor();
  if (verdict === undefined) return <p className="quiet">Being played on this draft.</p>;
  if (verdict.kind === 'holds') return <p className="is-held"><IconCircleCheck size={15} aria-hidden /> Holds on this draft.</p>;
  if (verdict.kind === 'notPlayed') return <p className="is-barred"><IconAlertTriangle size={15} aria-hidden /> Cannot be played while the draft has errors.</p>;
  const move = row.rehearsal.moves[verdict.move];
  return (
    <div className="is-broken">
      <p><IconXboxX size={15} aria-hidden /> Broke at move {verdict.move + 1} of {row.rehearsal.moves.length}{move && <>: {moveWords(move, draft)}</>}</p>
      <ul>{verdict.breaks.map((one, i) => <li key={i}>{breakWords(one, draft)}</li>)}</ul>
    </div>
  );
}
