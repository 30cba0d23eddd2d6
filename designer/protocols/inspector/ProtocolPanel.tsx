// What the protocol says of itself: title, purpose, levels, roles, forms, facts, how long records are kept.
import { Accordion, Button, Checkbox, NativeSelect, Tabs, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Draft } from '../../../protocol/draft.ts';
import { addForm, deleteForm } from '../../../protocol/edits/forms.ts';
import { formOn } from '../../../protocol/node-parts.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { addFact, addLevel, deleteFact, deleteLevel, moveLevel, setPurpose, setStartsAt, setTitle, updateFact, updateLevel } from '../../../protocol/edits/protocol.ts';
import { addRole, deleteRole, updateRole } from '../../../protocol/edits/roles.ts';
import { ScopeContext, useEditor, useMark } from '../editor/editor-context.ts';
import type { ProtocolTab } from '../editor/tabs.ts';
import { ConditionEditor } from '../inputs/ConditionEditor.tsx';
import { ListEditor } from '../inputs/ListEditor.tsx';
import { FormEditor } from './FormEditor.tsx';
import { AddFromLibrary, LibraryPart } from './FormLibrary.tsx';
import { Grants } from './Grants.tsx';
import { Phases } from './Phases.tsx';
import { Keeping } from './Keeping.tsx';
import { Rules } from './Rules.tsx';

const scope = {};
const tabs: readonly { readonly value: ProtocolTab; readonly label: string }[] = [{ value: 'about', label: 'About' }, { value: 'roles', label: 'Roles' }, { value: 'forms', label: 'Forms' }, { value: 'facts', label: 'Facts' }, { value: 'keeping', label: 'Keeping' }, { value: 'rules', label: 'Rules' }];

