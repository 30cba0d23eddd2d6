// Where in a draft conditions, limit rules, durations, refs, roles and effects stand, each with its path, so that a rule
// says what is wrong with one and never how to find them.
import type { Condition, Operand } from '../condition.ts';
import { cellCondition } from '../decision-table.ts';
import type { Draft, DraftNode, Effect, Escalation, Limit, LimitRule } from '../draft.ts';
import { calledBy, outcomesOn } from '../node-parts.ts';
import type { FindingPlace } from '../finding.ts';

export interface ConditionPlace {
  readonly condition: Condition;
  readonly at: FindingPlace;
  readonly use: 'branch' | 'kind' | 'limit' | 'requiredWhen' | 'fact' | 'handler' | 'rule';
  /** The node that asks, when it enters; forms and facts are asked in many places. */
  readonly node?: DraftNode;
}

export function conditionsOf(draft: Draft): readonly ConditionPlace[] {
  const places: ConditionPlace[] = [];
  for (const form of draft.forms)
    for (const field of form.fields) if (field.requiredWhen) places.push({ condition: field.requiredWhen, use: 'requiredWhen', at: { field: `forms.${form.id}.fields.${field.name}.requiredWhen` } });
  for (const fact of draft.facts) places.push({ condition: fact.when, use: 'fact', at: { field: `facts.${fact.id}.when` } });
  for (const handler of draft.on ?? []) if (handler.when.kind === 'condition') places.push({ condition: handler.when.if, use: 'handler', at: { node: handler.id, field: 'when.if' } });
  for (const rule of draft.rules ?? []) if ('when' in rule && rule.when) places.push({ condition: rule.when, use: 'rule', at: { field: `rules.${rule.id}.when` } });
  for (const node of draft.nodes) {
    if (node.kind === 'decision' || node.kind === 'split')
      node.branches.forEach((b, i) => b.when && places.push({ condition: b.when, use: 'branch', node, at: { node: node.id, field: `branches.${i}.when` } }));
    if (node.kind === 'handoff') (node.kindRules ?? []).forEach((r, i) => places.push({ condition: r.when, use: 'kind', node, at: { node: node.id, field: `kindRules.${i}.when` } }));
    if (node.kind === 'table')
      node.rules.forEach((rule, i) => rule.cells.forEach((cell, j) => {
        const input = node.inputs[j];
        const condition = input && cellCondition(input.operand, cell);
        if (condition) places.push({ condition, use: 'branch', node, at: { node: node.id, field: `rules.${i}.cells.${j}` } });
      }));
    for (const { rule, path } of limitRulesOf(node)) if (rule.when) places.push({ condition: rule.when, use: 'limit', node, at: { node: node.id, field: `${path}.when` } });
  }
  // A phase begins with any of its steps: what is recorded by then depends on which.
  for (const phase of draft.phases ?? []) (phase.limit?.rules ?? []).forEach((rule, i) => rule.when && places.push({ condition: rule.when, use: 'limit', at: { field: `phases.${phase.id}.limit.rules.${i}.when` } }));
  return places;
}

export const limitOf = (node: DraftNode): Limit | undefined => ('limit' in node && calledBy(node) === undefined ? node.limit : undefined);

/** Fields a step reads besides those of conditions and limits, each with its path. */
export function fieldsReadBy(node: DraftNode): readonly { readonly ref: string; readonly path: string }[] {
  if (node.kind === 'handoff' && node.each?.kind === 'field') return [{ ref: node.each.ref, path: 'each' }];
  if (node.kind === 'service') return node.inputs.flatMap((input, i) => (input.operand.kind === 'field' ? [{ ref: input.operand.ref, path: `inputs.${i}` }] : []));
  return node.kind === 'each' && node.over.kind === 'field' ? [{ ref: node.over.ref, path: 'over' }] : [];
}

export function limitRulesOf(node: DraftNode): readonly { readonly rule: LimitRule; readonly path: string }[] {
  if (node.kind === 'wait') return node.rules.map((rule, i) => ({ rule, path: `rules.${i}` }));
  const limit = limitOf(node);
  return limit?.kind === 'due' ? limit.rules.map((rule, i) => ({ rule, path: `limit.rules.${i}` })) : [];
}

export function escalationsIn(node: DraftNode): readonly Escalation[] {
  const limit = limitOf(node);
  return limit?.kind === 'due' ? limit.escalate : [];
}

