// What kind of handoff it is, also by condition, and to how many at once it is offered.
import { NativeSelect, NumberInput } from '@mantine/core';
import { handoffKinds, type HandoffKind as Kind, type NodeOf } from '../../../protocol/draft.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { ConditionEditor } from '../inputs/ConditionEditor.tsx';
import { askedAs, subjectsOf } from '../inputs/condition-rows.ts';
import { ListEditor, movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';

const words: Readonly<Record<Kind, string>> = { transfer: 'Transfer: accountability moves on acceptance', request: 'Request: another acts, the sender stays accountable', consult: 'Consult: an answer comes back', inform: 'Inform: a receipt comes back' };
const choices = handoffKinds.map((value) => ({ value, label: words[value] }));
const kindOf = (value: string): Kind => handoffKinds.find((kind) => kind === value) ?? 'request';

export function HandoffKind({ node }: { readonly node: NodeOf<'handoff'> }) {
  const set = useStepEdit(node);
  const { draft, readOnly } = useEditor();
  const rules = node.kindRules ?? [];
  const put = (next: typeof rules, merge?: string): void => set('kinds of handoff', { kindRules: next.length === 0 ? undefined : next }, merge);
  const first = subjectsOf(draft)[0]?.items[0]?.value ?? 'case:level';
  return (
    <>
      <NativeSelect {...useMark('handoff')} label="Kind of handoff" description={rules.length > 0 ? 'If none of the conditions below holds' : undefined} value={node.handoff} onChange={(e) => set('kind of handoff', { handoff: kindOf(e.currentTarget.value) })} data={choices} />
      <section aria-label="Kind by condition" data-field="kindRules" tabIndex={-1}>
        <ListEditor
          noun="kind" addLabel="Another kind when …" items={rules} keyOf={(_rule, i) => String(i)} nameOf={(rule) => rule.handoff}
          onAdd={() => put([...rules, { when: askedAs(draft, { subject: first }), handoff: 'transfer' }])} onRemove={(i) => put(withoutAt(rules, i))} onMove={(from, to) => put(movedTo(rules, from, to))}
          render={(rule, i) => (
            <>
              <NativeSelect size="xs" label="It is a" disabled={readOnly} data-field={`kindRules.${i}.handoff`} value={rule.handoff} onChange={(e) => put(replacedAt(rules, i, { ...rule, handoff: kindOf(e.currentTarget.value) }))} data={choices} />
              <ConditionEditor label="when" path={`kindRules.${i}.when`} value={rule.when} none="never" onChange={(when) => put(when ? replacedAt(rules, i, { ...rule, when }) : withoutAt(rules, i))} />
            </>
          )}
        />
      </section>
      <Places node={node} />
    </>
  );
}

function Places({ node }: { readonly node: NodeOf<'handoff'> }) {
  const { draft } = useEditor();
  const set = useStepEdit(node);
  const { each } = node;
  const fields = draft.forms.flatMap((form) => form.fields.filter((f) => f.type === 'integer' || f.type === 'number' || f.type === 'list').map((f) => ({ value: `${form.id}.${f.name}`, label: `as many as ${form.title || form.id}: ${f.label || f.name}` })));
  const lost = each?.kind === 'field' && !fields.some((f) => f.value === each.ref) ? [{ value: each.ref, label: `${each.ref} (gone)` }] : [];
  const mark = useMark('each');
  return (
    <>
      <NativeSelect
        {...mark} label="How many answer" description="With places, each person has one answer, and it goes on when every place is answered" value={each === undefined ? 'first' : each.kind === 'times' ? 'times' : each.ref}
        onChange={(e) => { const { value } = e.currentTarget; set('places', { each: value === 'first' ? undefined : value === 'times' ? { kind: 'times', times: 2 } : { kind: 'field', ref: value } }); }}
        data={[{ value: 'first', label: 'the first answer settles it for all' }, { value: 'times', label: 'a fixed number of places' }, ...lost, ...fields]}
      />
      {each?.kind === 'times' && <NumberInput data-field="each.times" label="Places" disabled={mark.disabled} min={0} max={100} allowDecimal={false} value={each.times} onChange={(n) => { if (n !== '') set('places', { each: { kind: 'times', times: Number(n) } }, 'each.times'); }} />}
    </>
  );
}
