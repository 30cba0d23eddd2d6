// What is late, due or waiting, and on whom: six numbers that can be pressed, then one table by time left. Live: a step
// that goes overdue is seen without loading anything.
import { Button, NativeSelect } from '@mantine/core';
import { IconClock, IconClockExclamation, IconDownload, IconPlugConnectedX, IconTransfer, IconUserOff, IconUsers, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Board, BoardRow } from '../../server/contract-cases.ts';
import { saveFile } from '../protocols/editor/download-json.ts';
import { boardQuery, calendarsQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { bySlack, grouped } from '../tasks/slack.ts';
import { labels } from '../ui/labels.ts';
import { useAtNow } from '../ui/now.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { Hint, Loaded } from '../ui/ProblemNotice.tsx';
import ui from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.ts';
import { count } from '../ui/words.ts';
import { AssignDialog } from './AssignDialog.tsx';
import { boardCsv, boardFileName } from './board-csv.ts';
import { countWords, groupings, groupOf, isShown, type GroupBy, type Shown } from './board.ts';
import styles from './board.module.css';
import { BoardLine, keyOf, targetOf } from './BoardLine.tsx';
import { ExtendDialog } from './ExtendDialog.tsx';
import { OwnershipDialog } from './OwnershipDialog.tsx';

const icons: Readonly<Record<Shown, Icon>> = { overdue: IconClockExclamation, dueSoon: IconClock, approvals: IconUsers, handoffs: IconTransfer, nobody: IconUserOff, stuck: IconPlugConnectedX };
const tones: Readonly<Record<Shown, string | undefined>> = { overdue: styles.late, dueSoon: styles.soon, approvals: styles.waiting, handoffs: styles.waiting, nobody: styles.late, stuck: styles.late };
const shownOrder: readonly Shown[] = ['overdue', 'dueSoon', 'approvals', 'handoffs', 'nobody', 'stuck'];
const groupingWords: Readonly<Record<GroupBy, string>> = {
  none: 'Nothing, one list', waiting: 'Whom it waits for', person: 'Person who has it', protocol: 'Protocol', step: 'Step', unit: 'Unit', agency: 'Agency', case: 'Case',
};
export type Dialog = { readonly kind: 'assign' | 'extend'; readonly rows: readonly BoardRow[] } | { readonly kind: 'own'; readonly row: BoardRow };

export function BoardPage() {
  const board = useQuery(boardQuery());
  return (
    <Page title="Supervision" actions={<><Button variant="default" component={Link} to="/supervision/timeliness">Timeliness</Button><Button variant="default" component={Link} to="/supervision/criteria">Reasons to begin</Button></>}>
      <CalendarsBehind />
      <Loaded from={board} what="the board">{(data) => <BoardBody board={data} />}</Loaded>
    </Page>
  );
}

/** A newer calendar moves no open limit by itself: whoever supervises is told where it could. */
function CalendarsBehind() {
  const calendars = useQuery(calendarsQuery());
  const behind = (calendars.data?.items ?? []).filter((row) => row.behind.limits > 0);
  return behind.map((row) => (
    <Hint key={`${row.agency.id} ${row.key}`}>{count(row.behind.limits, 'open limit')} still {row.behind.limits === 1 ? 'counts' : 'count'} in an older version of <Link to="/administration/calendars/$agencyId/$key" params={{ agencyId: row.agency.id, key: row.key }}>{row.calendar.title || row.key}</Link>.</Hint>
  ));
}

function BoardBody({ board }: { readonly board: Board }) {
  const session = useSession();
  const { by = 'none', show, of, node } = useSearch({ from: '/supervision' });
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Dialog | null>(null);
  // Rows change their band with the time alone; looking every ten seconds is enough to move them between the numbers.
  const now = useAtNow((at) => Math.floor(at / 10_000) * 10_000);
  const rows = bySlack(board.rows.filter((row) => (show === undefined || isShown(row, show, now)) && (node === undefined || (row.node === node && row.protocol === of))));
  const unitName = (id: string | null): string => session.units.find((unit) => unit.id === id)?.name ?? '';
  const chosen = rows.filter((row) => selected.has(keyOf(row)));
  const takeAway = (): void => saveFile(boardFileName(Date.now()), boardCsv(chosen.length > 0 ? chosen : rows, { now: Date.now(), unitName }), 'text/csv;charset=utf-8');
  const toggle = (key: string): void => setSelected((before) => new Set(before.has(key) ? [...before].filter((other) => other !== key) : [...before, key]));
  useRowKeys(useMemo(() => ({ x: toggle }), []));
  return (
    <>
      <div className={styles.counts} role="group" aria-label={labels.board}>
        {shownOrder.map((shown) => {
          const CountIcon = icons[shown];
          const number = board.counts[shown];
          return (
            <button key={shown} type="button" className={`${styles.count} ${number > 0 ? (tones[shown] ?? '') : ''}`} aria-pressed={show === shown} onClick={() => void navigate({ to: '/supervision', search: (before) => ({ ...before, show: show === shown ? undefined : shown }), replace: true })}>
              <b>{number}</b>
              <span><CountIcon size={15} aria-hidden /> {countWords[shown][0]}</span>
            </button>
          );
        })}
      </div>
      <div className={styles.tools}>
        <NativeSelect label="Group by" value={by} onChange={(event) => void navigate({ to: '/supervision', search: (before) => ({ ...before, by: groupings.find((one) => one === event.target.value) }), replace: true })} data={groupings.map((one) => ({ value: one, label: groupingWords[one] }))} />
        {rows.length > 0 && <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={takeAway}>{chosen.length > 0 ? labels.selectedAsCsv : labels.boardAsCsv}</Button>}
        {chosen.length > 0 && (
          <div className={ui.row} role="group" aria-label="With the selected rows">
            <span role="status">{count(chosen.length, 'step')} selected</span>
            {hasRight(session, 'supervise') && <Button variant="default" onClick={() => setDialog({ kind: 'assign', rows: chosen })}>Assign</Button>}
            {hasRight(session, 'extend') && <Button variant="default" onClick={() => setDialog({ kind: 'extend', rows: chosen })}>Extend</Button>}
            <Button variant="subtle" onClick={() => setSelected(new Set())}>Clear</Button>
          </div>
        )}
      </div>
      {node !== undefined && <Hint>{rows.length > 0 ? `Only “${rows[0]?.title}” of ${rows[0]?.protocolTitle} is shown.` : 'Only one step of a protocol is shown, and it is open nowhere.'} <Link to="/supervision" search={(before) => ({ ...before, of: undefined, node: undefined, by, show })}>Show all steps</Link></Hint>}
      {rows.length === 0 ? (
        <Empty title={show === undefined ? 'No step is open' : countWords[show][1]}>{show === undefined ? 'Open steps of all cases of your units stand here, least time left first, with whom they wait for.' : 'Press the number again to see all open steps.'}</Empty>
      ) : (
        <div className={ui.tableWrap}>
          <table className={ui.table}>
            <caption className="visually-hidden">{count(rows.length, 'open step')}, least time left first</caption>
            <thead>
              <tr>
                <th scope="col"><span className="visually-hidden">Selected</span></th>
                <th scope="col">Time left</th>
                <th scope="col">Step</th>
                <th scope="col">Case</th>
                <th scope="col">Waiting on</th>
                <th scope="col">Act</th>
              </tr>
            </thead>
            {grouped(rows, (row) => groupOf(row, by, unitName)).map((group) => (
              <tbody key={group.key}>
                {by !== 'none' && <tr className={ui.group}><th scope="rowgroup" colSpan={6}>{group.key} <span className="quiet">({group.rows.length})</span></th></tr>}
                {group.rows.map((row) => <BoardLine key={keyOf(row)} row={row} isSelected={selected.has(keyOf(row))} onToggle={() => toggle(keyOf(row))} onDialog={setDialog} />)}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {dialog?.kind === 'assign' && <AssignDialog targets={dialog.rows.map(targetOf)} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'extend' && <ExtendDialog targets={dialog.rows.map(targetOf)} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'own' && <OwnershipDialog caseId={dialog.row.caseId} reference={dialog.row.caseReference ?? dialog.row.caseTitle} onClose={() => setDialog(null)} />}
    </>
  );
}
