// The outcomes of a task, in the words of its buttons; each is a way out (of an each: each is counted). A new outcome's id is made from its first words and
// stays, so that rewording a button breaks no edge and no condition.
import { Switch, TextInput } from '@mantine/core';
import type { NodeOf } from '../../../protocol/draft.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { reservedPorts } from '../../../protocol/ports.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { ListEditor, movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';
import { EffectsEditor } from './EffectsEditor.tsx';

type Outcome = NodeOf<'task'>['outcomes'][number];

export function Outcomes({ node }: { readonly node: NodeOf<'task'> | NodeOf<'each'> }) {
  const set = useStepEdit<NodeOf<'task'> | NodeOf<'each'>>(node);
  const mark = useMark('outcomes');
  const put = (outcomes: Outcome[], merge?: string): void => set('outcomes', { outcomes }, merge);
  const taken = [...node.outcomes.map((o) => o.id), ...reservedPorts[node.kind]];
  return (
    <section aria-label="Outcomes" data-field="outcomes" tabIndex={-1}>
      <h3>Outcomes</h3>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        noun="outcome" items={node.outcomes} keyOf={(_o, i) => String(i)} nameOf={(o) => o.label || o.id} empty="Without an outcome nobody can finish this step."
        onAdd={() => put([...node.outcomes, { id: freshId(taken, `outcome_${node.outcomes.length + 1}`), label: `Outcome ${node.outcomes.length + 1}`, effects: [], needsReason: false }])}
        onRemove={(i) => put(withoutAt(node.outcomes, i))} onMove={(from, to) => put(movedTo(node.outcomes, from, to))}
        render={(outcome, i) => <OutcomeFields outcome={outcome} index={i} others={taken.filter((id) => id !== outcome.id)} onChange={(next, merge) => put(replacedAt(node.outcomes, i, next), merge)} />}
      />
    </section>
  );
}

function OutcomeFields({ outcome, index, others, onChange }: { readonly outcome: Outcome; readonly index: number; readonly others: readonly string[]; readonly onChange: (next: Outcome, merge?: string) => void }) {
  const { readOnly } = useEditor();
  const path = `outcomes.${index}`;
  return (
    <>
      <TextInput
        {...useMark(`${path}.label`)} size="xs" label={`Outcome ${index + 1}`} maxLength={200} value={outcome.label}
        onChange={(e) => onChange({ ...outcome, label: e.currentTarget.value }, `${path}.label`)}
        // Once it is worded its id says the same; from then on the id stays, because edges and conditions refer to it.
        onBlur={() => {
          if (!readOnly && /^outcome_\d+$/.test(outcome.id) && !/^outcome \d+$/i.test(outcome.label) && outcome.label.trim() !== '') onChange({ ...outcome, id: freshId(others, outcome.label) }, `${path}.label`);
        }}
      />
      <Switch size="xs" disabled={readOnly} data-field={`${path}.needsReason`} label="Asks for a reason" checked={outcome.needsReason} onChange={(e) => onChange({ ...outcome, needsReason: e.currentTarget.checked })} />
      <EffectsEditor path={`${path}.effects`} effects={outcome.effects} onChange={(effects, merge) => onChange({ ...outcome, effects }, merge)} when={`With “${outcome.label}”`} mayFixLevel />
    </>
  );
}
