// The ledger of a case's deadlines, told from its journal and the plans it ran on alone: the rule, the anchor and its instant,
// the calendar and what of it was crossed, the spans for which the clock stood, and each change with who and why. Every due
// instant is derived again on the way: where one differs from what was recorded, the record or the engine has been changed.
import type { CalendarVersion, DeadlineWhy, Person, Shift } from './case-state.ts';
import { rulesOf } from './clock.ts';
import type { LimitRule } from './draft.ts';
import type { CountingPlan } from './due-at.ts';
import type { Entry, Transition } from './entry.ts';
import type { PauseTarget } from './input.ts';
import type { Plan, PlanCalendar, Plans } from './plan.ts';
import { targetOf } from './migrate/misfits.ts';
import { ruleAfter } from './migrate/terms.ts';
import { dueAfter, moved, type Counting } from './stop-clock.ts';
import { crossedBetween, type Crossed } from './working-time.ts';

/** One change of a deadline, the setting of it first. */
export interface LedgerLine {
  readonly transition: number;
  readonly at: number;
  readonly why: DeadlineWhy;
  /** Null: time did it, or what opened the step. */
  readonly by: Person | null;
  readonly reasonId?: string;
  readonly rule: number;
  /** Absent for a measure: it is due on the date its list says. */
  readonly drawn?: LimitRule;
  readonly anchorAt: number;
  readonly calendar?: CalendarVersion;
  readonly crossed: readonly Crossed[];
  /** For `resumed`: the span for which the clock stood, and the reason of the pause that began it. */
  readonly stop?: { readonly from: number; readonly to: number; readonly reasonId: string };
  readonly due: number;
  /** The same instant, counted again from all this. */
  readonly derived: number;
}
export interface LedgerDeadline {
  readonly step: string;
  readonly run: string;
  readonly protocol: string;
  readonly node: string;
  readonly lines: readonly LedgerLine[];
  readonly passedAt: number | null;
  /** A newer calendar would have given more time, which nobody with the right to extend took. */
  readonly kept: readonly { readonly transition: number; readonly calendar: CalendarVersion; readonly later: number }[];
}

export function deadlineLedger(journal: readonly Transition[], plans: Plans): readonly LedgerDeadline[] {
  const book: Book = { plans, runs: new Map(), brought: [], steps: new Map(), kept: new Map(), casePaused: undefined };
  for (const transition of journal) {
    if (transition.input.kind === 'calendar') book.brought.push(transition.input.calendar);
    for (const entry of transition.entries) take(book, transition, entry);
  }
  return [...book.steps.values()].flatMap(({ deadline }) => (deadline ? [deadline] : []));
}

// helpers

type Kept = { readonly rule: number; readonly anchorAt: number; readonly due: number; readonly shifts: readonly Shift[] };
interface Open {
  /** By run and node, and the item of an each. */
  key: string;
  deadline: (LedgerDeadline & { lines: LedgerLine[]; passedAt: number | null; kept: LedgerDeadline['kept'][number][] }) | undefined;
  shifts: readonly Shift[];
  paused: boolean;
  stood: { readonly from: number; readonly reasonId: string } | undefined;
  /** The span that is over, until the deadline that it moves is said. */
  span: LedgerLine['stop'];
}
interface Book {
  readonly plans: Plans;
  readonly runs: Map<string, Plan | undefined>;
  readonly brought: PlanCalendar[];
  readonly steps: Map<string, Open>;
  /** The same deadline again, when a loop comes back to it. */
  readonly kept: Map<string, Kept>;
  /** The reason for which the case is paused. */
  casePaused: string | undefined;
}

