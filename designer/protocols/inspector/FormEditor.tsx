// A form: its title and its fields in order. One field is open at a time, so that a long form stays a list one can read.
import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Field, Form } from '../../../protocol/draft.ts';
import { addField, deleteField, moveField, updateField, updateForm } from '../../../protocol/edits/forms.ts';
import { formOn } from '../../../protocol/node-parts.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { ScopeContext, useEditor, useMark } from '../editor/editor-context.ts';
import { ListEditor } from '../inputs/ListEditor.tsx';
import { FieldEditor, typeWords } from './FieldEditor.tsx';

const scope = {};

export function FormEditor({ form }: { readonly form: Form }) {
  // Findings about a form belong to no step, whichever step shows it.
  return <ScopeContext.Provider value={scope}><Fields form={form} /></ScopeContext.Provider>;
}

function Fields({ form }: { readonly form: Form }) {
  const { draft, edit, findings, readOnly } = useEditor();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const base = `forms.${form.id}`;
  const users = draft.nodes.filter((n) => formOn(n) === form.id);
  const mark = useMark(base);
  const put = (before: Field, after: Field, merge?: string): void => edit(`change field ${before.label || before.name}`, (d) => updateField(d, { form: form.id, name: before.name }, after), merge === undefined ? undefined : `${base}:${before.name}:${merge}`);
  const toggle = (index: number): void => setOpen((before) => new Set(before.has(index) ? [...before].filter((i) => i !== index) : [...before, index]));
  const add = (): void => {
    setOpen(new Set([form.fields.length]));
    edit('add a field', (d) => addField(d, form.id, { name: freshId(form.fields.map((f) => f.name), `field_${form.fields.length + 1}`), label: `Field ${form.fields.length + 1}`, type: 'text', required: false, sensitivity: 'none' }));
  };
  return (
    <section aria-label={`Form ${form.title || form.id}`} data-field={base} tabIndex={-1}>
      <TextInput {...useMark(`${base}.title`)} label="Form title" maxLength={200} value={form.title} onChange={(e) => { const title = e.currentTarget.value; edit('rename a form', (d) => updateForm(d, form.id, { title }), `${base}.title`); }} />
      {users.length > 1 && <p className="quiet">Shared by {users.map((n) => n.title || n.id).join(', ')}: a change here changes it for all.</p>}
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <h3>Fields</h3>
      <ListEditor
        noun="field" items={form.fields} keyOf={(_f, i) => String(i)} nameOf={(f) => f.label || f.name} empty="No fields yet."
        onAdd={add} onRemove={(i) => { const name = form.fields[i]?.name; if (name !== undefined) edit('delete a field', (d) => deleteField(d, { form: form.id, name })); setOpen(new Set()); }}
        onMove={(from, to) => { const name = form.fields[from]?.name; if (name !== undefined) edit('move a field', (d) => moveField(d, { form: form.id, name }, to)); setOpen(new Set()); }}
        render={(field, i) => {
          const path = `${base}.fields.${field.name}`;
          const found = findings.filter((f) => f.at.node === undefined && (f.at.field === path || f.at.field?.startsWith(`${path}.`))).length;
          return (
            <>
              <button type="button" className="field-head" aria-expanded={open.has(i)} data-field={path} onClick={() => toggle(i)}>
                <strong>{field.label || field.name}</strong>
                <span className="quiet">{typeWords[field.type]}{field.required ? ', required' : field.requiredWhen ? ', required at times' : ''}{field.means ? `, means ${field.means}` : ''}{found > 0 ? `, ${found} ${found === 1 ? 'finding' : 'findings'}` : ''}</span>
              </button>
              {open.has(i) && <FieldEditor field={field} path={path} others={form.fields.filter((f) => f !== field).map((f) => f.name)} onChange={(next, merge) => put(field, next, merge)} />}
              {!open.has(i) && <Switch size="xs" disabled={readOnly} label={`${field.label || field.name} is required`} checked={field.required} onChange={(e) => put(field, { ...field, required: e.currentTarget.checked })} />}
            </>
          );
        }}
      />
    </section>
  );
}
