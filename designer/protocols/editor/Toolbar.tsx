// Above the canvas: what this is, whether it is saved, undo and redo by name, and the one primary act.
import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconClipboard, IconCommand, IconCopy, IconCut, IconDots, IconDownload, IconHistory, IconHistoryToggle, IconKeyboard, IconLayoutDistributeHorizontal, IconLayoutSidebar, IconLayoutSidebarRight, IconMap, IconMarquee2, IconMessage, IconPhoto, IconPlayerPlay, IconSearch, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { serverNow } from '../../api.ts';
import { recordTime } from '../../ui/words.ts';
import { ariaKeys, keyName, type Command } from './commands.ts';
import type { Shown } from './desk.ts';
import type { SaveState } from './saving.ts';
import { WhereThisIs } from './WhereThisIs.tsx';

interface Props {
  readonly title: string;
  readonly marks: ReactNode;
  readonly save: SaveState;
  readonly zone: string;
  readonly isReadOnly: boolean;
  readonly commands: readonly Command[];
  readonly versions: number;
  readonly openTalk: number;
  readonly primary: ReactNode;
  readonly isRehearsing: boolean;
  readonly shown: Shown;
  readonly boxes: boolean;
  readonly onBoxes: (boxes: boolean) => void;
  readonly onRetry: () => void;
}

export function Toolbar({ title, marks, save, zone, isReadOnly, commands, versions, openTalk, primary, isRehearsing, shown, boxes, onBoxes, onRetry }: Props) {
  const command = (id: string): Command | undefined => commands.find((c) => c.id === id);
  const item = (id: string, Sign: typeof IconDots) => <CommandItem key={id} command={command(id)} Sign={Sign} />;
  return (
    <header className="editor-bar">
      <WhereThisIs />
      <h1>{title}</h1>
      {marks}
      {!isReadOnly && <SaveWords save={save} zone={zone} onRetry={onRetry} />}
      <div className="editor-bar-acts" role="toolbar" aria-label="Drawing">
        {!isReadOnly && (
          <>
            <CommandAct command={command('undo')}><IconArrowBackUp size={18} aria-hidden /></CommandAct>
            <CommandAct command={command('redo')}><IconArrowForwardUp size={18} aria-hidden /></CommandAct>
            <CommandAct command={command('tidy')}><IconLayoutDistributeHorizontal size={18} aria-hidden /></CommandAct>
            {shown === 'canvas' && <Tooltip label="Select several by dragging"><ActionIcon variant={boxes ? 'filled' : 'default'} size={30} aria-label="Select several by dragging" aria-pressed={boxes} onClick={() => onBoxes(!boxes)}><IconMarquee2 size={18} aria-hidden /></ActionIcon></Tooltip>}
          </>
        )}
        <SegmentedControl size="xs" aria-label="Shown as" value={shown} onChange={(next) => { if (next !== shown) command('show')?.run(); }} data={[{ value: 'canvas', label: 'Canvas' }, { value: 'outline', label: 'Outline' }]} />
        <CommandAct command={command('palette')}><IconCommand size={18} aria-hidden /></CommandAct>
        <CommandAct command={command('fold:palette and outline')}><IconLayoutSidebar size={18} aria-hidden /></CommandAct>
        <CommandAct command={command('fold:inspector')}><IconLayoutSidebarRight size={18} aria-hidden /></CommandAct>
        <Button size="xs" variant={isRehearsing ? 'light' : 'default'} aria-pressed={isRehearsing} leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={command('rehearse')?.run}>Rehearse</Button>
        <Button size="xs" variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={command('versions')?.run}>Versions ({versions})</Button>
        <Button size="xs" variant="default" leftSection={<IconMessage size={16} aria-hidden />} onClick={command('talk')?.run}>Comments ({openTalk})</Button>
        <Menu position="bottom-end">
          <Menu.Target><ActionIcon variant="default" size={30} aria-label="More"><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            {item('settings', IconSettings)}
            {item('whatIf', IconHistoryToggle)}
            {item('find', IconSearch)}
            {!isReadOnly && <><Menu.Divider />{item('copy', IconCopy)}{item('cut', IconCut)}{item('paste', IconClipboard)}<Menu.Divider /></>}
            {item('fold:overview map', IconMap)}
            {item('exportPicture', IconPhoto)}
            {item('export', IconDownload)}
            {item('exportBpmn', IconDownload)}
            {item('keys', IconKeyboard)}
          </Menu.Dropdown>
        </Menu>
        {primary}
      </div>
    </header>
  );
}

function CommandItem({ command, Sign }: { readonly command: Command | undefined; readonly Sign: typeof IconDots }) {
  if (!command) return null;
  const [key] = command.keys ?? [];
  return <Menu.Item leftSection={<Sign size={16} aria-hidden />} rightSection={key === undefined ? null : <kbd>{keyName(key)}</kbd>} disabled={command.whyNot !== undefined} onClick={command.run}>{command.words}</Menu.Item>;
}

function CommandAct({ command, children }: { readonly command: Command | undefined; readonly children: ReactNode }) {
  if (!command) return null;
  const [key] = command.keys ?? [];
  return (
    <Tooltip label={`${command.words}${key === undefined ? '' : ` (${keyName(key)})`}`}>
      <ActionIcon variant="default" size={30} data-command={command.id} aria-label={command.words} aria-keyshortcuts={ariaKeys(command)} disabled={command.whyNot !== undefined} onClick={command.run}>{children}</ActionIcon>
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
