// Everything one can do in the editor, as a list of commands: the keys, the command palette, the toolbar and the list of keys
// all read it, so that none of them knows a command the others do not. A command that cannot be used now says why.
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';

export type CommandGroup = 'Edit' | 'Steps' | 'Arrange' | 'View' | 'Go to' | 'Protocol';
export const commandGroups: readonly CommandGroup[] = ['Edit', 'Steps', 'Arrange', 'View', 'Go to', 'Protocol'];

export interface Command {
  readonly id: string;
  /** What it does, as it is read in the palette: "Undo: rename Look". */
  readonly words: string;
  /** In the list of keys, where nothing is selected; else `words`. */
  readonly keyWords?: string;
  readonly group: CommandGroup;
  /** As tinykeys writes them: "$mod+Shift+z". */
  readonly keys?: readonly string[];
  /** Where its keys act: anywhere in the editor, outside of what is typed in, or only while the steps have the focus. */
  readonly where: 'anywhere' | 'page' | 'steps';
  /** Its keys are handled by the browser, which tells us (copy, cut, paste). */
  readonly isNative?: boolean;
  /** One of many of its sort: in the palette only when it is looked for. */
  readonly isMinor?: boolean;
  readonly whyNot?: string | undefined;
  readonly run: () => void;
}

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
const named: Readonly<Record<string, string>> = { $mod: isMac ? '⌘' : 'Ctrl', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', ' ': 'Space' };

/** "Ctrl+Shift+Z", as a person reads it. */
export function keyName(key: string): string {
  const parts = key === '+' ? ['+'] : key.split('+');
  return parts.map((part) => named[part] ?? (part.length === 1 ? part.toUpperCase() : part)).filter((part, _i, all) => !(part === 'Shift' && all.at(-1) === '?')).join('+');
}

/** For aria-keyshortcuts. */
export const ariaKeys = (command: Command | undefined): string | undefined => command?.keys?.map((key) => key.replace('$mod', isMac ? 'Meta' : 'Control')).join(' ');

/** The command a press of a key means where the focus is, or undefined. */
export function commandOf(commands: readonly Command[], event: KeyboardEvent, place: { readonly isTyping: boolean; readonly isAtSteps: boolean; readonly hasLetters: boolean }): Command | undefined {
  return commands.find((command) => {
    if (command.isNative || (command.where === 'steps' && !place.isAtSteps) || (command.where !== 'anywhere' && place.isTyping)) return false;
    return (command.keys ?? []).some((key) => (place.hasLetters || !isLetter(key)) && presses(key, event));
  });
}

/** A character alone: who speaks to the computer presses it by accident. */
const isLetter = (key: string): boolean => key !== ' ' && (key.length === 1 || /^Shift\+.$/.test(key));

function presses(key: string, event: KeyboardEvent): boolean {
  // A plus is written with Shift on most keyboards and without on others.
  if (key === '+' || key === '?') return event.key === key && !event.ctrlKey && !event.metaKey && !event.altKey;
  const [press] = parseKeybinding(key);
  return press !== undefined && matchKeyBindingPress(event, press);
}
