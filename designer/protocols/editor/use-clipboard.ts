// Copy, cut and paste of steps by the system's clipboard. The keys come as events of the browser, which need no permission;
// a command of the palette asks for it, and where it is refused the keys still work.
import { useEffect, useMemo, useRef } from 'react';
import { paste, partOf } from '../../../protocol/edits/clip.ts';
import { deleteHandler } from '../../../protocol/edits/handlers.ts';
import { deleteNote } from '../../../protocol/edits/notes.ts';
import { deleteNodes } from '../../../protocol/edits/nodes.ts';
import { tell } from '../../act.ts';
import type { Place } from '../../../picture/geometry.ts';
import { clipText, readClip } from './clip-text.ts';
import { plural, wordsFor, type Desk } from './desk.ts';
import type { Editor } from './editor-context.ts';
import type { Stage } from './use-stage.ts';

export function useClipboard(editor: Editor, stage: Stage, middle: () => Place): Desk['clipboard'] {
  const now = useRef({ editor, stage, middle });
  now.current = { editor, stage, middle };

  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => {
      const { editor: at } = now.current;
      if (!isAtSteps(event) || at.selected.length === 0 || (event.type === 'cut' && at.readOnly)) return;
      event.clipboardData?.setData('text/plain', clipText(partOf(at.draft, at.selected)));
      event.preventDefault();
      if (event.type === 'cut') cut(now.current);
      else at.say(`${wordsFor(at, at.selected)} copied`);
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (!isAtSteps(event) || now.current.editor.readOnly) return;
      event.preventDefault();
      put(now.current, event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, []);

  return useMemo(() => {
    const write = async (): Promise<boolean> => {
      const { editor: at } = now.current;
      return attempt(async () => {
        await navigator.clipboard.writeText(clipText(partOf(at.draft, at.selected)));
        at.say(`${wordsFor(at, at.selected)} copied`);
      }, 'copy');
    };
    return {
      copy: () => void write(),
      cut: () => void write().then((done) => { if (done) cut(now.current); }),
      paste: () => void attempt(async () => put(now.current, await navigator.clipboard.readText()), 'paste'),
    };
  }, []);
}

type Now = { readonly editor: Editor; readonly stage: Stage; readonly middle: () => Place };

/** Text that is selected, or typed, is copied as text. */
function isAtSteps(event: ClipboardEvent): boolean {
  const target = document.activeElement ?? event.target;
  if (!(target instanceof HTMLElement) || target.closest('input, textarea, select, [contenteditable], [role="dialog"]')) return false;
  return target.closest('[data-steps]') !== null && (event.type === 'paste' || (window.getSelection()?.toString() ?? '') === '');
}

function cut({ editor, stage }: Now): void {
  const { draft, edit, select, say, selected } = editor;
  const words = wordsFor(editor, selected);
  const before = draft.edges.find((e) => selected.includes(e.to) && !selected.includes(e.from))?.from;
  edit(`cut ${words}`, (d) => selected.reduce((now, id) => deleteNote(deleteHandler(now, id), id), deleteNodes(d, selected)));
  select(before === undefined ? [] : [before]);
  say(`${words} cut`);
  stage.focusStep(before);
}

function put({ editor, stage, middle }: Now, text: string): void {
  const { draft, context, catalogue, edit, select, say } = editor;
  const clip = readClip(text);
  if (clip.kind === 'unreadable') {
    tell('Nothing pasted', clip.why);
    return say(clip.why);
  }
  const roles = new Set(catalogue.map((r) => r.key));
  const isOwn = clip.steps.key === draft.key && clip.steps.nodes.some((n) => draft.layout[n.id]);
  const pasted = paste(draft, clip.steps, { ...(isOwn ? {} : { at: middle() }), mayAddRole: (role) => roles.has(role) || context.roleHolders?.[role] !== undefined });
  if (pasted.ids.length === 0) {
    tell('Nothing pasted', pasted.missing.length > 0 ? `${pasted.missing.join('; ')}.` : 'No steps were copied.');
    return;
  }
  edit(`paste ${plural(pasted.ids.length, 'step')}`, () => pasted.draft);
  select(pasted.ids);
  say(`${plural(pasted.ids.length, 'step')} pasted${pasted.missing.length > 0 ? `, but ${pasted.missing.join('; ')}` : ''}`);
  if (pasted.missing.length > 0) tell('Pasted, with something missing', `${sentence(pasted.missing.join('; '))}.`);
  stage.focusStep(pasted.ids[0]);
}

async function attempt(act: () => Promise<void>, verb: 'copy' | 'paste'): Promise<boolean> {
  try {
    await act();
    return true;
  } catch {
    tell(verb === 'copy' ? 'Not copied' : 'Nothing pasted', `The browser does not let this page use the clipboard by a command. Go to the canvas or the outline and press ${verb === 'copy' ? 'Ctrl+C (or Ctrl+X)' : 'Ctrl+V'}.`);
    return false;
  }
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
