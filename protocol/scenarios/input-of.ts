// What a scenario, or a rehearsal, says somebody does, as the input it stands for: its step looked up among the open ones, its
// form filled in, its actor with the standing the cast gives them.
import { canonicalJson, sha256Hex } from '../canonical.ts';
import type { CaseState, Step } from '../case-state.ts';
import { nothingKnown } from '../check-form.ts';
import { factsOf } from '../facts.ts';
import type { PersonInput, Standing, SubmissionRef, TextRef } from '../input.ts';
import type { Plan, PlanNode } from '../plan.ts';
import type { Cast } from './cast.ts';
import { fill } from './fill.ts';
import type { Library } from './library.ts';
import type { Given, Scenario, ScenarioEvent } from './scenario.ts';

/** The scenario asks for something that its protocols, people or acts do not have. */
export class CannotPlay extends Error {
  constructor(readonly line: number, why: string) {
    super(why);
    this.name = 'CannotPlay';
  }
}

export interface Stage {
  readonly scenario: Pick<Scenario, 'id' | 'starts' | 'dutySupervisor' | 'events'>;
  readonly library: Library;
  readonly cast: Cast;
  readonly plans: Record<string, Plan>;
  readonly state: CaseState | null;
  readonly index: number;
}
export interface Made {
  readonly input: PersonInput;
  /** The form it carries, for naming the field of a refusal. */
  readonly form?: string;
}
export type Acting = Exclude<ScenarioEvent, { act: 'publish' }>;

export function inputOf(stage: Stage, event: Acting): Made {
  if (event.act === 'seed') return { input: seedInput(stage, event) };
  const id = `e${stage.index + 1}`;
  const actor = standingOf(stage, event.by, event.line);
  if (event.act === 'start') return startInput(stage, event, { id, actor });
  if (event.act === 'event') {
    return { input: event.name === 'imminent_danger' ? { kind: 'declareDanger', id, actor, reason: textOf(id, 'n/a') } : { kind: 'event', id, actor, name: event.name } };
  }
  const step = stepNamed(stage.state, event.step);
  const stepId = step?.id ?? `no open step ${event.step}`;
  switch (event.act) {
    case 'complete': case 'decide': {
      const at = placeOf(stage, step);
      const outcome = event.act === 'decide' ? event.choice : soleOutcome(at?.node, event);
      const form = at && formAt(stage, event, { id, ...at });
      const reason = event.act === 'decide' && event.reason !== undefined ? { reason: textOf(id, event.reason) } : {};
      return { input: { kind: 'complete', id, actor, step: stepId, outcome, ...(form ? { form } : {}), ...reason }, ...(at?.formId === undefined ? {} : { form: at.formId }) };
    }
    case 'approve': case 'deny': return { input: { kind: 'vote', id, actor, step: stepId, grants: event.act === 'approve', content: step?.content ?? {}, reason: textOf(id, event.reason ?? 'n/a') } };
    // A consult's answer is its acceptance.
    case 'accept': return step?.handing?.handoff === 'consult' ? answerInput(stage, event, { id, actor, step, stepId }) : { input: { kind: 'accept', id, actor, step: stepId } };
    case 'reject': return { input: { kind: 'decline', id, actor, step: stepId, reason: textOf(id, event.reason ?? 'n/a') } };
    case 'answer': return answerInput(stage, event, { id, actor, step, stepId });
    case 'no_answer': return { input: { kind: 'noAnswer', id, actor, step: stepId, person: standingOf(stage, event.member, event.line) } };
  }
}

function answerInput(stage: Stage, event: Extract<Acting, { act: 'accept' | 'reject' | 'answer' }>, { id, actor, step, stepId }: { readonly id: string; readonly actor: Standing; readonly step: Step | undefined; readonly stepId: string }): Made {
  const at = placeOf(stage, step);
  const form = at && formAt(stage, event, { id, ...at });
  return { input: { kind: 'answer', id, actor, step: stepId, text: textOf(id, event.reason ?? 'n/a'), ...(form ? { form } : {}) }, ...(at?.formId === undefined ? {} : { form: at.formId }) };
}

function startInput(stage: Stage, event: Extract<Acting, { act: 'start' }>, by: { readonly id: string; readonly actor: Standing }): Made {
  const bundle = bundleNamed(stage, event.protocol, event.line);
  const plan = bundle.plans[bundle.root];
  const start = plan?.nodes[plan.start];
  const formId = start?.kind === 'start' ? start.form : undefined;
  // Without data a start that has a role waits as a step for it; one that has none needs its form at once.
  const isSupplied = formId !== undefined && (event.data !== undefined || (start?.kind === 'start' && start.roles.length === 0));
  const form = plan && isSupplied ? formAt(stage, event, { id: by.id, plan, formId }) : undefined;
  const handed = { bundle, ...(form ? { form } : {}) };
  const named = formId === undefined ? {} : { form: formId };
  if (stage.state !== null) return { input: { kind: 'start', ...by, ...handed }, ...named };
  return { input: { kind: 'open', ...by, ...openingOf(stage, event.line), ...handed }, ...named };
}

