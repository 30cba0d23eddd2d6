// The seats of an approval: which a vote fits (decided once, when it is cast, from the standing it carries), and whether
// the votes together fill enough of them with different persons (a matching found anew at each vote, so order never matters).
import type { Person, Vote } from './case-state.ts';
import type { Seat } from './draft.ts';
import type { Standing } from './input.ts';
import type { Plan, PlanNodeOf } from './plan.ts';
import { mayDecide, withoutExcluded } from './stand-ins.ts';

type Approval = PlanNodeOf<'approval'>;

export interface Ballot {
  readonly plan: Plan;
  readonly node: Approval;
  readonly votes: readonly Vote[];
  readonly letIn: readonly string[];
  readonly excluded: (personId: string) => boolean;
}

/** Ids of the seats that the actor's vote fits now. */
export function seatsFor(ballot: Ballot, standing: Standing): readonly string[] {
  const actor = withoutExcluded(standing, ballot.excluded);
  const { node, letIn } = ballot;
  if (letIn.some((role) => mayHold(ballot.plan, role, actor.agencyId) && actor.roles.includes(role))) return node.seats.map((s) => s.id);
  return node.seats.filter((seat) => sits(ballot, seat, actor)).map((s) => s.id);
}

function sits(ballot: Ballot, seat: Seat, actor: Standing): boolean {
  if (!seat.qualifications.every((q) => actor.qualifications.includes(q))) return false;
  if (seat.agencies.length > 0 && !agencyListed(ballot.plan, seat, actor.agencyId)) return false;
  const holds = (roles: readonly string[]): boolean => roles.some((r) => actor.roles.includes(r) && mayHold(ballot.plan, r, actor.agencyId));
  if (holds(seat.roles)) return true;
  return holds(seat.substitutes) && substitutesCount(ballot, seat, actor);
}

/** Substitutes count while nobody eligible holds the seat's roles, or the only one who does fills another seat. */
function substitutesCount(ballot: Ballot, seat: Seat, actor: Standing): boolean {
  const eligible = new Map<string, Person>();
  for (const role of seat.roles)
    for (const holder of actor.holders[role] ?? [])
      if (mayHold(ballot.plan, role, holder.agencyId) && mayDecide(holder, ballot.excluded) && (seat.agencies.length === 0 || agencyListed(ballot.plan, seat, holder.agencyId))) eligible.set(holder.personId, holder);
  if (eligible.size === 0) return true;
  if (eligible.size > 1) return false;
  const only = [...eligible.keys()][0];
  return ballot.votes.some((v) => v.grants && v.person.personId === only && v.seats.some((s) => s !== seat.id));
}

const agencyListed = (plan: Plan, seat: Seat, agencyId: string): boolean => plan.unit.agencies.some((a) => a.id === agencyId && (seat.agencies.includes(a.key) || seat.agencies.includes(a.id)));
const mayHold = (plan: Plan, role: string, agencyId: string): boolean => plan.roles[role]?.agencies.includes(agencyId) ?? false;

/** How many seats different persons among those who approved can fill: a maximum matching. */
export function seatsFilled(seats: readonly Seat[], votes: readonly Vote[]): number {
  const approving = votes.filter((v) => v.grants);
  const heldBy = new Map<string, Vote>(); // seat -> vote
  const place = (vote: Vote, tried: Set<string>): boolean =>
    seats.some((seat) => {
      if (tried.has(seat.id) || !vote.seats.includes(seat.id)) return false;
      tried.add(seat.id);
      const other = heldBy.get(seat.id);
      if (other && !place(other, tried)) return false;
      heldBy.set(seat.id, vote);
      return true;
    });
  return approving.filter((vote) => place(vote, new Set())).length;
}
