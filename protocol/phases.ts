// A phase of a run begins when the first of its steps opens and ends when none of them is open any more. While it goes on it
// stands among the open steps with the clock of its limit; nobody does it, nothing waits for it, and its limit only reminds.
import { openClock } from './clock.ts';
import { countVisit, removeStep } from './flow.ts';
import { stoppedAtOpening } from './stop-clock.ts';
import { planOf, stepRef, type Mutable, type Work } from './work.ts';
import type { Run, Step } from './case-state.ts';
import type { PlanNode } from './plan.ts';

/** Asked when nothing automatic is left to run, so that a step that leads on to the next of its phase interrupts nothing. */
export function followPhases(work: Work): void {
  for (const run of work.state.runs) {
    const { phases, nodes } = planOf(work, run);
    for (const phase of phases ?? []) {
      const steps = work.state.steps.filter((s) => s.runId === run.id);
      const going = steps.find((s) => s.kind === 'phase' && s.node === phase.id);
      const isIn = steps.some((s) => s.kind !== 'phase' && nodes[s.node]?.phase === phase.id);
      if (isIn && !going) begin(work, run, phase);
      else if (!isIn && going) end(work, going);
    }
  }
}

// helpers

function begin(work: Work, run: Mutable<Run>, phase: PlanNode): void {
  const step: Mutable<Step> = { id: `s${work.state.next.step++}`, runId: run.id, node: phase.id, kind: 'phase', title: phase.title, visit: countVisit(run, phase), openedAt: work.at, path: [], detached: true, letIn: [], ...stoppedAtOpening(work.state, work.at) };
  work.state.steps.push(step);
  work.entries.push({ kind: 'phaseBegan', visit: step.visit, ...stepRef(work, step) });
  openClock(work, step, phase);
}

function end(work: Work, step: Mutable<Step>): void {
  work.entries.push({ kind: 'phaseEnded', ...stepRef(work, step) });
  removeStep(work, step, { state: 'done', outcome: 'ended', by: null });
}
