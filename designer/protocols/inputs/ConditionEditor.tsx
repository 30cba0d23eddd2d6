// A condition in rows: what is asked, how, which answer; all or any of them; groups inside groups. Above it the same in
// words, as everybody else will read it; below it, for those who ask for it, as text.
import { ActionIcon, Button, MultiSelect, NativeSelect, NumberInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Condition, Scalar } from '../../../protocol/condition.ts';
import { conditionWords, namesOf } from '../../../protocol/condition-words.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';
import { answersOf, askedAs, conditionOf, groupOf, isGroup, questionOf, questionWords, scalarOf, subjectOf, subjectsOf, type GroupMode, type Question, type Subject } from './condition-rows.ts';
import { ConditionText } from './ConditionText.tsx';
import { DurationInput } from './DurationInput.tsx';
import { replacedAt, withoutAt } from './ListEditor.tsx';

interface Props {
  /** What the condition decides: "Branch Yes is taken when". */
  readonly label: string;
  readonly path: string;
  readonly value: Condition | undefined;
  /** Undefined: no condition at all. */
  readonly onChange: (condition: Condition | undefined) => void;
  /** What having none means. */
  readonly none: string;
}
const modes: readonly { readonly value: GroupMode; readonly label: string }[] = [{ value: 'all', label: 'all of these hold' }, { value: 'any', label: 'any of these holds' }, { value: 'none', label: 'none of these holds' }, { value: 'notAll', label: 'not all of these hold' }];

export function ConditionEditor({ label, path, value, onChange, none }: Props) {
  const { draft, readOnly } = useEditor();
  const mark = useMark(path);
  const [asText, setAsText] = useState(false);
  const first = subjectsOf(draft)[0]?.items[0]?.value ?? 'case:level';
  return (
    <fieldset className="condition" data-field={path} tabIndex={-1}>
      <legend>{label}</legend>
      <p className="condition-words">{value ? conditionWords(value, namesOf(draft)) : none}</p>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      {value && <Rows label={label} path={path} value={value} onChange={onChange} depth={0} />}
      <div className="condition-acts">
        {!value && !readOnly && <Button size="xs" variant="default" onClick={() => onChange(askedAs(draft, { subject: first }))}>Add condition</Button>}
        {(value || !readOnly) && <Button size="compact-xs" variant="subtle" aria-expanded={asText} aria-label={`${label}: ${asText ? 'hide the text' : 'as text'}`} onClick={() => setAsText(!asText)}>{asText ? 'Hide the text' : 'As text'}</Button>}
      </div>
      {asText && <ConditionText label={label} value={value} onChange={onChange} />}
    </fieldset>
  );
}

function Rows({ label, path, value, onChange, depth }: Omit<Props, 'none' | 'value'> & { readonly value: Condition; readonly depth: number }) {
  const { draft, readOnly } = useEditor();
  const group = groupOf(value);
  const set = (of: readonly Condition[]): void => onChange(of.length === 0 ? undefined : conditionOf({ mode: group.mode, of }));
  const first = subjectsOf(draft)[0]?.items[0]?.value ?? 'case:level';
  return (
    <div className="condition-rows" data-depth={depth}>
      {(group.of.length > 1 || group.mode !== 'all') && <NativeSelect size="xs" aria-label={`${label}: how the rows belong together`} disabled={readOnly} value={group.mode} onChange={(e) => onChange(conditionOf({ mode: modes.find((m) => m.value === e.currentTarget.value)?.value ?? 'all', of: group.of }))} data={[...modes]} />}
      {group.of.map((part, index) => (
        <div key={index} className="condition-part" role="group" aria-label={`row ${index + 1}`}>
          {isGroup(part) ? (
            <Rows label={`${label}, group ${index + 1}`} path={path} value={part} depth={depth + 1} onChange={(next) => set(next ? replacedAt(group.of, index, next) : withoutAt(group.of, index))} />
          ) : (
            <Row path={path} value={part} onChange={(next) => set(replacedAt(group.of, index, next))} onRemove={() => set(withoutAt(group.of, index))} />
          )}
        </div>
      ))}
      {!readOnly && (
        <div className="condition-acts">
          <Button size="compact-xs" variant="default" onClick={() => set([...group.of, askedAs(draft, { subject: first })])}>Add row</Button>
          {depth < 3 && <Button size="compact-xs" variant="subtle" onClick={() => set([...group.of, { kind: group.mode === 'any' ? 'all' : 'any', of: [askedAs(draft, { subject: first }), askedAs(draft, { subject: first })] }])}>Add group</Button>}
          {group.of.length === 1 && depth === 0 && <Button size="compact-xs" variant="subtle" onClick={() => onChange(conditionOf({ mode: 'any', of: [...group.of, askedAs(draft, { subject: first })] }))}>Add alternative</Button>}
        </div>
      )}
    </div>
  );
}

