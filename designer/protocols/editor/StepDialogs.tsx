// Two questions asked of one step: what it is called, and what kind it is. A kind it cannot be is listed with the reason.
import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { DraftNode, Handler, NodeKind } from '../../../protocol/draft.ts';
import { updateHandler } from '../../../protocol/edits/handlers.ts';
import { renameNode } from '../../../protocol/edits/nodes.ts';
import { replaceKind, whyNotKind } from '../../../protocol/edits/replace.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { tell } from '../../act.ts';
import { KindIcon, kindHelp, kindOrder } from '../nodes/kind-icons.tsx';
import { useEditor } from './editor-context.ts';

interface Props {
  readonly opened: 'rename' | 'kind' | null;
  readonly onClose: () => void;
}

export function StepDialogs({ opened, onClose }: Props) {
  const { draft, selected } = useEditor();
  const id = selected.length === 1 ? selected[0] : undefined;
  const node = draft.nodes.find((n) => n.id === id);
  const handler = draft.on?.find((h) => h.id === id);
  const step = node ?? handler;
  return (
    <>
      <Modal opened={opened === 'rename' && step !== undefined} onClose={onClose} title={`Rename “${step?.title || id || ''}”`} returnFocus>{step && <Rename key={step.id} step={step} onClose={onClose} />}</Modal>
      <Modal opened={opened === 'kind' && node !== undefined} onClose={onClose} title={`Kind of “${node?.title || id || ''}”`} returnFocus>{node && <Kinds node={node} onClose={onClose} />}</Modal>
    </>
  );
}

function Rename({ step, onClose }: { readonly step: DraftNode | Handler; readonly onClose: () => void }) {
  const { edit, say } = useEditor();
  const [title, setTitle] = useState(step.title);
  const take = (event: FormEvent): void => {
    event.preventDefault();
    edit(`rename ${step.title || step.id}`, (d) => ('when' in step ? updateHandler(d, { ...step, title }) : renameNode(d, step.id, title)));
    say(`Renamed to ${title}`);
    onClose();
  };
  return (
    <form className="step-dialog" onSubmit={take}>
      <TextInput label="Title" value={title} maxLength={200} onChange={(e) => setTitle(e.currentTarget.value)} onFocus={(e) => e.currentTarget.select()} data-autofocus />
      <Button type="submit">Rename</Button>
    </form>
  );
}

function Kinds({ node, onClose }: { readonly node: DraftNode; readonly onClose: () => void }) {
  const { draft, context, edit, say } = useEditor();
  const take = (kind: NodeKind): void => {
    const { draft: next, dropped } = replaceKind(draft, node.id, kind, context);
    const words = `“${node.title || node.id}” is now a ${kindWords[kind].toLowerCase()}`;
    edit(`make ${node.title || node.id} a ${kindWords[kind].toLowerCase()}`, () => next);
    say(words);
    if (dropped.length > 0) tell(words, `It has no place for ${dropped.join(', ')}. Undo brings everything back.`);
    onClose();
  };
  const kinds = kindOrder.filter((kind) => kind !== node.kind).map((kind) => ({ kind, why: whyNotKind(draft, node, kind) }));
  return (
    <div className="step-dialog">
      <p className="quiet">It stays the same step, with its title, people, limit and form where the new kind has them.</p>
      <div className="append-kinds">{kinds.filter((k) => k.why === undefined).map(({ kind }, i) => <Button key={kind} data-autofocus={i === 0 || undefined} size="compact-sm" fw={400} variant="default" justify="flex-start" leftSection={<KindIcon kind={kind} />} title={kindHelp[kind]} onClick={() => take(kind)}>{kindWords[kind]}</Button>)}</div>
      {kinds.some((k) => k.why !== undefined) && <ul className="why-not">{kinds.filter((k) => k.why !== undefined).map(({ kind, why }) => <li key={kind}>Not {kindWords[kind].toLowerCase()}: {why}.</li>)}</ul>}
    </div>
  );
}
