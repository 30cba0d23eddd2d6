// Open limits count in an older version until somebody brings the newest to them: earlier is always taken, later only by a
// person who may extend and says so.
import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { BroughtCalendar, CalendarRow } from '../../server/contract-clocks.ts';
import { useChange } from '../administration/use-change.ts';
import { hasRight, useSession } from '../session.ts';
import { Card } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { count } from '../ui/words.ts';

export function BringCard({ row }: { readonly row: CalendarRow }) {
  const session = useSession();
  const change = useChange();
  const [later, setLater] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [brought, setBrought] = useState<BroughtCalendar | null>(null);
  const mayExtend = hasRight(session, 'extend');
  const isOwn = session.acting?.agencyId === row.agency.id;
  const may = isOwn && (mayExtend || hasRight(session, 'administer'));
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') return setError('Say why the limits are counted again.');
    setError(undefined);
    const answer = await change.send('bringCalendar', { params: { key: row.key }, body: { version: row.version, later, reason } }, `Version ${row.version} brought to cases`);
    if (answer) setBrought(answer);
  };
  return (
    <Card title="Open limits in an older version">
      <p>{count(row.behind.limits, 'open limit')} in {count(row.behind.cases, 'case')} {row.behind.limits === 1 ? 'counts' : 'count'} in an older version of this calendar.</p>
      {brought && <Results brought={brought} />}
      {may && (
        <form className={styles.stack} onSubmit={(event) => void onSubmit(event)}>
          <p className="quiet">Where version {row.version} gives less time, it is taken. Where it gives more, the limit stays as it is unless you say otherwise.</p>
          {mayExtend ? <Checkbox label="Also take it where it gives more time" checked={later} onChange={(event) => setLater(event.currentTarget.checked)} /> : <p className="quiet">Giving more time needs the right to extend.</p>}
          <ReasonField value={reason} onChange={setReason} error={error} help="It stands in the journal of each case under your name." />
          {change.problem && <ProblemNotice problem={change.problem} />}
          <div><Button type="submit" loading={change.isSending}>Bring version {row.version} to them</Button></div>
        </form>
      )}
      {!may && <p className="quiet">{isOwn ? 'Somebody who administers or may extend brings it to them.' : `${row.agency.name} brings it to them.`}</p>}
    </Card>
  );
}

function Results({ brought }: { readonly brought: BroughtCalendar }) {
  return (
    <ul className={styles.list} role="status">
      {brought.cases.map((one) => (
        <li key={one.id}>
          <Link to="/cases/$caseId" params={{ caseId: one.id }}>{one.reference ?? one.title}</Link>: {one.refused ?? `${count(one.moved, 'limit')} moved${one.kept > 0 ? `, ${count(one.kept, 'limit')} kept although the new version gives more time` : ''}`}
        </li>
      ))}
    </ul>
  );
}
