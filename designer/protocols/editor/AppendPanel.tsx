// What may follow a step: new steps by kind, or one that is there. Opened by + on the card, by A and C on the keyboard, and by
// letting go of an edge over empty ground. Only what is legal can be pressed; what is not says why.
import { Button, CloseButton, NativeSelect } from '@mantine/core';
import { useFocusTrap, useHotkeys, useMergedRef } from '@mantine/hooks';
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { NodeKind } from '../../../protocol/draft.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { legalSuccessors } from '../../../protocol/successors.ts';
import { append, draw, nextKinds, portsToDraw } from '../append.ts';
import { KindIcon, kindHelp, kindOrder } from '../nodes/kind-icons.tsx';
import { useEditor } from './editor-context.ts';
import type { AppendRequest } from './use-stage.ts';

interface Props {
  readonly request: AppendRequest;
  readonly onTarget: (node: string | null) => void;
  /** With the step to go on from, when something was drawn. */
  readonly onClose: (next?: string) => void;
}

export function AppendPanel({ request, onTarget, onClose }: Props) {
  const { draft, context, edit, say } = useEditor();
  const node = draft.nodes.find((n) => n.id === request.node) ?? draft.on?.find((h) => h.id === request.node);
  const ports = useMemo(() => (node ? portsToDraw(draft, node, context) : []), [draft, node, context]);
  const [port, setPort] = useState(request.port ?? ports[0]?.id ?? '');
  const panel = useRef<HTMLDivElement>(null);
  // One and the same function each time: given anew, the trap would take the focus back to where it began.
  const trapped = useMergedRef(panel, useFocusTrap(true));
  useHotkeys([['Escape', () => onClose()]], []);
  const kinds = useMemo(() => nextKinds(draft, { node: request.node, port }, context), [draft, request.node, port, context]);
  const targets = useMemo(() => legalSuccessors(draft, { node: request.node, port }, context).filter((s) => s.legal || (s.node !== request.node && draft.nodes.find((n) => n.id === s.node)?.kind !== 'start')), [draft, request.node, port, context]);

  useLayoutEffect(() => {
    const box = panel.current?.getBoundingClientRect();
    const around = panel.current?.offsetParent?.getBoundingClientRect();
    if (!panel.current || !box || !around) return;
    const right = request.beside.right + 8 - around.left;
    const before = request.beside.left - around.left - box.width - 8;
    const isBeside = right + box.width + 8 <= around.width || before >= 8;
    // To the right of the step, else to its left, else under it: what one adds to stays in view.
    const left = right + box.width + 8 <= around.width ? right : isBeside ? before : Math.max(8, Math.min(request.beside.left - around.left, around.width - box.width - 8));
    const top = Math.max(8, Math.min(isBeside ? request.beside.top - around.top : request.beside.bottom - around.top + 8, around.height - box.height - 8));
    panel.current.style.left = `${left}px`;
    panel.current.style.top = `${top}px`;
  }, [request]);

  if (!node) return null;
  if (ports.length === 0) {
    return <div className="append-panel" role="dialog" aria-label={`After ${node.title}`} ref={trapped}><p>Nothing follows an end.</p><Button size="xs" variant="default" onClick={() => onClose()}>Close</Button></div>;
  }

  const addKind = (kind: NodeKind): void => {
    const made = append(draft, { from: node.id, port, kind, ...(request.at ? { at: request.at } : {}) });
    edit(`add ${kindWords[kind].toLowerCase()} after ${node.title}`, () => made.draft);
    say(`${kindWords[kind]} added after ${node.title}`);
    onClose(made.id);
  };
  const lead = (to: string): void => {
    edit(`lead ${node.title} on`, (d) => draw(d, { from: node.id, port, to }));
    say('Connected');
    onClose(node.id);
  };
  const firstLegal = targets.find((t) => t.legal);
  const title = (id: string): string => draft.nodes.find((n) => n.id === id)?.title || id;
  const between = draft.edges.find((e) => e.from === node.id && e.port === port)?.to;
  const notHere = kinds.flatMap(({ kind, reason }) => (reason === undefined ? [] : [`Not ${kindWords[kind].toLowerCase()}: ${reason}.`]));

  const newSteps = (
    <section aria-label="New step">
      <h3>New step</h3>
      <div className="append-kinds">
        {kindOrder.flatMap((kind, index) => {
          const next = kinds.find((k) => k.kind === kind);
          if (!next || next.reason !== undefined) return [];
          return [<Button key={kind} size="compact-sm" fw={400} variant="default" data-autofocus={(request.mode === 'append' && index === 1) || undefined} justify="flex-start" leftSection={<KindIcon kind={kind} />} title={kindHelp[kind]} onClick={() => addKind(kind)}>{kindWords[kind]}</Button>];
        })}
      </div>
      {notHere.length > 0 && <ul className="why-not">{notHere.map((words) => <li key={words}>{words}</li>)}</ul>}
    </section>
  );
  const existing = targets.length > 0 && (
    <section aria-label="A step that is there">
      <h3>A step that is there</h3>
      <ul className="append-targets">
        {targets.map((t) => (
          <li key={t.node}>
            <Button size="compact-sm" fw={400} variant="subtle" fullWidth justify="flex-start" disabled={!t.legal} data-autofocus={(request.mode === 'connect' && t === firstLegal) || undefined} onFocus={() => onTarget(t.node)} onMouseEnter={() => onTarget(t.node)} onClick={() => lead(t.node)}>{title(t.node)}</Button>
            {!t.legal && <span className="append-why">{t.reason}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
  return (
    <div className="append-panel" role="dialog" aria-label={request.mode === 'append' ? `Add after ${node.title}` : `Connect ${node.title}`} ref={trapped} onKeyDown={moveByArrows}>
      <header><strong>{request.mode === 'connect' ? 'Connect' : between === undefined ? 'After' : 'Between'} “{node.title}”{request.mode === 'append' && between !== undefined && <> and “{title(between)}”</>}</strong><CloseButton size="sm" aria-label="Close" onClick={() => onClose()} /></header>
      {ports.length > 1 && <NativeSelect size="xs" label="Way out" value={port} onChange={(e) => setPort(e.currentTarget.value)} data={ports.map((p) => ({ value: p.id, label: p.taken ? `${p.label} (drawn)` : p.label }))} />}
      {request.mode === 'append' ? <>{newSteps}{existing}</> : existing || <p className="quiet">No other step can follow here.</p>}
    </div>
  );
}

/** Up and down go through what can be pressed, as in a list. */
function moveByArrows(event: KeyboardEvent<HTMLDivElement>): void {
  if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.target instanceof HTMLSelectElement) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('section button:not(:disabled)')];
  const now = buttons.findIndex((b) => b === document.activeElement);
  const next = buttons[event.key === 'ArrowDown' ? now + 1 : now - 1] ?? buttons[event.key === 'ArrowDown' ? 0 : buttons.length - 1];
  event.preventDefault();
  event.stopPropagation();
  next?.focus();
}
