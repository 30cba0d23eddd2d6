// A published version: the picture as it was drawn, who sent and published it, its hash. It is never changed, only retired.
import { Button, Menu, Modal } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Fragment, useMemo, useState } from 'react';
import type { Comparison } from '../../protocol/compare/compare.ts';
import { pictureOf } from '../../picture/compose.ts';
import type { VersionView } from '../../server/contract-protocols.ts';
import { call, type PageProblem } from '../api.ts';
import { hasRight, useSession, zoneOf } from '../session.ts';
import { Chip } from '../ui/Chips.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { recordTime } from '../ui/words.ts';
import { CompareWith } from './compare/CompareWith.tsx';
import { marksOf } from './compare/marks.ts';
import { ExportBpmn } from './bpmn/ExportBpmn.tsx';
import { downloadJson } from './editor/download-json.ts';
import './editor/editor.css';
import { toFlow } from './flow.ts';
import { Picture } from './Picture.tsx';
import { ExportPicture } from './picture/ExportPicture.tsx';
import { PrintedPicture } from './picture/PrintedPicture.tsx';
import { protocolQuery, versionQuery } from './protocol-queries.ts';
import { StepTable } from './StepTable.tsx';

export function VersionPage() {
  const { versionId } = useParams({ from: '/versions/$versionId' });
  const version = useQuery(versionQuery(versionId));
  return <Loaded from={version} what="the version">{(view) => <Shown key={view.id} view={view} />}</Loaded>;
}

function Shown({ view }: { readonly view: VersionView }) {
  const session = useSession();
  const zone = zoneOf(session, view.unitId);
  const [asking, setAsking] = useState(false);
  const context = useMemo(() => ({ unit: view.plan.unit }), [view.plan]);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const { nodes, edges } = useMemo(() => toFlow(view.draft, { context, marks: comparison ? marksOf(comparison) : {} }), [view.draft, context, comparison]);
  const printed = useMemo(() => pictureOf(view.draft, { context }), [view.draft, context]);
  const retired = view.retired;
  const [exporting, setExporting] = useState<'picture' | 'bpmn' | null>(null);
  return (
    <Page
      title={`${view.title}, version ${view.number}`}
      crumbs={[{ label: 'Protocols', link: { to: '/protocols' } }, { label: view.title, link: { to: '/protocols/$protocolId', params: { protocolId: view.protocolId } } }]}
      marks={retired ? <Chip tone="done">Retired</Chip> : <Chip>Published</Chip>}
      actions={<>
        <Menu position="bottom-end">
          <Menu.Target><Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>Export</Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => window.print()}>Print</Menu.Item>
            <Menu.Item onClick={() => setExporting('picture')}>As a picture: PDF, SVG, PNG</Menu.Item>
            <Menu.Item onClick={() => downloadJson(`${view.key}-${view.number}.json`, view.draft)}>As JSON</Menu.Item>
            <Menu.Item onClick={() => setExporting('bpmn')}>As BPMN 2.0</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {!retired && hasRight(session, 'publish', view.unitId) && <Button variant="default" color="red" onClick={() => setAsking(true)}>Retire this version</Button>}
      </>}
    >
      {exporting === 'picture' && <ExportPicture draft={view.draft} context={context} of={{ kind: 'version', id: view.id }} onClose={() => setExporting(null)} />}
      {exporting === 'bpmn' && <ExportBpmn draft={view.draft} context={context} name={`${view.key}-${view.number}`} onClose={() => setExporting(null)} />}
      <Card title="Record">
        <dl className={styles.facts}>
          <dt>Sent to review by</dt><dd>{view.sentBy.name}, {view.sentBy.agency.name}</dd>
          <dt>Published by</dt><dd>{view.publishedBy.name}, {view.publishedBy.agency.name}, {recordTime(Date.parse(view.publishedAt), zone)}</dd>
          <dt>Hash</dt><dd className={styles.hash}>{view.hash}</dd>
          <dt>In use</dt><dd>{view.openCases} open {view.openCases === 1 ? 'run' : 'runs'}</dd>
          {view.note && <><dt>Note</dt><dd>{view.note}</dd></>}
          {view.rehearsals.map((answer) => <Fragment key={answer.name}><dt>Rehearsal that broke</dt><dd>{answer.finding}. {answer.by.name}: “{answer.reason}”</dd></Fragment>)}
          {retired && <><dt>Retired</dt><dd>{retired.by.name}, {recordTime(Date.parse(retired.at), zone)}: {retired.reason}</dd></>}
        </dl>
        {!retired && hasRight(session, 'open', view.unitId) && view.startsAt === null && <p><Link to="/cases/new" search={{ version: view.id }}>Open a case with this version</Link></p>}
        {hasRight(session, 'supervise', view.unitId) && <p><Link to="/versions/$versionId/heat" params={{ versionId: view.id }}>How its steps go over all cases</Link></p>}
        {!retired && <p><Link to="/versions/$versionId/move" params={{ versionId: view.id }}>Move running cases to this version</Link></p>}
      </Card>
      <PrintedPicture scene={printed} label={`${view.title}, version ${view.number}`} />
      <div className="picture-large no-print"><Picture label={`${view.title}, version ${view.number}`} nodes={nodes} edges={edges} of={{ draft: view.draft, context }} /></div>
      <Changes view={view} onComparison={setComparison} />
      <Card title="Steps"><StepTable draft={view.draft} context={context} /></Card>
      <Retire view={view} opened={asking} onClose={() => setAsking(false)} />
    </Page>
  );
}

/** Against the version before it, at first; the first version has nothing to be told against. */
function Changes({ view, onComparison }: { readonly view: VersionView; readonly onComparison: (comparison: Comparison | null) => void }) {
  const protocol = useQuery(protocolQuery(view.protocolId));
  const others = (protocol.data?.versions ?? []).filter((v) => v.id !== view.id);
  const [chosen, choose] = useState<string | null>(null);
  const before = others.find((v) => v.number < view.number) ?? others[0];
  if (!before) return null;
  return <Card title="What it changes"><CompareWith draft={view.draft} side={view.id} versions={others} chosen={chosen ?? before.id} onChoose={choose} onComparison={onComparison} /></Card>;
}

function Retire({ view, opened, onClose }: { readonly view: VersionView; readonly opened: boolean; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const retire = async (): Promise<void> => {
    setSending(true);
    const answer = await call('retire', { params: { id: view.id }, body: { reason } });
    setSending(false);
    if (!answer.ok) return setProblem(answer.problem);
    onClose();
    await Promise.all([['version', view.id], ['protocols'], ['protocol', view.protocolId], ['openables']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  return (
    <Modal opened={opened} onClose={onClose} title={`Retire version ${view.number} of ${view.title}?`}>
      <p>No new case runs on it from now on. {view.openCases} open {view.openCases === 1 ? 'run goes' : 'runs go'} on as {view.openCases === 1 ? 'it is' : 'they are'}.</p>
      <ReasonField value={reason} onChange={setReason} help="It stands beside the version." autoFocus />
      {problem && <ProblemNotice problem={problem} />}
      <div className="dialog-actions"><Button variant="default" onClick={onClose}>Keep it</Button><Button color="red" loading={isSending} disabled={reason.trim() === ''} onClick={() => void retire()}>Retire version {view.number}</Button></div>
    </Modal>
  );
}
