// A handoff to so many people at once: one step with one deadline and n places, offered to all who hold its roles. Each person
// has one answer. Silence is settled by a person of the sending roles, who names who stayed silent, never by the clock.
import type { Person, PlaceAnswer, Run, Step } from '../../case-state.ts';
import { factsOf } from '../../facts.ts';
import { finishStep } from '../../flow.ts';
import { holdsOneOf, rolesOf } from '../../people.ts';
import type { PlanNodeOf } from '../../plan.ts';
import type { Refusal } from '../../refusal.ts';
import { pastKey, personOf, planOf, stepRef, type Mutable, type Work } from '../../work.ts';
import { refuse, type StepAct } from '../kind.ts';
import { answerFaults } from './consult.ts';

type Handoff = PlanNodeOf<'handoff'>;
type ActOf<K extends StepAct['kind']> = Extract<StepAct, { kind: K }>;

/** The most people one handoff is offered places to, as for every each. */
export const mostPlaces = 100;

/** How many places there are; undefined while the field that says so is not recorded. */
export function placesOf(work: Work, run: Run, node: Handoff): number | undefined {
  if (!node.each) return undefined;
  if (node.each.kind === 'times') return node.each.times;
  const value = factsOf(work.state, planOf(work, run), run, work.at).field(node.each.ref);
  const asked = typeof value === 'number' ? Math.max(0, Math.trunc(value)) : Array.isArray(value) ? value.length : undefined;
  return asked === undefined ? undefined : Math.min(asked, mostPlaces);
}

/** The answer of one person, after `mayAnswer`. */
export function answerPlace(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, act: ActOf<'accept' | 'decline' | 'answer'>): Refusal | undefined {
  const by = personOf(act.actor);
  if (hasAnswered(step, by)) return refuse('already_approved', 'you have answered this already; each person has one answer', by.personId);
  const faults = act.kind === 'answer' ? answerFaults(node, act) : undefined;
  if (faults) return faults;
  const text = act.kind === 'answer' ? act.text : undefined;
  const reason = act.kind === 'decline' ? act.reason : undefined;
  fill(work, run, node, step, { answer: { person: by, how: act.kind === 'decline' ? 'declined' : 'accepted' }, by, ...(reason ? { reasonId: reason.id } : {}), ...(text ? { textId: text.id } : {}) });
  return undefined;
}

export function noAnswer(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, act: ActOf<'noAnswer'>): Refusal | undefined {
  if (step.handing?.places === undefined) return refuse('wrong_act', 'only where several are asked is one of them said to be silent; withdraw this offer instead');
  const plan = planOf(work, run);
  const isAsking = node.from.length > 0 ? holdsOneOf(plan, act.actor, node.from) : work.state.owner.personId === act.actor.personId;
  if (!isAsking) return refuse('not_authorized', 'that somebody stays silent is said by those who ask: a holder of the sending roles, or the owner where none is drawn');
  const person = personOf(act.person);
  if (hasAnswered(step, person)) return refuse('already_approved', 'that person has answered already', person.personId);
  if (!holdsOneOf(plan, act.person, rolesOf(work.plans, work.state, step))) return refuse('bad_value', 'this is not offered to that person; name somebody who holds one of its roles', 'person');
  fill(work, run, node, step, { answer: { person, how: 'noAnswer' }, by: personOf(act.actor) });
  return undefined;
}

/** Every place is answered, or there is none: the case goes on. */
export function settlePlaces(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, by: Person | null): void {
  const answers = step.handing?.answers ?? [];
  const who = (how: PlaceAnswer['how']): Person[] => answers.filter((a) => a.how === how).map((a) => personOf(a.person));
  const [accepted, declined, silent] = [who('accepted'), who('declined'), who('noAnswer')];
  const fields = { places: step.handing?.places ?? 0, accepted: accepted.length, declined: declined.length, noAnswer: silent.length };
  work.state.computed = { ...work.state.computed, [node.id]: fields };
  work.entries.push({ kind: 'handoffSettled', fields: { ...fields }, accepted, declined, noAnswer: silent, ...stepRef(work, step) });
  const key = pastKey(run, node.id);
  for (const person of accepted) work.state.doers[key] = [...(work.state.doers[key] ?? []).filter((p) => p.personId !== person.personId), person];
  finishStep(work, step, 'settled', { by, handoff: 'settled', doer: false });
}

// helpers

const hasAnswered = (step: Step, person: Person): boolean => step.handing?.answers?.some((a) => a.person.personId === person.personId) ?? false;

interface Filled {
  readonly answer: PlaceAnswer;
  readonly by: Person;
  readonly reasonId?: string;
  readonly textId?: string;
}

function fill(work: Work, run: Mutable<Run>, node: Handoff, step: Mutable<Step>, { answer, by, ...texts }: Filled): void {
  const { handing } = step;
  if (!handing) return;
  handing.answers = [...(handing.answers ?? []), { person: personOf(answer.person), how: answer.how }];
  work.entries.push({ kind: 'placeAnswered', person: personOf(answer.person), how: answer.how, by, ...texts, ...stepRef(work, step) });
  if (handing.answers.length >= (handing.places ?? 0)) settlePlaces(work, run, node, step, by);
}
