// Cases that run on other versions, and the moves to this one: planned, tried, carried out.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { Migrations } from '../../../server/contract-migrations.ts';
import type { VersionView } from '../../../server/contract-protocols.ts';
import { hasRight, useSession, zoneOf } from '../../session.ts';
import { Card, Empty, Page } from '../../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from '../../ui/ui.module.css';
import { count, recordTime } from '../../ui/words.ts';
import { migrationsQuery, versionQuery } from '../protocol-queries.ts';
import { stateWords } from './move-words.ts';
import { useMove } from './use-move.ts';

export function MovePage() {
  const { versionId } = useParams({ from: '/versions/$versionId/move' });
  const version = useQuery(versionQuery(versionId));
  return <Loaded from={version} what="the version">{(view) => <Moves view={view} />}</Loaded>;
}

function Moves({ view }: { readonly view: VersionView }) {
  const moves = useQuery(migrationsQuery(view.id));
  return (
    <Page
      title={`Move running cases to version ${view.number}`}
      crumbs={[{ label: 'Protocols', link: { to: '/protocols' } }, { label: view.title, link: { to: '/protocols/$protocolId', params: { protocolId: view.protocolId } } }, { label: `Version ${view.number}`, link: { to: '/versions/$versionId', params: { versionId: view.id } } }]}
    >
      <p className="quiet">A running case stays on the version it began with. A move takes it over: you say what each step becomes, try it on every case, and a second person carries it out.</p>
      <Loaded from={moves} what="the moves">{(data) => <><Sources view={view} data={data} /><Earlier view={view} data={data} /></>}</Loaded>
    </Page>
  );
}

function Sources({ view, data }: { readonly view: VersionView; readonly data: Migrations }) {
  const session = useSession();
  const navigate = useNavigate();
  const move = useMove();
  const may = view.retired === null && (hasRight(session, 'draw', view.unitId) || hasRight(session, 'publish', view.unitId));
  if (data.sources.length === 0) return <Empty title="No case runs on another version">Once a case runs on another version of this protocol, it can be moved to this one from here.</Empty>;
  const plan = async (from: string): Promise<void> => {
    const planned = await move.send('planMigration', { params: { id: view.id }, body: { from } });
    if (planned) await navigate({ to: '/moves/$migrationId', params: { migrationId: planned.id } });
  };
  return (
    <Card title="Running on other versions">
      {move.problem && <ProblemNotice problem={move.problem} />}
      <ul className={styles.plain}>
        {data.sources.map((source) => (
          <li key={source.versionId} className={styles.row}>
            <span><Link to="/versions/$versionId" params={{ versionId: source.versionId }}>Version {source.number}</Link>: {count(source.runs, 'run')}</span>
            {may && <Button size="xs" loading={move.isSending} onClick={() => void plan(source.versionId)}>Plan to move them from version {source.number}</Button>}
          </li>
        ))}
      </ul>
      {!may && <p className="quiet">{view.retired ? 'This version is retired, so no case is moved to it.' : 'Planning a move takes the right to draw or to publish.'}</p>}
    </Card>
  );
}

function Earlier({ view, data }: { readonly view: VersionView; readonly data: Migrations }) {
  const zone = zoneOf(useSession(), view.unitId);
  if (data.items.length === 0) return null;
  return (
    <Card title="Moves to this version">
      <ul className={styles.plain}>
        {data.items.map((item) => (
          <li key={item.id}>
            <Link to="/moves/$migrationId" params={{ migrationId: item.id }}>From version {item.from}</Link>: {stateWords[item.state]}
            <div className={styles.sub}>Planned by {item.plannedBy.name}, {recordTime(Date.parse(item.plannedAt), zone)}{item.finishedAt ? `. ${item.moved} of ${count(item.cases, 'run')} moved, ${recordTime(Date.parse(item.finishedAt), zone)}` : ''}</div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
