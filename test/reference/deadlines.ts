// When something is due, asked of the story. A deadline is the same while step, rule and anchor instant are the same; what it
// has fired, whom it let in and what was added to it are all that the story tells of it.
import type { Anchor, LimitRule } from '../../protocol/draft.ts';
import type { PlanNode } from '../../protocol/plan.ts';
import { after } from './calendar.ts';
import { grantsNow, untilOf } from './grants.ts';
import { all, fieldOf, meaningOf, named, nodeAt, offerOf, openSteps, openedAt, planOf, runs, startedAt, takenOnBy, tell, type Happening, type Of, type Opened, type Story } from './story.ts';
import { no, truth, yes } from './truth.ts';

export type TimerKind = 'elapsed' | 'retention' | 'warn' | 'limit' | 'escalate' | 'expiry' | 'lapse';
export interface Due {
  readonly step: string;
  readonly timer: TimerKind;
  readonly index: number;
  readonly due: number;
}
interface Found {
  readonly rule: number;
  readonly anchorAt: number;
  readonly due: number;
  readonly missing?: string;
}

const rulesOf = (node: PlanNode): readonly LimitRule[] => (node.kind === 'wait' ? node.rules : 'limit' in node && node.limit?.kind === 'due' ? node.limit.rules : []);
export const escalationsOf = (node: PlanNode) => ('limit' in node && node.limit?.kind === 'due' ? node.limit.escalate : []);

/** The first rule that holds; one before it that is unknown if it gives the earlier due; of a wait also the date drawn. */
function found(story: Story, step: Opened): Found | undefined {
  const node = nodeAt(story, step);
  const rules = rulesOf(node);
  const answers = rules.map((rule) => (rule.when ? truth(story, step.run, rule.when) : yes));
  const holding = answers.indexOf(yes);
  const counted = (rule: LimitRule, index: number): Found => {
    const anchor = anchorOf(story, step, rule.from);
    return { rule: index, ...anchor, due: after(anchor.anchorAt, rule.due as string, planOf(story, step.run).unit.zone) };
  };
  const candidates = rules.map(counted).filter((_, i) => (holding < 0 || i <= holding) && answers[i] !== no);
  if (node.kind === 'wait' && node.until !== undefined) {
    const until = counted({ due: 'PT0S', from: { kind: 'field', ref: node.until } }, rules.length);
    if (until.missing === undefined || candidates.length === 0) candidates.push(until);
  }
  return candidates.reduce<Found | undefined>((best, c) => (best && best.due <= c.due ? best : c), undefined);
}

function anchorOf(story: Story, step: Opened, anchor: Anchor | undefined): { anchorAt: number; missing?: string } {
  switch (anchor?.kind) {
    case undefined: case 'opened': return { anchorAt: openedAt(story, step.step) };
    case 'runStarted': return { anchorAt: startedAt(story, step.run) };
    case 'caseOpened': return { anchorAt: story.happenings.find((h) => h.what.kind === 'statusSet' && h.what.status === 'open')?.at ?? story.openedAt };
    case 'reportReceived': {
      const received = meaningOf(story, 'reportReceived');
      return { anchorAt: typeof received === 'number' ? received : story.openedAt };
    }
    case 'field': {
      const value = fieldOf(story, anchor.ref);
      return typeof value === 'number' ? { anchorAt: value } : { anchorAt: openedAt(story, step.step), missing: anchor.ref };
    }
  }
}

/** What the journal last said of a step's deadline, and what was added since. */
export interface Clock {
  readonly rule: number;
  readonly anchorAt: number;
  readonly set: number;
  readonly added: number;
}
export function clockOf(story: Story, step: string, until = story.happenings.length): Clock | undefined {
  let clock: Clock | undefined;
  for (const { what } of story.happenings.slice(0, until)) {
    if (what.kind === 'deadlineSet' && what.step === step) clock = { rule: what.rule, anchorAt: what.anchorAt, set: what.due, added: 0 };
    if (what.kind === 'deadlineDropped' && what.step === step) clock = undefined;
    if (what.kind === 'deadlineExtended' && what.step === step && clock) clock = { ...clock, added: clock.added + what.by };
  }
  return clock;
}

