// Who may do what, by trying everything: seats are filled by trying every way to seat the voters.
import type { Person } from '../../protocol/case-state.ts';
import type { Seat } from '../../protocol/draft.ts';
import type { Standing } from '../../protocol/input.ts';
import type { PlanNodeOf } from '../../protocol/plan.ts';
import { letInto } from './deadlines.ts';
import { all, doersOf, nodeAt, offerOf, openSteps, ownerOf, planOf, runOf, takenOnBy, votesOn, type Opened, type Story, type Vote } from './story.ts';

/** Roles whose holders may act on a step: drawn, and let in since. */
export const actingRoles = (story: Story, step: Opened): string[] => [...new Set([...drawnRoles(story, step), ...(step.run === '' ? [] : letInto(story, step))])].sort();

export function drawnRoles(story: Story, step: Opened): string[] {
  if (step.as === 'added') return [...(step.roles ?? [])].sort();
  if (step.run === '' || step.as === 'byHand' || step.as === 'end' || step.as === 'phase') return [];
  const node = nodeAt(story, step);
  const drawn = node.kind === 'start' || node.kind === 'task' || (node.kind === 'each' && step.as === 'task') ? node.roles : node.kind === 'handoff' ? node.to : node.kind === 'approval' ? node.seats.flatMap((s) => [...s.roles, ...s.substitutes]) : [];
  return [...new Set(drawn)].sort();
}

export const mayHold = (story: Story, run: string, role: string, person: Person): boolean => planOf(story, run).roles[role]?.agencies.includes(person.agencyId) ?? false;
export const holds = (story: Story, run: string, actor: Standing, roles: readonly string[]): boolean => roles.some((role) => actor.roles.includes(role) && mayHold(story, run, role, actor));

/** May hold what the step asks for: a task somebody has added takes any member of the unit with one of its roles. */
export const fitsWork = (story: Story, step: Opened, person: Standing): boolean => (step.as === 'added' ? person.member && actingRoles(story, step).some((role) => person.roles.includes(role)) : holds(story, step.run, person, actingRoles(story, step)));

/** Every member of the unit; and whoever of another agency holds or has held something of the case. */
export function isAssigned(story: Story, actor: Standing): boolean {
  if (actor.member || ownerOf(story).personId === actor.personId || all(story, 'grantGiven').some((g) => g.agencies.includes(actor.agencyId))) return true;
  const had = story.happenings.some(({ what }) => {
    switch (what.kind) {
      case 'stepClaimed': case 'stepCompleted': case 'voteCast': case 'handoffAccepted': case 'handoffDeclined': case 'handoffAnswered': case 'stepSkipped': case 'taskAdded': return what.by.personId === actor.personId;
      case 'measureOpened': return what.owner?.personId === actor.personId;
      case 'measureGiven': return what.to?.personId === actor.personId;
      case 'stepAssigned': case 'ownerChanged': return what.to.personId === actor.personId;
      default: return false;
    }
  });
  return had || openSteps(story).some((s) => offerOf(story, s.step) !== undefined && !takenOnBy(story, s) && (s.toPerson !== undefined ? s.toPerson === actor.personId : holds(story, s.run, actor, actingRoles(story, s))));
}

/** Separation is of persons. */
export function isExcluded(story: Story, step: Opened, personId: string): boolean {
  const node = nodeAt(story, step) as PlanNodeOf<'approval'>;
  const run = runOf(story, step.run);
  if (node.notRequester && run.requester.personId === personId) return true;
  if (node.notOwner && ownerOf(story).personId === personId) return true;
  return node.notDoerOf.some((ref) => doersOf(story, ref.includes('.') ? ref : `${run.key}.${ref}`).some((p) => p.personId === personId));
}

/** Of a stand-in what is left when those are kept out for whom alone they hold a role. */
export function asThemselves(story: Story, step: Opened, actor: Standing): Standing {
  const lost = (role: string): boolean => {
    const through = (actor.standsFor ?? []).filter((absent) => absent.roles.includes(role));
    return through.length > 0 && !through.some((absent) => !isExcluded(story, step, absent.personId));
  };
  return { ...actor, roles: actor.roles.filter((role) => !lost(role)) };
}

/** The seats a vote of this person would fit now. */
export function seatsFor(story: Story, step: Opened, standing: Standing): string[] {
  const actor = asThemselves(story, step, standing);
  const node = nodeAt(story, step) as PlanNodeOf<'approval'>;
  if (holds(story, step.run, actor, letInto(story, step))) return node.seats.map((s) => s.id);
  return node.seats.filter((seat) => fits(story, step, seat, actor)).map((s) => s.id);
}

function fits(story: Story, step: Opened, seat: Seat, actor: Standing): boolean {
  const ofAgency = (person: Person): boolean => seat.agencies.length === 0 || planOf(story, step.run).unit.agencies.some((a) => a.id === person.agencyId && (seat.agencies.includes(a.key) || seat.agencies.includes(a.id)));
  if (!ofAgency(actor) || seat.qualifications.some((q) => !actor.qualifications.includes(q))) return false;
  if (holds(story, step.run, actor, seat.roles)) return true;
  if (!holds(story, step.run, actor, seat.substitutes)) return false;
  const eligible = [...new Set(seat.roles.flatMap((role) => (actor.holders[role] ?? []).filter((p) => mayHold(story, step.run, role, p) && ofAgency(p) && [p.personId, ...(p.for === undefined ? [] : [p.for])].every((id) => !isExcluded(story, step, id))).map((p) => p.personId)))];
  if (eligible.length === 0) return true;
  return eligible.length === 1 && votesOn(story, step.step).some((v) => v.grants && v.by.personId === eligible[0] && v.seats.some((s) => s !== seat.id));
}

/** The most seats that different persons among those who approved can fill. */
export function mostSeated(seats: readonly Seat[], votes: readonly Vote[]): number {
  const [vote, ...others] = votes.filter((v) => v.grants);
  if (!vote) return 0;
  const taking = seats.filter((s) => vote.seats.includes(s.id)).map((seat) => 1 + mostSeated(seats.filter((s) => s !== seat), others));
  return Math.max(mostSeated(seats, others), ...taking);
}
