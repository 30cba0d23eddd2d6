// What can be played next: of each open step the ways a person, a connector or an event can end it, and who of the cast may.
// Whether an act is taken is the engine's to say; this only keeps what could never be from being offered.
import type { Person, Step } from '../case-state.ts';
import { nothingKnown } from '../check-form.ts';
import type { Facts } from '../condition.ts';
import type { Field } from '../draft.ts';
import { factsOf } from '../facts.ts';
import { eventsOf, formOn, handoffKindsOf, outcomesOn } from '../node-parts.ts';
import { holdsOneOf, rolesOf } from '../people.ts';
import type { Plan, PlanNode } from '../plan.ts';
import { neutralValues } from '../scenarios/fill.ts';
import type { Move } from './rehearsal.ts';
import type { Rehearsed } from './rehearse.ts';
import { dutySupervisor, type Stage } from './stage.ts';

export interface Choice {
  readonly label: string;
  /** By whom, where nothing is chosen: the first of those who may. */
  readonly move: Move;
  readonly people: readonly string[];
  readonly needsReason: boolean;
  /** With a neutral value in every required field. */
  readonly form?: FormChoice;
  /** Who stays without an answer. */
  readonly silent?: readonly string[];
}
export interface FormChoice {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly facts: Facts;
}
export interface StepChoices {
  readonly step: Step;
  /** As moves name it. */
  readonly name: string;
  readonly plan: Plan | undefined;
  readonly protocol: string;
  readonly choices: readonly Choice[];
}

/** The first move: a case is opened by handing the report in, with its form where nobody is drawn to fill it in later. */
export function opening(stage: Stage, starts: number): Choice {
  const { plan } = stage;
  const start = plan.nodes[plan.start];
  const people = start?.kind === 'start' && start.roles.length > 0 ? stage.actors.filter((actor) => start.roles.some((role) => actor.roles.includes(role))).map((actor) => actor.id) : [];
  const able = people.length > 0 ? people : stage.actors.map((actor) => actor.id);
  const formId = start?.kind === 'start' && start.roles.length === 0 ? start.form : undefined;
  const form = formId === undefined ? undefined : formOf({ plan, formId, at: starts });
  return { label: 'Open the case', move: { act: 'start', by: able[0] ?? dutySupervisor }, people: able, needsReason: false, ...(form ? { form } : {}) };
}

export function choicesOf(stage: Stage, { state, plans, clock }: Pick<Rehearsed, 'state' | 'plans' | 'clock'>): readonly StepChoices[] {
  return (state?.steps ?? []).map((step): StepChoices => {
    const run = state?.runs.find((one) => one.id === step.runId);
    const plan = run && plans[run.plan];
    const name = run === undefined || run.key === stage.plan.key ? step.node : `${run.key}.${step.node}`;
    const node = plan?.nodes[step.node];
    const owner = state?.owner ?? { personId: dutySupervisor, agencyId: stage.plan.unit.hostAgency };
    const able = state === null ? [] : stage.actors.filter((actor) => {
      const standing = stage.cast.standing(actor.id);
      return plan !== undefined && standing !== undefined && holdsOneOf(plan, standing, rolesOf(plans, state, step));
    }).map((actor) => actor.id);
    const facts = plan && state ? factsOf(state, plan, run, clock) : undefined;
    return { step, name, plan, protocol: run?.key ?? 'case', choices: choices({ stage, step, name, node, plan, able, owner, clock, facts }) };
  });
}

interface At {
  readonly stage: Stage;
  readonly step: Step;
  readonly name: string;
  readonly node: PlanNode | undefined;
  readonly plan: Plan | undefined;
  readonly able: readonly string[];
  readonly owner: Person;
  readonly clock: number;
  readonly facts: Facts | undefined;
}

function choices(at: At): readonly Choice[] {
  const { step, node, name, owner, stage } = at;
  if (step.held !== undefined) return [];
  if (step.kind === 'measure') return ['done', 'notDone'].map((choice) => plain(choice === 'done' ? 'Done' : 'Not done', { act: 'decide', step: name, by: '', choice }, [step.claimedBy?.personId ?? owner.personId], choice !== 'done'));
  if (step.kind === 'byHand') return byHand(at);
  if (node === undefined) return [];
  switch (node.kind) {
    case 'start': return [withForm(at, plain('Record', { act: 'complete', step: name, by: '' }, at.able))];
    case 'task':
    case 'each': return (outcomesOn(node) ?? []).map((outcome) => withForm(at, plain(outcome.label || outcome.id, { act: 'decide', step: name, by: '', choice: outcome.id }, doersOf(at), outcome.needsReason)));
    case 'approval': return [plain('Approve', { act: 'approve', step: name, by: '' }, undecided(at)), plain('Deny', { act: 'deny', step: name, by: '' }, undecided(at), true)];
    case 'handoff': return handing(at, node);
    case 'wait': return node.events.map((event) => plain(event.label || event.name, { act: 'event', name: event.name, by: '' }, holders(stage, event.roles)));
    case 'service': return [{ label: 'It answers', move: { act: 'service', step: name, fields: Object.fromEntries(node.outputs.filter((o) => o.required).map((o) => [o.name, neutralOutput(o)])) }, people: [], needsReason: false }, { label: 'No answer', move: { act: 'service', step: name, fields: null }, people: [], needsReason: false }];
    default: return [];
  }
}

