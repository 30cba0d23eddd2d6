// Everything that is wrong in a draft, sorted, never thrown. Total: whatever the schema of a draft lets through is judged.
// The same draft and context give the same findings in the same order, so that page and server never disagree.
import type { Draft } from './draft.ts';
import type { Finding, FindingPlace } from './finding.ts';
import { framesOf } from './frames.ts';
import { graphOf } from './graph.ts';
import { portContextOf } from './ports.ts';
import { prove } from './prove/prove.ts';
import { rules } from './rules/all.ts';
import { knowledgeOf } from './rules/knowledge.ts';
import type { RuleInput } from './rules/rule.ts';
import { severityOf } from './severity.ts';
import type { ValidationContext } from './validation-context.ts';

export function validate(draft: Draft, context: ValidationContext = {}): Finding[] {
  const graph = graphOf(draft);
  const input: RuleInput = { draft, context, graph, frames: framesOf(draft, graph), ports: portContextOf(draft, context), knowledge: knowledgeOf(draft, graph), proofs: prove(draft, context) };
  const findings: Finding[] = [];
  for (const rule of rules) rule.check(input, (at, message, path) => findings.push({ rule: rule.id, severity: severityOf(rule.id), at: placed(draft, at), message, ...(path && path.length > 0 ? { path } : {}) }));
  return sorted(draft, findings);
}

/** A draft with an error is saved, but neither reviewed nor published. */
export const hasErrors = (findings: readonly Finding[]): boolean => findings.some((f) => f.severity === 'error');

// helpers

const grave = { error: 0, warning: 1, hint: 2 } as const;

/** A phase is no step of the canvas: what is wrong with its limit is said where the protocol lists it. */
function placed(draft: Draft, at: FindingPlace): FindingPlace {
  const isPhase = at.node !== undefined && (draft.phases ?? []).some((p) => p.id === at.node) && !draft.nodes.some((n) => n.id === at.node);
  return isPhase ? { field: ['phases', at.node, at.field].filter((part) => part !== undefined).join('.') } : at;
}

/** The graver first; then as drawn, what belongs to no step before the steps. */
function sorted(draft: Draft, findings: readonly Finding[]): Finding[] {
  const place = new Map<string, number>();
  draft.nodes.forEach((n, i) => place.has(n.id) || place.set(n.id, i + 1));
  const rank = (at: FindingPlace): number => (at.node === undefined ? 0 : (place.get(at.node) ?? draft.nodes.length + 1));
  return [...findings].sort(
    (a, b) =>
      grave[a.severity] - grave[b.severity] ||
      rank(a.at) - rank(b.at) ||
      compare(a.rule, b.rule) ||
      compare(a.at.field ?? '', b.at.field ?? '') ||
      compare(a.at.edge ?? '', b.at.edge ?? '') ||
      compare(a.message, b.message),
  );
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
