// A moment on the way of a case, chosen in two steps: what kind of moment, then which step, status or number.
import { NativeSelect, NumberInput } from '@mantine/core';
import { caseStatuses, meanings, type Draft, type Place } from '../../../protocol/draft.ts';
import { portContextOf, portsOf } from '../../../protocol/ports.ts';
import { meaningWords, statusWords } from '../../../protocol/prove/words.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';

interface Props {
  readonly label: string;
  readonly path: string;
  readonly value: Place;
  readonly onChange: (place: Place) => void;
  /** The clock may start before the case does. */
  readonly mayBeReport?: boolean;
}
type Choice = Exclude<Place['kind'], 'step'> | 'opened' | 'done';
const words: Readonly<Record<Choice, string>> = {
  start: 'the start', reportReceived: 'the receipt of the report', opened: 'a step opens', done: 'a step is done', status: 'the case takes a status', approval: 'an approval is granted', records: 'something is recorded', disclosure: 'something is disclosed',
};
const choiceOf = (place: Place): Choice => (place.kind === 'step' ? place.moment : place.kind);

export function PlaceInput({ label, path, value, onChange, mayBeReport = false }: Props) {
  const { draft } = useEditor();
  const { error, disabled, ...mark } = useMark(path);
  const choice = choiceOf(value);
  const choices = (Object.keys(words) as Choice[]).filter((c) => c !== 'reportReceived' || mayBeReport || c === choice);
  return (
    <div className="place" role="group" aria-label={label}>
      <NativeSelect {...mark} size="xs" label={label} disabled={disabled} error={error} value={choice} onChange={(e) => onChange(placeOf(e.currentTarget.value as Choice, value, draft))} data={choices.map((c) => ({ value: c, label: words[c] }))} />
      <More label={label} value={value} onChange={onChange} />
    </div>
  );
}

function More({ label, value, onChange }: Pick<Props, 'label' | 'value' | 'onChange'>) {
  const { draft, context, readOnly } = useEditor();
  switch (value.kind) {
    case 'start':
    case 'reportReceived':
    case 'disclosure': return null;
    case 'status': return <NativeSelect size="xs" aria-label={`${label}: which status`} disabled={readOnly} value={value.status} onChange={(e) => { const status = caseStatuses.find((s) => s === e.currentTarget.value); if (status) onChange({ ...value, status }); }} data={caseStatuses.map((s) => ({ value: s, label: statusWords[s] }))} />;
    case 'approval': return <NumberInput size="xs" aria-label={`${label}: by at least how many persons`} disabled={readOnly} value={value.persons} min={1} max={10} suffix={value.persons === 1 ? ' person' : ' persons'} prefix="by at least " allowDecimal={false} clampBehavior="strict" onChange={(n) => { if (typeof n === 'number') onChange({ ...value, persons: n }); }} />;
    case 'records': return <NativeSelect size="xs" aria-label={`${label}: what is recorded`} disabled={readOnly} value={value.means} onChange={(e) => { const means = meanings.find((m) => m === e.currentTarget.value); if (means) onChange({ ...value, means }); }} data={meanings.map((m) => ({ value: m, label: meaningWords[m] }))} />;
    case 'step': {
      const node = draft.nodes.find((n) => n.id === value.step);
      const ports = node ? portsOf(node, portContextOf(draft, context)) : [];
      return (
        <>
          <StepSelect label={`${label}: which step`} value={value.step} onChange={(step) => onChange({ kind: 'step', step, moment: value.moment })} />
          {value.moment === 'done' && ports.length > 1 && <NativeSelect size="xs" aria-label={`${label}: by which way out`} disabled={readOnly} value={value.port ?? ''} onChange={(e) => { const port = e.currentTarget.value; onChange({ kind: 'step', step: value.step, moment: 'done', ...(port === '' ? {} : { port }) }); }} data={[{ value: '', label: 'however a person ends it' }, ...ports.map((p) => ({ value: p.id, label: `by “${p.label}”` })), ...(value.port !== undefined && !ports.some((p) => p.id === value.port) ? [{ value: value.port, label: `${value.port} (gone)` }] : [])]} />}
        </>
      );
    }
  }
}

interface StepSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (step: string) => void;
  readonly kinds?: readonly string[];
  /** The label is read on screen, not only spoken. */
  readonly isShown?: boolean;
}

export function StepSelect({ label, value, onChange, kinds, isShown = false }: StepSelectProps) {
  const { draft, readOnly } = useEditor();
  const nodes = draft.nodes.filter((n) => kinds === undefined || kinds.includes(n.kind));
  const lost = nodes.some((n) => n.id === value) ? [] : [{ value, label: value.includes('.') ? `${value} (of another protocol)` : `${value} (no such step)` }];
  return <NativeSelect size="xs" label={isShown ? label : undefined} aria-label={label} disabled={readOnly} value={value} onChange={(e) => onChange(e.currentTarget.value)} data={[...lost, ...nodes.map((n) => ({ value: n.id, label: n.title || n.id }))]} />;
}

function placeOf(choice: Choice, before: Place, draft: Draft): Place {
  switch (choice) {
    case 'start':
    case 'reportReceived':
    case 'disclosure': return { kind: choice };
    case 'opened':
    case 'done': return { kind: 'step', moment: choice, step: before.kind === 'step' ? before.step : (draft.nodes.find((n) => n.kind === 'task')?.id ?? draft.nodes[0]?.id ?? 'step') };
    case 'status': return { kind: 'status', status: 'closed' };
    case 'approval': return { kind: 'approval', persons: 2 };
    case 'records': return { kind: 'records', means: 'weaponsAccess' };
  }
}
