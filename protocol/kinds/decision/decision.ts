// The first branch whose condition is true, else the default. A condition that is unknown takes the `unknown` edge; where
// none is drawn, a person decides by hand: unknown is never false.
import { evaluate } from '../../evaluate.ts';
import { factsOf } from '../../facts.ts';
import { leave, openStep } from '../../flow.ts';
import { pastKey, planOf } from '../../work.ts';
import type { Kind } from '../kind.ts';

export const decision: Kind<'decision'> = {
  enter(work, run, node, path) {
    const facts = factsOf(work.state, planOf(work, run), run, work.at);
    for (const branch of node.branches) {
      const truth = branch.when ? evaluate(branch.when, facts) : 'true';
      if (truth === 'false') continue;
      if (truth === 'unknown' && node.next['unknown'] === undefined) {
        openStep(work, run, node, 'byHand', path);
        return;
      }
      const port = truth === 'true' ? branch.id : 'unknown';
      work.state.lastOutcomes[pastKey(run, node.id)] = port;
      leave(work, run, node, port, path);
      return;
    }
    work.state.lastOutcomes[pastKey(run, node.id)] = 'default';
    leave(work, run, node, 'default', path);
  },
};
