// A service: which connector is asked, what it is told, how often it is tried, and what comes back. What comes back is the
// connector's to say, so it is shown and not changed here.
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { Operand } from '../../../protocol/condition.ts';
import type { NodeOf } from '../../../protocol/draft.ts';
import type { ConnectorSpec } from '../../../protocol/validation-context.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { subjectsOf, type Subject } from '../inputs/condition-rows.ts';
import { DurationInput } from '../inputs/DurationInput.tsx';
import { operandOfSubject, subjectOfOperand } from '../inputs/table-cells.ts';
import { outputTypeWords } from './TableKind.tsx';

type Service = NodeOf<'service'>;

export function ServiceKind({ node }: { readonly node: Service }) {
  const { context } = useEditor();
  const set = useStepEdit(node);
  const all = context.connectors ?? [];
  const connector = all.find((c) => c.key === node.connector);
  const choose = (key: string): void => {
    const next = all.find((c) => c.key === key);
    if (next) set('connector', { connector: key, inputs: node.inputs.filter((i) => next.inputs.some((known) => known.name === i.name)), outputs: next.outputs.map((o) => ({ ...o })) });
  };
  return (
    <>
      <NativeSelect
        {...useMark('connector')} label="Connector" description={connector?.help ?? 'What is registered with this installation'} value={node.connector} onChange={(e) => choose(e.currentTarget.value)}
        data={[...(connector ? [] : [{ value: node.connector, label: node.connector === 'choose' ? 'Choose a connector' : `${node.connector} (not registered)` }]), ...all.map((c) => ({ value: c.key, label: c.title }))]}
      />
      {connector?.inputs.map((input) => <Given key={input.name} node={node} input={input} />)}
      <NumberInput {...useMark('attempts')} label="Tries at most" min={1} max={10} allowDecimal={false} value={node.attempts} onChange={(n) => { if (n !== '') set('tries', { attempts: Number(n) }, 'attempts'); }} />
      <DurationInput label="Time to the second try" path="every" value={node.every} onChange={(every) => set('tries', { every }, 'every')} />
      <section aria-label="What comes back">
        <h3>What comes back</h3>
        {node.outputs.length === 0 ? <p className="quiet">Choose a connector first.</p> : <ul>{node.outputs.map((o) => <li key={o.name}>{o.label || o.name}: {outputTypeWords[o.type]}</li>)}</ul>}
      </section>
    </>
  );
}

/** What the connector is told: a role, something that is recorded, or a fixed word. */
function Given({ node, input }: { readonly node: Service; readonly input: ConnectorSpec['inputs'][number] }) {
  const { draft, catalogue, readOnly } = useEditor();
  const set = useStepEdit(node);
  const mark = useMark(`inputs.${input.name}`);
  const now = node.inputs.find((i) => i.name === input.name)?.operand;
  const put = (operand: Operand | undefined, merge?: string): void => set('what it is told', { inputs: [...node.inputs.filter((i) => i.name !== input.name), ...(operand ? [{ name: input.name, operand }] : [])] }, merge);
  const fixed = now?.kind === 'value' ? String(now.value) : '';
  if (input.type === 'role') {
    const roles = catalogue.map((c) => ({ value: c.key, label: c.title }));
    return <NativeSelect {...mark} label={input.label} value={fixed} onChange={(e) => put(e.currentTarget.value === '' ? undefined : { kind: 'value', value: e.currentTarget.value })} data={[{ value: '', label: input.required ? 'Choose a role' : 'none' }, ...(fixed !== '' && !roles.some((r) => r.value === fixed) ? [{ value: fixed, label: `${fixed} (gone)` }] : []), ...roles]} />;
  }
  const subjects = subjectsOf(draft).map((g) => ({ group: g.group, items: g.items.filter(({ value }) => /^(field|case|outcome):/.test(value)) })).filter((g) => g.items.length > 0);
  const subject = now && subjectOfOperand(now);
  return (
    <>
      <NativeSelect {...mark} label={input.label} value={subject ?? (now ? 'fixed' : '')} onChange={(e) => { const value = e.currentTarget.value; put(value === '' ? undefined : value === 'fixed' ? { kind: 'value', value: '' } : operandOfSubject(value as Subject)); }} data={[{ value: '', label: input.required ? 'Choose what it is told' : 'nothing' }, { value: 'fixed', label: 'a fixed word' }, ...subjects.map((g) => ({ group: g.group, items: [...g.items] }))]} />
      {now?.kind === 'value' && <TextInput label={`${input.label}: the word`} disabled={readOnly} maxLength={200} value={fixed} onChange={(e) => put({ kind: 'value', value: e.currentTarget.value }, `inputs.${input.name}`)} />}
    </>
  );
}
