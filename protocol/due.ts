// What is due, and in which order: by due instant, then waits first, then run and step in order of opening, then warning,
// limit, escalations as drawn, expiry. A limit is over only after its instant, so done exactly at the deadline is in time;
// a wait, the end of an offer's time in a case's own record, and a retention date are due at their instant.
import type { CaseState, TimerKind } from './case-state.ts';
import { isHeld } from './stop-clock.ts';

export interface Due {
  readonly step: string; // '' for the retention date of the case and the end of its pause; the id of a grant whose date it is
  readonly timer: TimerKind | 'retention' | 'resume' | 'lapse';
  readonly index: number;
  readonly due: number;
}

const order: Readonly<Record<Due['timer'], number>> = { elapsed: 0, retention: 0, resume: 0, lapse: 0, warn: 1, limit: 2, escalate: 3, expiry: 4 };
const atItsInstant = (timer: Due['timer']): boolean => timer === 'elapsed' || timer === 'retention' || timer === 'resume' || timer === 'lapse';

function* timersOf(state: CaseState): Generator<Due> {
  if (state.pause) yield { step: '', timer: 'resume', index: 0, due: state.pause.until };
  for (const step of state.steps) {
    if (step.pause) yield { step: step.id, timer: 'resume', index: 0, due: step.pause.until };
    for (const t of step.clock?.timers ?? []) if (!isHeld(step, t)) yield { step: step.id, timer: t.kind, index: t.index, due: t.at };
  }
  for (const grant of state.grants ?? []) if (grant.until !== undefined) yield { step: grant.id, timer: 'lapse', index: 0, due: grant.until };
  if (state.retention?.reviewAt !== undefined) yield { step: '', timer: 'retention', index: 0, due: state.retention.reviewAt };
}

/** The next one to handle before an input at `before` (limits strictly before it, waits at or before it). */
export function nextDue(state: CaseState, before: number): Due | undefined {
  const runs = new Map(state.runs.map((r, i) => [r.id, i]));
  const place = new Map(state.steps.map((s, i): readonly [string, Place] => [s.id, { run: runs.get(s.runId) ?? -1, step: i }]));
  let best: Due | undefined;
  for (const due of timersOf(state)) {
    if (due.due > before || (due.due === before && !atItsInstant(due.timer))) continue;
    if (!best || compare(due, best, place) < 0) best = due;
  }
  return best;
}

/** Where a step stands in the order of opening, its run first. */
interface Place {
  readonly run: number;
  readonly step: number;
}

function compare(a: Due, b: Due, place: ReadonlyMap<string, Place>): number {
  const waitFirst = Number(!atItsInstant(a.timer)) - Number(!atItsInstant(b.timer));
  const [one, other] = [placeOf(a, place), placeOf(b, place)];
  return a.due - b.due || waitFirst || one.run - other.run || one.step - other.step || order[a.timer] - order[b.timer] || a.index - b.index;
}

/** The end of a pause of the case comes before all runs, its own dates after the waits of the same instant; access lapses in the order it was given. */
function placeOf(due: Due, place: ReadonlyMap<string, Place>): Place {
  if (due.timer === 'lapse') return { run: Number.MAX_SAFE_INTEGER, step: Number(due.step.slice(1)) };
  return place.get(due.step) ?? { run: due.timer === 'retention' ? Number.MAX_SAFE_INTEGER - 1 : -1, step: -1 };
}

/** When a host must wake the case next (epoch ms), or null: the first instant at which `settle` without an act does something. */
export function nextDueAt(state: CaseState): number | null {
  let next: number | null = null;
  for (const due of timersOf(state)) {
    const at = atItsInstant(due.timer) ? due.due : due.due + 1;
    if (next === null || at < next) next = at;
  }
  return next;
}
