// A step like a task, or a protocol, once for each item of a list or so many times: at once or one after the other. Each
// item has its own step, claim and deadline; the way on is taken when the last of them has ended, at once when there is none.
import { closeStep } from '../../flow.ts';
import { completeTask } from '../task/task.ts';
import { refuse, type Kind } from '../kind.ts';
import { itemDone, startItems } from './items.ts';

export const each: Kind<'each'> = {
  enter: startItems,
  act(work, run, node, step, act) {
    if (step.kind === 'call') return refuse('wrong_act', 'another protocol does this; it goes on when that has ended');
    return completeTask(work, run, node, step, act, (outcome, how) => {
      closeStep(work, step, outcome, how);
      itemDone(work, run, node, step, outcome);
    });
  },
};
