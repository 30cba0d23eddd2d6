// What time does: it reminds, escalates, widens who may act, takes an offer or a claim away, ends a wait. It never
// completes, approves, closes, lowers or transfers anything.
import { remindOfAdded } from './added-task.ts';
import { clockKey, escalationsOf, markFired } from './clock.ts';
import type { Due } from './due.ts';
import { leave, leaveOverdue, pathOf, removeStep, startRun } from './flow.ts';
import { lapseAtDate } from './grants.ts';
import { invariant } from './invariant.ts';
import { expire } from './kinds/handoff/handoff.ts';
import { dropClaim } from './claims.ts';
import { remindOfMeasure } from './measures.ts';
import { openOwnerTask } from './owner-task.ts';
import { goOn } from './pauses.ts';
import { rolesOf } from './people.ts';
import type { PlanNode } from './plan.ts';
import { nodeOf, pastKey, personOf, runOf, stepRef, type Mutable, type Work } from './work.ts';
import type { Run, Step } from './case-state.ts';

export function fire(work: Work, due: Due, handledAt: number): void {
  if (due.timer === 'retention') return retentionReached(work);
  if (due.timer === 'resume') return goOn(work, due.step === '' ? { kind: 'case' } : { kind: 'step', step: due.step }, { at: due.due, by: null });
  if (due.timer === 'lapse') return lapseAtDate(work, due.step, { due: due.due, handledAt });
  const step = work.state.steps.find((s) => s.id === due.step);
  invariant(step, 'a timer belongs to an open step');
  if (step.added || step.kind === 'measure') {
    markFired(work, step, due.timer, due.index);
    return step.added ? remindOfAdded(work, step, due, handledAt) : remindOfMeasure(work, step, due, handledAt);
  }
  const run = runOf(work, step.runId);
  const node = nodeOf(work, run, step.node);
  const said = { due: due.due, handledAt, ...stepRef(work, step) };
  markFired(work, step, due.timer, due.index);
  switch (due.timer) {
    case 'warn': {
      const persons = step.kind === 'phase' ? [personOf(work.state.owner)] : step.claimedBy ? [step.claimedBy] : [];
      work.entries.push({ kind: 'deadlineWarned', persons, roles: persons.length > 0 ? [] : [...rolesOf(work.plans, work.state, step)], ...said });
      return;
    }
    case 'limit': return limitOver(work, run, node, step, said);
    case 'escalate': return escalate(work, run, node, step, due.index, said);
    case 'elapsed':
      work.entries.push({ kind: 'waitEnded', by: 'time', ...stepRef(work, step) });
      removeStep(work, step, { state: 'done', outcome: 'elapsed', by: null });
      work.state.lastOutcomes[pastKey(run, node.id)] = 'elapsed';
      leave(work, run, node, 'elapsed', pathOf(step));
      return;
    case 'expiry':
      invariant(node.kind === 'handoff', 'only an offer expires');
      expire(work, run, node, step);
  }
}

type Said = { due: number; handledAt: number; step: string; run: string; protocol: string; node: string };

/** A breach counts once per deadline; after it the step stays open, unless it is drawn to be left. */
function limitOver(work: Work, run: Mutable<Run>, node: PlanNode, step: Mutable<Step>, said: Said): void {
  work.state.breaches += 1;
  work.entries.push({ kind: 'deadlinePassed', ...said });
  const leaves = 'limit' in node && node.limit?.kind === 'due' && node.limit.onOverdue === 'leave' && node.next['overdue'] !== undefined;
  if (leaves) leaveOverdue(work, run, node, step);
}

function escalate(work: Work, run: Mutable<Run>, node: PlanNode, step: Mutable<Step>, index: number, said: Said): void {
  const rule = escalationsOf(node)[index];
  invariant(rule, 'an escalation that is armed is drawn');
  step.letIn = [...new Set([...step.letIn, ...rule.letIn])].sort();
  const kept = run.fired[clockKey(step)];
  if (kept) kept.letIn = [...step.letIn];
  work.entries.push({ kind: 'escalated', index, notified: [...rule.notify], letIn: [...rule.letIn], ...said });
  if (rule.release && step.claimedBy) {
    dropClaim(work, step, 'escalation');
  }
}

/** Nothing is deleted by the clock: the agency's review of records starts, once at a time, or the owner is asked what to keep. */
function retentionReached(work: Work): void {
  const { state } = work;
  if (state.retention) delete state.retention.reviewAt;
  work.entries.push({ kind: 'retentionReached', ...(state.review !== undefined ? { review: state.review } : {}) });
  if (state.review !== undefined) {
    const isLooked = state.runs.some((run) => run.main === 'live' && work.plans[run.plan]?.startsAt === 'retentionReviewDue');
    if (!isLooked) startRun(work, state.review, { how: 'retention', requester: state.owner });
    return;
  }
  openOwnerTask(work, { node: 'retention', title: 'The retention date is reached: decide what to keep' });
}
