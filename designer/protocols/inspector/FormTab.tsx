// The form a step fills, the one a consult is answered with, or the forms an approval is about.
import { Button, MultiSelect, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { DraftNode, NodeOf } from '../../../protocol/draft.ts';
import { addForm } from '../../../protocol/edits/forms.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { updateNode } from '../../../protocol/edits/nodes.ts';
import { handoffKindsOf } from '../../../protocol/node-parts.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { FormEditor } from './FormEditor.tsx';

export function FormTab({ node }: { readonly node: DraftNode }) {
  if (node.kind === 'approval') return <div className="tab-body"><About node={node} /></div>;
  if (node.kind === 'handoff') return <div className="tab-body">{mayBeConsult(node) ? <Filled node={node} /> : <p className="quiet">Only a consult, offered once, is answered with a form.</p>}</div>;
  return node.kind === 'start' || node.kind === 'task' || node.kind === 'each' ? <div className="tab-body"><Filled node={node} /></div> : null;
}

const mayBeConsult = (node: NodeOf<'handoff'>): boolean => node.each === undefined && handoffKindsOf(node).includes('consult');

type Filling = NodeOf<'start'> | NodeOf<'task'> | NodeOf<'each'> | NodeOf<'handoff'>;
function Filled({ node }: { readonly node: Filling }) {
  const { draft, edit, readOnly } = useEditor();
  const set = useStepEdit<Filling>(node);
  const form = draft.forms.find((f) => f.id === node.form);
  const add = (): void => {
    const id = freshId(draft.forms.map((f) => f.id), `${node.id}_form`);
    edit(`add a form to ${node.title}`, (d) => updateNode(addForm(d, { id, title: node.title || 'Form', fields: [] }), { ...node, form: id }));
  };
  return (
    <>
      <NativeSelect {...useMark('form')} label="Form" description="Forms can be shared by steps: the last answers hold" value={node.form ?? ''} onChange={(e) => set('form', { form: e.currentTarget.value === '' ? undefined : e.currentTarget.value })} data={[{ value: '', label: 'no form' }, ...(node.form !== undefined && !form ? [{ value: node.form, label: `${node.form} (gone)` }] : []), ...draft.forms.map((f) => ({ value: f.id, label: f.title || f.id }))]} />
      {!readOnly && <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>New form</Button>}
      {form && <FormEditor form={form} />}
    </>
  );
}

function About({ node }: { readonly node: NodeOf<'approval'> }) {
  const { draft } = useEditor();
  const set = useStepEdit(node);
  return <MultiSelect {...useMark('about')} label="What is approved" description="None chosen: the form last submitted on each path that leads here. A new submission of one voids the votes." value={node.about ?? []} onChange={(ids) => set('content', { about: ids.length === 0 ? undefined : ids })} data={draft.forms.map((f) => ({ value: f.id, label: f.title || f.id }))} placeholder={node.about ? '' : 'the last submitted forms'} />;
}
