// A decision table in the inspector: how its rows count, what it asks, what comes out. The rows themselves are filled in where
// there is room for them, in a dialog of their own.
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconTable, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { outputTypes, type NodeOf } from '../../../protocol/draft.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import type { Subject } from '../inputs/condition-rows.ts';
import { ListEditor, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';
import { inputSubjects, operandOfSubject, subjectOfOperand, withInput, withOperand, withoutInput, withoutOutput, withOutput, withOutputType } from '../inputs/table-cells.ts';
import { worded } from './field-shape.ts';
import { TableRows } from './TableRows.tsx';

type Table = NodeOf<'table'>;
type Output = Table['outputs'][number];

export const outputTypeWords: Readonly<Record<Output['type'], string>> = { boolean: 'yes or no', integer: 'whole number', number: 'number', option: 'one of several' };

export function TableKind({ node }: { readonly node: Table }) {
  const set = useStepEdit(node);
  const { findings } = useEditor();
  const [isOpen, setOpen] = useState(false);
  const rows = findings.filter((f) => f.at.node === node.id && (f.at.field === 'rules' || f.at.field?.startsWith('rules.')));
  return (
    <>
      <NativeSelect {...useMark('hit')} label="Which rows count" value={node.hit} onChange={(e) => set('rows that count', { hit: e.currentTarget.value === 'collect' ? 'collect' : 'first' })} data={[{ value: 'first', label: 'The first that applies' }, { value: 'collect', label: 'All that apply: their answers are collected' }]} />
      <Inputs node={node} />
      <Outputs node={node} />
      <section aria-label="Rows" data-field="rules" tabIndex={-1}>
        <h3>Rows</h3>
        {rows.map((f, i) => <p key={i} className="field-error" role="note">{f.message}</p>)}
        <p className="quiet">{node.rules.length === 0 ? 'No rows yet.' : `${node.rules.length} ${node.rules.length === 1 ? 'row' : 'rows'}.`}</p>
        <Button size="xs" variant="default" leftSection={<IconTable size={14} aria-hidden />} onClick={() => setOpen(true)}>Open the table</Button>
      </section>
      <TableRows node={node} opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function Inputs({ node }: { readonly node: Table }) {
  const { draft, readOnly } = useEditor();
  const set = useStepEdit(node);
  const mark = useMark('inputs');
  const groups = inputSubjects(draft, node.id);
  const first = groups[0]?.items[0]?.value;
  return (
    <section aria-label="Inputs" data-field="inputs" tabIndex={-1}>
      <h3>What it asks</h3>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        isInline noun="input" items={node.inputs} keyOf={(i) => i.id} nameOf={(_i, n) => String(n + 1)} empty="Nothing: its rows apply to every case."
        onAdd={() => { if (first !== undefined) set('inputs', withInput(node, operandOfSubject(first))); }} onRemove={(i) => set('inputs', withoutInput(node, i))}
        render={(input, i) => {
          const subject = subjectOfOperand(input.operand);
          const known = groups.some((g) => g.items.some((item) => item.value === subject));
          return <NativeSelect size="xs" aria-label={`Input ${i + 1}`} data-field={`inputs.${i}`} disabled={readOnly} value={subject ?? ''} onChange={(e) => set('inputs', withOperand(node, i, operandOfSubject(e.currentTarget.value as Subject)))} data={[...(known ? [] : [{ value: subject ?? '', label: `${(subject ?? '').replace(/^[a-z]+:/, '')} (gone)` }]), ...groups.map((g) => ({ group: g.group, items: [...g.items] }))]} />;
        }}
      />
    </section>
  );
}

function Outputs({ node }: { readonly node: Table }) {
  const { readOnly } = useEditor();
  const set = useStepEdit(node);
  const mark = useMark('outputs');
  const put = (outputs: Output[], merge?: string): void => set('outputs', { outputs }, merge);
  return (
    <section aria-label="Outputs" data-field="outputs" tabIndex={-1}>
      <h3>What comes out</h3>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        noun="output" items={node.outputs} keyOf={(_o, i) => String(i)} nameOf={(o) => o.label || o.name} empty="Nothing comes out yet."
        onAdd={() => set('outputs', withOutput(node))} onRemove={(i) => set('outputs', withoutOutput(node, i))}
        render={(output, i) => (
          <>
            <TextInput
              size="xs" label={`Output ${i + 1}`} data-field={`outputs.${i}`} disabled={readOnly} maxLength={200} value={output.label} onChange={(e) => put(replacedAt(node.outputs, i, { ...output, label: e.currentTarget.value }), `outputs.${i}.label`)}
              // As with outcomes: once it is worded its name says the same, and then stays.
              onBlur={() => { if (!readOnly && /^answer(_\d+)?$/.test(output.name) && output.label.trim() !== '' && !/^answer( \d+)?$/i.test(output.label)) put(replacedAt(node.outputs, i, { ...output, name: freshId(node.outputs.filter((o) => o !== output).map((o) => o.name), output.label) }), `outputs.${i}.label`); }}
            />
            <NativeSelect size="xs" label={`Kind of output ${i + 1}`} disabled={readOnly} value={output.type} onChange={(e) => { const type = outputTypes.find((t) => t === e.currentTarget.value); if (type) set('outputs', withOutputType(node, i, type)); }} data={outputTypes.map((t) => ({ value: t, label: outputTypeWords[t] }))} />
            {output.type === 'option' && <OutputOptions output={output} index={i} onChange={(next, merge) => put(replacedAt(node.outputs, i, next), merge)} />}
          </>
        )}
      />
    </section>
  );
}

function OutputOptions({ output, index, onChange }: { readonly output: Output; readonly index: number; readonly onChange: (next: Output, merge?: string) => void }) {
  const { readOnly } = useEditor();
  const options = output.options ?? [];
  const put = (next: NonNullable<Output['options']>, merge?: string): void => onChange({ ...output, options: next }, merge);
  return (
    <div className="list-editor" role="group" aria-label={`Options of output ${index + 1}`}>
      {options.map((option, i) => (
        <div key={i} className="list-item is-inline">
          <TextInput
            size="xs" aria-label={`Option ${i + 1} of output ${index + 1}`} disabled={readOnly} maxLength={200} value={option.label} onChange={(e) => put(replacedAt(options, i, { ...option, label: e.currentTarget.value }), `outputs.${index}.options.${i}`)}
            onBlur={() => { const next = worded(option, options.filter((o) => o !== option).map((o) => o.id)); if (!readOnly && next !== option) put(replacedAt(options, i, next), `outputs.${index}.options.${i}`); }}
          />
          {!readOnly && <ActionIcon variant="subtle" color="gray" aria-label={`Remove option ${option.label || option.id}`} onClick={() => put(withoutAt(options, i))}><IconTrash size={16} aria-hidden /></ActionIcon>}
        </div>
      ))}
      {!readOnly && <Button size="compact-xs" variant="subtle" onClick={() => put([...options, { id: freshId(options.map((o) => o.id), `option_${options.length + 1}`), label: `Option ${options.length + 1}` }])}>Add option</Button>}
    </div>
  );
}
