// What a protocol does when something happens while a run of it goes on: an event, a change of level, a condition that was not
// true and is now. Whether one has taken effect in this transition, and what held before, is asked of the story.
import type { PersonInput } from '../../protocol/input.ts';
import type { PlanHandler } from '../../protocol/plan.ts';
import { calls, cancelAndGoOn, enter, finish, mayCancel } from './moves.ts';
import { holds, isAssigned } from './people.ts';
import { isOpen, last, mainIsLive, named, nodeAt, openedAt, openSteps, planOf, runOf, runs, startedAt, tell, type Opened, type Story } from './story.ts';
import { truth, yes } from './truth.ts';

export const goesOn = (story: Story, run: string): boolean => mainIsLive(story, run) || openSteps(story).some((s) => s.run === run && s.as !== 'phase');
const handlersNow = (story: Story): { readonly run: string; readonly handler: PlanHandler }[] => runs(story).filter((r) => goesOn(story, r.run)).flatMap(({ run }) => (planOf(story, run).on ?? []).map((handler) => ({ run, handler })));

interface Accepting {
  readonly run: string;
  readonly roles: readonly string[];
  readonly since: number;
  readonly what: Opened | PlanHandler;
}
/** Waits and handlers that accept an event, in order of opening; a handler is there from the start of its run, so before its waits. */
export function acceptingOf(story: Story, act: { readonly name: string; readonly step?: string }): Accepting[] {
  const handlers = act.step !== undefined ? [] : handlersNow(story).flatMap(({ run, handler }): Accepting[] => (handler.when.kind === 'event' && handler.when.name === act.name ? [{ run, roles: handler.when.roles, since: startedAt(story, run), what: handler }] : []));
  const waits = openSteps(story).flatMap((step): Accepting[] => {
    const node = step.as === 'wait' && (act.step === undefined || step.step === act.step) ? nodeAt(story, step) : undefined;
    const event = node?.kind === 'wait' ? node.events.find((e) => e.name === act.name) : undefined;
    return event ? [{ run: step.run, roles: event.roles, since: openedAt(story, step.step), what: step }] : [];
  });
  return [...handlers, ...waits].sort((a, b) => a.since - b.since);
}
export const mayRaise = (story: Story, { run, roles }: Accepting, actor: PersonInput['actor']): boolean => (roles.length === 0 ? isAssigned(story, actor) : holds(story, run, actor, roles));

/** An event goes to all that accept it; what an earlier one has ended is over. */
export function happens(story: Story, act: Extract<PersonInput, { kind: 'event' }>): void {
  const accepting = acceptingOf(story, act).filter((a) => mayRaise(story, a, act.actor));
  tell(story, { kind: 'eventRaised', name: act.name });
  for (const { run, what } of accepting) {
    if ('when' in what) {
      if (goesOn(story, run)) takesEffect(story, run, what, act.name);
    } else if (isOpen(story, what.step)) {
      tell(story, { kind: 'waitEnded', by: 'event', event: act.name, ...named(story, what) });
      finish(story, what, act.name, {});
    }
  }
}

/** What has become true, and what the level has done, takes effect, once in a transition; says whether anything has. */
export function follow(story: Story): boolean {
  let moved = false;
  for (const { run, handler } of handlersNow(story)) {
    if (!goesOn(story, run) || !isDue(story, run, handler) || hasTaken(story, run, handler)) continue;
    takesEffect(story, run, handler);
    moved = true;
  }
  return moved;
}

// helpers

const hasTaken = (story: Story, run: string, handler: PlanHandler): boolean => story.happenings.some(({ n, what }) => n === story.n && what.kind === 'handlerFired' && what.run === run && what.handler === handler.id);

function takesEffect(story: Story, run: string, handler: PlanHandler, event?: string): void {
  tell(story, { kind: 'handlerFired', run, protocol: runOf(story, run).key, handler: handler.id, ...(event !== undefined ? { event } : {}) });
  for (const node of handler.cancels) for (const step of openSteps(story).filter((s) => s.run === run && s.node === node)) if (isOpen(story, step.step) && mayCancel(story, step)) cancelAndGoOn(story, step, 'handler');
  if (handler.protocol !== undefined) calls(story, run, handler.id);
  if (handler.next !== undefined) enter(story, run, handler.next, { frames: [], detached: true });
}

function isDue(story: Story, run: string, { id, when }: PlanHandler): boolean {
  switch (when.kind) {
    case 'event': return false;
    case 'level': return changesOfLevel(story, run).some(({ to, raised }) => (when.change === 'any' || (when.change === 'raised') === raised) && (when.to === undefined || when.to === to));
    case 'condition': {
      const held = last(story, '~holding', (h) => h.run === run && h.handler === id)?.holds ?? false;
      const isHeld = truth(story, run, when.if) === yes;
      if (isHeld !== held) tell(story, { kind: '~holding', run, handler: id, holds: isHeld });
      return isHeld && !held;
    }
  }
}

/** In this transition, while the run was there. */
function changesOfLevel(story: Story, run: string): { readonly to: string; readonly raised: boolean }[] {
  const changes: { readonly to: string; readonly raised: boolean }[] = [];
  let level = story.levels[0]?.id;
  let isThere = false;
  const rank = (id: string | undefined): number => story.levels.findIndex((l) => l.id === id);
  for (const { n, what } of story.happenings) {
    if (what.kind === '~run' && what.run === run) isThere = true;
    if (what.kind !== 'levelSet') continue;
    if (n === story.n && isThere && what.level !== level) changes.push({ to: what.level, raised: rank(what.level) > rank(level) });
    level = what.level;
  }
  return changes;
}
