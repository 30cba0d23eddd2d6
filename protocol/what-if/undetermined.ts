// What an old case cannot tell a draft: fields that the draft reads and the plan of that time did not keep. A condition that
// needs one of them is neither true nor false here, whatever the engine would make of a field that is simply not recorded; a
// place that cannot be settled without one is where the replay of the case ends.
import { evaluate } from '../evaluate.ts';
import type { Condition, Facts } from '../condition.ts';
import { ruleCondition } from '../decision-table.ts';
import type { DraftNode, Effect, LimitRule } from '../draft.ts';
import type { Plan, PlanNode } from '../plan.ts';
import { refsOfCondition, refsOfEffects } from '../routing.ts';

/** The field a place cannot be settled without, or nothing. */
export function undecidedAt(node: PlanNode, facts: Facts, plan: Plan, missing: ReadonlySet<string>): string | undefined {
  const direct = readsOf(node).find((ref) => missing.has(ref));
  if (direct !== undefined) return direct;
  for (const condition of conditionsOf(node)) {
    const field = undecided(condition, facts, plan, missing);
    if (field !== undefined) return field;
    // The first branch that holds is taken: what stands behind it is not asked.
    if (node.kind === 'decision' && evaluate(condition, facts) === 'true') return undefined;
  }
  return undefined;
}

/** The field for want of which a condition is unknown. */
export function undecided(condition: Condition, facts: Facts, plan: Plan, missing: ReadonlySet<string>): string | undefined {
  const whole = inlined(condition, plan, missing);
  const field = [...refsOfCondition(whole)].find((ref) => missing.has(ref));
  return field !== undefined && evaluate(whole, facts) === 'unknown' ? field : undefined;
}

/** Facts written out, and "is recorded" of a field nobody kept made unknown, as comparing it is. */
function inlined(condition: Condition, plan: Plan, missing: ReadonlySet<string>, depth = 0): Condition {
  const part = (one: Condition): Condition => inlined(one, plan, missing, depth);
  switch (condition.kind) {
    case 'all': case 'any': return { ...condition, of: condition.of.map(part) };
    case 'not': return { ...condition, of: part(condition.of) };
    case 'exists': return missing.has(condition.ref) ? { kind: 'compare', left: { kind: 'field', ref: condition.ref }, op: 'eq', right: { kind: 'value', value: true } } : condition;
    case 'fact': {
      const fact = Object.hasOwn(plan.facts, condition.id) ? plan.facts[condition.id] : undefined;
      return fact && depth < 8 ? inlined(fact.when, plan, missing, depth + 1) : condition;
    }
    default: return condition;
  }
}

/** The conditions asked where this step is come to or left, in the order they are asked. */
export function conditionsOf(node: DraftNode): readonly Condition[] {
  const when = (rules: readonly { readonly when?: Condition | undefined }[]): readonly Condition[] => rules.flatMap((rule) => (rule.when ? [rule.when] : []));
  switch (node.kind) {
    case 'decision':
    case 'split': return when(node.branches);
    case 'table': return node.rules.map((rule) => ruleCondition(node, rule));
    case 'wait': return when(node.rules);
    case 'handoff': return [...when(node.kindRules ?? []), ...when(limitRules(node))];
    default: return when(limitRules(node));
  }
}

/** Fields whose value itself is needed there: an anchor, a date, a list, what a package must have, what an effect sets. */
export function readsOf(node: DraftNode): readonly string[] {
  const anchors = (rules: readonly LimitRule[]): readonly string[] => rules.flatMap((rule) => (rule.from?.kind === 'field' ? [rule.from.ref] : []));
  const set = (effects: readonly Effect[]): readonly string[] => [...refsOfEffects(effects)];
  const limits = anchors(limitRules(node));
  switch (node.kind) {
    case 'start': return [...limits, ...set(node.effects)];
    case 'end':
    case 'notify': return [...set(node.effects), ...(node.kind === 'notify' && node.legalBasis?.kind === 'field' ? [node.legalBasis.ref] : [])];
    case 'task': return [...limits, ...node.outcomes.flatMap((outcome) => set(outcome.effects))];
    case 'each': return [...limits, ...(node.over.kind === 'field' ? [node.over.ref] : []), ...node.outcomes.flatMap((outcome) => set(outcome.effects))];
    case 'approval': return [...limits, ...set(node.onApproved)];
    case 'service': return [...limits, ...node.inputs.flatMap(({ operand }) => (operand.kind === 'field' ? [operand.ref] : []))];
    case 'wait': return [...anchors(node.rules), ...(node.until === undefined ? [] : [node.until])];
    case 'handoff': return [...limits, ...(node.each?.kind === 'field' ? [node.each.ref] : []), ...(node.legalBasis?.kind === 'field' ? [node.legalBasis.ref] : []), ...node.package.flatMap((item) => (item.required ? [item.ref] : []))];
    default: return limits;
  }
}

const limitRules = (node: DraftNode): readonly LimitRule[] => ('limit' in node && node.limit?.kind === 'due' ? node.limit.rules : []);
