// A case: who is accountable, where it stands, what is due, what is known, what has happened.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseView } from '../../server/contract-cases.ts';
import { useAct } from '../act.ts';
import { problemOf } from '../api.ts';
import { useDeclareDanger } from '../frame/DeclareDanger.tsx';
import { caseAtQuery, caseQuery, shownCaseQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { OwnershipDialog } from '../supervision/OwnershipDialog.tsx';
import { Chip, Imminent, Status } from '../ui/Chips.tsx';
import { At } from '../ui/Clock.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { Hint, Loaded } from '../ui/ProblemNotice.tsx';
import { StillContext } from '../ui/now.ts';
import { PersonName } from '../ui/PersonName.tsx';
import styles from '../ui/ui.module.css';
import { AddTaskDialog } from './AddTaskDialog.tsx';
import { AsOfBar } from './AsOfBar.tsx';
import { AsOfDialog } from './AsOfDialog.tsx';
import { CancelDialog } from './CancelDialog.tsx';
import { CertificateDialog } from './CertificateDialog.tsx';
import { CaseFacts, Deadlines, Record } from './CaseSide.tsx';
import { CaseSteps } from './CaseSteps.tsx';
import { CriteriaCard } from './CriteriaCard.tsx';
import { EventDialog } from './EventDialog.tsx';
import { KnownForms } from './KnownForms.tsx';
import { Measures } from './Measures.tsx';
import { LevelDialog } from './LevelDialog.tsx';
import { LinkedCases } from './LinkedCases.tsx';
import { NoteForm } from './NoteForm.tsx';
import { PauseDialog } from './PauseDialog.tsx';
import { PersonsCard } from './PersonsCard.tsx';
import { RunPictures } from './RunPictures.tsx';
import { ShownCase } from './ShownCase.tsx';
import { Timeline } from './Timeline.tsx';

export function CasePage() {
  const { caseId } = useParams({ from: '/cases/$caseId' });
  const { at } = useSearch({ from: '/cases/$caseId' });
  const now = useQuery({ ...caseQuery(caseId), enabled: at === undefined });
  const then = useQuery({ ...caseAtQuery(caseId, at ?? ''), enabled: at !== undefined });
  const view = at === undefined ? now : then;
  // An address that was sent leads everybody to what they may see: the case, or what is shown of it.
  const shown = useQuery({ ...shownCaseQuery(caseId), enabled: view.error !== null && problemOf(view.error).code === 'not_found' });
  if (view.data === undefined && shown.data !== undefined) return <ShownCase shown={shown.data} />;
  const row = view.data?.case;
  return (
    <Page
      title={row ? `${row.reference ?? 'No number yet'}: ${row.title}` : 'Case'}
      crumbs={[row?.status === 'report' ? { label: 'Reports', link: { to: '/cases', search: { status: 'report' } } } : { label: 'Cases', link: { to: '/cases', search: {} } }]}
      marks={row && <span className={styles.chips}><Status status={row.status} />{row.levelTitle && <Chip>{row.levelTitle}</Chip>}{row.imminent && <Imminent />}{(row.parked || row.alarmed) && <Chip tone="late">Parked</Chip>}{row.pausedUntil && <Chip>Paused</Chip>}</span>}
      actions={view.data && view.data.asOf === null && <CaseActions view={view.data} />}
    >
      {at !== undefined && view.error !== null && <div><Button component={Link} to={`/cases/${caseId}`} variant="default">Back to now</Button></div>}
      <Loaded from={view} what="the case">{(data) => <StillContext.Provider value={data.asOf === null ? null : Date.parse(data.asOf.at)}><CaseBody view={data} /></StillContext.Provider>}</Loaded>
    </Page>
  );
}

function CaseBody({ view }: { readonly view: CaseView }) {
  const { case: row, unit } = view;
  return (
    <div className={styles.columns}>
      <div className={styles.stack} style={{ gap: 18 }}>
        {view.asOf && <AsOfBar key={view.asOf.at} caseId={row.id} zone={unit.zone} asOf={view.asOf} />}
        {row.parked && <Hint>This case had too many changes in one day and is parked: only time and supervisors go on in it.</Hint>}
        {row.alarmed && <Hint>The record of this case and its workflow do not agree. Nothing can be added until the administrator has looked at it; imminent danger can still be declared.</Hint>}
        {row.pausedUntil && <Hint>This case is paused, until <At at={row.pausedUntil} zone={unit.zone} /> at the latest. Nothing of it becomes due meanwhile, except limits set by statute.</Hint>}
        {row.ownerAlarm && <Hint>The owner fell back to the duty supervisor and nobody has accepted the case yet. Offer ownership to somebody.</Hint>}
        <CaseSteps view={view} />
        {view.case.status === 'report' && <CriteriaCard view={view} />}
        <Measures view={view} />
        <RunPictures view={view} />
        {view.case.status !== 'report' && <CriteriaCard view={view} />}
        <Card title="What is known">{view.forms.length === 0 ? <p className="quiet">Forms stand here once they have been filled in.</p> : <KnownForms view={view} />}</Card>
        <Card title="What has happened">
          {view.allowedActs.includes('note') && <NoteForm caseId={row.id} reference={row.reference ?? row.title} />}
          <Timeline caseId={row.id} zone={unit.zone} newestFirst />
        </Card>
      </div>
      <aside className={styles.side} aria-label="About this case">
        <CaseFacts view={view} />
        <PersonsCard caseId={row.id} zone={unit.zone} />
        <LinkedCases view={view} />
        <Deadlines view={view} />
        <Card title="People">
          <ul className={styles.plain}>{view.people.map(({ person, part }) => <li key={`${person.id} ${person.agency.id} ${part}`}><PersonName person={person} /><div className="quiet">{part}</div></li>)}</ul>
        </Card>
        <Record caseId={row.id} />
      </aside>
    </div>
  );
}

type Dialog = 'asOf' | 'level' | 'own' | 'pause' | 'cancel' | 'event' | 'task' | 'certificate';

function CaseActions({ view }: { readonly view: CaseView }) {
  const declare = useDeclareDanger();
  const session = useSession();
  const act = useAct(view.case.id);
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { id } = view.case;
  const reference = view.case.reference ?? view.case.title;
  const may = (act: string): boolean => view.allowedActs.includes(act);
  const more = [
    may('start') && <Menu.Item key="start" onClick={() => void navigate({ to: '/cases/$caseId/start', params: { caseId: id }, search: {} })}>Start a further protocol</Menu.Item>,
    may('reopen') && <Menu.Item key="reopen" onClick={() => void navigate({ to: '/cases/$caseId/reopen', params: { caseId: id }, search: {} })}>Reopen the case</Menu.Item>,
    may('addTask') && <Menu.Item key="task" onClick={() => setDialog('task')}>Add a task</Menu.Item>,
    may('event') && view.events.length > 0 && <Menu.Item key="event" onClick={() => setDialog('event')}>Say that something has happened</Menu.Item>,
    may('reassign') && <Menu.Item key="own" onClick={() => setDialog('own')}>Offer ownership</Menu.Item>,
    may('declareDanger') && <Menu.Item key="danger" onClick={() => declare(id)}>Declare imminent danger</Menu.Item>,
    may('pause') && <Menu.Item key="pause" onClick={() => setDialog('pause')}>Pause the case</Menu.Item>,
    may('resume') && <Menu.Item key="resume" onClick={() => void act.send({ kind: 'resume', target: { kind: 'case' } }, `Resumed ${reference}`)}>Resume the case</Menu.Item>,
    hasRight(session, 'supervise', view.unit.id) && <Menu.Item key="certificate" onClick={() => setDialog('certificate')}>Certificate</Menu.Item>,
    <Menu.Item key="asOf" onClick={() => setDialog('asOf')}>Show it as it was at an earlier time</Menu.Item>,
    view.rights.includes('supervise') && <Menu.Item key="export" onClick={() => void navigate({ to: '/cases/$caseId/export', params: { caseId: id } })}>Export for a court</Menu.Item>,
    may('cancel') && <Menu.Item key="cancel" onClick={() => setDialog('cancel')}>Cancel the case</Menu.Item>,
  ].filter(Boolean);
  const first = view.steps.find((step) => step.state === 'open' && step.mayAct && (step.claimedBy === null || step.act !== 'wait'));
  return (
    <>
      {may('setLevel') && view.levels.length > 0 && <Button variant="default" onClick={() => setDialog('level')}>Set the level</Button>}
      {more.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target><Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>More</Button></Menu.Target>
          <Menu.Dropdown>{more}</Menu.Dropdown>
        </Menu>
      )}
      {first && <Button component={Link} to={`/cases/${id}/steps/${first.id}`}>Do “{first.measure ?? first.title}”</Button>}
      {dialog === 'asOf' && <AsOfDialog caseId={id} reference={reference} zone={view.unit.zone} onClose={() => setDialog(null)} />}
      {dialog === 'level' && <LevelDialog view={view} onClose={() => setDialog(null)} />}
      {dialog === 'task' && <AddTaskDialog view={view} onClose={() => setDialog(null)} />}
      {dialog === 'event' && <EventDialog view={view} onClose={() => setDialog(null)} />}
      {dialog === 'own' && <OwnershipDialog caseId={id} reference={reference} onClose={() => setDialog(null)} />}
      {dialog === 'pause' && <PauseDialog caseId={id} target={{ kind: 'case' }} what={`the case ${reference}`} zone={view.unit.zone} onClose={() => setDialog(null)} />}
      {dialog === 'certificate' && <CertificateDialog caseId={id} reference={reference} zone={view.unit.zone} onClose={() => setDialog(null)} />}
      {dialog === 'cancel' && <CancelDialog caseId={id} target={{ kind: 'case' }} what={`the case ${reference}`} effect="All its open steps are closed without an outcome and all its protocols end." onClose={() => setDialog(null)} />}
    </>
  );
}
