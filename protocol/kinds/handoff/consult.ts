// A question to another person or agency. Somebody may take it on first; it ends by the answer, a form or words. Before that
// either side may ask back: that is recorded and told, and moves nothing.
import type { Person, Run, Step } from '../../case-state.ts';
import { finishStep } from '../../flow.ts';
import type { PlanNodeOf } from '../../plan.ts';
import { recordForm } from '../../records.ts';
import type { Refusal } from '../../refusal.ts';
import { personOf, stepRef, type Mutable, type Work } from '../../work.ts';
import { formFaults } from '../form-act.ts';
import { refuse, type StepAct } from '../kind.ts';
import { rolesOf } from '../../people.ts';
import { isSender, mayAnswer } from './sides.ts';

type Handoff = PlanNodeOf<'handoff'>;
type ActOf<K extends StepAct['kind']> = Extract<StepAct, { kind: K }>;

export function takeOn(work: Work, step: Mutable<Step>, by: Person): undefined {
  if (step.handing) step.handing.state = 'accepted';
  step.claimedBy = by;
  // What expires is the offer, and somebody has it now.
  if (step.clock) step.clock.timers = step.clock.timers.filter((t) => t.kind !== 'expiry');
  work.entries.push({ kind: 'handoffAccepted', handoff: 'consult', by, from: personOf(work.state.owner), ...stepRef(work, step) });
  return undefined;
}

export function answer(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, act: ActOf<'answer'>): Refusal | undefined {
  const faults = answerFaults(node, act);
  if (faults) return faults;
  const by = personOf(act.actor);
  if (node.form !== undefined && act.form) recordForm(work, run, node.id, node.form, act.form, step.id);
  work.entries.push({ kind: 'handoffAnswered', by, from: personOf(work.state.owner), ...(act.form ? { submissionId: act.form.id } : {}), ...(act.text ? { textId: act.text.id } : {}), ...stepRef(work, step) });
  finishStep(work, step, 'accepted', { by, handoff: 'accepted' });
  return undefined;
}

/** The form drawn for the answer; without one, words. */
export function answerFaults(node: Pick<Handoff, 'form' | 'each'>, act: ActOf<'answer'>): Refusal | undefined {
  const form = node.each ? undefined : node.form;
  return formFaults(form, act.form) ?? (form === undefined && !act.text ? refuse('missing_required', 'write the answer; that is what comes back', 'text') : undefined);
}

export function ask(work: Work, run: Run, node: Handoff, step: Step, act: ActOf<'ask'>): Refusal | undefined {
  const { handing } = step;
  if (handing === undefined || handing.state === 'waiting') return refuse('wrong_act', 'this has not been offered yet, so there is nothing to ask about');
  const by = personOf(act.actor);
  const asksBack = mayAnswer(work, run, step, act.actor) === undefined;
  if (!asksBack && !isSender(work, run, node, step, act.actor)) return refuse('not_authorized', 'questions are asked by the side that offered this and by those it is offered to');
  const sent = [handing.offeredBy, work.state.owner].flatMap((p) => (p ? [p.personId] : []));
  const tell = asksBack ? { persons: [...new Set(sent)].sort(), roles: [] } : step.claimedBy ? { persons: [step.claimedBy.personId], roles: [] } : { persons: [], roles: [...rolesOf(work.plans, work.state, step)] };
  work.entries.push({ kind: 'handoffAsked', by, side: asksBack ? 'receiver' : 'sender', tell, textId: act.question.id, ...stepRef(work, step) });
  return undefined;
}
