// Access that ends by itself: for which roles, to which forms or fields, and until when.
import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { Draft, GrantDrawn } from '../../../protocol/draft.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { addGrant, deleteGrant, updateGrant } from '../../../protocol/edits/protocol.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';
import { DurationInput } from '../inputs/DurationInput.tsx';
import { ListEditor } from '../inputs/ListEditor.tsx';
import { RolesInput } from '../inputs/RolesInput.tsx';

export function Grants() {
  const { draft, edit } = useEditor();
  const grants = draft.grants ?? [];
  return (
    <section aria-label="Temporary access" data-field="grants" tabIndex={-1}>
      <h3>Temporary access</h3>
      <p className="quiet">For people who are lent or asked. It begins with the protocol and lapses by itself; what is worked on goes on.</p>
      <ListEditor
        noun="access" addLabel="Add temporary access" items={grants} keyOf={(g) => g.id} nameOf={(g) => g.title || g.id} empty="None: only members of the unit see the case."
        onAdd={() => edit('add temporary access', (d) => addGrant(d, { id: freshId((d.grants ?? []).map((g) => g.id), `access_${(d.grants ?? []).length + 1}`), title: 'Temporary access', roles: [], fields: [], ends: { kind: 'after', after: 'P7D' } }))}
        onRemove={(i) => { const id = grants[i]?.id; if (id !== undefined) edit('delete temporary access', (d) => deleteGrant(d, id)); }}
        render={(grant) => <Access grant={grant} />}
      />
    </section>
  );
}

function Access({ grant }: { readonly grant: GrantDrawn }) {
  const { draft, edit, readOnly } = useEditor();
  const { error } = useMark(`grants.${grant.id}`);
  const put = (change: Partial<GrantDrawn>, merge?: string): void => edit('change temporary access', (d) => updateGrant(d, { ...grant, ...change }), merge);
  const dates = draft.forms.flatMap((form) => form.fields.filter((f) => f.type === 'date' || f.type === 'datetime').map((f) => ({ value: `${form.id}.${f.name}`, label: `on the date “${f.label || f.name}” of ${form.title || form.id}` })));
  const { ends } = grant;
  const lost = ends.kind === 'field' && !dates.some((d) => d.value === ends.ref) ? [{ value: ends.ref, label: `${ends.ref} (gone)` }] : [];
  return (
    <>
      {error && <p className="field-error" role="note">{error}</p>}
      <TextInput size="xs" label="Name of the access" disabled={readOnly} maxLength={200} value={grant.title} onChange={(e) => put({ title: e.currentTarget.value }, `grant.${grant.id}`)} />
      <RolesInput label="For" path={`grants.${grant.id}.roles`} value={grant.roles} onChange={(d, roles) => updateGrant(d, { ...grant, roles })} />
      <MultiSelect size="xs" label="They see" description="None chosen: what members see" disabled={readOnly} searchable value={grant.fields} onChange={(fields) => put({ fields })} data={shownChoices(draft)} />
      <NativeSelect size="xs" label="It ends" disabled={readOnly} value={ends.kind === 'field' ? ends.ref : ''} onChange={(e) => put({ ends: e.currentTarget.value === '' ? { kind: 'after', after: 'P7D' } : { kind: 'field', ref: e.currentTarget.value } })} data={[{ value: '', label: 'so long after the protocol started' }, ...lost, ...dates]} />
      {ends.kind === 'after' && <DurationInput label="After" path={`grants.${grant.id}.ends`} value={ends.after} onChange={(after) => put({ ends: { kind: 'after', after } }, `grant.${grant.id}.ends`)} />}
    </>
  );
}

/** Forms as a whole, and their fields. */
export function shownChoices(draft: Draft): { value: string; label: string }[] {
  return draft.forms.flatMap((form) => [{ value: form.id, label: `${form.title || form.id}: all of it` }, ...form.fields.map((f) => ({ value: `${form.id}.${f.name}`, label: `${form.title || form.id}: ${f.label || f.name}` }))]);
}
