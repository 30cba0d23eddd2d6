// The clock of a step that goes over to another version. What has fired is a fact and stays; what has not is counted by the
// limit of the new version, by the policy chosen for it. It never becomes later without somebody having said so.
import type { Clock, Step } from '../case-state.ts';
import { armAgain, derive, isStatutory, startOf, tellSet } from '../clock.ts';
import type { ClockPolicy } from '../input.ts';
import type { PlanNode } from '../plan.ts';
import { addDuration } from '../time.ts';
import { planOf, runOf, stepRef, type Mutable, type Work } from '../work.ts';
import { firedAfter, ruleAfter } from './terms.ts';

interface Carry {
  readonly before: PlanNode;
  readonly after: PlanNode;
  readonly policy: ClockPolicy;
  /** More time may be given. */
  readonly later: boolean;
}

/** The step stands in the new version already. `longer`: it would get more time than it had. */
export function carryClock(work: Work, step: Mutable<Step>, carry: Carry): 'longer' | undefined {
  carryExpiry(work, step, carry);
  const old = step.clock;
  if (!old || old.rule < 0) return startClock(work, step, carry);
  const rule = ruleAfter(carry.before, carry.after, old.rule);
  const kept: Mutable<Clock> = { ...old, rule: rule ?? old.rule, fired: firedAfter(carry.before, carry.after, old.fired), ...statutory(carry.after) };
  // It has passed: a fact. Only what is drawn to follow it may be another.
  if (old.passedAt !== undefined) return holdOn(work, step, kept, rule);
  const run = runOf(work, step.runId);
  const counted = derive(work, run, startOf(step), carry.after, old.shifts ?? []);
  const again = carry.policy === 'restart' ? derive(work, run, work.at, carry.after) : counted;
  if (!counted || !again) return carry.later && carry.policy !== 'earlier' ? dropClock(work, step) : holdOn(work, step, kept, rule);
  const due = carry.policy === 'earlier' ? Math.min(old.due, counted.due) : again.due;
  const isLonger = due > old.due;
  const restarted = carry.policy === 'restart';
  if (restarted) step.countedFrom = work.at;
  if (rule === again.rule && old.anchorAt === again.anchorAt && due === old.due) return holdOn(work, step, kept, rule);
  // What had stood before it began anew moves it no further.
  if (restarted && step.stopped) step.stopped = { ...step.stopped, from: work.at };
  const { calendar: _calendar, shifts, ...clock } = kept;
  step.clock = {
    ...clock, rule: again.rule, anchorAt: again.anchorAt, due, n: work.state.transition, why: 'migrated', ...(restarted ? { extendedBy: 0, fired: [] } : {}),
    ...(shifts && !restarted ? { shifts } : {}), ...(again.calendar ? { calendar: again.calendar } : {}),
  };
  armAgain(work, step);
  tellSet(work, step, again, carry.policy);
  return isLonger ? 'longer' : undefined;
}

/** A step of the same kind was opened in the place of one that was cancelled: what had passed of its time has passed. */
export function countOn(work: Work, step: Mutable<Step>, { old, after, policy }: { readonly old: Step; readonly after: PlanNode; readonly policy: ClockPolicy }): 'longer' | undefined {
  if (!old.clock || old.clock.rule < 0 || old.clock.passedAt !== undefined) return undefined;
  const counted = policy === 'restart' ? undefined : derive(work, runOf(work, step.runId), startOf(old), after);
  if (counted && step.clock && counted.due < step.clock.due) {
    const { calendar: _calendar, ...clock } = step.clock;
    step.countedFrom = startOf(old);
    step.clock = { ...clock, rule: counted.rule, anchorAt: counted.anchorAt, due: counted.due, n: work.state.transition, why: 'migrated', ...(counted.calendar ? { calendar: counted.calendar } : {}) };
    armAgain(work, step);
    tellSet(work, step, counted, 'keepElapsed');
  }
  return step.clock === undefined || step.clock.due > old.clock.due ? 'longer' : undefined;
}

function startClock(work: Work, step: Mutable<Step>, { after, policy }: Carry): undefined {
  if (policy === 'restart') step.countedFrom = work.at;
  const derived = derive(work, runOf(work, step.runId), startOf(step), after);
  if (!derived) return undefined;
  const { rule, anchorAt, due, calendar } = derived;
  step.clock = { rule, anchorAt, due, timers: step.clock?.timers ?? [], fired: [], extendedBy: 0, n: work.state.transition, why: 'migrated', ...(calendar ? { calendar } : {}), ...statutory(after) };
  armAgain(work, step);
  tellSet(work, step, derived, policy);
  return undefined;
}

/** The instant stays as it is. A rule that the new version does not have cannot be counted again in a newer calendar. */
function holdOn(work: Work, step: Mutable<Step>, clock: Mutable<Clock>, rule: number | undefined): undefined {
  const { calendar, ...rest } = clock;
  step.clock = rule === undefined || !calendar ? rest : { ...rest, calendar };
  armAgain(work, step);
  return undefined;
}

function dropClock(work: Work, step: Mutable<Step>): 'longer' {
  const { clock } = step;
  const expiry = clock?.timers.filter((t) => t.kind === 'expiry') ?? [];
  work.entries.push({ kind: 'deadlineDropped', ...stepRef(work, step) });
  if (clock && expiry.length > 0) step.clock = { ...clock, rule: -1, timers: expiry };
  else delete step.clock;
  return 'longer';
}

/** An offer lapses no later than it would have. */
function carryExpiry(work: Work, step: Mutable<Step>, { before, after }: Carry): void {
  if (before.kind !== 'handoff' || after.kind !== 'handoff' || after.expires === undefined || before.expires === after.expires || step.handing?.offeredAt === undefined) return;
  const at = addDuration(step.handing.offeredAt, after.expires, planOf(work, runOf(work, step.runId)).unit.offsets);
  for (const timer of step.clock?.timers ?? []) if (timer.kind === 'expiry') timer.at = Math.min(timer.at, at);
}

const statutory = (node: PlanNode): { readonly statutory?: true } => (isStatutory(node) ? { statutory: true } : {});
