// Work for a role: a form, a checklist, and outcomes, each an edge. A claimed task is completed by its claimer, an
// unclaimed one by any candidate.
import type { Person, Run, Step } from '../../case-state.ts';
import { openClock } from '../../clock.ts';
import type { Effect } from '../../draft.ts';
import { finishStep, openStep } from '../../flow.ts';
import { recordForm } from '../../records.ts';
import type { PlanNodeOf } from '../../plan.ts';
import type { Refusal } from '../../refusal.ts';
import { pastKey, personOf, stepRef, type Mutable, type Work } from '../../work.ts';
import { formFaults, mayDo } from '../form-act.ts';
import { refuse, type Kind, type StepAct } from '../kind.ts';
import { rolesOf } from '../../people.ts';

export const task: Kind<'task'> = {
  enter(work, run, node, path) {
    const step = openStep(work, run, node, 'task', path);
    openClock(work, step, node);
    const rule = node.assign;
    if (rule.kind === 'doerOf') {
      const doer = work.state.doers[rule.step.includes('.') ? rule.step : pastKey(run, rule.step)]?.at(-1);
      if (doer) {
        step.claimedBy = personOf(doer);
        work.entries.push({ kind: 'stepAssigned', to: personOf(doer), ...stepRef(work, step) });
      }
    } else if (rule.kind !== 'claim') {
      work.commands.push({ kind: rule.kind === 'leastLoad' ? 'assignByLoad' : 'assignInTurn', step: step.id, roles: [...rolesOf(work.plans, work.state, step)], ...(node.sworn === true ? { sworn: true } : {}) });
    }
  },
  act: (work, run, node, step, act) => completeTask(work, run, node, step, act, (outcome, how) => finishStep(work, step, outcome, how)),
};

type Then = (outcome: string, how: { readonly by: Person; readonly effects: readonly Effect[]; readonly reasonId?: string }) => void;

/** What completing demands and records, for a task and for each step of an each; how the case goes on is theirs. */
export function completeTask(work: Work, run: Mutable<Run>, node: PlanNodeOf<'task' | 'each'>, step: Mutable<Step>, act: StepAct, then: Then): Refusal | undefined {
  if (act.kind !== 'complete') return refuse('wrong_act', 'a task is completed with one of its outcomes');
  const notMine = mayDo(work, step);
  if (notMine) return notMine;
  const outcome = node.outcomes.find((o) => o.id === act.outcome);
  if (!outcome) return refuse('bad_outcome', `this task has the outcomes ${node.outcomes.map((o) => `"${o.label}"`).join(', ')}; choose one of them`, act.outcome);
  const faults = formFaults(node.form, act.form);
  if (faults) return faults;
  if (outcome.needsReason && !act.reason) return refuse('missing_required', `the outcome "${outcome.label}" needs a reason in words`, 'reason');
  const by = personOf(act.actor);
  if (node.form !== undefined && act.form) recordForm(work, run, node.id, node.form, act.form, step.id);
  work.entries.push({ kind: 'stepCompleted', outcome: outcome.id, by, ...stepRef(work, step), ...(act.reason ? { reasonId: act.reason.id } : {}), ...(act.form ? { submissionId: act.form.id } : {}) });
  then(outcome.id, { by, effects: outcome.effects, ...(act.reason ? { reasonId: act.reason.id } : {}) });
  return undefined;
}
