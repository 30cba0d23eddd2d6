// How long records are kept, and the clauses the protocol follows.
import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { citationSchema, type Draft } from '../../../protocol/draft.ts';
import { cleanId, freshId } from '../../../protocol/edits/ids.ts';
import { addCitation, addRetention, deleteCitation, deleteRetention, updateCitation, updateRetention } from '../../../protocol/edits/protocol.ts';
import { useEditor } from '../editor/editor-context.ts';
import { DurationInput } from '../inputs/DurationInput.tsx';
import { ListEditor } from '../inputs/ListEditor.tsx';

export function Keeping() {
  const { draft, edit } = useEditor();
  return (
    <div className="tab-body">
      <section aria-label="Retention classes" data-field="retention" tabIndex={-1}>
        <h3>Retention classes</h3>
        <ListEditor
          noun="class" addLabel="Add retention class" items={draft.retention} keyOf={(r) => r.id} nameOf={(r) => r.id} empty="None: what is recorded is kept."
          onAdd={() => edit('add a retention class', (d) => addRetention(d, { id: freshId(d.retention.map((r) => r.id), `class_${d.retention.length + 1}`), keep: 'P5Y', reviewBefore: 'P0D' }))}
          onRemove={(i) => { const id = draft.retention[i]?.id; if (id !== undefined) edit('delete a retention class', (d) => deleteRetention(d, id)); }}
          render={(r) => <Class item={r} />}
        />
      </section>
      <section aria-label="Citations" data-field="citations" tabIndex={-1}>
        <h3>Citations</h3>
        <ListEditor
          noun="citation" items={draft.citations} keyOf={(c) => c.id} nameOf={(c) => c.text || c.id} empty="No clauses yet."
          onAdd={() => edit('add a citation', (d) => addCitation(d, { id: freshId(d.citations.map((c) => c.id), `citation_${d.citations.length + 1}`), text: '', kind: 'policy' }))}
          onRemove={(i) => { const id = draft.citations[i]?.id; if (id !== undefined) edit('delete a citation', (d) => deleteCitation(d, id)); }}
          render={(c, i) => <Clause item={c} index={i} />}
        />
      </section>
    </div>
  );
}

function Class({ item }: { readonly item: Draft['retention'][number] }) {
  const { draft, edit, readOnly } = useEditor();
  const rename = (text: string): void => {
    const id = cleanId(text);
    if (id === item.id || draft.retention.some((r) => r.id === id)) return;
    // A class is known by its name, so a new name is a class in the place of the old one.
    edit('rename a retention class', (d) => addRetention(deleteRetention(d, item.id), { ...item, id }));
  };
  return (
    <>
      <TextInput key={item.id} size="xs" label="Name of the class" disabled={readOnly} maxLength={60} defaultValue={item.id} onBlur={(e) => rename(e.currentTarget.value)} />
      <Switch size="xs" disabled={readOnly} label="Kept for good" checked={item.keep === null} onChange={(e) => { const keep = e.currentTarget.checked ? null : 'P5Y'; edit('change how long it is kept', (d) => updateRetention(d, { ...item, keep })); }} />
      {item.keep !== null && <DurationInput label="Kept for" path={`retention.${item.id}.keep`} value={item.keep} onChange={(keep) => edit('change how long it is kept', (d) => updateRetention(d, { ...item, keep }), `keep.${item.id}`)} />}
      {item.keep !== null && <DurationInput label="Reviewed before that" path={`retention.${item.id}.reviewBefore`} value={item.reviewBefore} onChange={(reviewBefore) => edit('change the review', (d) => updateRetention(d, { ...item, reviewBefore }), `review.${item.id}`)} />}
    </>
  );
}

const kindWords = { statute: 'statute', policy: 'policy', agreement: 'agreement', source: 'source', illustrative: 'illustrative' } as const;
const kinds = citationSchema.shape.kind.options;

function Clause({ item, index }: { readonly item: Draft['citations'][number]; readonly index: number }) {
  const { edit, readOnly } = useEditor();
  return (
    <>
      <Textarea size="xs" label={`Citation ${index + 1}`} disabled={readOnly} autosize minRows={1} maxLength={1000} value={item.text} onChange={(e) => { const text = e.currentTarget.value; edit('change a citation', (d) => updateCitation(d, { ...item, text }), `citation.${item.id}`); }} />
      <NativeSelect size="xs" aria-label={`Kind of citation ${index + 1}`} disabled={readOnly} value={item.kind} onChange={(e) => { const kind = kinds.find((k) => k === e.currentTarget.value); if (kind) edit('change a citation', (d) => updateCitation(d, { ...item, kind })); }} data={kinds.map((value) => ({ value, label: kindWords[value] }))} />
      <Switch size="xs" disabled={readOnly} label="Mandatory" description="A rule can ask that a step gives it" checked={item.mandatory === true} onChange={(e) => { const mandatory = e.currentTarget.checked; edit('change a citation', (d) => updateCitation(d, { ...item, mandatory: mandatory || undefined })); }} />
    </>
  );
}
