// The gallery: what the unit draws and has published, and what a new protocol can start from.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProtocolRow } from '../../server/contract-protocols.ts';
import { hasRight, useSession, zoneOf } from '../session.ts';
import { Chip } from '../ui/Chips.tsx';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { recordTime } from '../ui/words.ts';
import './editor/editor.css';
import { NewProtocol } from './NewProtocol.tsx';
import { protocolsQuery } from './protocol-queries.ts';
import { TemplateGallery } from './TemplateGallery.tsx';

export function ProtocolsPage() {
  const session = useSession();
  const protocols = useQuery(protocolsQuery());
  const [making, setMaking] = useState<{ readonly template: string | null } | null>(null);
  const mayDraw = hasRight(session, 'draw');
  return (
    <Page title="Protocols" actions={mayDraw && <Button onClick={() => setMaking({ template: null })}>New protocol</Button>}>
      <Loaded from={protocols} what="the protocols">
        {({ items }) => items.length === 0 ? (
          <Empty title="No protocols yet">A protocol says what happens with a report and a case, by whom and by when. {mayDraw ? 'Start from a template below, from an empty canvas or from a file.' : 'Whoever has the right to draw makes the first one.'}</Empty>
        ) : <Table items={items} />}
      </Loaded>
      <TemplateGallery onUse={mayDraw ? (key) => setMaking({ template: key }) : null} />
      {making && <NewProtocol template={making.template} onClose={() => setMaking(null)} />}
    </Page>
  );
}

function Table({ items }: { readonly items: readonly ProtocolRow[] }) {
  const session = useSession();
  const several = new Set(items.map((p) => p.unitId)).size > 1;
  return (
    <div className={styles.tableWrap}>
      <table className={styles.table} aria-label="Protocols">
        <thead><tr><th scope="col">Protocol</th>{several && <th scope="col">Unit</th>}<th scope="col">Draft</th><th scope="col">Findings</th><th scope="col">Published</th><th scope="col">Last saved</th></tr></thead>
        <tbody>
          {items.map((p) => (
            <tr key={p.id}>
              <td><Link className={styles.main} to="/protocols/$protocolId" params={{ protocolId: p.id }}>{p.title}</Link><div className={styles.sub}>{p.startsAt === 'danger' ? 'starts when imminent danger is declared' : p.startsAt ? 'starts when a retention review is due' : p.key}</div></td>
              {several && <td>{session.units.find((u) => u.id === p.unitId)?.name ?? ''}</td>}
              <td>{p.state === 'in_review' ? <Chip tone="waiting">In review{p.sentBy ? `, sent by ${p.sentBy.name}` : ''}</Chip> : <Chip>Draft, revision {p.revision}</Chip>}</td>
              <td className="numbers">{p.errors === 0 && p.warnings === 0 ? <span className="quiet">none</span> : <>{p.errors > 0 && <div>{p.errors} {p.errors === 1 ? 'error' : 'errors'}</div>}{p.warnings > 0 && <div className="quiet">{p.warnings} {p.warnings === 1 ? 'warning' : 'warnings'}</div>}</>}</td>
              <td>{p.published ? <><Link to="/versions/$versionId" params={{ versionId: p.published.versionId }}>Version {p.published.number}</Link><div className={styles.sub}>{recordTime(Date.parse(p.published.publishedAt), zoneOf(session, p.unitId))}, {p.published.openCases} open {p.published.openCases === 1 ? 'run' : 'runs'}</div></> : <span className="quiet">not yet</span>}</td>
              <td>{p.savedBy.name}<div className={styles.sub}>{recordTime(Date.parse(p.savedAt), zoneOf(session, p.unitId))}</div></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
