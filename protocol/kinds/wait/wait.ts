// A duration, a date in a field, or a named event, whichever comes first. Its end may lead anywhere, but nothing is closed,
// transferred, lowered or disclosed by it before a person acts: publishing proves that.
import { openClock } from '../../clock.ts';
import { openStep } from '../../flow.ts';
import type { Kind } from '../kind.ts';

export const wait: Kind<'wait'> = {
  enter(work, run, node, path) {
    openClock(work, openStep(work, run, node, 'wait', path), node);
  },
};
