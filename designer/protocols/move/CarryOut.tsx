// The second person carries it out: with a reason that stands in the journal of every case that is moved.
import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { MigrationView } from '../../../server/contract-migrations.ts';
import { Card } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import styles from '../../ui/ui.module.css';
import { count, recordTime } from '../../ui/words.ts';
import { useMove } from './use-move.ts';

export function CarryOut({ view, zone, isReady }: { readonly view: MigrationView; readonly zone: string; readonly isReady: boolean }) {
  const move = useMove();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const left = view.cases.filter((c) => c.state === 'refused').length;
  const going = view.state === 'done' ? left : view.cases.filter((c) => c.state === 'fits').length;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') return setError('Say why the cases are moved.');
    setError(undefined);
    await move.send('startMigration', { params: { id: view.id }, body: { revision: view.revision, reason } });
  };
  return (
    <Card title="3. Carried out">
      {view.startedAt !== null && view.startedBy && <p>Begun by {view.startedBy.name}, {recordTime(Date.parse(view.startedAt), zone)}{view.finishedAt ? `; gone through by ${recordTime(Date.parse(view.finishedAt), zone)}` : ''}: “{view.reason}”</p>}
      {view.state === 'moving' && <p className="quiet">It goes on by itself, one case after the other, also when this page is closed.</p>}
      {isReady && (view.state !== 'done' || left > 0) && (view.mayStart ? (
        <form className={styles.stack} onSubmit={(event) => void onSubmit(event)}>
          <p>{view.state === 'done' ? `${count(left, 'run')} could not be moved. Once what stood in the way is gone, carry it out again.` : `${count(going, 'run')} ${going === 1 ? 'goes' : 'go'} over to version ${view.to.number}. Those that do not fit stay on version ${view.from.number}.`}</p>
          <ReasonField value={reason} onChange={setReason} error={error} help="It stands in the journal of each case under your name." />
          {move.problem && <ProblemNotice problem={move.problem} />}
          <div><Button type="submit" loading={move.isSending}>{view.state === 'done' ? 'Carry it out again' : `Move them to version ${view.to.number}`}</Button></div>
        </form>
      ) : <p className="quiet">A second person with the right to publish carries it out, not who drew it up.</p>)}
      {!isReady && view.startedAt === null && <p className="quiet">Once it was tried on the running cases, a second person with the right to publish carries it out.</p>}
    </Card>
  );
}
