// A decision by several persons. One handler decides for every way in: who fits a seat, who is kept out because they asked,
// own, or did what is approved, and whether the votes cast on the present content are enough.
import type { Run, Step } from '../../case-state.ts';
import { openClock } from '../../clock.ts';
import { finishStep, openStep } from '../../flow.ts';
import type { PersonInput, Standing } from '../../input.ts';
import { formOn } from '../../node-parts.ts';
import type { PlanNodeOf } from '../../plan.ts';
import type { Refusal } from '../../refusal.ts';
import { seatsFilled, seatsFor, type Ballot } from '../../seats.ts';
import { withoutExcluded } from '../../stand-ins.ts';
import { pastKey, personOf, planOf, stepRef, type Mutable, type Work } from '../../work.ts';
import { refuse, type Kind } from '../kind.ts';

type Approval = PlanNodeOf<'approval'>;
type VoteAct = Extract<PersonInput, { kind: 'vote' }>;

export const approval: Kind<'approval'> = {
  enter(work, run, node, path) {
    openClock(work, openStep(work, run, node, 'approval', path, { votes: [], content: contentNow(work, run, node) }), node);
  },
  act(work, run, node, step, act) {
    if (act.kind === 'withdrawVote') return withdraw(work, step, act.actor.personId);
    if (act.kind !== 'vote') return refuse('wrong_act', 'an approval is voted on: grant or deny it');
    const refusal = mayVote(work, run, node, step, act);
    if (refusal) return refusal;
    const seats = seatsFor(ballotOf(work, run, node, step), act.actor);
    const by = personOf(act.actor);
    step.votes = [...(step.votes ?? []), { person: by, grants: act.grants, seats: [...seats], at: work.at, inputId: act.id, ...(act.reason ? { reasonId: act.reason.id } : {}) }];
    work.entries.push({ kind: 'voteCast', by, grants: act.grants, seats: [...seats], ...(act.reason ? { reasonId: act.reason.id } : {}), ...stepRef(work, step) });
    settleVotes(work, run, node, step, act);
    return undefined;
  },
};

/** What a vote would be about now. */
export function contentNow(work: Work, run: Run, node: Approval): Record<string, string> {
  const content: Record<string, string> = {};
  for (const form of aboutForms(work, run, node)) {
    const record = work.state.forms[form];
    if (record) content[form] = record.hash;
  }
  return content;
}

/** Why this person may not vote now, in the order the codes are tested. The server asks the same question for the page. */
export function mayVote(work: Work, run: Run, node: Approval, step: Step, act: Pick<VoteAct, 'actor' | 'content' | 'grants' | 'reason'>): Refusal | undefined {
  const { actor } = act;
  const ballot = ballotOf(work, run, node, step);
  const anyRole = [...node.seats.flatMap((s) => [...s.roles, ...s.substitutes]), ...step.letIn];
  const holdsAny = (who: Standing): boolean => anyRole.some((r) => who.roles.includes(r) && (ballot.plan.roles[r]?.agencies.includes(who.agencyId) ?? false));
  if (!holdsAny(actor)) return refuse('not_authorized', 'no seat of this approval is for a role you hold now');
  const why = excludedBecause(work, run, node, actor.personId);
  if (why !== undefined) return refuse('separation_of_duties', why);
  if (!holdsAny(withoutExcluded(actor, ballot.excluded))) return refuse('separation_of_duties', 'whoever you stand in for may not decide this, so it is not decided in their place; somebody else must');
  if (step.votes?.some((v) => v.person.personId === actor.personId)) return refuse('already_approved', 'you have voted on this already; withdraw that vote first to change it');
  if (seatsFor(ballot, actor).length === 0) return refuse('not_authorized', 'no seat is left for you: somebody who holds the role itself is there to decide');
  if (node.sworn && !actor.qualifications.includes('sworn')) return refuse('not_sworn', 'this needs a sworn officer');
  if (!sameContent(act.content, step.content ?? {})) return refuse('stale_content', 'what is approved has changed since you opened it; read it again and vote on that');
  if (!act.grants && !act.reason) return refuse('missing_required', 'a denial needs a reason in words', 'reason');
  return undefined;
}

function settleVotes(work: Work, run: Mutable<Run>, node: Approval, step: Mutable<Step>, act: VoteAct): void {
  const votes = step.votes ?? [];
  const by = personOf(act.actor);
  if (!act.grants) {
    if (votes.filter((v) => !v.grants).length < node.denials) return;
    work.entries.push({ kind: 'approvalDenied', by, ...(act.reason ? { reasonId: act.reason.id } : {}), ...stepRef(work, step) });
    finishStep(work, step, 'denied', { by, doer: false });
    return;
  }
  if (seatsFilled(node.seats, votes) < (node.needed ?? node.seats.length)) return;
  const persons = votes.filter((v) => v.grants).map((v) => v.person);
  const content = { ...(step.content ?? {}) };
  const key = pastKey(run, node.id);
  work.entries.push({ kind: 'approvalGranted', by: persons, content, ...stepRef(work, step) });
  work.state.granted[key] = { content, persons: persons.map((p) => p.personId) };
  work.state.lastGrant = { step: key, persons: persons.map((p) => p.personId) };
  finishStep(work, step, 'approved', { by, effects: node.onApproved, doer: false });
}

function withdraw(work: Work, step: Mutable<Step>, personId: string): Refusal | undefined {
  const vote = step.votes?.find((v) => v.person.personId === personId);
  if (!vote) return refuse('wrong_act', 'you have no vote here to withdraw');
  step.votes = (step.votes ?? []).filter((v) => v !== vote);
  work.voided.push({ step: step.id, vote, withdrawn: true });
  work.entries.push({ kind: 'voteWithdrawn', by: vote.person, ...stepRef(work, step) });
  return undefined;
}

function ballotOf(work: Work, run: Run, node: Approval, step: Step): Ballot {
  return { plan: planOf(work, run), node, votes: step.votes ?? [], letIn: step.letIn, excluded: (personId) => excludedBecause(work, run, node, personId) !== undefined };
}

/** Separation is checked on persons, whatever roles or accounts they hold. */
function excludedBecause(work: Work, run: Run, node: Approval, personId: string): string | undefined {
  if (node.notRequester && run.requester.personId === personId) return 'you asked for this; somebody else must decide it';
  if (node.notOwner && work.state.owner.personId === personId) return 'you own this case; somebody else must decide it';
  for (const ref of node.notDoerOf) {
    const key = ref.includes('.') ? ref : pastKey(run, ref);
    if (work.state.doers[key]?.some((p) => p.personId === personId)) return 'you did what is to be approved; somebody else must decide it';
  }
  return undefined;
}

/** Drawn, or the form last submitted on each path that leads to the approval in its run. */
function aboutForms(work: Work, run: Run, node: Approval): readonly string[] {
  if (node.about) return node.about;
  const plan = planOf(work, run);
  const into = new Map<string, string[]>();
  for (const n of Object.values(plan.nodes)) for (const to of Object.values(n.next)) into.set(to, [...(into.get(to) ?? []), n.id]);
  const forms = new Set<string>();
  const seen = new Set<string>();
  const queue = [...(into.get(node.id) ?? [])];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const at = plan.nodes[id];
    const form = at && formOn(at);
    if (form !== undefined && Object.hasOwn(run.submitted, form)) forms.add(form);
    else queue.push(...(into.get(id) ?? []));
  }
  return [...forms].sort();
}

function sameContent(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(b);
  return Object.keys(a).length === keys.length && keys.every((k) => Object.hasOwn(a, k) && a[k] === b[k]);
}
