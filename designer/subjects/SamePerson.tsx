// Who may be the same person, with why and what speaks against it; a person asks to make one record of two or says that it is
// another, and a second person carries out what was asked. Nothing is made one by a machine.
import { Button, Modal, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { SubjectMerge, SubjectView } from '../../server/contract-subjects.ts';
import { useChange } from '../administration/use-change.ts';
import { Chip } from '../ui/Chips.tsx';
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { count } from '../ui/words.ts';
import styles from '../ui/ui.module.css';

export function WhyAlike({ why, against }: { readonly why: readonly string[]; readonly against: readonly string[] }) {
  return <>{why.map((text) => <div key={text}>{text}</div>)}{against.map((text) => <div key={text} className="quiet">Against it: {text}</div>)}</>;
}

interface Asking {
  readonly title: string;
  readonly effect: string;
  readonly button: string;
  readonly send: (reason: string) => Promise<boolean>;
}

export function SamePerson({ view }: { readonly view: SubjectView }) {
  const change = useChange();
  const [asking, setAsking] = useState<Asking | null>(null);
  const isAsked = (id: string): boolean => view.asked.some((one) => one.kept.id === id || one.other.id === id);
  const merge = (id: string, name: string): Asking => ({
    title: `One record of “${view.record.name}” and “${name}”?`, button: 'Ask for it',
    effect: 'A second person carries it out. Both records are kept as they are and shown as one; they can be parted again, and are then as they were.',
    send: async (reason) => (await change.send('askMerge', { params: { id: view.id }, body: { kind: 'merge', otherId: id, reason } }, 'It waits for a second person.')) !== undefined,
  });
  const split = (id: string, name: string): Asking => ({
    title: `Part “${view.record.name}” and “${name}”?`, button: 'Ask for it',
    effect: 'A second person carries it out. Both records are then as they were; what was written since stays with the one it was written to.',
    send: async (reason) => (await change.send('askMerge', { params: { id: view.id }, body: { kind: 'split', otherId: id, reason } }, 'It waits for a second person.')) !== undefined,
  });
  const decline = (id: string, name: string): Asking => ({
    title: `“${name}” is another person?`, button: 'It is another person', effect: 'It is not proposed again. That you said so stays in the history of both.',
    send: async (reason) => (await change.send('declineSubject', { params: { id: view.id }, body: { than: { kind: 'subject', id }, reason } }, `${name} is another person.`)) !== undefined,
  });
  if (view.proposals.length === 0 && view.merged.length === 0) return null;
  return (
    <Card title={view.proposals.length > 0 ? 'May be the same person' : 'Records that are one'}>
      <ul className={styles.plain}>
        {view.proposals.map((one) => (
          <li key={one.id}>
            <Link className={styles.main} to="/persons/$personId" params={{ personId: one.id }}>{one.name}</Link>{one.birthDate && `, born ${one.birthDate}`}, {count(one.cases, 'case')}
            <WhyAlike why={one.why} against={one.against} />
            {isAsked(one.id) ? <Chip tone="waiting">Waits for a second person</Chip> : (
              <div className={styles.row} style={{ marginTop: 6 }}>
                <Button size="xs" onClick={() => setAsking(merge(one.id, one.name))} aria-label={`The same person: ${one.name}`}>The same person</Button>
                <Button size="xs" variant="default" onClick={() => setAsking(decline(one.id, one.name))} aria-label={`Another person: ${one.name}`}>Another person</Button>
              </div>
            )}
          </li>
        ))}
        {view.merged.map((one) => (
          <li key={one.id}>
            One with <Link className={styles.main} to="/persons/$personId" params={{ personId: one.id }}>{one.record.name}</Link>
            {!isAsked(one.id) && <div><Button size="xs" variant="default" onClick={() => setAsking(split(one.id, one.record.name))} aria-label={`Part from ${one.record.name}`}>Part them</Button></div>}
          </li>
        ))}
      </ul>
      {asking && <AskDialog asking={asking} change={change} onClose={() => setAsking(null)} />}
    </Card>
  );
}

function AskDialog({ asking, change, onClose }: { readonly asking: Asking; readonly change: ReturnType<typeof useChange>; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') return setError('Say on what facts.');
    if (await asking.send(reason)) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={asking.title}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack>
          <p>{asking.effect}</p>
          <ReasonField value={reason} onChange={setReason} error={error} help="It stands in the history of the record under your name." autoFocus />
          {change.problem && <ProblemNotice problem={change.problem} />}
          <div className={styles.row}>
            <Button type="submit" loading={change.isSending}>{asking.button}</Button>
            <Button variant="default" onClick={onClose}>Leave it</Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}

export function AskedMerges({ view }: { readonly view: SubjectView }) {
  if (view.asked.length === 0) return null;
  return <Card title="Waits for a second person">{view.asked.map((one) => <Asked key={one.id} merge={one} zone={view.unit.zone} />)}</Card>;
}

function Asked({ merge, zone }: { readonly merge: SubjectMerge; readonly zone: string }) {
  const change = useChange();
  const [isDropping, setDropping] = useState(false);
  const drop: Asking = {
    title: 'Not carry it out?', button: 'Leave it as it is', effect: 'Both records stay as they are. It can be asked for again.',
    send: async (reason) => (await change.send('dropMerge', { params: { id: merge.id }, body: { reason } }, 'Both records stay as they are.')) !== undefined,
  };
  return (
    <div className={styles.stack}>
      <div>{merge.kind === 'merge' ? 'Make one record of' : 'Part'} <Link to="/persons/$personId" params={{ personId: merge.kept.id }}>{merge.kept.name}</Link> and <Link to="/persons/$personId" params={{ personId: merge.other.id }}>{merge.other.name}</Link></div>
      <p className={styles.reading}>{merge.reason}</p>
      <div className="quiet">Asked by {personWords(merge.askedBy)}, <At at={merge.askedAt} zone={zone} />. {!merge.mayCarryOut && 'Another person with the right to supervise carries it out.'}</div>
      {change.problem && !isDropping && <ProblemNotice problem={change.problem} />}
      <div className={styles.row}>
        {merge.mayCarryOut && <Button size="xs" loading={change.isSending} onClick={() => void change.send('carryOutMerge', { params: { id: merge.id } }, merge.kind === 'merge' ? 'They are one record now.' : 'They are two records again.')}>{merge.kind === 'merge' ? 'Make them one' : 'Part them'}</Button>}
        <Button size="xs" variant="default" onClick={() => setDropping(true)}>Do not carry it out</Button>
      </div>
      {isDropping && <AskDialog asking={drop} change={change} onClose={() => setDropping(false)} />}
    </div>
  );
}
