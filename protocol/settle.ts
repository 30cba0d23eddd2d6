// What every host calls, and nothing else: runs all that is due, then the act. Hosts given the same acts at the same
// instants write the same journal to the millisecond, as long as no deadline was handled more than 60 s late.
import { advance, advanceTime } from './advance.ts';
import type { CaseState } from './case-state.ts';
import { nextDue } from './due.ts';
import type { Command, Transition } from './entry.ts';
import type { PersonInput } from './input.ts';
import type { Plans } from './plan.ts';
import type { Refusal } from './refusal.ts';
import type { Way } from './work.ts';

export { isKnownInput } from './advance.ts';
export { nextDueAt } from './due.ts';

/** A host that is at most this late handles what is due at its very instant. */
export const inTimeMs = 60_000;

export interface Act {
  readonly input: PersonInput;
  /** The instant the server received it, epoch ms UTC. */
  readonly at: number;
}
export type Settled =
  | { readonly ok: true; readonly state: CaseState; readonly plans: Plans; readonly transitions: readonly Transition[]; readonly commands: readonly Command[]; /** The edges taken. */ readonly ways: readonly Way[] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * `act.at` is clamped to no earlier than the case's last transition and no later than `now` (the host's clock). A refused
 * act changes nothing, not even the deadlines that were due before it: the host's own timer handles those.
 */
export function settle(plans: Plans, state: CaseState | null, act: Act | undefined, now: number): Settled {
  const transitions: Transition[] = [];
  const commands: Command[] = [];
  const ways: Way[] = [];
  const at = act && Math.max(state?.at ?? act.at, Math.min(act.at, now));
  let current = { plans, state };
  for (;;) {
    const due = current.state && nextDue(current.state, at ?? now);
    if (!due || !current.state) break;
    const handled = instantOf(due.due, current.state.at, now, at);
    const step = advanceTime(current.plans, current.state, due, handled, now);
    transitions.push(step.transition);
    commands.push(...step.commands);
    ways.push(...step.ways);
    current = { plans: step.plans, state: step.state };
  }
  if (act && at !== undefined) {
    const step = advance(current.plans, current.state, act.input, Math.max(at, current.state?.at ?? at));
    if (!step.ok) return step;
    transitions.push(step.transition);
    commands.push(...step.commands);
    ways.push(...step.ways);
    current = { plans: step.plans, state: step.state };
  }
  if (!current.state) return { ok: false, refusal: { code: 'no_such_case', sentence: 'this case has not been opened' } };
  return { ok: true, state: current.state, plans: current.plans, transitions, commands, ways };
}

/** Its due instant when the host is at most 60 s late, else the host's clock; never after a waiting act, never back in time. */
function instantOf(due: number, last: number, now: number, act: number | undefined): number {
  const earliest = Math.max(due, last);
  const late = now - earliest > inTimeMs ? now : earliest;
  return Math.max(last, act === undefined ? late : Math.min(late, act));
}
