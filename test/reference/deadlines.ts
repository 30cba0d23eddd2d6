// When something is due, asked of the story. A deadline is the same while step, rule and anchor instant are the same; what it
// has fired, whom it let in and what was added to it are all that the story tells of it.
import type { CalendarVersion } from '../../protocol/case-state.ts';
import type { Anchor, DueTime, LimitRule } from '../../protocol/draft.ts';
import type { PlanNode } from '../../protocol/plan.ts';
import { after } from './calendar.ts';
import type { PauseTarget } from '../../protocol/input.ts';
import { pauseOf, standsSince } from './pauses.ts';
import { dueAfter, stoodFor } from './working.ts';
import { grantsNow, untilOf } from './grants.ts';
import { all, fieldOf, meaningOf, named, nodeAt, offerOf, openSteps, openedAt, planOf, runs, startedAt, takenOnBy, tell, type Happening, type Of, type Opened, type Story } from './story.ts';
import { no, truth, yes } from './truth.ts';

export type TimerKind = 'elapsed' | 'retention' | 'warn' | 'limit' | 'escalate' | 'expiry' | 'lapse' | 'resume';
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
  readonly calendar?: CalendarVersion;
}
type Stop = { readonly from: number; readonly to: number };

const rulesOf = (node: PlanNode): readonly LimitRule[] => (node.kind === 'wait' ? node.rules : 'limit' in node && node.limit?.kind === 'due' ? node.limit.rules : []);
export const escalationsOf = (node: PlanNode) => ('limit' in node && node.limit?.kind === 'due' ? node.limit.escalate : []);

/** The first rule that holds; one before it that is unknown if it gives the earlier due; of a wait also the date drawn. */
function found(story: Story, step: Opened, stops: readonly Stop[] = []): Found | undefined {
  const node = nodeAt(story, step);
  const rules = rulesOf(node);
  const answers = rules.map((rule) => (rule.when ? truth(story, step.run, rule.when) : yes));
  const holding = answers.indexOf(yes);
  const counted = (rule: LimitRule, index: number): Found => {
    const anchor = anchorOf(story, step, rule.from);
    const { zone } = planOf(story, step.run).unit;
    const due = stops.reduce((at, span) => stoodFor(at, span, rule.due, zone), dueAfter(anchor.anchorAt, rule.due, zone));
    return { rule: index, ...anchor, due, ...(typeof rule.due === 'object' ? { calendar: { key: 'office', version: 1 } } : {}) };
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
export function firedOf(story: Story, step: Opened, until = story.happenings.length): Fired[] {
  const own = story.happenings.slice(0, until).map((h) => h.what).filter((w): w is Fired => (w.kind === 'deadlineWarned' || w.kind === 'deadlinePassed' || w.kind === 'escalated') && w.step === step.step);
  const first = all(story, 'deadlineSet').find((d) => d.step === step.step);
  const kept = first && before(story, step);
  return kept && isSame(kept.clock, first) ? [...firedOf(story, kept.sibling, kept.until), ...own] : own;
}
/** For which spans the clock of a deadline has stood, on this step or before it. */
function stopsOf(story: Story, step: Opened, until = story.happenings.length): Stop[] {
  const own = story.happenings.slice(0, until).flatMap(({ what }) => (what.kind === 'deadlineSet' && what.step === step.step && what.stop ? [what.stop] : []));
  const first = all(story, 'deadlineSet').find((d) => d.step === step.step);
  const kept = first && before(story, step);
  return kept && isSame(kept.clock, first) ? [...stopsOf(story, kept.sibling, kept.until), ...own] : own;
}
export const isStatutory = (story: Story, step: Opened): boolean => {
  const node = step.run === '' ? undefined : nodeAt(story, step);
  return node?.kind === 'wait' ? node.statutory === true : node !== undefined && 'limit' in node && node.limit?.kind === 'due' && node.limit.statutory === true;
};
export const ruleOf = (story: Story, step: Opened, rule: number): DueTime | undefined => rulesOf(nodeAt(story, step))[rule]?.due;
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
  tell(story, { kind: 'deadlineSet', rule: derived.rule, anchorAt: derived.anchorAt, due: kept ? kept.set + kept.added : derived.due, why: 'opened', ...(derived.calendar ? { calendar: derived.calendar } : {}), ...named(story, step) });
}

/** A level was raised: every open deadline is derived again, and the earlier of old and new holds. */
export function bringForward(story: Story): void {
  for (const step of openSteps(story)) {
    const clock = step.run === '' ? undefined : clockOf(story, step.step);
    const derived = clock && found(story, step, stopsOf(story, step));
    if (clock && derived && derived.due < clock.set + clock.added) tell(story, { kind: 'deadlineSet', rule: derived.rule, anchorAt: derived.anchorAt, due: derived.due, why: 'levelRaised', ...(derived.calendar ? { calendar: derived.calendar } : {}), ...named(story, step) });
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
      for (const [index, escalation] of escalationsOf(node).entries()) if (!fired.some((f) => f.kind === 'escalated' && f.index === index)) dues.push({ step: step.step, timer: 'escalate', index, due: movedSince(story, step, after(set, escalation.after, zone)) });
    }
  }
  // Counted from the offer; given back, a consult is offered again. Taken on, it does not expire.
  const offered = story.happenings.filter((h) => (h.what.kind === 'handoffOffered' || h.what.kind === 'stepReleased') && h.what.step === step.step).at(-1);
  if (node.kind === 'handoff' && node.expires !== undefined && offered && offerOf(story, step.step) && !takenOnBy(story, step)) dues.push({ step: step.step, timer: 'expiry', index: 0, due: expiryOf(story, step, offered, after(offered.at, node.expires, zone)) });
  return dues;
}

