// A decision table: works out fields of the case from what is recorded, for later conditions. It never sets a level. What it
// cannot know takes the `unknown` edge; where none is drawn the owner of the case chooses the row by hand.
import type { Run } from '../../case-state.ts';
import { answersOf, decide } from '../../decision-table.ts';
import { factsOf } from '../../facts.ts';
import { leave, openStep, type Path } from '../../flow.ts';
import type { RoutingValue } from '../../condition.ts';
import type { PlanNodeOf } from '../../plan.ts';
import { clone, pastKey, planOf, type Mutable, type Work } from '../../work.ts';
import type { Kind } from '../kind.ts';

type Table = PlanNodeOf<'table'>;

export const decisionTable: Kind<'table'> = {
  enter(work, run, node, path) {
    const decided = decide(node, factsOf(work.state, planOf(work, run), run, work.at));
    if (decided.kind === 'decided') {
      goOn(work, run, node, { rules: decided.rules, fields: decided.fields, path });
      return;
    }
    if (node.next['unknown'] === undefined) {
      openStep(work, run, node, 'byHand', path);
      return;
    }
    work.state.lastOutcomes[pastKey(run, node.id)] = 'unknown';
    leave(work, run, node, 'unknown', path);
  },
};

/** A person has chosen the row that applies. */
export function decideRow(work: Work, run: Mutable<Run>, node: Table, of: { readonly rule: string; readonly path: Path }): void {
  const rule = node.rules.find((r) => r.id === of.rule);
  goOn(work, run, node, { rules: [of.rule], fields: rule ? answersOf(node, rule) : {}, path: of.path });
}

function goOn(work: Work, run: Mutable<Run>, node: Table, { rules, fields, path }: { readonly rules: readonly string[]; readonly fields: Readonly<Record<string, RoutingValue>>; readonly path: Path }): void {
  work.state.computed = { ...work.state.computed, [node.id]: clone(fields) };
  work.entries.push({ kind: 'tableDecided', run: run.id, protocol: run.key, node: node.id, rules: [...rules], fields: clone(fields) });
  work.state.lastOutcomes[pastKey(run, node.id)] = 'next';
  leave(work, run, node, 'next', path);
}
