// The agency's own rules: adding, changing, removing. A new rule speaks of what the protocol has, so that it reads as a
// sentence from the start.
import type { AgencyRule, Draft, Place } from '../draft.ts';
import { freshId } from './ids.ts';

export const ruleKinds = ['passes', 'within', 'separate', 'cited'] as const satisfies readonly AgencyRule['kind'][];

export function addRule(draft: Draft, rule: AgencyRule): Draft {
  const rules = draft.rules ?? [];
  return rules.some((r) => r.id === rule.id) ? draft : { ...draft, rules: [...rules, rule] };
}
export function updateRule(draft: Draft, rule: AgencyRule): Draft {
  const rules = draft.rules ?? [];
  return rules.some((r) => r.id === rule.id && r !== rule) ? { ...draft, rules: rules.map((r) => (r.id === rule.id ? rule : r)) } : draft;
}
export function deleteRule(draft: Draft, id: string): Draft {
  const rules = draft.rules ?? [];
  return rules.some((r) => r.id === id) ? { ...draft, rules: rules.filter((r) => r.id !== id) } : draft;
}

export function newRule(draft: Draft, kind: AgencyRule['kind'], named: { readonly id?: string; readonly title?: string } = {}): AgencyRule {
  const head = { id: named.id ?? freshId((draft.rules ?? []).map((r) => r.id), `rule_${(draft.rules ?? []).length + 1}`), title: named.title ?? '' };
  const task = draft.nodes.find((n) => n.kind === 'task')?.id ?? draft.nodes[0]?.id ?? 'step';
  const approval = draft.nodes.find((n) => n.kind === 'approval')?.id ?? task;
  const start: Place = { kind: 'start' };
  switch (kind) {
    case 'passes': return { ...head, kind, from: start, to: { kind: 'status', status: 'closed' }, through: { kind: 'approval', persons: 2 } };
    case 'within': return { ...head, kind, from: start, to: { kind: 'step', step: task, moment: 'done' }, within: 'PT24H' };
    case 'separate': return { ...head, kind, act: task, approve: approval };
    case 'cited': return { ...head, kind, kinds: [] };
  }
}
