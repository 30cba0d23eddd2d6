// One field of a form. Its name (what conditions call it) follows its label until it has been worded, then stays.
import { Button, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { fieldTypes, meanings, sensitivities, type Field, type FieldType, type Meaning } from '../../../protocol/draft.ts';
import { cleanId, freshId } from '../../../protocol/edits/ids.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';
import { ConditionEditor } from '../inputs/ConditionEditor.tsx';
import { ListEditor, movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';
import { lacksNotKnown, notKnown, withMeaning, withType, worded } from './field-shape.ts';

interface Props {
  readonly field: Field;
  readonly path: string;
  readonly others: readonly string[];
  readonly onChange: (field: Field, merge?: string) => void;
}

export const typeWords: Readonly<Record<FieldType, string>> = {
  text: 'long text', string: 'short text', boolean: 'yes or no', integer: 'whole number', number: 'number', date: 'date', datetime: 'date and time',
  option: 'one of several', options: 'some of several', list: 'list', measures: 'measures: what, who, by when', person: 'person', agency: 'agency', case: 'case',
};
const meaningWords: Readonly<Record<Meaning, string>> = {
  level: 'level of concern', imminent: 'imminent danger', weaponsAccess: 'access to weapons', priorReports: 'earlier reports', contactMade: 'contact was made', hasTarget: 'there is a target', legalBasis: 'legal basis', reportReceived: 'when the report was received',
};
const sensitivityWords: Readonly<Record<Field['sensitivity'], string>> = { none: 'none', pii: 'personal (PII)', cji: 'criminal justice (CJI)', phi: 'health (PHI)', edu: 'education record', victim: 'victim', source: 'confidential source' };

export function FieldEditor({ field, path, others, onChange }: Props) {
  const [name, label, type, required, means, sensitivity, help] = [useMark(`${path}.name`), useMark(`${path}.label`), useMark(`${path}.type`), useMark(`${path}.required`), useMark(`${path}.means`), useMark(`${path}.sensitivity`), useMark(`${path}.help`)];
  const { draft, readOnly } = useEditor();
  return (
    <div className="field-body">
      <TextInput
        {...label} size="xs" label="Label" maxLength={200} value={field.label} onChange={(e) => onChange({ ...field, label: e.currentTarget.value }, 'label')}
        onBlur={() => { if (!readOnly && /^field_\d+$/.test(field.name) && field.label.trim() !== '' && !/^field \d+$/i.test(field.label)) onChange({ ...field, name: freshId(others, field.label) }, 'label'); }}
      />
      <NameInput mark={name} field={field} others={others} onChange={onChange} />
      <NativeSelect {...type} size="xs" label="Type" value={field.type} onChange={(e) => { const next = fieldTypes.find((t) => t === e.currentTarget.value); if (next) onChange(withType(field, next)); }} data={fieldTypes.map((t) => ({ value: t, label: typeWords[t] }))} />
      {(field.type === 'option' || field.type === 'options') && <Options field={field} path={path} onChange={onChange} levels={draft.levels} />}
      <NotKnown field={field} onChange={onChange} />
      <Switch {...required} size="xs" label="Required" checked={field.required} onChange={(e) => onChange({ ...field, required: e.currentTarget.checked })} />
      {!field.required && <ConditionEditor label="Required when" path={`${path}.requiredWhen`} value={field.requiredWhen} none="never" onChange={(requiredWhen) => onChange({ ...field, requiredWhen })} />}
      <NativeSelect {...means} size="xs" label="Meaning" description="What the rules of every protocol read it as" value={field.means ?? ''} onChange={(e) => onChange(withMeaning(field, meanings.find((m) => m === e.currentTarget.value)))} data={[{ value: '', label: 'none' }, ...meanings.map((m) => ({ value: m, label: meaningWords[m] }))]} />
      <NativeSelect {...sensitivity} size="xs" label="Sensitivity" value={field.sensitivity} onChange={(e) => { const next = sensitivities.find((s) => s === e.currentTarget.value); if (next) onChange({ ...field, sensitivity: next }); }} data={sensitivities.map((s) => ({ value: s, label: sensitivityWords[s] }))} />
      <Textarea {...help} size="xs" label="Help" autosize minRows={1} maxLength={1000} value={field.help ?? ''} onChange={(e) => onChange({ ...field, help: e.currentTarget.value === '' ? undefined : e.currentTarget.value }, 'help')} />
    </div>
  );
}

function NameInput({ mark, field, others, onChange }: { readonly mark: ReturnType<typeof useMark>; readonly field: Field; readonly others: readonly string[]; readonly onChange: Props['onChange'] }) {
  // Uncontrolled until it is left: half a name would be carried to every condition.
  return <TextInput key={field.name} {...mark} size="xs" label="Name" description="What conditions call it" defaultValue={field.name} maxLength={60} onBlur={(e) => { const next = cleanId(e.currentTarget.value); if (next !== field.name && e.currentTarget.value !== field.name) onChange({ ...field, name: freshId(others, next) }); }} />;
}

function Options({ field, path, onChange, levels }: { readonly field: Field; readonly path: string; readonly onChange: Props['onChange']; readonly levels: readonly { readonly id: string; readonly title: string }[] }) {
  const { readOnly } = useEditor();
  const mark = useMark(`${path}.options`);
  const options = field.options ?? [];
  if (field.means === 'level' && options.length === 0) return <p className="quiet">The protocol’s levels: {levels.map((l) => l.title || l.id).join(', ')}.</p>;
  return (
    <section aria-label="Options" data-field={`${path}.options`} tabIndex={-1}>
      <h4>Options</h4>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        isInline noun="option" items={options} keyOf={(_o, i) => String(i)} nameOf={(o) => o.label || o.id}
        onAdd={() => onChange({ ...field, options: [...options, { id: freshId(options.map((o) => o.id), `option_${options.length + 1}`), label: `Option ${options.length + 1}` }] })}
        onRemove={(i) => onChange({ ...field, options: withoutAt(options, i) })} onMove={(from, to) => onChange({ ...field, options: movedTo(options, from, to) })}
        render={(option, i) => (
          <TextInput
            size="xs" aria-label={`Option ${i + 1}`} disabled={readOnly} maxLength={200} value={option.label} onChange={(e) => onChange({ ...field, options: replacedAt(options, i, { ...option, label: e.currentTarget.value }) }, `option.${i}`)}
            onBlur={() => {
              const next = worded(option, options.filter((o) => o !== option).map((o) => o.id));
              if (!readOnly && next !== option) onChange({ ...field, options: replacedAt(options, i, next) }, `option.${i}`);
            }}
          />
        )}
      />
    </section>
  );
}

function NotKnown({ field, onChange }: { readonly field: Field; readonly onChange: Props['onChange'] }) {
  const { readOnly } = useEditor();
  if (!lacksNotKnown(field)) return null;
  const isChoice = field.type === 'option';
  return (
    <p className="quiet" role="note">
      A case must not close while access to weapons is not known, and nobody can answer that here. {!readOnly && <Button size="compact-xs" variant="default" onClick={() => onChange(isChoice ? { ...field, options: [...(field.options ?? []), notKnown] } : withMeaning({ ...field, options: undefined }, 'weaponsAccess'))}>{isChoice ? 'Add “Not known”' : 'Ask yes, no or not known'}</Button>}
    </p>
  );
}