function seedInput(stage: Stage, event: Extract<Acting, { act: 'seed' }>): PersonInput {
  const { scenario, cast, index } = stage;
  if (stage.state !== null) throw new CannotPlay(event.line, 'a case is seeded before anything else happens to it');
  const [protocol, step] = event.step?.split('.') ?? [];
  const next = scenario.events.find((other) => other.act === 'start');
  const key = protocol ?? (next?.act === 'start' ? next.protocol : undefined);
  if (key === undefined) throw new CannotPlay(event.line, 'a seeded case needs a protocol: name its step as protocol.step, or start one');
  const bundle = bundleNamed(stage, key, event.line);
  const plan = bundle.plans[bundle.root];
  const id = `e${index + 1}`;
  const forms = Object.entries(event.forms ?? {}).map(([formId, given]) => {
    const form = plan && formAt(stage, { ...event, data: given }, { id, plan, formId });
    if (!form) throw new CannotPlay(event.line, `the protocol ${key} has no form ${formId}`);
    return [formId, form] as const;
  });
  const { owner, ...facts } = event.case ?? {};
  const ownedBy = owner === undefined ? {} : { owner: personNamed(cast, owner, event.line) };
  return {
    kind: 'open', id, actor: standingOf(stage, scenario.dutySupervisor, event.line), ...openingOf(stage, event.line), bundle,
    seed: { ...facts, ...ownedBy, ...(forms.length > 0 ? { forms: Object.fromEntries(forms) } : {}), ...(step === undefined ? {} : { step }) },
  };
}

export const caseIdOf = ({ id }: Pick<Scenario, 'id'>): string => `scenario-${id}`;

function openingOf({ scenario, cast }: Stage, line: number) {
  return { caseId: caseIdOf(scenario), unitId: cast.unit.unitId, agencyId: cast.unit.hostAgency, dutySupervisor: personNamed(cast, scenario.dutySupervisor, line) };
}

function bundleNamed({ library, plans }: Stage, key: string, line: number) {
  if (!library.has(key)) throw new CannotPlay(line, `there is no protocol ${key}`);
  const bundle = library.bundle(key);
  Object.assign(plans, bundle.plans);
  return bundle;
}

export function standingOf({ cast }: Stage, id: string, line: number): Standing {
  const standing = cast.standing(id);
  if (!standing) throw new CannotPlay(line, `nobody of the staff is called ${id}`);
  return standing;
}
function personNamed(cast: Cast, id: string, line: number) {
  const person = cast.person(id);
  if (!person) throw new CannotPlay(line, `nobody of the staff is called ${id}`);
  return person;
}

/** The first open step of this id, in this protocol where one is named. */
export function stepNamed(state: CaseState | null, name: string): Step | undefined {
  const [first = '', second] = name.split('.');
  const [protocol, node] = second === undefined ? [undefined, first] : [first, second];
  return state?.steps.find((step) => step.node === node && (protocol === undefined || state.runs.some((run) => run.id === step.runId && run.key === protocol)));
}

export function placeOf({ state, plans }: Stage, step: Step | undefined): { readonly plan: Plan; readonly node: PlanNode; readonly formId?: string } | undefined {
  const run = state?.runs.find((one) => one.id === step?.runId);
  const plan = run && plans[run.plan];
  const node = step && plan?.nodes[step.node];
  if (!plan || !node) return undefined;
  return { plan, node, ...('form' in node && node.form !== undefined ? { formId: node.form } : {}) };
}

function soleOutcome(node: PlanNode | undefined, event: { readonly line: number; readonly act: string; readonly step: string }): string {
  if (node?.kind === 'start') return 'next';
  const outcomes = node && 'outcomes' in node ? node.outcomes.map((outcome) => outcome.id) : ['done'];
  const outcome = outcomes.length === 1 ? outcomes[0] : outcomes.find((id) => id === 'done');
  if (outcome === undefined) throw new CannotPlay(event.line, `${event.step} has the outcomes ${outcomes.join(', ')}; say which with act: decide and choice`);
  return outcome;
}

function formAt({ scenario, state, cast }: Stage, event: { readonly at: number; readonly data?: Given }, { id, plan, formId }: { readonly id: string; readonly plan: Plan; readonly formId?: string }): SubmissionRef | undefined {
  if (formId === undefined) return undefined;
  const facts = state === null ? nothingKnown : factsOf(state, plan, undefined, event.at);
  return fill({ plan, formId, given: event.data ?? {}, id, at: event.at, starts: scenario.starts, facts, cast });
}

export const textOf = (id: string, text: string): TextRef => ({ id: `${id}:text`, hash: sha256Hex(canonicalJson(text)) });
