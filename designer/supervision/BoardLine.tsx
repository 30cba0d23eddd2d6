// One step on the board, with what a supervisor can do about it.
import { Button, Checkbox, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { BoardRow } from '../../server/contract-cases.ts';
import { hasRight, useSession, zoneOf } from '../session.ts';
import { Chip, Imminent, WaitingOn } from '../ui/Chips.tsx';
import { Due } from '../ui/Clock.tsx';
import { kindWords, labels } from '../ui/labels.ts';
import ui from '../ui/ui.module.css';
import { listing } from '../ui/words.ts';
import type { Dialog } from './BoardPage.tsx';
import type { Target } from './bulk.ts';
import { SlackBar } from './SlackBar.tsx';

export const keyOf = (row: BoardRow): string => `${row.caseId} ${row.stepId}`;
export const targetOf = (row: BoardRow): Target => ({ caseId: row.caseId, stepId: row.stepId, title: row.title, reference: row.caseReference ?? row.caseTitle });

interface BoardLineProps {
  readonly row: BoardRow;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
  readonly onDialog: (dialog: Dialog) => void;
}

export function BoardLine({ row, isSelected, onToggle, onDialog }: BoardLineProps) {
  const session = useSession();
  const supervises = hasRight(session, 'supervise', row.unitId);
  const mayExtend = row.dueAt !== null && hasRight(session, 'extend', row.unitId);
  const mayAssign = supervises && (row.kind === 'start' || row.kind === 'task');
  return (
    <tr aria-selected={isSelected}>
      <td><Checkbox aria-label={labels.selectRow(`${row.title}, ${row.caseReference ?? row.caseTitle}`)} checked={isSelected} onChange={onToggle} /></td>
      <td><Due row={row} zone={zoneOf(session, row.unitId)} stacked /><SlackBar row={row} /></td>
      <td>
        <Link className={ui.main} data-row={keyOf(row)} to="/cases/$caseId/steps/$stepId" params={{ caseId: row.caseId, stepId: row.stepId }}>{row.title}</Link>
        <div className={ui.sub}>{[kindWords[row.kind], row.protocolTitle].filter(Boolean).join(' · ')}</div>
      </td>
      <td>
        <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>{row.caseReference ?? row.caseTitle}</Link>
        <div className={ui.sub}>{row.caseTitle}; owner {row.owner.name}</div>
        <span className={ui.chips}>{row.imminent && <Imminent />}{row.levelTitle && <Chip>{row.levelTitle}</Chip>}</span>
      </td>
      <td>
        <span className={ui.chips}>
          {row.nobody && <Chip tone="late">Nobody can do it</Chip>}
          {row.stuck && <Chip tone="late">Stuck</Chip>}
          {row.waitingOn.length > 0 ? <WaitingOn>{listing(row.waitingOn, 'or')}</WaitingOn> : (row.kind === 'wait' || row.kind === 'call') && <span className="quiet">{row.kind === 'wait' ? 'Time' : 'Another protocol'}</span>}
        </span>
        {row.claimedBy && <div className={ui.sub}>Claimed by {row.claimedBy.name}</div>}
      </td>
      <td>
        {(mayAssign || mayExtend || supervises) && (
          <Menu position="bottom-end">
            <Menu.Target><Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />} aria-label={labels.moreActions(`${row.title}, ${row.caseReference ?? row.caseTitle}`)}>Act</Button></Menu.Target>
            <Menu.Dropdown>
              {mayAssign && <Menu.Item onClick={() => onDialog({ kind: 'assign', rows: [row] })}>Assign</Menu.Item>}
              {mayExtend && <Menu.Item onClick={() => onDialog({ kind: 'extend', rows: [row] })}>Extend the limit</Menu.Item>}
              {supervises && <Menu.Item onClick={() => onDialog({ kind: 'own', row })}>Offer ownership of the case</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
      </td>
    </tr>
  );
}