const ofDeadlines: readonly Happening['what']['kind'][] = ['deadlineSet', 'deadlineExtended', 'deadlineWarned', 'deadlinePassed', 'escalated', 'handoffExpired', 'waitEnded'];
/**
 * The step of the same node in the same run whose deadline was the last to be set, moved or fired before this one opened, and
 * what was so then: a loop back goes on with that. Two that are open side by side go on each for itself.
 */
function before(story: Story, step: Opened): { readonly sibling: Opened; readonly clock: Clock; readonly until: number } | undefined {
  const until = story.happenings.findIndex(({ what }) => what.kind === '~opened' && what.step === step.step);
  const siblings = all(story, '~opened').filter((s) => s.run === step.run && s.node === step.node && s.item?.index === step.item?.index && s.step !== step.step);
  if (siblings.length === 0) return undefined;
  const last = story.happenings.slice(0, until).findLast(({ what }) => ofDeadlines.includes(what.kind) && (what.kind !== 'waitEnded' || what.by === 'time') && 'step' in what && siblings.some((s) => s.step === what.step))?.what;
  const sibling = siblings.find((s) => last !== undefined && 'step' in last && s.step === last.step);
  const clock = sibling && clockOf(story, sibling.step, until);
  return sibling && clock && { sibling, clock, until };
}

type Fired = Of<'deadlineWarned'> | Of<'deadlinePassed'> | Of<'escalated'>;
/** What has fired of a step's deadline, on this step or before it. */
function firedOf(story: Story, step: Opened, until = story.happenings.length): Fired[] {
  const own = story.happenings.slice(0, until).map((h) => h.what).filter((w): w is Fired => (w.kind === 'deadlineWarned' || w.kind === 'deadlinePassed' || w.kind === 'escalated') && w.step === step.step);
  const first = all(story, 'deadlineSet').find((d) => d.step === step.step);
  const kept = first && before(story, step);
  return kept && isSame(kept.clock, first) ? [...firedOf(story, kept.sibling, kept.until), ...own] : own;
}
const isSame = (a: Pick<Clock, 'rule' | 'anchorAt'>, b: Pick<Clock, 'rule' | 'anchorAt'>): boolean => a.rule === b.rule && a.anchorAt === b.anchorAt;
/** Roles that escalations have let in. */
export const letInto = (story: Story, step: Opened): string[] => [...new Set(firedOf(story, step).flatMap((f) => (f.kind === 'escalated' ? f.letIn : [])))].sort();

/** Counts the deadline of a step that has just opened. */
export function beginClock(story: Story, step: Opened): void {
  const derived = found(story, step);
  if (!derived) return;
  if (derived.missing !== undefined) tell(story, { kind: 'anchorMissing', anchor: derived.missing, ...named(story, step) });
  const last = before(story, step)?.clock;
  const kept = last && isSame(last, derived) ? last : undefined;
  tell(story, { kind: 'deadlineSet', rule: derived.rule, anchorAt: derived.anchorAt, due: kept ? kept.set + kept.added : derived.due, why: 'opened', ...named(story, step) });
}

/** A level was raised: every open deadline is derived again, and the earlier of old and new holds. */
export function bringForward(story: Story): void {
  for (const step of openSteps(story)) {
    const clock = step.run === '' ? undefined : clockOf(story, step.step);
    const derived = clock && found(story, step);
    if (clock && derived && derived.due < clock.set + clock.added) tell(story, { kind: 'deadlineSet', rule: derived.rule, anchorAt: derived.anchorAt, due: derived.due, why: 'levelRaised', ...named(story, step) });
  }
}

