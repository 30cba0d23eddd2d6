// What a person ticks off before a task is done.
import { TextInput } from '@mantine/core';
import type { DraftNode } from '../../../protocol/draft.ts';
import { useEditor, useStepEdit } from '../editor/editor-context.ts';
import { ListEditor, movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';

export function Checklist({ node }: { readonly node: Extract<DraftNode, { kind: 'task' | 'each' }> }) {
  const set = useStepEdit<Extract<DraftNode, { kind: 'task' | 'each' }>>(node);
  const { readOnly } = useEditor();
  return (
    <section aria-label="Checklist">
      <h3>Checklist</h3>
      <ListEditor
        isInline noun="item" addLabel="Add checklist item" items={node.checklist} keyOf={(_x, i) => String(i)} nameOf={(x) => x || 'empty'}
        onAdd={() => set('checklist', { checklist: [...node.checklist, ''] })} onRemove={(i) => set('checklist', { checklist: withoutAt(node.checklist, i) })} onMove={(from, to) => set('checklist', { checklist: movedTo(node.checklist, from, to) })}
        render={(item, i) => <TextInput size="xs" aria-label={`Checklist item ${i + 1}`} data-field={`checklist.${i}`} disabled={readOnly} maxLength={300} value={item} onChange={(e) => set('checklist', { checklist: replacedAt(node.checklist, i, e.currentTarget.value) }, `checklist.${i}`)} />}
      />
    </section>
  );
}
