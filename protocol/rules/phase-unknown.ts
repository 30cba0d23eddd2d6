// A phase is a band of steps: a step names one that is drawn, and a phase with a limit has a step whose opening begins it.
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const phaseUnknown: Rule = {
  id: 'phase-unknown',
  check: ({ draft }, report) => {
    const phases = draft.phases ?? [];
    for (const node of draft.nodes) if (node.phase !== undefined && !phases.some((p) => p.id === node.phase)) report({ node: node.id, field: 'phase' }, `${titled(node)} stands in the phase ${quote(node.phase)}, which this protocol does not have; add it, or choose another`);
    for (const phase of phases) {
      const isWaitedIn = draft.nodes.some((n) => n.phase === phase.id && !automatic.has(n.kind));
      if (phase.limit && !isWaitedIn) report({ field: `phases.${phase.id}` }, `the phase ${titled(phase)} has a limit and no step that waits, so it never begins; put steps into it, or take the limit away`);
    }
  },
};

// helpers

const automatic: ReadonlySet<string> = new Set(['decision', 'table', 'split', 'join', 'notify', 'milestone', 'end']);
