// What can be played next: each open step with its ways on. Choosing one opens what it needs, filled in already; Enter plays it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { caseChoices, choicesOf, opening, type Choice } from '../../../protocol/rehearsal/choices.ts';
import { kindWords } from '../../ui/labels.ts';
import { localTime } from '../../ui/words.ts';
import { useEditor } from '../editor/editor-context.ts';
import { Composer } from './Composer.tsx';
import type { Rehearsing } from './use-rehearsal.ts';

type Playing = NonNullable<Rehearsing['playing']>;

export function PlayTab({ playing, rehearsing }: { readonly playing: Playing; readonly rehearsing: Rehearsing }) {
  const { draft, goTo, select, say } = useEditor();
  const { stage, rehearsed } = playing;
  const [chosen, choose] = useState<string | null>(null);
  const steps = choicesOf(stage, rehearsed);
  const more = caseChoices(stage, rehearsed);
  const last = rehearsed.moves.at(-1);
  const compose = (key: string, choice: Choice) => chosen === key && (
    <Composer
      key={key} choice={choice} stage={stage} clock={rehearsed.clock}
      onPlay={(move) => { choose(null); rehearsing.play(move); say(`Played: ${choice.label}`); }} onCancel={() => choose(null)}
    />
  );
  const button = (key: string, choice: Choice) => (
    <Button key={key} size="xs" variant={chosen === key ? 'light' : 'default'} aria-expanded={chosen === key} onClick={() => choose(chosen === key ? null : key)}>{choice.label}</Button>
  );
  const [begin] = rehearsed.state === null ? [opening(stage, rehearsing.rehearsal.starts)] : [];
  return (
    <div className="tab-body">
      {last?.refused && (
        <div className="rehearsal-refused" role="alert">
          <p><strong>Refused:</strong> {last.refused.sentence}. Nothing has changed. Keep it where a rehearsal is to show that this is refused.</p>
          <Button size="compact-sm" variant="default" onClick={rehearsing.undo}>Take it back</Button>
        </div>
      )}
      {begin && (
        <section aria-label="Begin">
          <p>Invented people play a case of this draft on the engine that runs real cases. Nothing is stored until it is saved.</p>
          {compose('begin', begin) || <div><Button size="sm" onClick={() => choose('begin')}>{begin.label}</Button></div>}
        </section>
      )}
      {rehearsed.state !== null && steps.length === 0 && <p>No step is open: the case stands at “{rehearsed.state.status.replaceAll('_', ' ')}”.</p>}
      {steps.map(({ step, choices, protocol }) => (
        <section key={step.id} aria-label={step.title} className="rehearsal-step">
          <header>
            <h3>{protocol === draft.key ? <button type="button" className="comparison-step" onClick={() => { select([step.node]); goTo({ node: step.node }); }}>{step.title}</button> : step.title}</h3>
            <span className="quiet">{[kindWords[step.kind], ...(protocol === draft.key || protocol === 'case' ? [] : [protocol.replaceAll('_', ' ')])].join(', ')}</span>
            {step.clock && step.clock.rule >= 0 && <span className={step.clock.passedAt === undefined ? 'quiet' : 'is-late'}>{step.clock.passedAt === undefined ? 'due' : 'overdue since'} {localTime(step.clock.due, stage.plan.unit.zone, rehearsed.clock)}</span>}
          </header>
          {choices.length === 0 && <p className="quiet">{step.held !== undefined ? 'This end is held by what is not recorded; record it, and it goes on by itself.' : step.kind === 'wait' ? 'It waits for its time.' : 'It waits for another protocol.'}</p>}
          <div className="rehearsal-choices">{choices.map((choice, i) => button(`${step.id}:${i}`, choice))}</div>
          {choices.map((choice, i) => compose(`${step.id}:${i}`, choice))}
        </section>
      ))}
      {more.length > 0 && (
        <details aria-label="At any time">
          <summary>At any time</summary>
          <div className="rehearsal-choices">{more.map((choice, i) => button(`case:${i}`, choice))}</div>
          {more.map((choice, i) => compose(`case:${i}`, choice))}
        </details>
      )}
    </div>
  );
}
