// A condition that can be unknown: without an edge for it the case would stop there and ask a person to decide by hand.
import { ruleCondition } from '../decision-table.ts';
import type { NodeOf } from '../draft.ts';
import { unknownBecause } from './knowledge.ts';
import type { Report, Rule, RuleInput } from './rule.ts';
import { labelled, refLabel, titled } from './words.ts';

export const unknownEdge: Rule = {
  id: 'unknown-edge',
  check: (input, report) => {
    const { draft, graph, knowledge } = input;
    for (const node of draft.nodes) {
      if (node.kind === 'handoff' && graph.reached.has(node.id)) {
        const kinds = (node.kindRules ?? []).map((r) => unknownBecause(r.when, node.id, knowledge));
        const i = kinds.findIndex((because) => because !== undefined);
        const because = kinds[i];
        if (because) report({ node: node.id, field: `kindRules.${i}.when` }, `which kind of handoff ${titled(node)} is can be unknown, because ${reason(input, because)}; the sender will be asked to say it when it is offered`);
        continue;
      }
      if (!graph.reached.has(node.id) || graph.out(node.id).some((e) => e.port === 'unknown')) continue;
      if (node.kind === 'table' && node.hit === 'first') checkTable(input, node, report);
      if (node.kind !== 'decision') continue;
      for (const [i, branch] of node.branches.entries()) {
        const because = branch.when && unknownBecause(branch.when, node.id, knowledge);
        if (!because) continue;
        report({ node: node.id, field: `branches.${i}.when` }, `the condition of ${labelled(branch)} in ${titled(node)} can be unknown, because ${reason(input, because)}; draw the edge "unknown", or a person will be asked to decide by hand`);
        break;
      }
    }
  },
};

// helpers

/** The first input that need not be known when a row asks it. */
function checkTable(input: RuleInput, node: NodeOf<'table'>, report: Report): void {
  for (const [i, rule] of node.rules.entries()) {
    const because = unknownBecause(ruleCondition(node, rule), node.id, input.knowledge);
    if (!because) continue;
    report({ node: node.id, field: `rules.${i}` }, `row ${i + 1} of ${titled(node)} can be unknown, because ${reason(input, because)}; draw the edge "unknown", or a person will be asked to choose the row by hand`);
    return;
  }
}

function reason({ draft, graph }: RuleInput, because: { readonly kind: 'field' | 'level' | 'outcome'; readonly name: string }): string {
  if (because.kind === 'field') return `${refLabel(draft, because.name)} need not have been recorded by then`;
  if (because.kind === 'level') return 'the level of concern need not have been set by then';
  const step = graph.nodes.get(because.name);
  return `${step ? titled(step) : `"${because.name}"`} need not have been done by then`;
}
