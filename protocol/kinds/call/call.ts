// Another protocol as a further run of the same case: wait for its outcome, or spawn it and go on. While the main flow of
// an imminent-danger run has not ended no second one starts: what was said is added to the running one.
import { leave, openStep, startRun } from '../../flow.ts';
import { invariant } from '../../invariant.ts';
import { repeatDanger } from '../../danger.ts';
import { personOf, planOf } from '../../work.ts';
import type { Kind } from '../kind.ts';

export const call: Kind<'call'> = {
  enter(work, run, node, path) {
    const pinned = planOf(work, run).calls[node.id];
    invariant(pinned !== undefined, 'compile pins every call');
    const hash = pinned === 'self' ? run.plan : pinned;
    const requester = work.actor ? personOf(work.actor) : personOf(run.requester);
    const running = work.plans[hash]?.startsAt === 'danger' ? work.state.dangerRun : undefined;
    if (running !== undefined) repeatDanger(work, running, requester);
    if (node.mode === 'spawn') {
      if (running === undefined) startRun(work, hash, { how: 'spawned', requester, parent: run.id });
      leave(work, run, node, 'next', path);
      return;
    }
    const step = openStep(work, run, node, 'call', path);
    if (running !== undefined) step.childRun = running;
    else startRun(work, hash, { how: 'called', requester, parent: run.id, waiter: step.id });
  },
};
