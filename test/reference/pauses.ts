// Stopped clocks. What is paused now, since when the clock of a step stands, and for how long something has been paused, is read
// from the story; when a clock goes on, what of it has not fired moves by the span for which it stood.
import type { PauseTarget } from '../../protocol/input.ts';
import { clockOf, firedOf, isStatutory, ruleOf } from './deadlines.ts';
import { all, last, named, openSteps, planOf, tell, type Of, type Opened, type Story } from './story.ts';
import { stoodFor } from './working.ts';

const isOf = (a: PauseTarget, b: PauseTarget): boolean => a.kind === b.kind && (a.kind === 'case' || (b.kind === 'step' && a.step === b.step));
export function pauseOf(story: Story, target: PauseTarget): Of<'paused'> | undefined {
  const [paused, resumed] = [all(story, 'paused'), all(story, 'resumed')].map((list) => list.filter((p) => isOf(p.target, target)).length);
  return (paused ?? 0) > (resumed ?? 0) ? last(story, 'paused', (p) => isOf(p.target, target)) : undefined;
}
/** By pauses that are over. */
export function pausedFor(story: Story, target: PauseTarget): number {
  const from = story.happenings.filter(({ what }) => what.kind === 'paused' && isOf(what.target, target)).map((h) => h.at);
  return all(story, 'resumed').filter((r) => isOf(r.target, target)).reduce((sum, r, i) => sum + r.at - (from[i] ?? r.at), 0);
}

/** Since when the clock of a step stands, for a pause of its own or of its case. */
export function standsSince(story: Story, step: string): number | undefined {
  const holding = new Set<string>();
  let isThere = false;
  let since: number | undefined;
  for (const { at, what } of story.happenings) {
    if (what.kind === '~opened' && what.step === step) isThere = true;
    else if (what.kind === 'paused' && (what.target.kind === 'case' || what.target.step === step)) holding.add(what.target.kind);
    else if (what.kind === 'resumed' && (what.target.kind === 'case' || what.target.step === step)) holding.delete(what.target.kind);
    since = isThere && holding.size > 0 ? (since ?? at) : undefined;
  }
  return since;
}

export function goOn(story: Story, target: PauseTarget, how: Pick<Of<'resumed'>, 'at' | 'by' | 'reasonId'>): void {
  const standing = openSteps(story).map((step) => ({ step, since: standsSince(story, step.step) }));
  tell(story, { kind: 'resumed', target, ...how });
  for (const { step, since } of standing) if (since !== undefined && standsSince(story, step.step) === undefined) letGo(story, step, { from: since, to: how.at });
}

function letGo(story: Story, step: Opened, stood: { readonly from: number; readonly to: number }): void {
  // Opened by a late host after the instant at which the pause had ended: it never stood.
  if (stood.to < stood.from) return;
  tell(story, { kind: '~moved', step: step.step, ...stood });
  const clock = clockOf(story, step.step);
  if (!clock || isStatutory(story, step)) return;
  if (step.run === '') {
    // A date that was named while the clock stood has stood since then.
    const set = story.happenings.findLast(({ what }) => what.kind === 'deadlineSet' && what.step === step.step && what.why !== 'resumed');
    if (hasPassed(story, step)) return;
    const span = { from: Math.max(stood.from, set?.at ?? 0), to: stood.to };
    return tell(story, { kind: 'deadlineSet', rule: clock.rule, anchorAt: clock.anchorAt, due: stoodFor(clock.set + clock.added, span, undefined, ''), why: 'resumed', stop: span, ...named(story, step) });
  }
  if (firedOf(story, step).some((f) => f.kind === 'deadlinePassed')) return;
  const due = ruleOf(story, step, clock.rule);
  tell(story, { kind: 'deadlineSet', rule: clock.rule, anchorAt: clock.anchorAt, due: stoodFor(clock.set + clock.added, stood, due, planOf(story, step.run).unit.zone), why: 'resumed', ...(typeof due === 'object' ? { calendar: { key: 'office', version: 1 } } : {}), stop: stood, ...named(story, step) });
}

/** Work of the case: since its date was named. */
function hasPassed(story: Story, step: Opened): boolean {
  const from = story.happenings.findLastIndex(({ what }) => what.kind === 'deadlineSet' && what.step === step.step && what.why !== 'resumed');
  return story.happenings.slice(from).some(({ what }) => what.kind === 'deadlinePassed' && what.step === step.step);
}
