// Every condition a step asks, in one place.
import type { Condition } from '../../../protocol/condition.ts';
import type { Draft, DraftNode, Field, LimitRule, NodeOf } from '../../../protocol/draft.ts';
import { updateField } from '../../../protocol/edits/forms.ts';
import { ScopeContext, useEditor, useStepEdit } from '../editor/editor-context.ts';
import { ConditionEditor } from '../inputs/ConditionEditor.tsx';
import { replacedAt, withoutAt } from '../inputs/ListEditor.tsx';

const protocolScope = {};

export function ConditionsTab({ node }: { readonly node: DraftNode }) {
  const { draft } = useEditor();
  const rules = node.kind === 'wait' ? node.rules : 'limit' in node && node.limit?.kind === 'due' ? node.limit.rules : [];
  const fields = 'form' in node ? (draft.forms.find((f) => f.id === node.form)?.fields ?? []).filter((f) => f.requiredWhen) : [];
  const kinds = node.kind === 'handoff' ? (node.kindRules ?? []) : [];
  const branching = node.kind === 'decision' || node.kind === 'split';
  return (
    <div className="tab-body">
      {branching && <BranchConditions node={node} />}
      {kinds.map((rule, i) => <KindCondition key={i} node={node as NodeOf<'handoff'>} when={rule.when} index={i} />)}
      {rules.map((rule, i) => <RuleCondition key={i} node={node} rule={rule} index={i} />)}
      {'form' in node && node.form !== undefined && <ScopeContext.Provider value={protocolScope}>{fields.map((field) => <FieldCondition key={field.name} form={node.form ?? ''} field={field} />)}</ScopeContext.Provider>}
      {!branching && kinds.length === 0 && rules.length === 0 && fields.length === 0 && <p className="quiet">This step asks nothing. Conditions stand on limit rules, on fields that are required at times, and on the branches of decisions and splits.</p>}
    </div>
  );
}

function BranchConditions({ node }: { readonly node: NodeOf<'decision'> | NodeOf<'split'> }) {
  const set = useStepEdit<NodeOf<'decision'> | NodeOf<'split'>>(node);
  return (
    <>
      {node.branches.map((branch, i) => (
        <ConditionEditor
          key={branch.id} label={`${branch.label || branch.id} is taken when`} path={`branches.${i}.when`} value={branch.when} none={node.kind === 'decision' ? 'no condition yet' : 'always'}
          onChange={(when) => set('condition', { branches: node.branches.map((b, j) => (j === i ? { ...b, when } : b)) } as Partial<typeof node>)}
        />
      ))}
      {node.kind === 'decision' && <p className="quiet">The first that holds is taken, from top to bottom; none: “otherwise”. What cannot be known goes the “unknown” way, or to a person.</p>}
    </>
  );
}

function KindCondition({ node, when, index }: { readonly node: NodeOf<'handoff'>; readonly when: Condition; readonly index: number }) {
  const set = useStepEdit(node);
  const rules = node.kindRules ?? [];
  return <ConditionEditor label={`It is a ${rules[index]?.handoff ?? 'handoff'} when`} path={`kindRules.${index}.when`} value={when} none="never" onChange={(next) => set('condition', { kindRules: next ? rules.map((rule, i) => (i === index ? { ...rule, when: next } : rule)) : withoutAt(rules, index) })} />;
}

function RuleCondition({ node, rule, index }: { readonly node: DraftNode; readonly rule: LimitRule; readonly index: number }) {
  const set = useStepEdit(node);
  const put = (rules: LimitRule[]): void => {
    if (node.kind === 'wait') set('condition', { rules } as Partial<DraftNode>);
    else if ('limit' in node && node.limit?.kind === 'due') set('condition', { limit: { ...node.limit, rules } } as Partial<DraftNode>);
  };
  const rules = node.kind === 'wait' ? node.rules : 'limit' in node && node.limit?.kind === 'due' ? node.limit.rules : [];
  return <ConditionEditor label={`${node.kind === 'wait' ? 'Wait' : 'Limit'} rule ${index + 1} is used when`} path={node.kind === 'wait' ? `rules.${index}.when` : `limit.rules.${index}.when`} value={rule.when} none="always" onChange={(when) => put(replacedAt(rules, index, { ...rule, when }))} />;
}

function FieldCondition({ form, field }: { readonly form: string; readonly field: Field }) {
  const { edit } = useEditor();
  return <ConditionEditor label={`${field.label || field.name} is required when`} path={`forms.${form}.fields.${field.name}.requiredWhen`} value={field.requiredWhen} none="never" onChange={(requiredWhen) => edit('change a condition', (d: Draft) => updateField(d, { form, name: field.name }, { ...field, requiredWhen }))} />;
}