function Row({ path, value, onChange, onRemove }: { readonly path: string; readonly value: Condition; readonly onChange: (next: Condition) => void; readonly onRemove: () => void }) {
  const { draft, readOnly } = useEditor();
  const subject = subjectOf(value);
  const subjects = subjectsOf(draft);
  const known = subjects.some((g) => g.items.some((i) => i.value === subject));
  const { questions } = subject ? answersOf(draft, subject) : { questions: [] as readonly Question[] };
  const question = questionOf(value);
  const asked = question && !questions.includes(question) ? [question, ...questions] : questions;
  return (
    <div className="condition-row">
      <NativeSelect size="xs" aria-label="What is asked" disabled={readOnly} value={subject ?? ''} onChange={(e) => onChange(askedAs(draft, { subject: e.currentTarget.value as Subject, before: value }))} data={[...(known || subject === null ? [] : [{ group: 'Gone', items: [{ value: subject, label: subject.replace(/^[a-z]+:/i, '') }] }]), ...subjects.map((g) => ({ group: g.group, items: [...g.items] }))]} />
      <NativeSelect size="xs" aria-label="How" disabled={readOnly || subject === null} value={question ?? ''} onChange={(e) => subject && onChange(askedAs(draft, { subject, question: e.currentTarget.value as Question, before: value }))} data={asked.map((q) => ({ value: q, label: questionWords[q] }))} />
      {subject && <Answer path={path} subject={subject} value={value} onChange={onChange} />}
      {!readOnly && <ActionIcon variant="subtle" color="gray" aria-label="Remove row" onClick={onRemove}><IconTrash size={16} aria-hidden /></ActionIcon>}
    </div>
  );
}

function Answer({ path, subject, value, onChange }: { readonly path: string; readonly subject: Subject; readonly value: Condition; readonly onChange: (next: Condition) => void }) {
  const { draft, readOnly } = useEditor();
  const { answer } = answersOf(draft, subject);
  const set = (next: Scalar): void => {
    if (value.kind === 'compare') onChange({ ...value, right: { kind: 'value', value: next } });
    else if (value.kind === 'count' && typeof next === 'number') onChange({ ...value, value: next });
  };
  if (value.kind === 'since') return <DurationInput label="Time" path={`${path}.duration`} value={value.duration} onChange={(duration) => onChange({ ...value, duration })} />;
  const inside = value.kind === 'in' ? value : value.kind === 'not' && value.of.kind === 'in' ? value.of : null;
  if (inside) {
    const options = answer.kind === 'choice' ? answer.options : inside.options.map((o) => ({ value: o, label: String(o) }));
    const chosen = (texts: readonly string[]): Condition => ({ ...inside, options: options.filter((o) => texts.includes(String(o.value))).map((o) => o.value) });
    return <MultiSelect size="xs" aria-label="Answers" disabled={readOnly} value={inside.options.map(String)} onChange={(texts) => onChange(value.kind === 'not' ? { kind: 'not', of: chosen(texts) } : chosen(texts))} data={options.map((o) => ({ value: String(o.value), label: o.label }))} />;
  }
  if (value.kind === 'compare' && value.right.kind === 'field') {
    const other = value.right.ref;
    const options = answer.kind === 'otherField' ? answer.options : [{ value: other, label: namesOf(draft).field(other).label }];
    return <NativeSelect size="xs" aria-label="Other answer" disabled={readOnly} value={other} onChange={(e) => onChange({ ...value, right: { kind: 'field', ref: e.currentTarget.value } })} data={options.some((o) => o.value === other) ? [...options] : [{ value: other, label: other }, ...options]} />;
  }
  if (value.kind !== 'compare' && value.kind !== 'count') return null;
  const now = scalarOf(value);
  if (answer.kind === 'number') return <NumberInput size="xs" aria-label="Number" disabled={readOnly} value={typeof now === 'number' ? now : ''} onChange={(n) => { if (n !== '') set(Number(n)); }} />;
  if (answer.kind !== 'choice') return null;
  const lost = now !== undefined && !answer.options.some((o) => o.value === now) ? [{ value: String(now), label: `${String(now)} (gone)` }] : [];
  return <NativeSelect size="xs" aria-label="Answer" disabled={readOnly} value={String(now ?? '')} onChange={(e) => { const found = answer.options.find((o) => String(o.value) === e.currentTarget.value); if (found) set(found.value); }} data={[...lost, ...answer.options.map((o) => ({ value: String(o.value), label: o.label }))]} />;
}
