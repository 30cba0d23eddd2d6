// Rules of a limit or a wait, in order: the first whose condition holds is used, so the last one usually has none.
import { NativeSelect, Switch } from '@mantine/core';
import { anchors, type Anchor, type LimitRule } from '../../../protocol/draft.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';
import { ConditionEditor } from '../inputs/ConditionEditor.tsx';
import { DueInput } from '../inputs/DueInput.tsx';
import { DurationInput } from '../inputs/DurationInput.tsx';
import { ListEditor, movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';
import { CalendarPart } from './CalendarPart.tsx';

interface Props {
  readonly rules: readonly LimitRule[];
  readonly path: string;
  readonly onChange: (rules: LimitRule[], merge?: string) => void;
  readonly mayWarn?: boolean;
}

export function LimitRules({ rules, path, onChange, mayWarn = false }: Props) {
  const mark = useMark(path);
  return (
    <section aria-label="Rules" data-field={path} tabIndex={-1}>
      <h3>Rules</h3>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        noun="rule" items={rules} keyOf={(_r, i) => String(i)} nameOf={(_r, i) => String(i + 1)}
        onAdd={() => onChange([...rules, { due: 'PT24H' }])} onRemove={(i) => onChange(withoutAt(rules, i))} onMove={(from, to) => onChange(movedTo(rules, from, to))}
        render={(rule, i) => <Rule rule={rule} path={`${path}.${i}`} mayWarn={mayWarn} onChange={(next, merge) => onChange(replacedAt(rules, i, next), merge)} />}
      />
    </section>
  );
}

const anchorLabels: Readonly<Record<(typeof anchors)[number], string>> = { opened: 'the step opens', runStarted: 'this protocol starts', caseOpened: 'the case is opened', reportReceived: 'the report is received' };

function Rule({ rule, path, mayWarn, onChange }: { readonly rule: LimitRule; readonly path: string; readonly mayWarn: boolean; readonly onChange: (rule: LimitRule, merge?: string) => void }) {
  const { draft, readOnly } = useEditor();
  const from = useMark(`${path}.from`);
  const dates = draft.forms.flatMap((form) => form.fields.filter((f) => f.type === 'date' || f.type === 'datetime').map((f) => ({ value: `${form.id}.${f.name}`, label: `${form.title || form.id}: ${f.label || f.name}` })));
  const anchor = rule.from?.kind === 'field' ? rule.from.ref : (rule.from?.kind ?? 'opened');
  const lost = rule.from?.kind === 'field' && !dates.some((d) => d.value === anchor) ? [{ value: anchor, label: `${anchor} (gone)` }] : [];
  const anchorOf = (value: string): Anchor | undefined => {
    const named = anchors.find((a) => a === value);
    return named === 'opened' ? undefined : named ? { kind: named } : { kind: 'field', ref: value };
  };
  return (
    <>
      <DueInput label="Due" path={`${path}.due`} value={rule.due} mayBeNegative={rule.from !== undefined} onChange={(due) => onChange({ ...rule, due }, `${path}.due`)} />
      {typeof rule.due !== 'string' && <CalendarPart time={rule.due} path={`${path}.due`} onChange={(due) => onChange({ ...rule, due })} />}
      <NativeSelect {...from} label="Counted from when" value={anchor} onChange={(e) => onChange({ ...rule, from: anchorOf(e.currentTarget.value) })} data={[...anchors.map((a) => ({ value: a as string, label: anchorLabels[a] })), ...lost, ...dates]} />
      {mayWarn && <Switch size="xs" disabled={readOnly} data-field={`${path}.warn`} label="Warn before" checked={rule.warn !== undefined} onChange={(e) => onChange({ ...rule, warn: e.currentTarget.checked ? 'PT1H' : undefined })} />}
      {mayWarn && rule.warn !== undefined && <DurationInput label="Warned before it is due" path={`${path}.warn`} value={rule.warn} onChange={(warn) => onChange({ ...rule, warn }, `${path}.warn`)} />}
      <ConditionEditor label="This rule is used when" path={`${path}.when`} value={rule.when} none="always" onChange={(when) => onChange({ ...rule, when })} />
    </>
  );
}
