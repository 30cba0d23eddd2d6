// Which fields travel in inputs. A form's content stays outside the engine; only what the engine must read goes in: fields
// that conditions, anchors, a wait, an effect on the level, a legal basis, a required package or a meaning name. Everything
// that reads is listed here, once; a new way of reading a field that forgets this file reads nothing.
import type { Condition, Operand } from './condition.ts';
import type { Anchor, Draft, DraftNode, Effect, Limit, LimitRule } from './draft.ts';
import { clocksOf } from './phases-drawn.ts';
import type { Plan } from './plan.ts';

/** Of each form of the draft, the names of its routing fields, sorted. `called`: plans of its calls, which read the same tree. */
export function routingOf(draft: Draft, called: readonly Plan[]): Record<string, string[]> {
  const refs = new Set<string>();
  for (const ref of refsOf(draft)) refs.add(ref);
  for (const plan of called) for (const [form, fields] of Object.entries(plan.routing)) for (const name of fields) refs.add(`${form}.${name}`);
  const routing: Record<string, string[]> = {};
  for (const form of draft.forms) {
    const read = form.fields.filter((f) => f.means !== undefined || refs.has(`${form.id}.${f.name}`)).map((f) => f.name);
    if (read.length > 0) routing[form.id] = read.sort();
  }
  return routing;
}

/** Every "form.field" that something in the draft reads. */
function* refsOf(draft: Draft): Generator<string> {
  for (const grant of draft.grants ?? []) if (grant.ends.kind === 'field') yield grant.ends.ref;
  for (const fact of draft.facts) yield* refsOfCondition(fact.when);
  for (const form of draft.forms) for (const field of form.fields) if (field.requiredWhen) yield* refsOfCondition(field.requiredWhen);
  for (const handler of draft.on ?? []) if (handler.when.kind === 'condition') yield* refsOfCondition(handler.when.if);
  for (const node of clocksOf(draft)) {
    if ('limit' in node) yield* refsOfLimit(node.limit);
    yield* refsOfNode(node);
  }
}

export function* refsOfNode(node: DraftNode): Generator<string> {
  switch (node.kind) {
    case 'start': case 'end': yield* refsOfEffects(node.effects); break;
    case 'notify':
      yield* refsOfEffects(node.effects);
      if (node.legalBasis?.kind === 'field') yield node.legalBasis.ref;
      break;
    case 'task': for (const outcome of node.outcomes) yield* refsOfEffects(outcome.effects); break;
    case 'each':
      if (node.over.kind === 'field') yield node.over.ref;
      for (const outcome of node.outcomes) yield* refsOfEffects(outcome.effects);
      break;
    case 'approval': yield* refsOfEffects(node.onApproved); break;
    case 'decision': case 'split': for (const branch of node.branches) if (branch.when) yield* refsOfCondition(branch.when); break;
    case 'service':
    case 'table': for (const input of node.inputs) yield* refsOfOperand(input.operand); break;
    case 'wait':
      yield* refsOfRules(node.rules);
      if (node.until !== undefined) yield node.until;
      break;
    case 'handoff':
      for (const rule of node.kindRules ?? []) yield* refsOfCondition(rule.when);
      if (node.each?.kind === 'field') yield node.each.ref;
      if (node.legalBasis?.kind === 'field') yield node.legalBasis.ref;
      for (const item of node.package) if (item.required) yield item.ref;
      break;
    case 'join': case 'call': case 'milestone': break;
  }
}

export function* refsOfEffects(effects: readonly Effect[]): Generator<string> {
  for (const effect of effects) {
    if (effect.kind === 'level' && effect.from.kind === 'field') yield effect.from.ref;
    if (effect.kind === 'raise') yield effect.case;
  }
}
export function* refsOfLimit(limit: Limit | undefined): Generator<string> {
  if (limit?.kind === 'due') yield* refsOfRules(limit.rules);
}
function* refsOfRules(rules: readonly LimitRule[]): Generator<string> {
  for (const rule of rules) {
    if (rule.when) yield* refsOfCondition(rule.when);
    yield* refsOfAnchor(rule.from);
  }
}
function* refsOfAnchor(anchor: Anchor | undefined): Generator<string> {
  if (anchor?.kind === 'field') yield anchor.ref;
}

/** Fields a condition reads itself; those of a fact it names are listed with the fact. */
export function* refsOfCondition(condition: Condition): Generator<string> {
  switch (condition.kind) {
    case 'all': case 'any': for (const part of condition.of) yield* refsOfCondition(part); break;
    case 'not': yield* refsOfCondition(condition.of); break;
    case 'compare':
      yield* refsOfOperand(condition.left);
      yield* refsOfOperand(condition.right);
      break;
    case 'in': yield* refsOfOperand(condition.left); break;
    case 'exists': case 'count': case 'since': yield condition.ref; break;
    case 'fact': break;
  }
}
function* refsOfOperand(operand: Operand): Generator<string> {
  if (operand.kind === 'field') yield operand.ref;
}
