// A duration, a date in a field, or a named event, whichever comes first. Its end may lead anywhere, but nothing is closed,
// transferred, lowered or disclosed by it before a person acts: publishing proves that. A wait in a loop without a person has
// a bound: opened that often in its run, it is left at once by `spent`.
import { openClock } from '../../clock.ts';
import { leave, openStep } from '../../flow.ts';
import { pastKey } from '../../work.ts';
import type { Kind } from '../kind.ts';

export const wait: Kind<'wait'> = {
  enter(work, run, node, path) {
    if (node.atMost !== undefined && (run.visits[node.id] ?? 0) >= node.atMost) {
      work.state.lastOutcomes[pastKey(run, node.id)] = 'spent';
      leave(work, run, node, 'spent', path);
      return;
    }
    openClock(work, openStep(work, run, node, 'wait', path), node);
  },
};
