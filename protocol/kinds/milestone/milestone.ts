// Records that a run has come this far, for reports and limits of phases. It never holds a case up and tells nobody.
import { leave } from '../../flow.ts';
import type { Kind } from '../kind.ts';

export const milestone: Kind<'milestone'> = {
  enter(work, run, node, path) {
    work.entries.push({ kind: 'milestoneReached', run: run.id, protocol: run.key, node: node.id });
    leave(work, run, node, 'next', path);
  },
};
