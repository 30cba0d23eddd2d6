// What follows for the case: status, level, owner, retention, a block. Folded while there is none, because most steps have none.
import { NativeSelect, TextInput } from '@mantine/core';
import { caseStatuses, type Draft, type Effect } from '../../../protocol/draft.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';
import { ListEditor, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';

interface Props {
  readonly path: string;
  readonly effects: readonly Effect[];
  readonly onChange: (effects: Effect[], merge?: string) => void;
  readonly when: string;
  /** The deciding vote may take the case on. */
  readonly mayOwn?: boolean;
  /** A person chooses here, so a level may be fixed. */
  readonly mayFixLevel?: boolean;
}
const words = { status: 'set the status', level: 'set the level of concern', owner: 'the approver becomes owner', retention: 'set the retention class', raise: 'tell another case', block: 'record a block' } as const;

export function EffectsEditor({ path, effects, onChange, when, mayOwn = false, mayFixLevel = false }: Props) {
  const { draft, readOnly } = useEditor();
  const mark = useMark(path);
  const kinds = (['status', 'level', 'owner', 'retention', 'raise', 'block'] as const).filter((kind) => kind !== 'owner' || mayOwn || effects.some((e) => e.kind === 'owner'));
  return (
    <details className="effects" aria-label={when} open={effects.length > 0 || mark.error !== undefined} data-field={path}>
      <summary>{when}: {effects.length === 0 ? 'nothing follows for the case' : `${effects.length} ${effects.length === 1 ? 'effect' : 'effects'}`}</summary>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        noun="effect" items={effects} keyOf={(_e, i) => String(i)} nameOf={(e) => words[e.kind]}
        onAdd={() => onChange([...effects, { kind: 'status', status: 'open' }])} onRemove={(i) => onChange(withoutAt(effects, i))}
        render={(effect, i) => (
          <>
            <NativeSelect size="xs" label={`Effect ${i + 1}`} data-field={`${path}.${i}`} disabled={readOnly} value={effect.kind} onChange={(e) => { const kind = kinds.find((k) => k === e.currentTarget.value); if (kind) onChange(replacedAt(effects, i, firstOf(kind, draft, mayFixLevel))); }} data={kinds.map((kind) => ({ value: kind, label: words[kind] }))} />
            <EffectValue path={`${path}.${i}`} effect={effect} mayFixLevel={mayFixLevel} onChange={(next, merge) => onChange(replacedAt(effects, i, next), merge)} />
          </>
        )}
      />
    </details>
  );
}

function EffectValue({ path, effect, mayFixLevel, onChange }: { readonly path: string; readonly effect: Effect; readonly mayFixLevel: boolean; readonly onChange: (next: Effect, merge?: string) => void }) {
  const { draft } = useEditor();
  const { error, ...mark } = useMark(path);
  switch (effect.kind) {
    case 'status': return <NativeSelect {...mark} error={error} size="xs" aria-label="Status" value={effect.status} onChange={(e) => { const status = caseStatuses.find((s) => s === e.currentTarget.value); if (status) onChange({ kind: 'status', status }); }} data={caseStatuses.filter((s) => s !== 'purged').map((s) => ({ value: s, label: s.replaceAll('_', ' ') }))} />;
    case 'level': {
      const value = effect.from.kind === 'field' ? `field:${effect.from.ref}` : `fixed:${effect.from.level}`;
      const fields = draft.forms.flatMap((form) => form.fields.filter((f) => f.means === 'level' || f.type === 'option').map((f) => ({ value: `field:${form.id}.${f.name}`, label: `as answered in ${f.label || f.name}` })));
      const fixed = mayFixLevel || effect.from.kind === 'fixed' ? draft.levels.map((l) => ({ value: `fixed:${l.id}`, label: l.title || l.id })) : [];
      const known = [...fields, ...fixed].some((o) => o.value === value);
      return <NativeSelect {...mark} error={error} size="xs" aria-label="Level" value={value} onChange={(e) => { const [kind, rest] = [e.currentTarget.value.slice(0, 5), e.currentTarget.value.slice(6)]; onChange({ kind: 'level', from: kind === 'fixed' ? { kind: 'fixed', level: rest } : { kind: 'field', ref: rest } }); }} data={[...(known ? [] : [{ value, label: 'Choose' }]), ...fields, ...fixed]} />;
    }
    case 'owner': return null;
    case 'retention': return <NativeSelect {...mark} error={error} size="xs" aria-label="Retention class" value={effect.class} onChange={(e) => onChange({ kind: 'retention', class: e.currentTarget.value })} data={[...(draft.retention.some((r) => r.id === effect.class) ? [] : [{ value: effect.class, label: `${effect.class} (no class of this protocol)` }]), ...draft.retention.map((r) => ({ value: r.id, label: r.id.replaceAll('_', ' ') }))]} />;
    case 'raise': return (
      <>
        <TextInput {...mark} size="xs" label="What has happened" description="The name of an event, as the other case's protocol has drawn it" maxLength={64} value={effect.event} onChange={(e) => onChange({ ...effect, event: e.currentTarget.value }, `${path}.event`)} />
        <NativeSelect size="xs" label="In the case named in" error={error} value={effect.case} onChange={(e) => onChange({ ...effect, case: e.currentTarget.value })} data={[...(caseFields(draft).some((f) => f.value === effect.case) ? [] : [{ value: effect.case, label: 'Choose' }]), ...caseFields(draft)]} />
      </>
    );
    case 'block': return (
      <>
        <TextInput {...mark} size="xs" label="Code" maxLength={64} value={effect.code} onChange={(e) => onChange({ ...effect, code: e.currentTarget.value }, `${path}.code`)} />
        <TextInput {...mark} error={error} size="xs" label="Sentence" maxLength={500} value={effect.sentence} onChange={(e) => onChange({ ...effect, sentence: e.currentTarget.value }, `${path}.sentence`)} />
      </>
    );
  }
}

const caseFields = (draft: Draft): readonly { readonly value: string; readonly label: string }[] => draft.forms.flatMap((form) => form.fields.filter((f) => f.type === 'case').map((f) => ({ value: `${form.id}.${f.name}`, label: f.label || f.name })));

function firstOf(kind: Effect['kind'], draft: Draft, mayFixLevel: boolean): Effect {
  switch (kind) {
    case 'status': return { kind, status: 'open' };
    case 'level': {
      const field = draft.forms.flatMap((form) => form.fields.filter((f) => f.means === 'level').map((f) => `${form.id}.${f.name}`))[0];
      const level = draft.levels[0]?.id;
      return field === undefined && mayFixLevel && level !== undefined ? { kind, from: { kind: 'fixed', level } } : { kind, from: { kind: 'field', ref: field ?? '' } };
    }
    case 'owner': return { kind, to: 'approver' };
    case 'retention': return { kind, class: draft.retention[0]?.id ?? 'standard' };
    case 'raise': return { kind, event: 'new_information', case: caseFields(draft)[0]?.value ?? '' };
    case 'block': return { kind, code: 'blocked', sentence: '' };
  }
}