/** An escalation since the deadline was set last: more time was given, or, after it had passed, the clock stood. */
function movedSince(story: Story, step: Opened, at: number): number {
  const from = story.happenings.findLastIndex(({ what }) => what.kind === 'deadlineSet' && what.step === step.step);
  let due = at;
  for (const { what } of story.happenings.slice(from)) {
    if (what.kind === 'deadlineExtended' && what.step === step.step) due += what.by;
    if (what.kind === '~moved' && what.step === step.step && !isStatutory(story, step)) due = stoodFor(due, what, ruleOf(story, step, clockOf(story, step.step)?.rule ?? 0), planOf(story, step.run).unit.zone);
  }
  return due;
}
/** An offer that was made while the clock stood has stood since then. */
function expiryOf(story: Story, step: Opened, offered: Happening, at: number): number {
  const since = story.happenings.slice(story.happenings.indexOf(offered)).map((h) => h.what);
  return since.reduce((due, what) => (what.kind === '~moved' && what.step === step.step ? stoodFor(due, { from: Math.max(what.from, offered.at), to: what.to }, undefined, '') : due), at);
}

/** Work of the case: what was said of its deadline since a person named it. */
function ofCaseWork(story: Story, { step }: Opened): Due[] {
  const from = story.happenings.findLastIndex(({ what }) => what.kind === 'deadlineSet' && what.step === step && what.why !== 'resumed');
  const named = story.happenings[from];
  if (!clockOf(story, step) || named?.what.kind !== 'deadlineSet') return [];
  const since = story.happenings.slice(from).map((h) => h.what);
  let { due } = named.what;
  for (const what of since) {
    if (what.kind === 'deadlineExtended' && what.step === step) due += what.by;
    if (what.kind === 'deadlineSet' && what.step === step && what.why === 'resumed') ({ due } = what);
  }
  const has = (kind: 'deadlineWarned' | 'deadlinePassed'): boolean => since.some((w) => w.kind === kind && w.step === step);
  const isWarned = named.what.due - day >= named.at && !has('deadlineWarned');
  return [...(isWarned ? [{ step, timer: 'warn' as const, index: 0, due: due - day }] : []), ...(has('deadlinePassed') ? [] : [{ step, timer: 'limit' as const, index: 0, due }])];
}
const day = 86_400_000;

/** What may fire of a step: while its clock stands only what is statutory. */
const goingOf = (story: Story, step: Opened): Due[] => {
  const dues = instantsOf(story, step);
  return dues.length === 0 || standsSince(story, step.step) === undefined ? dues : dues.filter((d) => d.timer !== 'expiry' && isStatutory(story, step));
};
/** Has it anything that a pause would hold? */
export const canStand = (story: Story, step: Opened): boolean => instantsOf(story, step).some((d) => d.timer === 'expiry' || !isStatutory(story, step));
function endsOfPauses(story: Story): Due[] {
  const targets: readonly PauseTarget[] = [{ kind: 'case' }, ...openSteps(story).map((s) => ({ kind: 'step' as const, step: s.step }))];
  return targets.flatMap((target) => { const pause = pauseOf(story, target); return pause ? [{ step: target.kind === 'case' ? '' : target.step, timer: 'resume' as const, index: 0, due: pause.until }] : []; });
}

const atItsInstant = (due: Due): boolean => due.timer === 'elapsed' || due.timer === 'retention' || due.timer === 'lapse' || due.timer === 'resume';
/** Due before an act at `before`: waits and retention dates also at it. The first of them by the order of section 1. */
export function firstDue(story: Story, before: number): Due | undefined {
  const opened = all(story, '~opened').map((s) => s.step);
  const begun = runs(story).map((r) => r.run);
  // The date of the case itself comes after the waits of the same instant, and then access lapses in the order it was given.
  const runIndex = (due: Due): number => (due.timer === 'lapse' ? begun.length + 1 : due.timer === 'retention' ? begun.length : due.step === '' ? -1 : begun.indexOf(openSteps(story).find((s) => s.step === due.step)?.run ?? ''));
  const kinds: readonly TimerKind[] = ['resume', 'elapsed', 'retention', 'lapse', 'warn', 'limit', 'escalate', 'expiry'];
  const reviewAt = all(story, '~retention').at(-1)?.reviewAt;
  const dues = [...(all(story, 'paused').length > 0 ? endsOfPauses(story) : []), ...openSteps(story).flatMap((s) => goingOf(story, s)), ...(reviewAt === undefined ? [] : [{ step: '', timer: 'retention' as const, index: 0, due: reviewAt }]), ...grantsNow(story).flatMap((g, index) => { const until = untilOf(story, g); return until === undefined ? [] : [{ step: g.grant, timer: 'lapse' as const, index, due: until }]; })];
  return dues
    .filter((d) => d.due < before || (d.due === before && atItsInstant(d)))
    .sort((a, b) => a.due - b.due || Number(atItsInstant(b)) - Number(atItsInstant(a)) || runIndex(a) - runIndex(b) || opened.indexOf(a.step) - opened.indexOf(b.step) || kinds.indexOf(a.timer) - kinds.indexOf(b.timer) || a.index - b.index)[0];
}
