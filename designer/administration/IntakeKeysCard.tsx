// Keys with which other systems report to a unit: made here, shown once, ended for good.
import { Button, Code, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Unit } from '../../server/contract-people.ts';
import { intakeKeysQuery, publicReportQuery } from '../queries.ts';
import { Chip } from '../ui/Chips.tsx';
import { At } from '../ui/Clock.tsx';
import { Card, Empty } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { useChange } from './use-change.ts';

export function IntakeKeysCard({ unit }: { readonly unit: Unit }) {
  const keys = useQuery(intakeKeysQuery(unit.id));
  const protocols = useQuery(publicReportQuery(unit.id)).data?.protocols ?? [];
  const change = useChange();
  const [key, setKey] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [error, setError] = useState<string>();
  const protocolKey = chosen ?? protocols[0]?.key ?? '';
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (title.trim() === '') return setError('Say which system it is for.');
    setError(undefined);
    const made = await change.send('makeIntakeKey', { params: { id: unit.id }, body: { title: title.trim(), protocolKey } }, `An intake key for ${title.trim()}`);
    if (!made) return;
    setKey(made.key);
    setTitle('');
  };
  return (
    <Card title="Reports by other systems">
      <p className="quiet">A tip line or a partner’s own system reports with a key: <Code>POST /api/reports</Code>. A key opens cases on one protocol and reads nothing.</p>
      {key !== null && <Hint>The key, shown only now: <Code style={{ overflowWrap: 'anywhere' }}>{key}</Code> <Button size="compact-xs" variant="subtle" onClick={() => setKey(null)}>I have it</Button></Hint>}
      {change.problem && <ProblemNotice problem={change.problem} />}
      <Loaded from={keys} what="intake keys">
        {(data) => data.items.length === 0 ? <Empty title="No intake keys">Each system that reports by itself has a key of its own, so that one can be ended without the others.</Empty> : (
          <div className={styles.tableWrap}>
            <table className={styles.table}>
              <thead><tr><th scope="col">System</th><th scope="col">Protocol</th><th scope="col">Made</th><th scope="col">Last used</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
              <tbody>
                {data.items.map((row) => (
                  <tr key={row.id}>
                    <td className={styles.main}>{row.title}</td>
                    <td>{protocols.find((one) => one.key === row.protocolKey)?.title ?? row.protocolKey}</td>
                    <td>{personWords(row.madeBy)}<div className={styles.sub}><At at={row.madeAt} zone={unit.zone} /></div></td>
                    <td>{row.usedAt ? <At at={row.usedAt} zone={unit.zone} /> : <span className="quiet">Never</span>}</td>
                    <td>{row.endedAt ? <Chip>Ended</Chip> : <Button size="compact-sm" variant="default" onClick={() => void change.send('endIntakeKey', { params: { id: unit.id, mid: row.id } }, `The key of ${row.title} is ended.`)} aria-label={`End the key of ${row.title}`}>End</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {protocols.length > 0 && (
        <form className={styles.rowForm} aria-label="New intake key" noValidate onSubmit={(event) => void onSubmit(event)}>
          <TextInput label="For which system" value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} error={error} />
          <NativeSelect label="Protocol its reports begin" value={protocolKey} data={protocols.map((one) => ({ value: one.key, label: one.title }))} onChange={(event) => setChosen(event.target.value)} />
          <Button type="submit" variant="default" loading={change.isSending}>Make a key</Button>
        </form>
      )}
    </Card>
  );
}