/** Who has claimed it, alone; else whoever may. */
const doersOf = ({ step, able }: At): readonly string[] => (step.claimedBy ? [step.claimedBy.personId] : able);
const undecided = ({ step, able }: At): readonly string[] => able.filter((id) => !step.votes?.some((vote) => vote.person.personId === id));

function handing(at: At, node: Extract<PlanNode, { kind: 'handoff' }>): readonly Choice[] {
  const { step, name, owner, stage } = at;
  const senders = [owner.personId, ...holders(stage, node.from).filter((id) => node.from.length > 0 && id !== owner.personId)];
  const takeBack = plain('Withdraw the offer', { act: 'withdraw', step: name, by: '' }, senders, true);
  if (step.handing?.state === 'waiting') {
    const kinds = step.handing.why === 'kind_unknown' ? handoffKindsOf(node) : [undefined];
    return [...kinds.map((handoff) => plain(handoff === undefined ? 'Offer it' : `Offer it as ${offerWords[handoff]}`, { act: 'offer', step: name, by: '', ...(handoff === undefined ? {} : { handoff }) }, senders)), takeBack];
  }
  const answered = new Set(step.handing?.answers?.map((answer) => answer.person.personId));
  const able = doersOf(at).filter((id) => !answered.has(id));
  const isConsult = step.handing?.handoff === 'consult';
  const isInform = step.handing?.handoff === 'inform';
  const yes = isConsult ? withForm(at, plain('Answer', { act: 'answer', step: name, by: '' }, able)) : plain(isInform ? 'Confirm receipt' : 'Accept', { act: 'accept', step: name, by: '' }, able);
  const silent = step.handing?.places === undefined ? [] : [{ ...plain('Record that somebody gave no answer', { act: 'no_answer', step: name, by: '', member: able[0] ?? '' }, node.from.length > 0 ? holders(stage, node.from) : [owner.personId]), silent: able }];
  return [yes, plain('Decline', { act: 'reject', step: name, by: '' }, able, true), ...silent, takeBack];
}
const offerWords = { transfer: 'ownership', request: 'a request', consult: 'a question', inform: 'a notice' } as const;

function byHand(at: At): readonly Choice[] {
  const { node, name, owner } = at;
  const ways = node?.kind === 'decision' ? [...node.branches.map((b) => ({ id: b.id, label: b.label || b.id })), { id: 'default', label: 'Otherwise' }] : node?.kind === 'table' ? node.rules.map((rule, i) => ({ id: rule.id, label: rule.label || `Row ${i + 1}` })) : [{ id: 'done', label: 'Done' }];
  return ways.map(({ id, label }) => plain(label, { act: 'decide', step: name, by: '', choice: id }, [owner.personId], true));
}

function plain(label: string, move: Exclude<Move, { act: 'service' | 'pass' | 'nextDeadline' }>, people: readonly string[], needsReason = false): Choice {
  return { label, move: { ...move, by: people[0] ?? '' }, people, needsReason };
}

function withForm({ node, plan, clock, facts }: At, choice: Choice): Choice {
  const formId = node && formOn(node);
  const form = plan && formId !== undefined ? formOf({ plan, formId, at: clock, facts }) : undefined;
  return form ? { ...choice, form } : choice;
}

function formOf({ plan, formId, at, facts }: { readonly plan: Plan; readonly formId: string; readonly at: number; readonly facts?: Facts | undefined }): FormChoice | undefined {
  const form = Object.hasOwn(plan.forms, formId) ? plan.forms[formId] : undefined;
  return form && { id: form.id, title: form.title, fields: form.fields, values: neutralValues(plan, form.fields, at), facts: facts ?? nothingKnown };
}

/** What any case takes: events that handlers wait for, imminent danger, a judgement of the level. */
export function caseChoices(stage: Stage, { state, plans }: Pick<Rehearsed, 'state' | 'plans'>): readonly Choice[] {
  if (state === null) return [];
  const everybody = stage.actors.map((actor) => actor.id);
  const events = new Map(state.runs.flatMap((run) => eventsOf({ nodes: [], on: plans[run.plan]?.on }).map((event) => [event.name, event] as const)));
  const say = (label: string, move: Move, people: readonly string[], needsReason = false): Choice => ({ label, move, people, needsReason });
  return [
    ...[...events.values()].map((event) => say(event.label || event.name.replaceAll('_', ' '), { act: 'event', name: event.name, by: holders(stage, event.roles)[0] ?? '' }, holders(stage, event.roles))),
    ...(state.danger === undefined ? [] : [say('Declare imminent danger', { act: 'event', name: 'imminent_danger', by: everybody[0] ?? '' }, everybody)]),
    ...stage.plan.levels.filter((level) => level.id !== state.level).map((level) => say(`Judge the level: ${level.title || level.id}`, { act: 'level', level: level.id, by: state.owner.personId }, everybody, true)),
  ];
}

function holders(stage: Stage, roles: readonly string[]): readonly string[] {
  return stage.actors.filter((actor) => roles.length === 0 || roles.some((role) => actor.roles.includes(role))).map((actor) => actor.id);
}

function neutralOutput(output: Extract<PlanNode, { kind: 'service' }>['outputs'][number]): string | number | boolean {
  return output.type === 'boolean' ? false : output.type === 'option' ? (output.options?.[0]?.id ?? '') : 0;
}
