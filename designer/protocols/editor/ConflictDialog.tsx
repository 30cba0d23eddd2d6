// Two people changed the same thing differently. Both sides of each such thing are shown in words, and the person here chooses;
// everything else of both is merged without asking, and nothing is replaced before the choice is made.
import { Button, Group, Modal, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import { conflictKey, type Choices, type Side } from '../../../protocol/merge/conflict.ts';
import { conflictWords, type ConflictWords } from '../../../protocol/merge/conflict-words.ts';
import { mergeDrafts } from '../../../protocol/merge/merge.ts';
import { count, recordTime } from '../../ui/words.ts';
import type { Question } from './use-together.ts';

interface Props {
  readonly question: Question | null;
  readonly zone: string;
  readonly onSettle: (merged: Draft) => void;
}

export function ConflictDialog({ question, zone, onSettle }: Props) {
  return question && <Choosing key={question.theirs.revision} question={question} zone={zone} onSettle={onSettle} />;
}

function Choosing({ question, zone, onSettle }: Props & { readonly question: Question }) {
  const { base, mine, theirs } = question;
  const [choices, setChoices] = useState<Choices>({});
  const conflicts = useMemo(() => mergeDrafts(base, mine, theirs.draft).conflicts, [base, mine, theirs]);
  const said = useMemo(() => conflicts.map((conflict) => conflictWords(conflict, { base, mine, theirs: theirs.draft })), [conflicts, base, mine, theirs]);
  const open = conflicts.filter((conflict) => choices[conflictKey(conflict)] === undefined).length;
  const all = (side: Side): void => setChoices(Object.fromEntries(conflicts.map((conflict) => [conflictKey(conflict), side])));
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} size="xl" title={`${theirs.savedBy.name} changed the same as you`}>
      <p>
        Revision {theirs.revision} was saved by {theirs.savedBy.name}, {theirs.savedBy.agency.name}, at {recordTime(Date.parse(theirs.savedAt), zone)}. Everything only one of you changed is merged.
        {' '}Choose what holds where you both changed the same differently ({count(said.length, 'question')}); until then yours is kept on this computer.
      </p>
      <ol className="conflicts">
        {said.map((words) => <Asked key={words.key} words={words} name={theirs.savedBy.name} side={choices[words.key]} onSide={(side) => setChoices((now) => ({ ...now, [words.key]: side }))} />)}
      </ol>
      <div className="dialog-actions">
        {said.length > 1 && <Group gap="xs" mr="auto"><Button variant="subtle" onClick={() => all('mine')}>Mine everywhere</Button><Button variant="subtle" onClick={() => all('theirs')}>Theirs everywhere</Button></Group>}
        <Button disabled={open > 0} onClick={() => onSettle(mergeDrafts(base, mine, theirs.draft, choices).draft)}>{open > 0 ? `${open} to choose` : 'Merge'}</Button>
      </div>
    </Modal>
  );
}

function Asked({ words, name, side, onSide }: { readonly words: ConflictWords; readonly name: string; readonly side: Side | undefined; readonly onSide: (side: Side) => void }) {
  return (
    <li>
      <h3>{words.where}</h3>
      <div className="conflict-sides">
        <section aria-label="Mine" className={side === 'mine' ? 'is-chosen' : ''}><h4>Mine</h4><ul>{words.mine.map((line) => <li key={line}>{line}</li>)}</ul></section>
        <section aria-label={`Of ${name}`} className={side === 'theirs' ? 'is-chosen' : ''}><h4>{name}</h4><ul>{words.theirs.map((line) => <li key={line}>{line}</li>)}</ul></section>
      </div>
      <SegmentedControl
        size="xs" aria-label={`What holds: ${words.where}`} value={side ?? ''} onChange={(value) => onSide(value as Side)}
        data={[...(side === undefined ? [{ value: '', label: 'Choose', disabled: true }] : []), { value: 'mine', label: 'Mine' }, { value: 'theirs', label: `That of ${name}` }]}
      />
    </li>
  );
}
