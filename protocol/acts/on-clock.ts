// Acts on clocks: pausing and resuming a step or the case, and bringing a newer calendar to limits that are open. Each
// changed deadline is said in the journal with who and why, so that the ledger can derive it again.
import type { Step } from '../case-state.ts';
import { armAgain, rulesOf, tellSet } from '../clock.ts';
import type { PersonInput } from '../input.ts';
import { invariant } from '../invariant.ts';
import { refuse } from '../kinds/kind.ts';
import { goOn, pausedBy, stop } from '../pauses.ts';
import type { PlanCalendar } from '../plan.ts';
import type { Refusal } from '../refusal.ts';
import { dueAfter } from '../stop-clock.ts';
import { clone, nodeOf, personOf, planOf, runOf, stepRef, type Mutable, type Work } from '../work.ts';

type ActOf<K extends PersonInput['kind']> = Extract<PersonInput, { kind: K }>;
const longestPause = 366 * 86_400_000;

export function pause(work: Work, act: ActOf<'pause'>): Refusal | undefined {
  const paused = pausedBy(work, act.target);
  if (!paused.ok) return paused.refusal;
  const { holder, steps } = paused.found;
  if (holder.pause) return refuse('wrong_act', 'this is paused already; resume it first to pause it anew');
  if (act.target.kind === 'step' && !steps.some(canStand)) return refuse('wrong_act', steps.some((s) => s.clock?.statutory) ? 'the limit of this step is statutory and goes on' : 'this step has no limit to pause');
  if (!act.actor.rights.includes('extend')) return refuse('not_authorized', 'stopping a clock needs the right to extend');
  const until = act.end.kind === 'at' ? act.end.at : work.at + act.end.ms - (holder.pausedFor ?? 0);
  if (!Number.isSafeInteger(until) || until <= work.at || until > work.at + longestPause) return refuse('bad_value', act.end.kind === 'budget' && until <= work.at ? 'it has been paused for so long already' : 'a pause ends later than now and within a year', 'end');
  stop(work, paused.found, until);
  work.entries.push({ kind: 'paused', target: act.target, until, by: personOf(act.actor), reasonId: act.reason.id });
  return undefined;
}

export function resume(work: Work, act: ActOf<'resume'>): Refusal | undefined {
  const paused = pausedBy(work, act.target);
  if (!paused.ok) return paused.refusal;
  if (!paused.found.holder.pause) return refuse('wrong_act', 'this is not paused');
  const { actor } = act;
  if (!actor.rights.includes('extend') && !actor.rights.includes('supervise') && work.state.owner.personId !== actor.personId) return refuse('not_authorized', 'a clock is let go on by the owner, by those who supervise, or by those who may extend');
  goOn(work, act.target, { at: work.at, by: personOf(actor), ...(act.reason ? { reasonId: act.reason.id } : {}) });
  return undefined;
}

/** Brings a newer version of a calendar to the open limits that count in it; limits that open later count in it as well. */
export function bringCalendar(work: Work, act: ActOf<'calendar'>): Refusal | undefined {
  const { actor, calendar } = act;
  const steps = work.state.steps.filter((s) => s.clock?.calendar?.key === calendar.key && s.clock.timers.some((t) => t.kind === 'limit' || t.kind === 'elapsed'));
  if (steps.length > 0 && steps.every((s) => (s.clock?.calendar?.version ?? 0) >= calendar.version)) return refuse('wrong_act', 'the limits of this case count in that version already', calendar.key);
  if (!actor.rights.includes('administer') && !actor.rights.includes('extend')) return refuse('not_authorized', 'a calendar is brought to cases by those who administer, or who may extend');
  if (act.later && !actor.rights.includes('extend')) return refuse('not_authorized', 'giving more time needs the right to extend');
  if (steps.length === 0) return refuse('no_handler', 'no open limit of this case counts in that calendar', calendar.key);
  const known = work.state.calendars?.[calendar.key];
  if (!known || known.version < calendar.version) work.state.calendars = { ...work.state.calendars, [calendar.key]: clone(calendar) };
  work.entries.push({ kind: 'calendarBrought', calendar: { key: calendar.key, version: calendar.version }, by: personOf(actor), ...(act.reason ? { reasonId: act.reason.id } : {}) });
  for (const step of steps) countAgain(work, step, calendar, act.later);
  return undefined;
}

// helpers

const canStand = ({ clock }: Step): boolean => clock?.timers.some((t) => t.kind === 'expiry' || !clock.statutory) ?? false;

/** Earlier is always taken, later only when a person who may extend says so; what is kept is said too. */
function countAgain(work: Work, step: Mutable<Step>, brought: PlanCalendar, later: boolean): void {
  const { clock } = step;
  invariant(clock, 'only what counts in a calendar is counted again');
  if ((clock.calendar?.version ?? 0) >= brought.version) return;
  const run = runOf(work, step.runId);
  const node = nodeOf(work, run, step.node);
  const rule = rulesOf(node)[clock.rule];
  invariant(rule, 'a clock runs by a rule of its node');
  const counted = dueAfter(clock.anchorAt, rule.due, clock.shifts ?? [], planOf(work, run), { ...work.state.calendars, [brought.key]: brought });
  const version = { key: brought.key, version: brought.version };
  if (counted.at > clock.due && !later) {
    work.entries.push({ kind: 'deadlineKept', due: clock.due, later: counted.at, calendar: version, ...stepRef(work, step) });
    return;
  }
  const isSame = counted.at === clock.due;
  clock.calendar = version;
  if (isSame) return;
  clock.due = counted.at;
  clock.n = work.state.transition;
  clock.why = 'calendar';
  armAgain(work, step);
  tellSet(work, step, counted);
}