function take(book: Book, transition: Transition, entry: Entry): void {
  switch (entry.kind) {
    case 'runStarted': book.runs.set(entry.run, Object.hasOwn(book.plans, entry.plan) ? book.plans[entry.plan] : undefined); return;
    case 'measureOpened':
    case 'taskAdded':
    case 'phaseBegan':
    case 'stepOpened': book.steps.set(entry.step, { key: entry.kind === 'stepOpened' && entry.item !== undefined ? `${entry.run}/${entry.node}#${entry.item.index}` : `${entry.run}/${entry.node}`, deadline: undefined, shifts: [], paused: false, stood: book.casePaused === undefined ? undefined : { from: transition.at, reasonId: book.casePaused }, span: undefined }); return;
    case 'paused': {
      if (entry.target.kind === 'case') book.casePaused = entry.reasonId;
      for (const step of stepsOf(book, entry.target)) {
        if (entry.target.kind === 'step') step.paused = true;
        step.stood ??= { from: transition.at, reasonId: entry.reasonId };
      }
      return;
    }
    case 'resumed': {
      if (entry.target.kind === 'case') book.casePaused = undefined;
      for (const step of stepsOf(book, entry.target)) {
        if (entry.target.kind === 'step') step.paused = false;
        if (book.casePaused !== undefined || step.paused || step.stood === undefined) continue;
        step.span = { ...step.stood, to: entry.at };
        step.stood = undefined;
      }
      return;
    }
    case 'runMigrated': return moveRun(book, transition, entry);
    case 'deadlineSet': return set(book, transition, entry);
    case 'deadlineExtended': return extended(book, transition, entry);
    case 'deadlinePassed': {
      const deadline = book.steps.get(entry.step)?.deadline;
      if (deadline) deadline.passedAt = entry.due;
      return;
    }
    case 'deadlineKept': book.steps.get(entry.step)?.deadline?.kept.push({ transition: transition.number, calendar: entry.calendar, later: entry.later }); return;
    default:
  }
}

