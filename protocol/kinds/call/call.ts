// Another protocol as a further run of the same case: wait for its outcome, or spawn it and go on. While the main flow of
// an imminent-danger run has not ended no second one starts: what was said is added to the running one.
import type { Person, Run, Step } from '../../case-state.ts';
import { leave, openStep, startRun } from '../../flow.ts';
import { invariant } from '../../invariant.ts';
import { repeatDanger } from '../../danger.ts';
import { personOf, planOf, type Mutable, type Work } from '../../work.ts';
import type { Kind } from '../kind.ts';

export const call: Kind<'call'> = {
  enter(work, run, node, path) {
    if (node.mode === 'spawn') {
      startCalled(work, run, node.id);
      leave(work, run, node, 'next', path);
      return;
    }
    startCalled(work, run, node.id, () => openStep(work, run, node, 'call', path));
  },
};

/** Starts the plan pinned under this id; `waiter` gives the step that goes on with its outcome, none when it is spawned. */
export function startCalled(work: Work, run: Mutable<Run>, pin: string, waiter?: () => Mutable<Step>): void {
  const pinned = planOf(work, run).calls[pin];
  invariant(pinned !== undefined, 'compile pins every call');
  const hash = pinned === 'self' ? run.plan : pinned;
  const requester: Person = work.actor ? personOf(work.actor) : personOf(run.requester);
  const running = work.plans[hash]?.startsAt === 'danger' ? work.state.dangerRun : undefined;
  if (running !== undefined) repeatDanger(work, running, requester);
  const step = waiter?.();
  if (running === undefined) startRun(work, hash, { how: step ? 'called' : 'spawned', requester, parent: run.id, ...(step ? { waiter: step.id } : {}) });
  else if (step) step.childRun = running;
}