/** Every part of a condition, itself first. */
export function partsOf(condition: Condition): readonly Condition[] {
  const parts: Condition[] = [condition];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Condition;
    if (part.kind === 'all' || part.kind === 'any') parts.push(...part.of);
    if (part.kind === 'not') parts.push(part.of);
  }
  return parts;
}

export function operandsOf(condition: Condition): readonly Operand[] {
  return partsOf(condition).flatMap((p) => (p.kind === 'compare' ? [p.left, p.right] : p.kind === 'in' ? [p.left] : []));
}

/** Fields a condition reads; without those it only asks for the presence of, if so wanted. */
export function refsOf(condition: Condition, options: { readonly exists: boolean } = { exists: true }): readonly string[] {
  return [
    ...operandsOf(condition).flatMap((o) => (o.kind === 'field' ? [o.ref] : [])),
    ...partsOf(condition).flatMap((p) => (p.kind === 'count' || p.kind === 'since' || (p.kind === 'exists' && options.exists) ? [p.ref] : [])),
  ];
}

/** Roles a step names for people to act, each list with its path. */
export function actingRolesOf(node: DraftNode): readonly { readonly roles: readonly string[]; readonly path: string }[] {
  switch (node.kind) {
    case 'start':
    case 'task': return [{ roles: node.roles, path: 'roles' }];
    case 'each': return isStepEach(node) ? [{ roles: node.roles, path: 'roles' }] : [];
    case 'approval': return node.seats.map((s, i) => ({ roles: [...s.roles, ...s.substitutes], path: `seats.${i}.roles` }));
    case 'handoff': return [{ roles: node.to, path: 'to' }];
    default: return [];
  }
}

/** Every list of roles of a node, those it only tells included. */
export function allRolesOf(node: DraftNode): readonly { readonly roles: readonly string[]; readonly path: string }[] {
  const told = escalationsIn(node).flatMap((e, i) => [{ roles: e.notify, path: `limit.escalate.${i}.notify` }, { roles: e.letIn, path: `limit.escalate.${i}.letIn` }]);
  if (node.kind === 'notify') return [{ roles: node.to, path: 'to' }];
  if (node.kind === 'handoff') return [...actingRolesOf(node), { roles: node.from, path: 'from' }, ...told];
  if (node.kind === 'wait') return node.events.map((e, i) => ({ roles: e.roles, path: `events.${i}.roles` }));
  return [...actingRolesOf(node), ...told];
}

export interface EffectPlace {
  readonly effect: Effect;
  readonly node: DraftNode;
  readonly path: string;
  /** The port it belongs to; undefined: it happens when the node is entered. */
  readonly port?: string;
}
export function effectsOf(node: DraftNode): readonly EffectPlace[] {
  const list = (effects: readonly Effect[], path: string, port?: string): EffectPlace[] =>
    effects.map((effect, i) => ({ effect, node, path: `${path}.${i}`, ...(port !== undefined ? { port } : {}) }));
  switch (node.kind) {
    case 'start': return list(node.effects, 'effects', 'next');
    case 'each':
    case 'task': return (outcomesOn(node) ?? []).flatMap((o, i) => list(o.effects, `outcomes.${i}.effects`, o.id));
    case 'approval': return list(node.onApproved, 'onApproved', 'approved');
    case 'notify':
    case 'end': return list(node.effects, 'effects');
    default: return [];
  }
}

export const waitsAsStart = (node: DraftNode): boolean => node.kind === 'start' && node.form !== undefined && node.roles.length > 0;
/** A person ends it: nothing goes on by itself from here. */
export const personEnds = (node: DraftNode): boolean => node.kind === 'task' || node.kind === 'approval' || node.kind === 'handoff' || waitsAsStart(node);
/** Somebody has cancelled the run that the call waited for; time cancels none. */
export const isCancelledCall = (node: DraftNode, port: string): boolean => node.kind === 'call' && node.mode === 'wait' && port === 'cancelled';
/** A step like a task for each item: persons end it, where there is an item at all. */
export const isStepEach = (node: DraftNode): node is Extract<DraftNode, { kind: 'each' }> => node.kind === 'each' && node.protocol === undefined;
export const isTimePort = (port: string): boolean => port === 'overdue' || port === 'expired' || port === 'elapsed' || port === 'spent';
