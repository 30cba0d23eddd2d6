// Named events that end a wait; who may raise each is on the People tab.
import { TextInput } from '@mantine/core';
import type { NodeOf } from '../../../protocol/draft.ts';
import { reservedPorts } from '../../../protocol/ports.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { ListEditor, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';

export function WaitEvents({ node }: { readonly node: NodeOf<'wait'> }) {
  const { readOnly } = useEditor();
  const set = useStepEdit(node);
  const mark = useMark('events');
  return (
    <section aria-label="Events" data-field="events" tabIndex={-1}>
      <h3>Events that end the wait</h3>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        isInline noun="event" items={node.events} keyOf={(_e, i) => String(i)} nameOf={(e) => e.label ?? e.name} empty="None: it ends by time alone."
        onAdd={() => set('events', { events: [...node.events, { name: freshId([...node.events.map((e) => e.name), ...reservedPorts.wait], `event_${node.events.length + 1}`), label: `Event ${node.events.length + 1}`, roles: [] }] })}
        onRemove={(i) => set('events', { events: withoutAt(node.events, i) })}
        render={(event, i) => (
          <TextInput
            size="xs" aria-label={`Event ${i + 1}`} data-field={`events.${i}.name`} disabled={readOnly} maxLength={200} value={event.label ?? event.name} onChange={(e) => set('events', { events: replacedAt(node.events, i, { ...event, label: e.currentTarget.value }) }, `events.${i}`)}
            onBlur={() => {
              const label = event.label ?? '';
              if (!readOnly && /^event_\d+$/.test(event.name) && label.trim() !== '' && !/^event \d+$/i.test(label)) set('events', { events: replacedAt(node.events, i, { ...event, name: freshId([...node.events.filter((e) => e !== event).map((e) => e.name), ...reservedPorts.wait], label) }) }, `events.${i}`);
            }}
          />
        )}
      />
    </section>
  );
}
