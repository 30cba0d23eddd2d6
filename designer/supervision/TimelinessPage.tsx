// How timely the work was over a period: what fell due and was kept, how soon a report was looked at, how soon handoffs were
// answered. The address holds what is asked, so that it can be sent to a colleague. Every chart has its numbers in a table.
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Figures, Timeliness } from '../../server/contract-timeliness.ts';
import { saveFile } from '../protocols/editor/download-json.ts';
import { timelinessQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import ui from '../ui/ui.module.css';
import { span } from '../ui/words.ts';
import { BarList } from './BarList.tsx';
import { csvOf } from './csv.ts';
import { PeriodForm } from './PeriodForm.tsx';
import { lateShare, lineOf, spreadWords, timelinessHead } from './timeliness.ts';
import styles from './timeliness.module.css';

const byWords: Readonly<Record<Timeliness['by'], string>> = { level: 'Level of concern', criterion: 'Criterion cited', unit: 'Unit' };
const bys = ['level', 'criterion', 'unit'] as const;

export function TimelinessPage() {
  const search = useSearch({ from: '/supervision/timeliness' });
  const found = useQuery(timelinessQuery({ by: search.per ?? 'level', ...(search.from !== undefined && search.until !== undefined && { from: search.from, until: search.until }), ...(search.unit !== undefined && { unit: search.unit }) }));
  return (
    <Page title="Timeliness" crumbs={[{ label: 'Supervision', link: { to: '/supervision', search: {} } }]}>
      <Loaded from={found} what="the figures">{(data) => <TimelinessBody found={data} key={`${data.from} ${data.until}`} />}</Loaded>
    </Page>
  );
}

function TimelinessBody({ found }: { readonly found: Timeliness }) {
  const { all, groups, weeks } = found;
  const takeAway = (): void => saveFile(`timeliness ${found.from} to ${found.until}.csv`, csvOf([byWords[found.by], ...timelinessHead], [{ title: 'All', ...all }, ...groups].map((row) => [row.title, ...lineOf(row)])), 'text/csv;charset=utf-8');
  return (
    <>
      <Asked found={found} />
      {groups.length === 0 ? <Empty title="Nothing happened in these days">No case was opened, no limit fell due and no handoff was answered. Take a longer period.</Empty> : (
        <>
          <div className={styles.charts}>
            <Card title="Limits that fell due, by week">
              <BarList unit="limits" bars={weeks.map(({ week, kept, late }) => ({ label: `Week of ${week}`, parts: [{ value: kept, tone: 'kept' }, { value: late, tone: 'late' }], words: `${kept} kept, ${late} late` }))} />
            </Card>
            <Card title={`Late, by ${byWords[found.by].toLowerCase()}`}>
              <BarList unit="limits" bars={groups.filter((row) => row.kept + row.late > 0).map((row) => ({ label: row.title, parts: [{ value: row.kept, tone: 'kept' }, { value: row.late, tone: 'late' }], words: lateShare(row) }))} />
            </Card>
            <Card title="Until the first look, half took at most">
              <BarList unit="time" bars={groups.flatMap((row) => (row.firstLook.medianMs === null ? [] : [{ label: row.title, parts: [{ value: row.firstLook.medianMs, tone: 'kept' as const }], words: `${span(row.firstLook.medianMs)}, of ${row.firstLook.count}` }]))} />
            </Card>
            <Card title="Until a handoff was answered, half took at most">
              <BarList unit="time" bars={groups.flatMap((row) => (row.answered.medianMs === null ? [] : [{ label: row.title, parts: [{ value: row.answered.medianMs, tone: 'kept' as const }], words: `${span(row.answered.medianMs)}, of ${row.answered.count}` }]))} />
            </Card>
          </div>
          <Card title="The figures" actions={<Button variant="default" onClick={takeAway}>These figures as CSV</Button>}>
            <FiguresTable found={found} />
          </Card>
        </>
      )}
    </>
  );
}

function Asked({ found }: { readonly found: Timeliness }) {
  const session = useSession();
  const { unit } = useSearch({ from: '/supervision/timeliness' });
  const navigate = useNavigate();
  const units = session.units.filter((one) => hasRight(session, 'supervise', one.id));
  return (
    <PeriodForm days={found} onShow={({ from, until }) => void navigate({ to: '/supervision/timeliness', search: (before) => ({ ...before, from, until }), replace: true })}>
      <NativeSelect label="By" value={found.by} data={bys.map((by) => ({ value: by, label: byWords[by] }))} onChange={(event) => void navigate({ to: '/supervision/timeliness', search: (before) => ({ ...before, per: bys.find((by) => by === event.target.value) }), replace: true })} />
      {units.length > 1 && <NativeSelect label="Unit" value={unit ?? ''} data={[{ value: '', label: 'All you supervise' }, ...units.map((one) => ({ value: one.id, label: one.name }))]} onChange={(event) => void navigate({ to: '/supervision/timeliness', search: (before) => ({ ...before, unit: event.target.value || undefined }), replace: true })} />}
    </PeriodForm>
  );
}

function FiguresTable({ found }: { readonly found: Timeliness }) {
  return (
    <>
      <div className={ui.tableWrap}>
        <table className={ui.table}>
          <caption className="visually-hidden">From {found.from} to {found.until}, by {byWords[found.by].toLowerCase()}</caption>
          <thead>
            <tr><th scope="col">{byWords[found.by]}</th><th scope="col">Opened</th><th scope="col">First look</th><th scope="col">Limits</th><th scope="col">Late by</th><th scope="col">Handoffs</th><th scope="col">Until answered</th><th scope="col">Ended</th><th scope="col">Reopened</th></tr>
          </thead>
          <tbody>
            <FiguresLine title="All" of={found.all} />
            {found.groups.map((row) => <FiguresLine key={row.key} title={row.title} of={row} />)}
          </tbody>
        </table>
      </div>
      <div className={ui.tableWrap}>
        <table className={ui.table}>
          <caption className="visually-hidden">Limits that fell due, by week</caption>
          <thead><tr><th scope="col">Week of</th><th scope="col">Kept</th><th scope="col">Late</th></tr></thead>
          <tbody>{found.weeks.map(({ week, kept, late }) => <tr key={week}><th scope="row">{week}</th><td>{kept}</td><td>{late}</td></tr>)}</tbody>
        </table>
      </div>
      <p className="quiet">Days are those of the unit’s own zone. A limit counts on the day it fell due, also when the step is still open; a limit on which the step was cancelled in time is left out. The first look is the first task or approval that a person finished. Durations run on the clock, nights included. The 95th percentile is told from twenty on.</p>
    </>
  );
}

function FiguresLine({ title, of }: { readonly title: string; readonly of: Figures }) {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{of.opened}</td>
      <td>{spreadWords(of.firstLook)}{of.noFirstLook > 0 && <div className={ui.sub}>{of.noFirstLook} not looked at yet</div>}</td>
      <td>{of.kept} kept<div className={ui.sub}>{of.late} late</div></td>
      <td>{spreadWords(of.lateBy)}</td>
      <td>{of.accepted} accepted<div className={ui.sub}>{of.declined} declined, {of.expired} expired, {of.withdrawn} withdrawn</div></td>
      <td>{spreadWords(of.answered)}</td>
      <td>{of.ended}</td>
      <td>{of.reopened}</td>
    </tr>
  );
}
