// Branches that start together, each with an optional condition; an unknown condition opens its branch. The join waits for
// the attached ones that were started; detached ones are waited for by nobody.
import { evaluate } from '../../evaluate.ts';
import { factsOf } from '../../facts.ts';
import { enter, leave } from '../../flow.ts';
import { invariant } from '../../invariant.ts';
import { nodeOf, planOf } from '../../work.ts';
import type { Kind } from '../kind.ts';

export const split: Kind<'split'> = {
  enter(work, run, node, path) {
    const facts = factsOf(work.state, planOf(work, run), run, work.at);
    const started = node.branches.filter((b) => !b.when || evaluate(b.when, facts) !== 'false');
    const attached = started.filter((b) => !b.detached);
    const id = `sp${work.state.next.split++}`;
    const open = node.join !== undefined && attached.length > 0;
    if (open) run.splits.push({ id, node: node.id, join: node.join as string, waitingFor: attached.map((b) => b.id), path: path.frames.map((f) => ({ ...f })), detached: path.detached });
    for (const branch of started) {
      const to = node.next[branch.id];
      invariant(to !== undefined, 'publishing proves that every branch has an edge');
      if (!branch.detached && !(open && run.splits.some((s) => s.id === id))) continue;
      work.ways.push({ protocol: run.key, from: node.id, port: branch.id });
      if (branch.detached) enter(work, run, to, { frames: [], detached: true });
      else enter(work, run, to, { frames: [...path.frames, { split: id, branch: branch.id }], detached: path.detached });
    }
    if (attached.length === 0 && node.join !== undefined) leave(work, run, nodeOf(work, run, node.join), 'next', path);
  },
};
