// The clock of a step: which rule of its limit holds, from which anchor, when it is due, and what fires around it. A
// deadline is the same deadline while step, rule and anchor instant are the same: a loop back keeps it with all it has
// fired. Fixed when the step opens, except that a raised level may bring it forward, never back.
import type { CalendarVersion, Clock, Shift, TimerKind } from './case-state.ts';
import type { Anchor, Escalation, LimitRule } from './draft.ts';
import { evaluate } from './evaluate.ts';
import type { ClockPolicy } from './input.ts';
import { factsOf } from './facts.ts';
import type { PlanNode } from './plan.ts';
import { dueAfter, type Span } from './stop-clock.ts';
import { addDuration, dayInMs } from './time.ts';
import { nodeOf, planOf, runOf, stepRef, type Mutable, type Work } from './work.ts';
import type { Run, Step } from './case-state.ts';
import { invariant } from './invariant.ts';

export interface Derived { readonly rule: number; readonly anchorAt: number; readonly due: number; readonly missing?: string; readonly known: boolean; readonly calendar?: CalendarVersion }

/** Opens the clock of a step that has just been opened. Rules are those of its limit, or of a wait. */
export function openClock(work: Work, step: Mutable<Step>, node: PlanNode): void {
  if (rulesOf(node).length === 0) return;
  const run = runOf(work, step.runId);
  const derived = derive(work, run, startOf(step), node);
  if (!derived) return;
  if (derived.missing !== undefined) work.entries.push({ kind: 'anchorMissing', anchor: derived.missing, ...stepRef(work, step) });
  const before = run.fired[clockKey(step)];
  const same = before !== undefined && before.rule === derived.rule && before.anchorAt === derived.anchorAt;
  const clock: Mutable<Clock> = {
    rule: derived.rule,
    anchorAt: derived.anchorAt,
    due: same ? before.due : derived.due,
    timers: [],
    fired: same ? [...before.fired] : [],
    extendedBy: same ? before.extendedBy : 0,
    n: work.state.transition,
    why: 'opened',
    ...(same && before.passedAt !== undefined ? { passedAt: before.passedAt } : {}),
    ...(same && before.shifts ? { shifts: before.shifts.map((s) => ({ ...s })) } : {}),
    ...(derived.calendar ? { calendar: derived.calendar } : {}),
    ...(isStatutory(node) ? { statutory: true } : {}),
  };
  if (same) step.letIn = [...before.letIn];
  clock.timers = timersOf(work, run, node, clock, step.openedAt);
  step.clock = clock;
  keep(run, step);
  tellSet(work, step, derived);
}

/** After a raised level: derives every open clock again from its anchor; the earlier of old and new holds. */
export function bringForward(work: Work): void {
  for (const step of work.state.steps) {
    if (!step.clock || step.runId === '') continue;
    const run = runOf(work, step.runId);
    const node = nodeOf(work, run, step.node);
    const shifts = step.clock.shifts?.filter((s) => s.kind === 'stop');
    const derived = derive(work, run, startOf(step), node, shifts);
    if (!derived || derived.due >= step.clock.due) continue;
    const { calendar: _counted, shifts: _moved, ...clock } = step.clock;
    step.clock = { ...clock, rule: derived.rule, anchorAt: derived.anchorAt, due: derived.due, extendedBy: 0, n: work.state.transition, why: 'levelRaised', ...(shifts ? { shifts } : {}), ...(derived.calendar ? { calendar: derived.calendar } : {}) };
    armAgain(work, step);
    tellSet(work, step, derived);
  }
}

/** After its due instant has changed: what has not fired around it is armed anew; an offer's expiry is not its business. */
export function armAgain(work: Work, step: Mutable<Step>): void {
  invariant(step.clock, 'only a step with a clock is armed');
  const run = runOf(work, step.runId);
  const node = nodeOf(work, run, step.node);
  step.clock.timers = [...timersOf(work, run, node, step.clock, step.openedAt), ...step.clock.timers.filter((t) => t.kind === 'expiry')];
  keep(run, step);
}

