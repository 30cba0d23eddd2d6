// The editor's state put together for its commands: one selection, one draft, one middle, whatever is shown in it.
import { useReactFlow } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { whereOf } from './FindingsPanel.tsx';
import { stillness } from './Canvas.tsx';
import { arrangingCommands } from './arranging-commands.ts';
import type { Command } from './commands.ts';
import type { Desk, Fold } from './desk.ts';
import { editingCommands } from './editing-commands.ts';
import type { Editor } from './editor-context.ts';
import { readingOrder } from '../../../picture/order.ts';
import { stepCommands } from './step-commands.ts';
import { useClipboard } from './use-clipboard.ts';
import { useCommandKeys } from './use-command-keys.ts';
import { useFolded } from './use-folded.ts';
import type { Stage } from './use-stage.ts';
import { viewingCommands } from './viewing-commands.ts';

interface Given extends Pick<Desk, 'work' | 'history' | 'edge' | 'pickEdge' | 'shown' | 'show' | 'open' | 'saveNow' | 'sendToReview' | 'isRehearsing' | 'rehearse' | 'whatIf' | 'exportJson'> {
  readonly editor: Editor;
  readonly stage: Stage;
  readonly folds: readonly Fold[];
}

export function useDesk(given: Given): { readonly desk: Desk; readonly commands: readonly Command[]; readonly hasLetters: boolean; readonly setLetters: (letters: boolean) => void } {
  const { editor, stage } = given;
  const { draft, context } = editor;
  const [isMoving, setMoving] = useState(false);
  const [noSnap, setNoSnap] = useFolded('snap', false);
  const [noLetters, setNoLetters] = useFolded('letters', false);
  const order = useMemo(() => [...readingOrder(draft, context), ...(draft.on ?? []), ...(draft.notes ?? [])].map((n) => n.id), [draft, context]);
  const view = useView(stage);
  const clipboard = useClipboard(editor, stage, view.middle);
  const nextFinding = useNextFinding(editor);
  const desk: Desk = { ...given, order, isMoving: isMoving && editor.selected.length > 0, setMoving, view, clipboard, snaps: !noSnap, setSnaps: (snaps) => setNoSnap(!snaps), nextFinding };
  const commands = [editingCommands, stepCommands, arrangingCommands, viewingCommands].flatMap((list) => list(desk));
  useCommandKeys(commands, { hasLetters: !noLetters, say: editor.say });
  return { desk, commands, hasLetters: !noLetters, setLetters: (letters) => setNoLetters(!letters) };
}

function useView(stage: Stage): Desk['view'] {
  const flow = useReactFlow();
  return useMemo(() => {
    const calm = { duration: stillness() ? 0 : 140 };
    return {
      whole: () => void flow.fitView({ padding: 0.12, maxZoom: 1, ...calm }),
      actual: () => void flow.zoomTo(1, calm),
      toSelection: (ids) => void flow.fitView({ nodes: ids.map((id) => ({ id })), padding: 0.3, maxZoom: 1.2, ...calm }),
      zoomIn: () => void flow.zoomIn(calm),
      zoomOut: () => void flow.zoomOut(calm),
      middle: () => {
        const box = stage.element.current?.getBoundingClientRect();
        const at = flow.screenToFlowPosition({ x: (box?.left ?? 0) + (box?.width ?? 600) / 2, y: (box?.top ?? 0) + (box?.height ?? 400) / 2 });
        return { x: Math.round(at.x / 10) * 10 - 110, y: Math.round(at.y / 10) * 10 - 50 };
      },
    };
  }, [flow, stage.element]);
}

/** Goes through the findings in their order, again and again; from where one left off while the list is the same. */
function useNextFinding({ draft, findings, goTo, showPath, say }: Editor): Desk['nextFinding'] {
  const last = useRef<string | null>(null);
  return useCallback((by) => {
    const keys = findings.map((f) => `${f.rule} ${f.at.node ?? ''} ${f.at.field ?? ''} ${f.at.edge ?? ''}`);
    const now = last.current === null ? -1 : keys.indexOf(last.current);
    const index = now < 0 && by < 0 ? keys.length - 1 : (now + by + keys.length) % keys.length;
    const finding = findings[index];
    if (!finding) return;
    last.current = keys[index] ?? null;
    goTo(finding.at);
    showPath(finding.path ?? null);
    say(`Finding ${index + 1} of ${findings.length}, ${finding.severity}, ${whereOf(finding, [...draft.nodes, ...(draft.on ?? [])])}: ${finding.message}`);
  }, [draft, findings, goTo, showPath, say]);
}

