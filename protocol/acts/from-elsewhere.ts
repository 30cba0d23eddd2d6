// What reaches a case from another one, brought by the host and by no person: an event that a step there raised. Whatever is
// drawn here for that event takes effect; where nothing is, or the case is closed, its owner gets a task.
import { closedStatuses } from '../effects.ts';
import { hostPersonId, type PersonInput } from '../input.ts';
import { refuse } from '../kinds/kind.ts';
import { leaveToOwner } from '../links.ts';
import { openOwnerTask } from '../owner-task.ts';
import type { Refusal } from '../refusal.ts';
import { personOf, type Work } from '../work.ts';
import { acceptingOf, deliver } from './on-case.ts';

type ActOf<K extends PersonInput['kind']> = Extract<PersonInput, { kind: K }>;

export function takeRaised(work: Work, act: ActOf<'raised'>): Refusal | undefined {
  if (act.actor.personId !== hostPersonId) return refuse('not_authorized', 'an event of another case is brought by that case and by no person');
  const accepting = closedStatuses.includes(work.state.status) ? [] : acceptingOf(work, { name: act.event });
  if (accepting.length > 0) {
    work.entries.push({ kind: 'eventReceived', name: act.event, from: act.from });
    deliver(work, act.event, accepting, null);
    return undefined;
  }
  const task = openOwnerTask(work, { node: 'eventReceived', title: 'See to what another case has told this one' });
  work.entries.push({ kind: 'eventReceived', name: act.event, from: act.from, task: task.id });
  return undefined;
}

/** The receiver's own case is there: this one names it, and goes on with what its protocol still draws. */
export function takeLinked(work: Work, act: ActOf<'linked'>): Refusal | undefined {
  if (act.actor.personId !== hostPersonId) return refuse('not_authorized', 'that a case was opened from this one is said by the host and by no person');
  work.entries.push({ kind: 'caseLinked', link: act.link, to: act.to, by: personOf(work.state.owner) });
  return undefined;
}

export function notDelivered(work: Work, act: ActOf<'notDelivered'>): Refusal | undefined {
  if (act.actor.personId !== hostPersonId) return refuse('not_authorized', 'that something did not arrive is said by the host and by no person');
  leaveToOwner(work, act.link, act.code);
  return undefined;
}
