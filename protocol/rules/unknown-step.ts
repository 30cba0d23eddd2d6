// A condition, a separation or an assignment that names a step names one there is. Steps of other protocols
// ("protocol.step") are taken as said: a case may run any of them.
import type { AgencyRule, Draft } from '../draft.ts';
import type { FindingPlace } from '../finding.ts';
import { conditionsOf, operandsOf } from './places.ts';
import type { Report, Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const unknownStep: Rule = {
  id: 'unknown-step',
  check: ({ draft }, report) => {
    for (const { condition, at } of conditionsOf(draft))
      for (const operand of operandsOf(condition)) if (operand.kind === 'outcome') check(draft, operand.step, at, { report, what: 'this condition asks for the outcome of' });
    for (const rule of draft.rules ?? []) for (const { ref, field } of stepsOfRule(rule)) check(draft, ref, { field: `rules.${rule.id}.${field}` }, { report, what: `the rule ${titled(rule)} names` });
    for (const node of draft.nodes) {
      if (node.kind === 'task' && node.assign.kind === 'doerOf') check(draft, node.assign.step, { node: node.id, field: 'assign' }, { report, what: `${titled(node)} is assigned to whoever did` });
      if (node.kind === 'approval') node.notDoerOf.forEach((step, i) => check(draft, step, { node: node.id, field: `notDoerOf.${i}` }, { report, what: `${titled(node)} keeps out whoever did` }));
    }
  },
};

// helpers

function stepsOfRule(rule: AgencyRule): readonly { readonly ref: string; readonly field: string }[] {
  if (rule.kind === 'separate') return [{ ref: rule.act, field: 'act' }, { ref: rule.approve, field: 'approve' }];
  const places = rule.kind === 'passes' ? { from: rule.from, to: rule.to, through: rule.through } : rule.kind === 'within' ? { from: rule.from, to: rule.to } : {};
  return Object.entries(places).flatMap(([field, place]) => (place.kind === 'step' ? [{ ref: place.step, field }] : []));
}

function check(draft: Draft, step: string, at: FindingPlace, { report, what }: { readonly report: Report; readonly what: string }): void {
  const own = step.startsWith(`${draft.key}.`) ? step.slice(draft.key.length + 1) : step;
  if (own.includes('.') || draft.nodes.some((n) => n.id === own)) return;
  report(at, `${what} ${quote(step)}, which is no step of this protocol; name one of its steps, or protocol.step of another`);
}
