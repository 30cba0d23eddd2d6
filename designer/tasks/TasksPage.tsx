// Open steps of this person or of the whole team, least time left first.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { TaskRow } from '../../server/contract-cases.ts';
import { tasksQuery } from '../queries.ts';
import { useSession, zoneOf } from '../session.ts';
import { Chip, Imminent } from '../ui/Chips.tsx';
import { Due } from '../ui/Clock.tsx';
import { kindWords } from '../ui/labels.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.ts';
import { count, listing } from '../ui/words.ts';
import { bySlack } from './slack.ts';
import { TaskTabs } from './TaskTabs.tsx';

export function TasksPage() {
  const { of = 'mine' } = useSearch({ from: '/tasks' });
  const tasks = useQuery(tasksQuery(of));
  useRowKeys();
  return (
    <Page title={of === 'mine' ? 'My tasks' : 'Tasks of the team'}>
      <TaskTabs />
      <Loaded from={tasks} what="tasks">
        {(data) =>
          data.items.length === 0 ? (
            of === 'mine' ? (
              <Empty title="Nothing waits for you">
                Steps you claimed, that are assigned to you, or that only you can do stand here. <Link to="/tasks" search={{ of: 'team' }}>Look at the team’s</Link> to claim one.
              </Empty>
            ) : (
              <Empty title="Nothing waits for the team">Open steps of all cases that your agency may see stand here, least time left first. They come from cases; a case is opened under <Link to="/cases" search={{}}>Cases</Link>.</Empty>
            )
          ) : (
            <TaskTable rows={bySlack(data.items)} />
          )
        }
      </Loaded>
    </Page>
  );
}

function TaskTable({ rows }: { readonly rows: readonly TaskRow[] }) {
  return (
    <div className={styles.tableWrap}>
      <table className={styles.table}>
        <caption className="visually-hidden">{count(rows.length, 'open step')}, least time left first</caption>
        <thead>
          <tr>
            <th scope="col">Time left</th>
            <th scope="col">Step</th>
            <th scope="col">Case</th>
            <th scope="col">Who</th>
          </tr>
        </thead>
        <tbody>{rows.map((row) => <TaskLine key={`${row.caseId} ${row.stepId}`} row={row} />)}</tbody>
      </table>
    </div>
  );
}

function TaskLine({ row }: { readonly row: TaskRow }) {
  const session = useSession();
  return (
    <tr>
      <td><Due row={row} zone={zoneOf(session, row.unitId)} stacked /></td>
      <td>
        <Link className={styles.main} to="/cases/$caseId/steps/$stepId" params={{ caseId: row.caseId, stepId: row.stepId }} data-row={`${row.caseId} ${row.stepId}`}>{row.title}</Link>
        <div className={styles.sub}>{[actWords(row), row.protocolTitle].filter(Boolean).join(' · ')}</div>
      </td>
      <td>
        {row.unitId === null ? (row.caseReference ?? 'Case of another agency') : <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>{row.caseReference ?? row.caseTitle}</Link>}
        <div className={styles.sub}>{row.caseTitle}</div>
        <span className={styles.chips}>{row.imminent && <Imminent />}{row.levelTitle && <Chip>{row.levelTitle}</Chip>}</span>
      </td>
      <td>{row.claimedBy ? (row.claimedBy.id === session.person.id ? 'You' : row.claimedBy.name) : <span className="quiet">{row.roles.length > 0 ? listing(row.roleTitles, 'or') : 'The owner'}</span>}</td>
    </tr>
  );
}

function actWords(row: TaskRow): string {
  if (row.held !== null) return 'Held: see why';
  if (row.kind === 'ownership') return 'Offer of ownership to answer';
  switch (row.act) {
    case 'complete': return row.kind === 'byHand' ? 'Decide by hand' : row.kind === 'start' ? 'Intake form' : 'Task';
    case 'vote': return 'Your decision is asked';
    case 'answer': return row.handoffState === 'waiting' ? 'Handoff to offer' : 'Handoff to answer';
    case 'held': return 'Held: see why';
    case 'wait': return kindWords[row.kind];
  }
}
