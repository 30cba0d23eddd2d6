// Ends the run with an outcome. A closing end is held while weapons access is unknown, contact has failed or a task that
// somebody added is open, one that says "no case" while a repeat report has been judged by fewer than two persons or nobody
// has said which initiation criteria the report meets, a purge
// while two have not approved it, any that time alone has led to: it stays open as a step of the owner, with the
// code, and is tried again after every transition.
import type { Run } from '../../case-state.ts';
import { applyEffects, endingOf } from '../../effects.ts';
import { endRun, openStep, pathOf, removeStep } from '../../flow.ts';
import { heldStatus, type HeldCode } from '../../held.ts';
import type { PlanNodeOf } from '../../plan.ts';
import { stepRef, type Mutable, type Work } from '../../work.ts';
import type { Kind } from '../kind.ts';
import type { Path } from '../../flow.ts';

export const end: Kind<'end'> = {
  enter(work, run, node, path) {
    const code = heldBy(work, run, node);
    if (code === undefined) {
      pass(work, run, node, path);
      return;
    }
    const step = openStep(work, run, node, 'end', path, { held: code });
    work.entries.push({ kind: 'endHeld', code, ...stepRef(work, step) });
  },
  retry(work, run, node, step) {
    const code = heldBy(work, run, node);
    if (code === undefined) {
      removeStep(work, step, { state: 'done', outcome: node.outcome, by: null });
      pass(work, run, node, pathOf(step));
    } else if (code !== step.held) {
      step.held = code;
      work.entries.push({ kind: 'endHeld', code, ...stepRef(work, step) });
    }
  },
};

function pass(work: Work, run: Mutable<Run>, node: PlanNodeOf<'end'>, path: Path): void {
  applyEffects(work, run, node.id, node.effects);
  if (!path.detached || node.stopsOthers) endRun(work, run, node.outcome, path);
}

function heldBy(work: Work, run: Mutable<Run>, node: PlanNodeOf<'end'>): HeldCode | undefined {
  for (const effect of node.effects) {
    const code = effect.kind === 'status' ? heldStatus(endingOf(work, run), effect.status) : undefined;
    if (code !== undefined) return code;
  }
  return undefined;
}
