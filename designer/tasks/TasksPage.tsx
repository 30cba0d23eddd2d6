// The inbox: what is for now, what comes next, what was put off; what others have to do in one's cases; and the team's. Worked through
// by keyboard, still while it is read, and its filters stand in the address.
import { Button, Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { TaskRow } from '../../server/contract-cases.ts';
import { tell } from '../act.ts';
import { call } from '../api.ts';
import { tasksQuery } from '../queries.ts';
import { useSession, zoneOf } from '../session.ts';
import { useBulk, type Target } from '../supervision/bulk.ts';
import { BulkResultsDialog } from '../supervision/BulkResultsDialog.tsx';
import { Chip, Imminent } from '../ui/Chips.tsx';
import { At, Due } from '../ui/Clock.tsx';
import { kindWords, labels } from '../ui/labels.ts';
import { useAtNow } from '../ui/now.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { useKey } from '../ui/use-key.ts';
import { useRowKeys } from '../ui/use-row-keys.ts';
import { count, listing } from '../ui/words.ts';
import { isInView, keyOf, type SectionKey } from './inbox.ts';
import { InboxFilters } from './InboxFilters.tsx';
import { bySlack } from './slack.ts';
import { SnoozeDialog } from './SnoozeDialog.tsx';
import { TaskTabs } from './TaskTabs.tsx';
import { useCalm } from './use-calm.ts';

const titles = { mine: 'My tasks', watching: 'Tasks in my cases', team: 'Tasks of the team' } as const;
const sectionWords: Readonly<Record<SectionKey, string>> = { now: 'Now', next: 'Next', later: 'Put off' };

export function TasksPage() {
  const { of = 'mine' } = useSearch({ from: '/tasks' });
  const tasks = useQuery(tasksQuery(of));
  return (
    <Page title={titles[of]}>
      <TaskTabs />
      <Loaded from={tasks} what="tasks">{(data) => (data.items.length === 0 ? <Nothing of={of} /> : <Inbox key={of} items={data.items} />)}</Loaded>
    </Page>
  );
}

function Nothing({ of }: { readonly of: keyof typeof titles }) {
  switch (of) {
    case 'mine': return <Empty title="Nothing waits for you">Steps you claimed, that are assigned to you, or that only you can do stand here. <Link to="/tasks" search={{ of: 'team' }}>Look at the team’s</Link> to claim one.</Empty>;
    case 'watching': return <Empty title="Nobody has anything open in your cases">What others have to do in cases you own stands here, least time left first.</Empty>;
    case 'team': return <Empty title="Nothing waits for the team">Open steps of all cases that your agency may see stand here, least time left first. They come from cases; a case is opened under <Link to="/cases" search={{}}>Cases</Link>.</Empty>;
  }
}

function Inbox({ items }: { readonly items: readonly TaskRow[] }) {
  const session = useSession();
  const search = useSearch({ from: '/tasks' });
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [putOff, setPutOff] = useState<readonly TaskRow[] | null>(null);
  const bulk = useBulk();
  // Bands change with the time alone; looking twice a minute is enough, and moves no row by itself.
  const now = useAtNow((at) => Math.floor(at / 30_000) * 30_000);
  const fresh = bySlack(items.filter((row) => isInView(row, search, now)));
  const { rows, sections, added, gone, showAnew } = useCalm(fresh, { view: JSON.stringify(search), now });
  const chosen = rows.filter((row) => selected.has(keyOf(row)) && !row.isGone);
  const toggle = useCallback((key: string): void => setSelected((before) => new Set(before.has(key) ? [...before].filter((other) => other !== key) : [...before, key])), []);
  const off = useCallback((key: string): void => setPutOff(items.filter((row) => keyOf(row) === key)), [items]);
  useRowKeys(useMemo(() => ({ x: toggle, s: off }), [toggle, off]));
  useKey('/', useCallback(() => field.current?.focus(), []));

  const done = (): void => {
    setSelected(new Set());
    setPutOff(null);
  };
  // What one did oneself is shown at once.
  const doneAnew = (): void => {
    done();
    showAnew();
  };
  const act = async (kind: 'claim' | 'release', words: string): Promise<void> => {
    await bulk.run(chosen.map(targetOf), ({ stepId }) => ({ kind, step: stepId }), words);
    done();
  };
  const bringBack = async (): Promise<void> => {
    const answer = await call('endSnooze', { body: { steps: chosen.map(({ caseId, stepId }) => ({ caseId, stepId })) } });
    if (!answer.ok) tell(answer.problem.title, answer.problem.detail);
    await queries.invalidateQueries({ queryKey: ['tasks'] });
    doneAnew();
  };
  return (
    <>
      <InboxFilters search={search} rows={items} field={field} />
      <div role="status" className={styles.row}>
        {added + gone > 0 && <><span>{listing([...(added > 0 ? [`${added} new`] : []), ...(gone > 0 ? [`${gone} no longer here`] : [])])}</span> <Button size="compact-sm" variant="default" onClick={showAnew}>Show the list as it is now</Button></>}
      </div>
      {chosen.length > 0 && (
        <div className={styles.row} role="group" aria-label="With the selected rows">
          <span>{count(chosen.length, 'step')} selected</span>
          <Button variant="default" loading={bulk.isSending} onClick={() => void act('claim', 'Claimed')}>Claim</Button>
          <Button variant="default" loading={bulk.isSending} onClick={() => void act('release', 'Released')}>Release</Button>
          <Button variant="default" onClick={() => setPutOff(chosen)}>Put off</Button>
          {chosen.some((row) => row.snoozedUntil !== null) && <Button variant="default" onClick={() => void bringBack()}>Bring back</Button>}
          <Button variant="subtle" onClick={() => setSelected(new Set())}>Clear</Button>
        </div>
      )}
      {rows.length === 0 ? <Empty title="Nothing here fits the filters">Take a filter away, or choose <Link to="/tasks" search={{ of: search.of }}>everything</Link>.</Empty> : (
        <div className={styles.tableWrap}>
          <table className={styles.table}>
            <caption className="visually-hidden">{count(rows.length, 'open step')}, least time left first</caption>
            <thead>
              <tr>
                <th scope="col"><span className="visually-hidden">Selected</span></th>
                <th scope="col">Time left</th>
                <th scope="col">Step</th>
                <th scope="col">Case</th>
                <th scope="col">Who</th>
              </tr>
            </thead>
            {sections.map((section) => (
              <tbody key={section.key}>
                <tr className={styles.group}><th scope="rowgroup" colSpan={5}>{sectionWords[section.key]} <span className="quiet">({section.rows.length})</span></th></tr>
                {section.rows.map((row) => <TaskLine key={keyOf(row)} row={row} isGone={row.isGone} isSelected={selected.has(keyOf(row))} onToggle={() => toggle(keyOf(row))} />)}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {putOff !== null && putOff.length > 0 && <SnoozeDialog rows={putOff} zone={zoneOf(session, putOff[0]?.unitId ?? null)} onClose={() => setPutOff(null)} onDone={doneAnew} />}
      <BulkResultsDialog bulk={bulk} title="What became of it" />
    </>
  );
}

const targetOf = (row: TaskRow): Target => ({ caseId: row.caseId, stepId: row.stepId, title: row.title, reference: row.caseReference ?? row.caseTitle });

interface TaskLineProps {
  readonly row: TaskRow;
  readonly isGone: boolean;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
}

function TaskLine({ row, isGone, isSelected, onToggle }: TaskLineProps) {
  const session = useSession();
  const zone = zoneOf(session, row.unitId);
  return (
    <tr aria-selected={isSelected}>
      <td>{!isGone && <Checkbox aria-label={labels.selectRow(`${row.title}, ${row.caseReference ?? row.caseTitle}`)} checked={isSelected} onChange={onToggle} />}</td>
      <td>{isGone ? <Chip tone="done">No longer here</Chip> : <Due row={row} zone={zone} stacked />}{!isGone && row.snoozedUntil !== null && <div className={styles.sub}>put off until <At at={row.snoozedUntil} zone={zone} /></div>}</td>
      <td>
        <Link className={styles.main} to="/cases/$caseId/steps/$stepId" params={{ caseId: row.caseId, stepId: row.stepId }} data-row={keyOf(row)}>{row.title}</Link>
        <div className={styles.sub}>{[actWords(row), row.protocolTitle].filter(Boolean).join(' · ')}</div>
      </td>
      <td>
        <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>{row.caseReference ?? 'Case of another agency'}</Link>
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
