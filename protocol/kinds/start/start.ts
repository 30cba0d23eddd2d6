// A start waits as a step of its role when its intake form was not supplied; without a role it never waits.
import { openClock } from '../../clock.ts';
import { applyEffects } from '../../effects.ts';
import { finishStep, leave, openStep } from '../../flow.ts';
import { recordForm } from '../../records.ts';
import { personOf, stepRef } from '../../work.ts';
import { formFaults, mayDo } from '../form-act.ts';
import { refuse, type Kind } from '../kind.ts';

export const start: Kind<'start'> = {
  enter(work, run, node, path) {
    const form = work.supplied.get(run.id);
    work.supplied.delete(run.id);
    if (node.form !== undefined && form) recordForm(work, run, node.id, node.form, form);
    else if (node.form !== undefined && node.roles.length > 0) {
      openClock(work, openStep(work, run, node, 'start', path), node);
      return;
    }
    applyEffects(work, run, node.id, node.effects);
    leave(work, run, node, 'next', path);
  },
  act(work, run, node, step, act) {
    if (act.kind !== 'complete') return refuse('wrong_act', 'an intake is completed with its form');
    const refusal = mayDo(work, step) ?? (act.outcome !== 'next' ? refuse('bad_outcome', 'an intake has one outcome: next') : undefined) ?? formFaults(node.form, act.form);
    if (refusal) return refusal;
    const by = personOf(act.actor);
    if (node.form !== undefined && act.form) recordForm(work, run, node.id, node.form, act.form, step.id);
    work.entries.push({ kind: 'stepCompleted', outcome: 'next', by, ...stepRef(work, step), ...(act.form ? { submissionId: act.form.id } : {}) });
    finishStep(work, step, 'next', { by, effects: node.effects });
    return undefined;
  },
};
