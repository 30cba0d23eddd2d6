// What was published of this protocol, newest first.
import { Button, Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { VersionRow } from '../../../server/contract-protocols.ts';
import { useSession, zoneOf } from '../../session.ts';
import { recordTime } from '../../ui/words.ts';
import { useEditor } from './editor-context.ts';
import { GoBack } from './GoBack.tsx';

interface Props {
  readonly versions: readonly VersionRow[];
  readonly unitId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onCompare: (versionId: string) => void;
}

export function VersionsDrawer({ versions, unitId, opened, onClose, onCompare }: Props) {
  const { readOnly } = useEditor();
  const zone = zoneOf(useSession(), unitId);
  const elsewhere = (of: VersionRow): number => versions.reduce((sum, v) => sum + (v.id === of.id ? 0 : v.openCases), 0);
  return (
    <Drawer opened={opened} onClose={onClose} position="right" title="Versions" closeButtonProps={{ 'aria-label': 'Close' }}>
      {versions.length === 0 ? <p className="quiet">Nothing is published yet. Send the draft to review; a second person publishes it.</p> : (
        <ol className="version-list">
          {versions.map((v) => (
            <li key={v.id}>
              <Link to="/versions/$versionId" params={{ versionId: v.id }}>Version {v.number}</Link>
              <div>Published by {v.publishedBy.name}, {recordTime(Date.parse(v.publishedAt), zone)}; sent by {v.sentBy.name}.</div>
              <div className="quiet">{v.openCases} open {v.openCases === 1 ? 'run' : 'runs'}{v.retired ? `. Retired: ${v.retired.reason}` : ''}</div>
              {v.note && <div>{v.note}</div>}
              {!v.retired && elsewhere(v) > 0 && <div><Link to="/versions/$versionId/move" params={{ versionId: v.id }}>Move running cases to version {v.number}</Link></div>}
              <Button size="compact-xs" variant="subtle" onClick={() => onCompare(v.id)}>What the draft changes of it</Button>
              <div><Link to="/protocols/$protocolId/compare" params={{ protocolId: v.protocolId }} search={{ before: v.id, after: 'draft' }}>Version {v.number} and the draft side by side</Link></div>
              {!readOnly && <GoBack version={v} onDone={onClose} />}
            </li>
          ))}
        </ol>
      )}
    </Drawer>
  );
}
