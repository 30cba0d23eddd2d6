// When a step is due, counted from what, what happens before and after; the whole of it in words, with the unit's zone.
import { NativeSelect, NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { limitWords, namesOf, ruleWords } from '../../../protocol/condition-words.ts';
import type { DraftNode, Limit, NodeOf } from '../../../protocol/draft.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { DurationInput } from '../inputs/DurationInput.tsx';
import { EscalationChain } from './EscalationChain.tsx';
import { LimitRules } from './LimitRules.tsx';

type Limited = NodeOf<'start'> | NodeOf<'task'> | NodeOf<'each'> | NodeOf<'service'> | NodeOf<'approval'> | NodeOf<'handoff'>;
type Due = Extract<Limit, { kind: 'due' }>;

export function ClockTab({ node }: { readonly node: DraftNode }) {
  switch (node.kind) {
    case 'start':
    case 'task':
    case 'each':
    case 'service':
    case 'approval': return <div className="tab-body"><LimitEditor node={node} /></div>;
    case 'handoff': return <div className="tab-body"><LimitEditor node={node} /><Expiry node={node} /></div>;
    case 'wait': return <div className="tab-body"><WaitClock node={node} /></div>;
    default: return null;
  }
}

function LimitEditor({ node }: { readonly node: Limited }) {
  const set = useStepEdit<Limited>(node);
  const [mark, onOverdue, basis] = [useMark('limit'), useMark('limit.onOverdue'), useMark('limit.basis')];
  const limit = node.limit;
  const put = (next: Limit | undefined, merge?: string): void => set('limit', { limit: next }, merge);
  const due: Due = limit?.kind === 'due' ? limit : { kind: 'due', rules: [{ due: 'PT24H' }], escalate: [], onOverdue: 'stay' };
  return (
    <>
      <NativeSelect
        {...mark} label="Limit" value={limit?.kind ?? ''}
        onChange={(e) => put(e.currentTarget.value === 'due' ? due : e.currentTarget.value === 'none' ? { kind: 'none', reason: '' } : undefined)}
        data={[...(limit ? [] : [{ value: '', label: node.kind === 'start' ? 'none needed without a role' : 'not set yet' }]), { value: 'due', label: 'Due within a time' }, { value: 'none', label: 'No limit, for a reason' }, ...(limit && node.kind === 'start' ? [{ value: '', label: 'none needed without a role' }] : [])]}
      />
      {limit?.kind === 'none' && <NoLimit reason={limit.reason} onChange={(reason) => put({ kind: 'none', reason }, 'limit.reason')} />}
      {limit?.kind === 'due' && (
        <>
          <InWords lines={limit} />
          <LimitRules rules={limit.rules} path="limit.rules" onChange={(rules, merge) => put({ ...limit, rules }, merge)} mayWarn />
          <EscalationChain node={node} limit={limit} onChange={put} />
          <NativeSelect {...onOverdue} label="When the limit has passed" value={limit.onOverdue} onChange={(e) => put({ ...limit, onOverdue: e.currentTarget.value === 'leave' ? 'leave' : 'stay' })} data={[{ value: 'stay', label: 'The step stays open' }, { value: 'leave', label: 'Leave by an overdue way' }]} />
          <Statutory value={limit.statutory} path="limit.statutory" onChange={(statutory) => put({ ...limit, statutory })} />
          <Textarea {...basis} label="Where the limit comes from" autosize minRows={1} maxLength={1000} value={limit.basis ?? ''} onChange={(e) => put({ ...limit, basis: e.currentTarget.value === '' ? undefined : e.currentTarget.value }, 'limit.basis')} />
        </>
      )}
    </>
  );
}

function NoLimit({ reason, onChange }: { readonly reason: string; readonly onChange: (reason: string) => void }) {
  return <TextInput {...useMark('limit.reason')} label="Why there is none" maxLength={1000} value={reason} onChange={(e) => onChange(e.currentTarget.value)} />;
}

function InWords({ lines }: { readonly lines: Due }) {
  const { draft, context } = useEditor();
  const zone = context.unit?.zone;
  return (
    <div className="in-words">
      <h3>In words</h3>
      <ul>{limitWords(lines, namesOf(draft)).map((line, i) => <li key={i}>{line}</li>)}</ul>
      {zone && <p className="quiet">Days, months and years are wall-clock time in {zone}; seconds, minutes and hours are elapsed time; working days and hours are counted in a calendar.</p>}
    </div>
  );
}

/** Off is no word in the draft, so that a protocol that never said it keeps its hash. */
function Statutory({ value, path, onChange }: { readonly value: boolean | undefined; readonly path: string; readonly onChange: (value: true | undefined) => void }) {
  const { readOnly } = useEditor();
  return <Switch disabled={readOnly} data-field={path} label="Set by statute: goes on while the step or its case is paused" checked={value ?? false} onChange={(e) => onChange(e.currentTarget.checked ? true : undefined)} />;
}

function Expiry({ node }: { readonly node: NodeOf<'handoff'> }) {
  const { readOnly } = useEditor();
  const set = useStepEdit(node);
  return (
    <>
      <Switch disabled={readOnly} data-field="expires" label="The offer expires" checked={node.expires !== undefined} onChange={(e) => set('expiry', { expires: e.currentTarget.checked ? 'P3D' : undefined })} />
      {node.expires !== undefined && <DurationInput label="Expires after" path="expires" value={node.expires} onChange={(expires) => set('expiry', { expires }, 'expires')} />}
    </>
  );
}

function WaitClock({ node }: { readonly node: NodeOf<'wait'> }) {
  const { draft } = useEditor();
  const set = useStepEdit(node);
  const names = namesOf(draft);
  const dates = draft.forms.flatMap((form) => form.fields.filter((f) => f.type === 'date' || f.type === 'datetime').map((f) => ({ value: `${form.id}.${f.name}`, label: `${form.title || form.id}: ${f.label || f.name}` })));
  const until = useMark('until');
  const atMost = useMark('atMost');
  return (
    <>
      <div className="in-words">
        <h3>In words</h3>
        <ul>
          {node.rules.map((rule, i) => <li key={i}>{i > 0 ? 'otherwise ' : 'ends '}{ruleWords(rule, names)}</li>)}
          {node.until !== undefined && <li>ends at the date in {names.field(node.until).label}</li>}
          {node.events.map((event) => <li key={event.name}>ends when “{event.label ?? event.name}” is raised</li>)}
          {node.atMost !== undefined && <li>after {node.atMost === 1 ? 'the first time' : `${node.atMost} times`} in a run it is not waited again</li>}
        </ul>
      </div>
      <LimitRules rules={node.rules} path="rules" onChange={(rules, merge) => set('wait', { rules }, merge)} />
      <NativeSelect {...until} label="Or at the date in" value={node.until ?? ''} onChange={(e) => set('date', { until: e.currentTarget.value === '' ? undefined : e.currentTarget.value })} data={[{ value: '', label: 'no date' }, ...(node.until !== undefined && !dates.some((d) => d.value === node.until) ? [{ value: node.until, label: `${node.until} (gone)` }] : []), ...dates]} />
      <Statutory value={node.statutory} path="statutory" onChange={(statutory) => set('statutory', { statutory })} />
      <NumberInput {...atMost} label="Waits at most so many times" description="in one run; then it is left at once by its own way on. Empty: no bound" min={1} max={1000} allowDecimal={false} value={node.atMost ?? ''} onChange={(n) => set('bound', { atMost: n === '' ? undefined : Number(n) }, 'atMost')} />
    </>
  );
}