/** The run goes on by another plan: its steps and deadlines by the names these have there. */
function moveRun(book: Book, { input }: Transition, { run, to }: Extract<Entry, { kind: 'runMigrated' }>): void {
  const [before, after] = [book.runs.get(run), Object.hasOwn(book.plans, to.plan) ? book.plans[to.plan] : undefined];
  book.runs.set(run, after);
  if (input.kind !== 'migrate' || !before || !after) return;
  const { mapping } = input.migration;
  const there = (key: string): { readonly key: string; readonly from: string; readonly to: string } | undefined => {
    const [, node = '', item = ''] = /^[^/]*\/([^#]*)(#.*)?$/.exec(key) ?? [];
    const target = targetOf({ mapping, after }, node);
    return key.startsWith(`${run}/`) && target !== undefined ? { key: `${run}/${target}${item}`, from: node, to: target } : undefined;
  };
  for (const step of book.steps.values()) step.key = there(step.key)?.key ?? step.key;
  const kept = [...book.kept].filter(([key]) => key.startsWith(`${run}/`));
  for (const [key] of kept) book.kept.delete(key);
  for (const [key, deadline] of kept) {
    const now = there(key);
    const [from, node] = [now && before.nodes[now.from], now && after.nodes[now.to]];
    const rule = from && node ? ruleAfter(from, node, deadline.rule) : undefined;
    if (now && rule !== undefined) book.kept.set(now.key, { ...deadline, rule });
  }
}

const stepsOf = (book: Book, target: PauseTarget): readonly Open[] => {
  const named = target.kind === 'step' ? book.steps.get(target.step) : undefined;
  return named ? [named] : target.kind === 'step' ? [] : [...book.steps.values()];
};

function set(book: Book, transition: Transition, entry: Extract<Entry, { kind: 'deadlineSet' }>): void {
  const step = book.steps.get(entry.step);
  const plan = book.runs.get(entry.run);
  const drawn = plan && ruleAt(plan, entry.node, entry.rule);
  if (!step || (entry.run !== '' && !drawn)) return;
  const counting = plan && countingWith(book, plan, entry.calendar);
  const calendar = entry.calendar && counting?.calendars?.[entry.calendar.key];
  const inCalendar = calendar && { calendar, offsets: counting.unit.offsets };
  const derived = derivedAgain(book, step, { entry, at: transition.at }, drawn && counting ? (shifts) => dueAfter(entry.anchorAt, drawn.due, shifts, counting, {}).at : () => entry.anchorAt, inCalendar);
  const { step: id, run, protocol, node, why, rule, anchorAt, due } = entry;
  step.deadline ??= { step: id, run, protocol, node, lines: [], passedAt: null, kept: [] };
  step.deadline.lines.push({
    transition: transition.number, at: transition.at, why, ...whoAndWhy(transition, why), rule, ...(drawn ? { drawn } : {}), anchorAt,
    ...(entry.calendar ? { calendar: entry.calendar } : {}), crossed: inCalendar ? crossedBetween(anchorAt, due, inCalendar.calendar, inCalendar.offsets) : [],
    ...(why === 'resumed' && step.span ? { stop: step.span } : {}), due, derived,
  });
  step.span = undefined;
  book.kept.set(step.key, { rule, anchorAt, due: derived, shifts: step.shifts });
}

/** `count`: from the anchor, with what has moved it since. */
function derivedAgain(book: Book, step: Open, { entry, at }: { readonly entry: Extract<Entry, { kind: 'deadlineSet' }>; readonly at: number }, count: (shifts: readonly Shift[]) => number, counting: Counting | undefined): number {
  switch (entry.why) {
    case 'opened': {
      const kept = book.kept.get(step.key);
      const isSame = entry.run !== '' && kept !== undefined && kept.rule === entry.rule && kept.anchorAt === entry.anchorAt;
      step.shifts = isSame ? kept.shifts : [];
      return isSame ? kept.due : count([]);
    }
    case 'resubmitted':
      step.shifts = [];
      if (step.stood) step.stood = { ...step.stood, from: at };
      return count([]);
    case 'levelRaised':
      step.shifts = step.shifts.filter((s) => s.kind === 'stop');
      return count(step.shifts);
    case 'calendar': return count(step.shifts);
    case 'migrated': {
      if (entry.policy === 'restart') {
        step.shifts = [];
        if (step.stood) step.stood = { ...step.stood, from: at };
      }
      const counted = count(step.shifts);
      return entry.policy === 'earlier' ? Math.min(step.deadline?.lines.at(-1)?.derived ?? Number.POSITIVE_INFINITY, counted) : counted;
    }
    case 'resumed': {
      const before = step.deadline?.lines.at(-1);
      if (!before || !step.span) return NaN;
      step.shifts = [...step.shifts, { kind: 'stop', from: step.span.from, to: step.span.to }];
      return moved(before.derived, step.span, counting);
    }
    case 'extended': return NaN; // said by `deadlineExtended`
  }
}

function extended(book: Book, transition: Transition, entry: Extract<Entry, { kind: 'deadlineExtended' }>): void {
  const step = book.steps.get(entry.step);
  const before = step?.deadline?.lines.at(-1);
  if (!step?.deadline || !before) return;
  const { stop: _stop, reasonId: _reason, ...same } = before;
  step.shifts = [...step.shifts, { kind: 'more', by: entry.by }];
  step.deadline.lines.push({ ...same, transition: transition.number, at: transition.at, why: 'extended', by: personBehind(transition), reasonId: entry.reasonId, due: entry.due, derived: before.derived + entry.by });
  book.kept.set(step.key, { rule: before.rule, anchorAt: before.anchorAt, due: before.derived + entry.by, shifts: step.shifts });
}

function ruleAt(plan: Plan, node: string, rule: number): LimitRule | undefined {
  const drawn = Object.hasOwn(plan.nodes, node) ? plan.nodes[node] : plan.phases?.find((phase) => phase.id === node);
  return drawn && rulesOf(drawn)[rule];
}

/** The plan with the very version of the calendar that was counted in: its own, or one that was brought to the case. */
function countingWith({ brought }: Book, plan: Plan, version: CalendarVersion | undefined): CountingPlan {
  if (!version) return plan;
  const own = plan.calendars && Object.hasOwn(plan.calendars, version.key) ? plan.calendars[version.key] : undefined;
  const calendar = own?.version === version.version ? own : brought.find((c) => c.key === version.key && c.version === version.version);
  return calendar ? { unit: plan.unit, calendars: { [version.key]: calendar } } : plan;
}

const personBehind = ({ input }: Transition): Person | null => (input.kind === 'deadline' ? null : { personId: input.actor.personId, agencyId: input.actor.agencyId });

function whoAndWhy(transition: Transition, why: DeadlineWhy): Pick<LedgerLine, 'by' | 'reasonId'> {
  const said = transition.entries.find((e) => (why === 'levelRaised' && e.kind === 'levelSet') || (why === 'resumed' && e.kind === 'resumed') || (why === 'calendar' && e.kind === 'calendarBrought'));
  const reasonId = said && 'reasonId' in said ? said.reasonId : undefined;
  return { by: personBehind(transition), ...(reasonId !== undefined ? { reasonId } : {}) };
}