/** Says when a step is due now, and that nobody knows the holidays that far ahead, where that is so. */
export function tellSet(work: Work, step: Mutable<Step>, { known, stop }: { readonly known: boolean; readonly stop?: Span }, policy?: ClockPolicy): void {
  invariant(step.clock, 'only a step with a clock is due');
  const { rule, anchorAt, due, why, calendar } = step.clock;
  work.entries.push({ kind: 'deadlineSet', rule, anchorAt, due, why, ...(calendar ? { calendar } : {}), ...(stop ? { stop } : {}), ...(policy ? { policy } : {}), ...stepRef(work, step) });
  if (!known && calendar) work.entries.push({ kind: 'calendarEnds', calendar, due, ...stepRef(work, step) });
}

/** Moves one deadline with its unfired warnings and escalations; after a breach it stays a breach. */
export function extendClock(work: Work, step: Mutable<Step>, by: number): void {
  invariant(step.clock, 'only a step with a clock is extended');
  const clock = step.clock;
  clock.due += by;
  clock.extendedBy += by;
  clock.shifts = [...(clock.shifts ?? []), { kind: 'more', by }];
  clock.n = work.state.transition;
  clock.why = 'extended';
  for (const timer of clock.timers) if (timer.kind !== 'expiry') timer.at += by;
  if (step.runId !== '') keep(runOf(work, step.runId), step);
}

/** What a fired timer leaves behind, so that a loop back to the same deadline does not fire it twice. */
export function markFired(work: Work, step: Mutable<Step>, kind: TimerKind, index: number): void {
  invariant(step.clock, 'a timer belongs to a clock');
  step.clock.timers = step.clock.timers.filter((t) => !(t.kind === kind && t.index === index));
  step.clock.fired.push(`${kind}:${index}`);
  if (kind === 'limit') step.clock.passedAt = step.clock.due;
  if (step.runId !== '') keep(runOf(work, step.runId), step);
}

/** The clock of work that belongs to no run: due at an instant a person has named, with a reminder a day before. */
export function setDueAt(work: Work, step: Mutable<Step>, due: number, { why, reminds }: { readonly why: 'opened' | 'resubmitted'; readonly reminds: boolean }): void {
  const timers: Mutable<Clock>['timers'] = [...(reminds ? [{ kind: 'warn' as const, index: 0, at: due - dayInMs }] : []), { kind: 'limit', index: 0, at: due }];
  step.clock = { rule: 0, anchorAt: due, due, timers, fired: [], extendedBy: 0, n: work.state.transition, why };
  // Named while the clock stands: it has stood since now, and moves by no more.
  if (step.stopped) step.stopped = { ...step.stopped, from: work.at };
  work.entries.push({ kind: 'deadlineSet', rule: 0, anchorAt: due, due, why, ...stepRef(work, step) });
}

/** Adds the expiry of an offer, counted from the offer. */
export function setExpiry(work: Work, step: Mutable<Step>, duration: string): void {
  const run = runOf(work, step.runId);
  const at = addDuration(work.at, duration, planOf(work, run).unit.offsets);
  const clock: Mutable<Clock> = step.clock ?? { rule: -1, anchorAt: work.at, due: at, timers: [], fired: [], extendedBy: 0, n: work.state.transition, why: 'opened' };
  clock.timers = [...clock.timers.filter((t) => t.kind !== 'expiry'), { kind: 'expiry', index: 0, at }];
  step.clock = clock;
}

/** What a limit counts from when it counts from the opening: a migration may have begun it anew. */
export const startOf = (step: Pick<Step, 'openedAt' | 'countedFrom'>): number => step.countedFrom ?? step.openedAt;

/** Each item of an each has a deadline of its own. */
export const clockKey = (step: Pick<Step, 'node' | 'item'>): string => (step.item === undefined ? step.node : `${step.node}#${step.item.index}`);

export function keep(run: Mutable<Run>, step: Mutable<Step>): void {
  const clock = step.clock;
  if (!clock || clock.rule < 0) return;
  run.fired[clockKey(step)] = { rule: clock.rule, anchorAt: clock.anchorAt, due: clock.due, fired: clock.fired.filter((f) => !f.startsWith('expiry')), letIn: [...step.letIn], extendedBy: clock.extendedBy, ...(clock.passedAt !== undefined ? { passedAt: clock.passedAt } : {}), ...(clock.shifts ? { shifts: clock.shifts } : {}) };
}

