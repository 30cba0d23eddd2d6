// Both sides of a handoff, what goes with it, and on what legal basis.
import { MultiSelect, NativeSelect, Switch, TextInput } from '@mantine/core';
import type { NodeOf } from '../../../protocol/draft.ts';
import { updateNode } from '../../../protocol/edits/nodes.ts';
import { handoffKindsOf } from '../../../protocol/node-parts.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { ListEditor, movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';
import { RolesInput } from '../inputs/RolesInput.tsx';
import { shownChoices } from './Grants.tsx';

export function HandoffPeople({ node }: { readonly node: NodeOf<'handoff'> }) {
  const { draft, readOnly } = useEditor();
  const set = useStepEdit(node);
  const mark = useMark('package');
  const joint = useMark('joint');
  const things = shownChoices(draft);
  return (
    <>
      <RolesInput label="Receivers" path="to" description="The first of them to answer settles it for all" value={node.to} onChange={(d, to) => updateNode(d, { ...node, to })} />
      <RolesInput label="Offered by" path="from" description="None: the owner of the case" value={node.from} onChange={(d, from) => updateNode(d, { ...node, from })} />
      <section aria-label="Package" data-field="package" tabIndex={-1}>
        <h3>Package</h3>
        {mark.error && <p className="field-error" role="note">{mark.error}</p>}
        <ListEditor
          noun="item" addLabel="Add to the package" items={node.package} keyOf={(_x, i) => String(i)} nameOf={(x) => x.ref || 'empty'} empty="Nothing goes with it."
          onAdd={() => set('package', { package: [...node.package, { ref: things[0]?.value ?? 'What goes with it', required: false }] })}
          onRemove={(i) => set('package', { package: withoutAt(node.package, i) })} onMove={(from, to) => set('package', { package: movedTo(node.package, from, to) })}
          render={(item, i) => {
            const known = things.some((t) => t.value === item.ref);
            const put = (ref: string, merge?: string): void => set('package', { package: replacedAt(node.package, i, { ...item, ref }) }, merge);
            return (
              <>
                <NativeSelect size="xs" aria-label={`Package item ${i + 1}`} data-field={`package.${i}.ref`} disabled={readOnly} value={known ? item.ref : ''} onChange={(e) => put(e.currentTarget.value === '' ? 'Label for the receiver' : e.currentTarget.value)} data={[...things, { value: '', label: 'a label for the receiver' }]} />
                {!known && <TextInput size="xs" label="Label" disabled={readOnly} maxLength={140} value={item.ref} onChange={(e) => put(e.currentTarget.value, `package.${i}`)} />}
                {known && <Switch size="xs" disabled={readOnly} label="Required before it is offered" checked={item.required} onChange={(e) => set('package', { package: replacedAt(node.package, i, { ...item, required: e.currentTarget.checked }) })} />}
              </>
            );
          }}
        />
      </section>
      <LegalBasis node={node} />
      {node.each === undefined && handoffKindsOf(node).includes('request') && (
        <>
          <Switch disabled={readOnly} data-field="joint" label="Joint: the agency that accepts works on the case too" checked={node.joint !== undefined} onChange={(e) => set('joint work', { joint: e.currentTarget.checked ? [] : undefined })} />
          {node.joint && <MultiSelect {...joint} label="What the other agency sees" description="None chosen: what members see. It ends when this protocol ends." searchable value={node.joint} onChange={(joint) => set('joint work', { joint })} data={things} />}
        </>
      )}
      <Switch disabled={readOnly} data-field="disclosure" label="Registered as a disclosure" checked={node.disclosure} onChange={(e) => set('disclosure', { disclosure: e.currentTarget.checked })} />
    </>
  );
}

/** On what a handoff or a notice that is a disclosure rests. */
export function LegalBasis({ node }: { readonly node: NodeOf<'handoff'> | NodeOf<'notify'> }) {
  const { draft } = useEditor();
  const set = useStepEdit<NodeOf<'handoff'> | NodeOf<'notify'>>(node);
  const mark = useMark('legalBasis');
  const basis = node.legalBasis;
  const texts = draft.forms.flatMap((form) => form.fields.filter((f) => f.means === 'legalBasis' || f.type === 'string' || f.type === 'text' || f.type === 'option').map((f) => ({ value: `${form.id}.${f.name}`, label: `${form.title || form.id}: ${f.label || f.name}` })));
  return (
    <>
      <NativeSelect
        {...mark} label="Legal basis" description="Needed where it goes to another agency" value={basis?.kind ?? ''}
        onChange={(e) => set('legal basis', { legalBasis: e.currentTarget.value === 'drawn' ? { kind: 'drawn', text: '' } : e.currentTarget.value === 'field' ? { kind: 'field', ref: texts[0]?.value ?? '' } : undefined })}
        data={[{ value: '', label: node.kind === 'handoff' ? 'given when it is offered' : 'none' }, { value: 'drawn', label: 'the same each time' }, { value: 'field', label: 'as answered in a form' }]}
      />
      {basis?.kind === 'drawn' && <TextInput disabled={mark.disabled} data-field="legalBasis.text" label="Basis" maxLength={500} value={basis.text} onChange={(e) => set('legal basis', { legalBasis: { kind: 'drawn', text: e.currentTarget.value } }, 'legalBasis')} />}
      {basis?.kind === 'field' && <NativeSelect disabled={mark.disabled} data-field="legalBasis.ref" label="Answer" value={basis.ref} onChange={(e) => set('legal basis', { legalBasis: { kind: 'field', ref: e.currentTarget.value } })} data={[...(texts.some((t) => t.value === basis.ref) ? [] : [{ value: basis.ref, label: basis.ref || 'Choose' }]), ...texts]} />}
    </>
  );
}
