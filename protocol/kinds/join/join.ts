// Where the attached branches of a split come together again.
import { branchDone } from '../../flow.ts';
import { invariant } from '../../invariant.ts';
import type { Kind } from '../kind.ts';

export const join: Kind<'join'> = {
  enter(work, run, _node, path) {
    const frame = path.frames.at(-1);
    invariant(frame, 'publishing proves that a join is reached by branches of its split only');
    branchDone(work, run, frame, 'arrived');
  },
};
