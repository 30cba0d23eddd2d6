// Above the canvas: what this is, whether it is saved, undo and redo by name, and the one primary act.
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconDots, IconDownload, IconHistory, IconKeyboard, IconLayoutDistributeHorizontal, IconLayoutSidebar, IconLayoutSidebarRight, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { serverNow } from '../../api.ts';
import { recordTime } from '../../ui/words.ts';
import type { SaveState } from './saving.ts';

interface Props {
  readonly title: string;
  readonly marks: ReactNode;
  readonly save: SaveState;
  readonly zone: string;
  readonly isReadOnly: boolean;
  readonly undoName: string | undefined;
  readonly redoName: string | undefined;
  readonly versions: number;
  readonly primary: ReactNode;
  readonly folded: { readonly palette: boolean; readonly inspector: boolean };
  readonly on: {
    readonly undo: () => void;
    readonly redo: () => void;
    readonly tidy: () => void;
    readonly saveNow: () => void;
    readonly versions: () => void;
    readonly keys: () => void;
    readonly exportJson: () => void;
    readonly settings: () => void;
    readonly palette: () => void;
    readonly inspector: () => void;
  };
}

export function Toolbar({ title, marks, save, zone, isReadOnly, undoName, redoName, versions, primary, folded, on }: Props) {
  return (
    <header className="editor-bar">
      <nav aria-label="Where this is"><Link to="/protocols">Protocols</Link> /</nav>
      <h1>{title}</h1>
      {marks}
      {!isReadOnly && <SaveWords save={save} zone={zone} onRetry={on.saveNow} />}
      <div className="editor-bar-acts" role="toolbar" aria-label="Drawing">
        {!isReadOnly && (
          <>
            <IconAct label={undoName ? `Undo: ${undoName}` : 'Undo'} keys="Control+Z" disabled={undoName === undefined} onPress={on.undo}><IconArrowBackUp size={18} aria-hidden /></IconAct>
            <IconAct label={redoName ? `Redo: ${redoName}` : 'Redo'} keys="Control+Shift+Z" disabled={redoName === undefined} onPress={on.redo}><IconArrowForwardUp size={18} aria-hidden /></IconAct>
            <IconAct label="Tidy up" onPress={on.tidy}><IconLayoutDistributeHorizontal size={18} aria-hidden /></IconAct>
          </>
        )}
        <IconAct label={folded.palette ? 'Show palette and outline' : 'Fold palette and outline'} onPress={on.palette}><IconLayoutSidebar size={18} aria-hidden /></IconAct>
        <IconAct label={folded.inspector ? 'Show inspector' : 'Fold inspector'} onPress={on.inspector}><IconLayoutSidebarRight size={18} aria-hidden /></IconAct>
        <Button size="xs" variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={on.versions}>Versions ({versions})</Button>
        <Menu position="bottom-end">
          <Menu.Target><ActionIcon variant="default" size={30} aria-label="More"><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} onClick={on.settings}>Settings of the protocol</Menu.Item>
            <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={on.exportJson}>Export as JSON</Menu.Item>
            <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={on.keys}>Keys of the canvas</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {primary}
      </div>
    </header>
  );
}

function IconAct({ label, keys, disabled = false, onPress, children }: { readonly label: string; readonly keys?: string; readonly disabled?: boolean; readonly onPress: () => void; readonly children: ReactNode }) {
  return (
    <Tooltip label={keys ? `${label} (${keys.replace('Control', 'Ctrl')})` : label}>
      <ActionIcon variant="default" size={30} aria-label={label} aria-keyshortcuts={keys} disabled={disabled} onClick={onPress}>{children}</ActionIcon>
    </Tooltip>
  );
}

function SaveWords({ save, zone, onRetry }: { readonly save: SaveState; readonly zone: string; readonly onRetry: () => void }) {
  const isToday = (at: string): boolean => serverNow() - Date.parse(at) < 12 * 3_600_000;
  const clock = (at: string): string => !isToday(at) ? recordTime(Date.parse(at), zone) : new Date(at).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return (
    <span className={`save-words is-${save.kind}`} role="status" data-testid="save-state">
      {save.kind === 'saved' && `Saved ${clock(save.at)}`}
      {save.kind === 'saving' && 'Saving'}
      {save.kind === 'unsaved' && <>Not saved: {save.why} <Button size="compact-xs" variant="default" onClick={onRetry}>Save now</Button></>}
    </span>
  );
}