export function ProtocolPanel({ tab, onTab }: { readonly tab: ProtocolTab; readonly onTab: (tab: ProtocolTab) => void }) {
  const { draft } = useEditor();
  return (
    <ScopeContext.Provider value={scope}>
      <header className="inspector-head"><span>Protocol</span><h2>{draft.title || draft.key}</h2></header>
      <Tabs value={tab} onChange={(next) => { const found = tabs.find((t) => t.value === next); if (found) onTab(found.value); }} keepMounted={false}>
        <Tabs.List aria-label="Parts of the protocol">{tabs.map((t) => <Tabs.Tab key={t.value} value={t.value}>{t.label}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value="about"><About /><div className="tab-body"><Phases /></div></Tabs.Panel>
        <Tabs.Panel value="roles"><Roles /><div className="tab-body"><Grants /></div></Tabs.Panel>
        <Tabs.Panel value="forms"><Forms /></Tabs.Panel>
        <Tabs.Panel value="facts"><Facts /></Tabs.Panel>
        <Tabs.Panel value="keeping"><Keeping /></Tabs.Panel>
        <Tabs.Panel value="rules"><Rules /></Tabs.Panel>
      </Tabs>
    </ScopeContext.Provider>
  );
}

function About() {
  const { draft, edit, readOnly } = useEditor();
  return (
    <div className="tab-body">
      <TextInput {...useMark('title')} label="Title of the protocol" maxLength={200} value={draft.title} onChange={(e) => { const title = e.currentTarget.value; edit('rename the protocol', (d) => setTitle(d, title), 'title'); }} />
      <TextInput label="Key" description="How other protocols call it; it never changes" value={draft.key} readOnly disabled />
      <Textarea {...useMark('purpose')} label="Purpose" autosize minRows={2} maxRows={10} maxLength={8000} value={draft.purpose} onChange={(e) => { const purpose = e.currentTarget.value; edit('change the purpose', (d) => setPurpose(d, purpose), 'purpose'); }} />
      <NativeSelect {...useMark('startsAt')} label="Starts" value={draft.startsAt ?? ''} onChange={(e) => { const value = e.currentTarget.value; edit('change when it starts', (d) => setStartsAt(d, value === 'danger' || value === 'retentionReviewDue' ? value : undefined)); }} data={[{ value: '', label: 'when a person opens a case or starts it' }, { value: 'danger', label: 'when imminent danger is declared, agency-wide' }, { value: 'retentionReviewDue', label: 'when a retention review is due, agency-wide' }]} />
      <section aria-label="Levels of concern" data-field="levels" tabIndex={-1}>
        <h3>Levels of concern, lowest first</h3>
        <ListEditor
          isInline noun="level" items={draft.levels} keyOf={(l) => l.id} nameOf={(l) => l.title || l.id}
          onAdd={() => edit('add a level', (d) => addLevel(d, { id: freshId(d.levels.map((l) => l.id), `level_${d.levels.length + 1}`), title: `Level ${d.levels.length + 1}`, high: false }))}
          onRemove={(i) => { const id = draft.levels[i]?.id; if (id !== undefined) edit('delete a level', (d) => deleteLevel(d, id)); }}
          onMove={(from, to) => { const id = draft.levels[from]?.id; if (id !== undefined) edit('move a level', (d) => moveLevel(d, id, to)); }}
          render={(level, i) => (
            <div className="pair is-level">
              <TextInput size="xs" aria-label={`Level ${i + 1}`} disabled={readOnly} maxLength={200} value={level.title} onChange={(e) => { const title = e.currentTarget.value; edit('rename a level', (d) => updateLevel(d, { ...level, title }), `level.${level.id}`); }} />
              <Checkbox size="xs" disabled={readOnly} label="high" aria-label={`${level.title} counts as high`} checked={level.high} onChange={(e) => { const high = e.currentTarget.checked; edit('change a level', (d) => updateLevel(d, { ...level, high })); }} />
            </div>
          )}
        />
      </section>
    </div>
  );
}

function Roles() {
  const { draft, catalogue, context, edit, readOnly } = useEditor();
  const mark = useMark('roles');
  const open = catalogue.filter((c) => !draft.roles.some((r) => r.id === c.key));
  const agencies = context.unit?.agencies ?? [];
  const holders = (id: string): string => {
    const n = context.roleHolders?.[id];
    return n === undefined ? 'no role of this unit' : n === 0 ? 'nobody holds it' : `${n} ${n === 1 ? 'person holds' : 'persons hold'} it`;
  };
  return (
    <div className="tab-body" data-field="roles" tabIndex={-1}>
      <p className="quiet">Roles come from the unit’s catalogue, which Administration keeps. A role may be fixed to one agency; without one, members of the unit hold it.</p>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      {draft.roles.map((role) => (
        <div key={role.id} className="list-item" role="group" aria-label={`role ${role.title}`} data-field={`roles.${role.id}`} tabIndex={-1}>
          <div className="list-body">
            <strong>{role.title || role.id}</strong>
            <span className="quiet">{holders(role.id)}</span>
            <NativeSelect size="xs" label={`Agency of ${role.title || role.id}`} disabled={readOnly} value={role.agency ?? ''} onChange={(e) => { const agency = e.currentTarget.value; edit('set the agency of a role', (d) => updateRole(d, role.id, { id: role.id, title: role.title, ...(agency === '' ? {} : { agency }) })); }} data={[{ value: '', label: 'members of the unit' }, ...(role.agency !== undefined && !agencies.some((a) => a.key === role.agency) ? [{ value: role.agency, label: `${role.agency} (no agency of the unit)` }] : []), ...agencies.map((a) => ({ value: a.key, label: a.name }))]} />
          </div>
          {!readOnly && <Button size="compact-xs" variant="subtle" color="gray" aria-label={`Remove role ${role.title || role.id}`} onClick={() => edit(`remove role ${role.title}`, (d) => deleteRole(d, role.id))}>Remove</Button>}
        </div>
      ))}
      {!readOnly && open.length > 0 && <NativeSelect label="Add a role of the unit" value="" onChange={(e) => { const role = open.find((c) => c.key === e.currentTarget.value); if (role) edit(`add role ${role.title}`, (d) => addRole(d, { id: role.key, title: role.title })); }} data={[{ value: '', label: 'Choose a role' }, ...open.map((c) => ({ value: c.key, label: `${c.title} (${c.holders})` }))]} />}
    </div>
  );
}

function Forms() {
  const { draft, edit, readOnly } = useEditor();
  const usedBy = (id: string): string => draft.nodes.filter((n) => formOn(n) === id).map((n) => n.title || n.id).join(', ') || 'no step';
  return (
    <div className="tab-body" data-field="forms" tabIndex={-1}>
      <Accordion multiple variant="separated" keepMounted>
        {draft.forms.map((form) => (
          <Accordion.Item key={form.id} value={form.id}>
            <Accordion.Control><strong>{form.title || form.id}</strong><span className="quiet"> {form.fields.length} fields, filled by {usedBy(form.id)}</span></Accordion.Control>
            <Accordion.Panel>
              <FormEditor form={form} />
              <LibraryPart form={form} />
              {!readOnly && <Button mt="sm" size="xs" variant="default" color="red" onClick={() => edit(`delete form ${form.title}`, (d) => deleteForm(d, form.id))}>Delete form {form.title || form.id}</Button>}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {!readOnly && <AddFromLibrary />}
      {!readOnly && <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => edit('add a form', (d) => addForm(d, { id: freshId(d.forms.map((f) => f.id), `form_${d.forms.length + 1}`), title: `Form ${d.forms.length + 1}`, fields: [] }))}>Add form</Button>}
    </div>
  );
}

function Facts() {
  const { draft, edit } = useEditor();
  return (
    <div className="tab-body" data-field="facts" tabIndex={-1}>
      <p className="quiet">Named yes/no questions about what has been recorded so far, for conditions to use.</p>
      <ListEditor
        noun="fact" items={draft.facts} keyOf={(f) => f.id} nameOf={(f) => f.title || f.id} empty="No facts yet."
        onAdd={() => edit('add a fact', (d) => addFact(d, { id: freshId(d.facts.map((f) => f.id), `fact_${d.facts.length + 1}`), title: `Fact ${d.facts.length + 1}`, when: { kind: 'compare', left: { kind: 'case', name: 'everHigh' }, op: 'eq', right: { kind: 'value', value: true } } }))}
        onRemove={(i) => { const id = draft.facts[i]?.id; if (id !== undefined) edit('delete a fact', (d) => deleteFact(d, id)); }}
        render={(fact) => <Fact fact={fact} />}
      />
    </div>
  );
}

function Fact({ fact }: { readonly fact: Draft['facts'][number] }) {
  const { edit } = useEditor();
  return (
    <>
      <TextInput {...useMark(`facts.${fact.id}.title`)} size="xs" label="Question" maxLength={200} value={fact.title} onChange={(e) => { const title = e.currentTarget.value; edit('reword a fact', (d) => updateFact(d, { ...fact, title }), `fact.${fact.id}`); }} />
      <ConditionEditor label={`${fact.title || fact.id} holds when`} path={`facts.${fact.id}.when`} value={fact.when} none="never" onChange={(when) => edit('change a condition', (d) => updateFact(d, { ...fact, when: when ?? { kind: 'any', of: [] } }))} />
    </>
  );
}