export function escalationsOf(node: PlanNode): readonly Escalation[] {
  return 'limit' in node && node.limit?.kind === 'due' ? node.limit.escalate : [];
}
export const isStatutory = (node: PlanNode): boolean => (node.kind === 'wait' ? node.statutory === true : 'limit' in node && node.limit?.kind === 'due' && node.limit.statutory === true);
export function rulesOf(node: PlanNode): readonly LimitRule[] {
  if (node.kind === 'wait') return node.until !== undefined ? [...node.rules, { due: 'PT0S', from: { kind: 'field', ref: node.until } }] : node.rules;
  return 'limit' in node && node.limit?.kind === 'due' ? node.limit.rules : [];
}

/** The first rule that holds; an unknown one before it counts as holding if it gives the earlier due. A wait for a date too ends with whichever is first. */
export function derive(work: Work, run: Mutable<Run>, openedAt: number, node: PlanNode, shifts: readonly Shift[] = []): Derived | undefined {
  const plan = planOf(work, run);
  const facts = factsOf(work.state, plan, run, work.at);
  const dated = node.kind === 'wait' && node.until !== undefined;
  const rules = rulesOf(node);
  let best: Derived | undefined;
  let isSettled = false;
  for (const [index, rule] of rules.entries()) {
    const isDate = dated && index === rules.length - 1;
    const truth = rule.when ? evaluate(rule.when, facts) : 'true';
    if (truth === 'false' || (isSettled && !isDate)) continue;
    const anchor = anchorOf(work, run, rule.from, openedAt);
    // A date that nobody has entered gives no instant while a duration does.
    if (isDate && anchor.missing !== undefined && best) continue;
    const { at: due, known, calendar } = dueAfter(anchor.at, rule.due, shifts, plan, work.state.calendars ?? {});
    if (!best || due < best.due) best = { rule: index, anchorAt: anchor.at, due, known, ...(anchor.missing !== undefined ? { missing: anchor.missing } : {}), ...(calendar ? { calendar: { key: calendar.key, version: calendar.version } } : {}) };
    isSettled ||= truth === 'true';
  }
  return best;
}

function anchorOf(work: Work, run: Mutable<Run>, anchor: Anchor | undefined, openedAt: number): { at: number; missing?: string } {
  const { state } = work;
  switch (anchor?.kind) {
    case undefined:
    case 'opened': return { at: openedAt };
    case 'runStarted': return { at: run.startedAt };
    case 'caseOpened': return { at: state.statusOpenAt ?? state.openedAt };
    case 'reportReceived': return { at: state.reportReceivedAt ?? state.openedAt };
    case 'field': {
      const value = factsOf(state, planOf(work, run), run, work.at).field(anchor.ref);
      return typeof value === 'number' ? { at: value } : { at: openedAt, missing: anchor.ref };
    }
  }
}

/** The unfired timers around a due instant. A warning that would lie before the step opened is not sent. */
function timersOf(work: Work, run: Mutable<Run>, node: PlanNode, clock: Mutable<Clock>, openedAt: number): Mutable<Clock>['timers'] {
  const offsets = planOf(work, run).unit.offsets;
  if (node.kind === 'wait') return [{ kind: 'elapsed', index: 0, at: clock.due }];
  const timers: Mutable<Clock>['timers'] = [];
  const warn = rulesOf(node)[clock.rule]?.warn;
  if (warn !== undefined) {
    const at = addDuration(clock.due, `-${warn}`, offsets);
    if (at >= openedAt) timers.push({ kind: 'warn', index: 0, at });
  }
  timers.push({ kind: 'limit', index: 0, at: clock.due });
  for (const [index, escalation] of escalationsOf(node).entries()) timers.push({ kind: 'escalate', index, at: addDuration(clock.due, escalation.after, offsets) });
  return timers.filter((t) => !clock.fired.includes(`${t.kind}:${t.index}`));
}