/** All instants of one step that have not fired. */
function instantsOf(story: Story, step: Opened): Due[] {
  if (step.run === '') return ofCaseWork(story, step);
  const node = nodeAt(story, step);
  const zone = planOf(story, step.run).unit.zone;
  const dues: Due[] = [];
  const clock = clockOf(story, step.step);
  if (clock) {
    const { set, added } = clock;
    if (node.kind === 'wait') dues.push({ step: step.step, timer: 'elapsed', index: 0, due: set + added });
    else {
      const fired = firedOf(story, step);
      const warn = rulesOf(node)[clock.rule]?.warn;
      if (warn !== undefined && !fired.some((f) => f.kind === 'deadlineWarned')) {
        // One that would lie before the opening is not sent, also when more time is given later.
        const due = after(set, `-${warn as string}`, zone);
        if (due >= openedAt(story, step.step)) dues.push({ step: step.step, timer: 'warn', index: 0, due: due + added });
      }
      if (!fired.some((f) => f.kind === 'deadlinePassed')) dues.push({ step: step.step, timer: 'limit', index: 0, due: set + added });
      for (const [index, escalation] of escalationsOf(node).entries()) if (!fired.some((f) => f.kind === 'escalated' && f.index === index)) dues.push({ step: step.step, timer: 'escalate', index, due: after(set, escalation.after, zone) + added });
    }
  }
  // Counted from the offer; given back, a consult is offered again. Taken on, it does not expire.
  const offered = story.happenings.filter((h) => (h.what.kind === 'handoffOffered' || h.what.kind === 'stepReleased') && h.what.step === step.step).at(-1);
  if (node.kind === 'handoff' && node.expires !== undefined && offered && offerOf(story, step.step) && !takenOnBy(story, step)) dues.push({ step: step.step, timer: 'expiry', index: 0, due: after(offered.at, node.expires, zone) });
  return dues;
}

/** Work of the case: what was said of its deadline since it was set last. */
function ofCaseWork(story: Story, { step }: Opened): Due[] {
  const clock = clockOf(story, step);
  const from = story.happenings.findLastIndex(({ what }) => what.kind === 'deadlineSet' && what.step === step);
  const setAt = story.happenings[from]?.at;
  if (!clock || setAt === undefined) return [];
  const since = story.happenings.slice(from).map((h) => h.what);
  const has = (kind: 'deadlineWarned' | 'deadlinePassed'): boolean => since.some((w) => w.kind === kind && w.step === step);
  const dayBefore = clock.set - 86_400_000;
  return [
    ...(dayBefore >= setAt && !has('deadlineWarned') ? [{ step, timer: 'warn' as const, index: 0, due: dayBefore + clock.added }] : []),
    ...(has('deadlinePassed') ? [] : [{ step, timer: 'limit' as const, index: 0, due: clock.set + clock.added }]),
  ];
}

const atItsInstant = (due: Due): boolean => due.timer === 'elapsed' || due.timer === 'retention' || due.timer === 'lapse';
/** Due before an act at `before`: waits and retention dates also at it. The first of them by the order of section 1. */
export function firstDue(story: Story, before: number): Due | undefined {
  const opened = all(story, '~opened').map((s) => s.step);
  const begun = runs(story).map((r) => r.run);
  // The date of the case itself comes after the waits of the same instant, and then access lapses in the order it was given.
  const runIndex = (due: Due): number => (due.timer === 'lapse' ? begun.length + 1 : due.step === '' ? begun.length : begun.indexOf(openSteps(story).find((s) => s.step === due.step)?.run ?? ''));
  const kinds: readonly TimerKind[] = ['elapsed', 'retention', 'lapse', 'warn', 'limit', 'escalate', 'expiry'];
  const reviewAt = all(story, '~retention').at(-1)?.reviewAt;
  const dues = [...openSteps(story).flatMap((s) => instantsOf(story, s)), ...(reviewAt === undefined ? [] : [{ step: '', timer: 'retention' as const, index: 0, due: reviewAt }]), ...grantsNow(story).flatMap((g, index) => { const until = untilOf(story, g); return until === undefined ? [] : [{ step: g.grant, timer: 'lapse' as const, index, due: until }]; })];
  return dues
    .filter((d) => d.due < before || (d.due === before && atItsInstant(d)))
    .sort((a, b) => a.due - b.due || Number(atItsInstant(b)) - Number(atItsInstant(a)) || runIndex(a) - runIndex(b) || opened.indexOf(a.step) - opened.indexOf(b.step) || kinds.indexOf(a.timer) - kinds.indexOf(b.timer) || a.index - b.index)[0];
}
