// The state that a journal leads to: its inputs handled again, one by one, at the instants at which they were handled. It is
// the same engine, so what follows must be what was recorded. Where it is not, the journal or the engine has been changed,
// and nothing may be built on it.
import { advance, advanceTime, type Advanced, type Refused } from './advance.ts';
import { bundleIn, rootsOf } from './bundle.ts';
import { canonicalJson } from './canonical.ts';
import type { CaseState } from './case-state.ts';
import type { Due } from './due.ts';
import type { Command, Transition } from './entry.ts';
import type { DeadlineInput, PersonInput } from './input.ts';
import type { Bundle, Plan, Plans } from './plan.ts';

export type Replayed =
  | { readonly ok: true; readonly state: CaseState; readonly plans: Plans; readonly commands: readonly Command[]; /** As derived again, with the rows that follow. */ readonly journal: readonly Transition[] }
  | { readonly ok: false; readonly number: number; readonly why: 'gap' | 'planMissing' | 'refused' | 'differs' };

/** `known`: published plans by hash; the journal keeps only the hashes of those that `open` and `start` handed in. */
export function replay(journal: readonly Transition[], known: Plans): Replayed {
  let state: CaseState | null = null;
  let plans: Plans = {};
  let commands: readonly Command[] = [];
  const again: Transition[] = [];
  for (const [i, recorded] of journal.entries()) {
    const failed = (why: 'gap' | 'planMissing' | 'refused' | 'differs'): Replayed => ({ ok: false, number: recorded.number, why });
    if (recorded.number !== i + 1) return failed('gap');
    const step = handleAgain(recorded, { state, plans, known });
    if (step === undefined) return failed('planMissing');
    if (!step.ok) return failed('refused');
    if (canonicalJson(step.transition.entries) !== canonicalJson(recorded.entries)) return failed('differs');
    state = step.state;
    plans = step.plans;
    again.push(step.transition);
    commands = [...commands, ...step.commands];
  }
  if (state === null) return { ok: false, number: 1, why: 'gap' };
  // Work that was handed out since, or is gone, needs nobody to be chosen for it. What goes to other cases is delivered once, however often it is asked.
  const { steps } = state;
  return { ok: true, state, plans, journal: again, commands: commands.filter((c) => c.kind === 'raiseElsewhere' || c.kind === 'openElsewhere' || steps.some((s) => s.id === c.step && s.claimedBy === undefined)) };
}

interface Sofar {
  readonly state: CaseState | null;
  readonly plans: Plans;
  readonly known: Plans;
}

function handleAgain({ input, at, entries }: Transition, { state, plans, known }: Sofar): Advanced | Refused | undefined {
  if (input.kind === 'deadline') {
    const late = entries.find((e) => 'handledAt' in e);
    const handledAt = late && 'handledAt' in late ? late.handledAt : undefined;
    return state === null ? undefined : advanceTime(plans, state, dueOf(input), at, handledAt ?? at);
  }
  const whole = withPlans(input, known);
  return whole && advance(plans, state, whole, at);
}

function dueOf({ step, timer, due }: DeadlineInput): Due {
  const [kind = '', index = '0'] = timer.split(':');
  return { step, timer: kind as Due['timer'], index: Number(index), due };
}

function withPlans(input: PersonInput, known: Plans): PersonInput | undefined {
  const bundle = bundleIn(input);
  if (bundle === undefined) return input;
  const plans = reached(bundle, known);
  return plans && ({ ...input, bundle: { ...bundle, plans } } as PersonInput);
}

/** The plans of a bundle and all that they call; undefined where one of them is not known. */
function reached(bundle: Bundle, known: Plans): Plans | undefined {
  const plans: Record<string, Plan> = {};
  const { plans: carried } = bundle;
  const queue = [...rootsOf(bundle)];
  for (let hash = queue.shift(); hash !== undefined; hash = queue.shift()) {
    if (Object.hasOwn(plans, hash)) continue;
    const plan = Object.hasOwn(carried, hash) ? carried[hash] : Object.hasOwn(known, hash) ? known[hash] : undefined;
    if (plan === undefined) return undefined;
    plans[hash] = plan;
    queue.push(...Object.values(plan.calls).filter((called) => called !== 'self'));
  }
  return plans;
}
