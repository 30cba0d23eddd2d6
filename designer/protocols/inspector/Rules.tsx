// The agency's own rules, in sentences, each with what became of it on the draft as it stands: it holds, or a path on the
// canvas shows that it does not.
import { Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { IconCircleCheck, IconHelpCircle, IconXboxX } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { AgencyRule } from '../../../protocol/draft.ts';
import { addRule, deleteRule, newRule, ruleKinds, updateRule } from '../../../protocol/edits/rules.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { prove, type Proof } from '../../../protocol/prove/prove.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';
import { ConditionEditor } from '../inputs/ConditionEditor.tsx';
import { DurationInput } from '../inputs/DurationInput.tsx';
import { ListEditor } from '../inputs/ListEditor.tsx';
import { PlaceInput, StepSelect } from './PlaceInput.tsx';

export const ruleKindWords: Readonly<Record<AgencyRule['kind'], string>> = {
  passes: 'Every path passes something', within: 'Something is reached in time', separate: 'Two things are kept apart', cited: 'Clauses are followed',
};

export function Rules() {
  const { draft, context, edit } = useEditor();
  const [kind, setKind] = useState<AgencyRule['kind']>('passes');
  const proved = useDeferredValue(draft);
  const proofs = useMemo(() => new Map(prove(proved, context).map((p) => [p.rule.id, p])), [proved, context]);
  return (
    <div className="tab-body" data-field="rules" tabIndex={-1}>
      <p className="quiet">What must hold of every run, whatever is drawn. A protocol whose rules do not hold is not published. Running cases know nothing of them.</p>
      <NativeSelect size="xs" label="Kind of the next rule" value={kind} onChange={(e) => { const found = ruleKinds.find((k) => k === e.currentTarget.value); if (found) setKind(found); }} data={ruleKinds.map((value) => ({ value, label: ruleKindWords[value] }))} />
      <ListEditor
        noun="rule" items={draft.rules ?? []} keyOf={(r) => r.id} nameOf={(r) => r.title || r.id} empty="No rules yet."
        onAdd={() => edit('add a rule', (d) => addRule(d, newRule(d, kind)))}
        onRemove={(i) => { const id = draft.rules?.[i]?.id; if (id !== undefined) edit('delete a rule', (d) => deleteRule(d, id)); }}
        render={(rule) => <Rule rule={rule} proof={proofs.get(rule.id)} />}
      />
    </div>
  );
}

function Rule({ rule, proof }: { readonly rule: AgencyRule; readonly proof: Proof | undefined }) {
  const { edit, readOnly } = useEditor();
  const mark = useMark(`rules.${rule.id}.title`);
  const set = (next: AgencyRule, merge?: string): void => edit('change a rule', (d) => updateRule(d, next), merge === undefined ? undefined : `rule.${rule.id}.${merge}`);
  return (
    <div className="rule" data-field={`rules.${rule.id}`} tabIndex={-1}>
      <TextInput {...mark} size="xs" label="Name of the rule" placeholder="What your unit calls it" disabled={readOnly} maxLength={200} value={rule.title} onChange={(e) => set({ ...rule, title: e.currentTarget.value }, 'title')} />
      <NativeSelect size="xs" label="What it says" disabled={readOnly} value={rule.kind} onChange={(e) => { const kind = ruleKinds.find((k) => k === e.currentTarget.value); if (kind) edit('change a rule', (d) => updateRule(d, newRule(d, kind, rule))); }} data={ruleKinds.map((value) => ({ value, label: ruleKindWords[value] }))} />
      <Parts rule={rule} set={set} />
      {proof && <Verdict proof={proof} />}
    </div>
  );
}

type Set = (next: AgencyRule, merge?: string) => void;

function Parts({ rule, set }: { readonly rule: AgencyRule; readonly set: Set }) {
  const { readOnly } = useEditor();
  const path = (field: string): string => `rules.${rule.id}.${field}`;
  switch (rule.kind) {
    case 'passes': return (
      <>
        <PlaceInput label="From" path={path('from')} value={rule.from} onChange={(from) => set({ ...rule, from })} />
        <PlaceInput label="To" path={path('to')} value={rule.to} onChange={(to) => set({ ...rule, to })} />
        <PlaceInput label="Every path passes" path={path('through')} value={rule.through} onChange={(through) => set({ ...rule, through })} />
        <When rule={rule} set={set} />
      </>
    );
    case 'within': return (
      <>
        <PlaceInput label="From" path={path('from')} value={rule.from} mayBeReport onChange={(from) => set({ ...rule, from })} />
        <PlaceInput label="Reached" path={path('to')} value={rule.to} onChange={(to) => set({ ...rule, to })} />
        <DurationInput label="Within, if all limits are kept" path={path('within')} value={rule.within} onChange={(within) => set({ ...rule, within }, 'within')} />
        <When rule={rule} set={set} />
      </>
    );
    case 'separate': return (
      <>
        <StepSelect isShown label="Whoever did" value={rule.act} onChange={(act) => set({ ...rule, act })} kinds={['task', 'start', 'handoff']} />
        <StepSelect isShown label="does not approve" value={rule.approve} onChange={(approve) => set({ ...rule, approve })} kinds={['approval']} />
      </>
    );
    case 'cited': return <MultiSelect size="xs" label="Kinds of steps that each give a citation" description="Mandatory citations are marked under Keeping" disabled={readOnly} value={rule.kinds} onChange={(kinds) => set({ ...rule, kinds })} data={Object.entries(kindWords).map(([value, label]) => ({ value, label }))} />;
  }
}

function When({ rule, set }: { readonly rule: Extract<AgencyRule, { kind: 'passes' | 'within' }>; readonly set: Set }) {
  return (
    <ConditionEditor
      label="As long as" path={`rules.${rule.id}.when`} value={rule.when} none="whatever is recorded"
      onChange={(when) => { const { when: _before, ...rest } = rule; set(when ? { ...rest, when } : rest); }}
    />
  );
}

const signs = { holds: IconCircleCheck, fails: IconXboxX, undecided: IconHelpCircle } as const;
const verdictWords = { holds: 'Holds', fails: 'Does not hold', undecided: 'Not proved' } as const;

function Verdict({ proof }: { readonly proof: Proof }) {
  const { draft, showPath } = useEditor();
  const Sign = signs[proof.verdict];
  const path = proof.path.filter((p) => p.protocol === draft.key).map((p) => p.node);
  return (
    <div className={`verdict is-${proof.verdict}`} role="status">
      <p className="verdict-rule">{proof.words}</p>
      <p><Sign size={16} aria-hidden /> <strong>{proof.empty ? 'Says nothing' : verdictWords[proof.verdict]}</strong>{proof.because === '' ? '.' : `: ${proof.because}.`}</p>
      {path.length > 0 && <Button size="compact-xs" variant="default" onClick={() => showPath(path)}>Show the path</Button>}
    </div>
  );
}
