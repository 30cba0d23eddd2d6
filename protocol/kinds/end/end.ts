// Ends the run with an outcome. A closing end is held while weapons access is unknown, contact has failed or a task
// that somebody added is open, one that says "no case" while a repeat report has been judged by fewer than two persons or
// nobody has said which initiation criteria the report meets: it stays open as a step of the owner, with the
// code, and is tried again after every transition.
import type { Run } from '../../case-state.ts';
import { applyEffects } from '../../effects.ts';
import { endRun, openStep, pathOf, removeStep } from '../../flow.ts';
import type { PlanNodeOf } from '../../plan.ts';
import { stepRef, type Mutable, type Work } from '../../work.ts';
import type { Kind } from '../kind.ts';
import type { Path } from '../../flow.ts';

export const end: Kind<'end'> = {
  enter(work, run, node, path) {
    const code = heldBy(work, node);
    if (code === undefined) {
      pass(work, run, node, path);
      return;
    }
    const step = openStep(work, run, node, 'end', path, { held: code });
    work.entries.push({ kind: 'endHeld', code, ...stepRef(work, step) });
  },
  retry(work, run, node, step) {
    const code = heldBy(work, node);
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

export function heldBy(work: Work, node: PlanNodeOf<'end'>): 'weapons_access_unknown' | 'no_closing_without_contact' | 'open_tasks' | 'repeat_needs_two' | 'criteria_not_cited' | undefined {
  const { meanings, lastGrant } = work.state;
  const sets = (status: string): boolean => node.effects.some((e) => e.kind === 'status' && e.status === status);
  if (sets('closed')) {
    const weapons = meanings['weaponsAccess'];
    if (weapons === undefined || weapons === 'unknown') return 'weapons_access_unknown';
    if (meanings['contactMade'] === false) return 'no_closing_without_contact';
    if (work.state.steps.some((s) => s.added)) return 'open_tasks';
  }
  if (sets('no_case')) {
    const prior = meanings['priorReports'];
    if (typeof prior === 'number' && prior > 0 && (lastGrant?.persons.length ?? 0) < 2) return 'repeat_needs_two';
    if (work.state.criteria && !work.state.cited) return 'criteria_not_cited';
  }
  return undefined;
}
