// A join is met when every attached branch that was started has come to it. So each must be able to, none may leave its
// split another way, and nothing else may arrive there.
import type { NodeOf } from '../draft.ts';
import { wayTo } from '../graph.ts';
import type { Rule, RuleInput, Report } from './rule.ts';
import { handlerOf, labelled, quote, titled } from './words.ts';

export const joinCannotBeMet: Rule = {
  id: 'join-cannot-be-met',
  check: (input, report) => {
    const { draft, graph, frames } = input;
    for (const node of draft.nodes) {
      if (node.kind === 'split') checkSplit(input, node, report);
      if (node.kind === 'join' && !frames.splitOfJoin.has(node.id)) report({ node: node.id }, `${titled(node)} is the join of no split; name it in its split, or delete it`);
    }
    for (const { kind, edge } of frames.misfits) {
      const [from, to] = [graph.nodes.get(edge.from) ?? handlerOf(draft, edge.from), graph.nodes.get(edge.to)];
      if (from && to) report({ node: edge.from, edge: edge.id }, sentences[kind](titled(from), titled(to)));
    }
  },
};

function checkSplit({ draft, graph, frames }: RuleInput, split: NodeOf<'split'>, report: Report): void {
  const attached = split.branches.filter((b) => !b.detached);
  const at = { node: split.id, field: 'join' };
  if (split.join === undefined) {
    if (attached.length > 0) report(at, `${titled(split)} has branches that are waited for but no join; name the join where they come together, or detach them`);
    return;
  }
  const join = draft.nodes.find((n) => n.id === split.join);
  if (join?.kind !== 'join') {
    report(at, join ? `${titled(split)} names ${titled(join)} as its join, which is none; name a join` : `${titled(split)} names a join that does not exist (${quote(split.join)}); name the one where its branches come together`);
    return;
  }
  if (frames.splitOfJoin.get(join.id) !== split.id) {
    report(at, `${titled(join)} is already the join of another split; give ${titled(split)} a join of its own`);
    return;
  }
  if (join.first !== undefined && join.first > attached.length)
    report({ node: join.id, field: 'first' }, `${titled(join)} goes on with the first ${join.first}, but ${titled(split)} has ${attached.length === 1 ? 'one branch' : `${attached.length} branches`} that it waits for; ask for fewer, or wait for all`);
  for (const branch of attached) {
    const edge = graph.out(split.id).find((e) => e.port === branch.id);
    if (edge && wayTo(graph, edge.to, { wanted: (id) => id === join.id, stopped: (e) => e.to === split.id }) === undefined)
      report({ node: split.id, edge: edge.id }, `the branch ${labelled(branch)} of ${titled(split)} never reaches ${titled(join)}, which would wait for it for ever; lead it there, or detach it`);
  }
}

// helpers

type Sentence = (from: string, to: string) => string;
const sentences: { readonly [K in RuleInput['frames']['misfits'][number]['kind']]: Sentence } = {
  entersSplitFromOutside: (from, to) => `${from} leads into a branch of a split at ${to} from outside; lead to the split instead`,
  reentersOpenSplit: (from, to) => `${from} leads back to ${to} while that split is still open; lead to its join first`,
  leavesSplit: (from, to) => `${from} leads out of its split to ${to}; a branch that is waited for leaves by its join only`,
  joinOfAnother: (from, to) => `${from} leads to ${to}, which is the join of another split; lead to the join of its own split`,
  joinOutside: (from, to) => `${from} leads to ${to} without coming through its split; the join would not know what to wait for`,
  endInBranch: (from, to) => `${from} leads to the end ${to} on a branch that is waited for; lead to the join, or mark the end as stopping the others`,
};
