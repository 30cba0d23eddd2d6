// What is done for each item: over which list or how often, at once or one after the other, a step or a protocol.
import { NativeSelect, NumberInput } from '@mantine/core';
import type { NodeOf } from '../../../protocol/draft.ts';
import { shapesOf } from '../../../protocol/node-parts.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { Checklist } from './Checklist.tsx';
import { Outcomes } from './Outcomes.tsx';
import { ProtocolSelect } from './ProtocolSelect.tsx';

const countable = ['list', 'measures', 'options', 'integer', 'number'];

export function EachKind({ node }: { readonly node: NodeOf<'each'> }) {
  const { draft } = useEditor();
  const set = useStepEdit(node);
  const { over } = node;
  const fields = shapesOf(draft).filter((form) => form.id !== node.id).flatMap((form) => form.fields.filter((f) => countable.includes(f.type)).map((f) => ({ value: `${form.id}.${f.name}`, label: `${form.title || form.id}: ${f.label || f.name}` })));
  const lost = over.kind === 'field' && !fields.some((f) => f.value === over.ref) ? [{ value: over.ref, label: `${over.ref} (gone)` }] : [];
  const [mark, order, how] = [useMark('over'), useMark('order'), useMark('how')];
  return (
    <>
      <NativeSelect
        {...mark} label="For each of" description="The entries of a list, a number, or a fixed number of times" value={over.kind === 'field' ? over.ref : ''}
        onChange={(e) => set('items', { over: e.currentTarget.value === '' ? { kind: 'times', times: 2 } : { kind: 'field', ref: e.currentTarget.value } })}
        data={[{ value: '', label: 'a fixed number of times' }, ...lost, ...fields]}
      />
      {over.kind === 'times' && <NumberInput data-field="over.times" label="How many times" disabled={mark.disabled} min={0} max={100} allowDecimal={false} value={over.times} onChange={(n) => { if (n !== '') set('items', { over: { kind: 'times', times: Number(n) } }, 'over.times'); }} />}
      <NativeSelect {...order} label="When" value={node.order} onChange={(e) => set('order', { order: e.currentTarget.value === 'inTurn' ? 'inTurn' : 'together' })} data={[{ value: 'together', label: 'All at once' }, { value: 'inTurn', label: 'One after the other' }]} />
      <NativeSelect {...how} label="What is done" value={node.protocol === undefined ? 'step' : 'protocol'} onChange={(e) => set('work', { protocol: e.currentTarget.value === 'step' ? undefined : 'choose' })} data={[{ value: 'step', label: 'A step that a person does' }, { value: 'protocol', label: 'Another protocol' }]} />
      {node.protocol === undefined ? <><Outcomes node={node} /><Checklist node={node} /></> : <ProtocolSelect path="protocol" label="Protocol" value={node.protocol} onChange={(protocol) => set('protocol', { protocol })} />}
    </>
  );
}
