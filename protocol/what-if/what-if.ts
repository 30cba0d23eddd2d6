// What a draft would have made of a case that is over: its recorded acts handled again, at their instants, with the draft in
// place of every version of that protocol. Time is the engine's own; acts are taken on the same steps as then. Where the draft
// asks for something nobody has done or said in that case, it ends, and what stands behind is unknown: nothing is guessed.
import { bundleIn, rootsOf } from '../bundle.ts';
import type { CaseStatus } from '../draft.ts';
import type { Transition } from '../entry.ts';
import { factsOf } from '../facts.ts';
import type { PersonInput } from '../input.ts';
import type { Bundle, Plan, Plans } from '../plan.ts';
import { engine, type Engine } from '../scenarios/engine-host.ts';
import type { Way } from '../work.ts';
import { looker, nameOf, seenIn, type Seen, type StepSeen } from './recorded.ts';
import { undecided, undecidedAt } from './undetermined.ts';

export interface WhatIfDraft {
  /** Of the draft; its plan is the root. */
  readonly bundle: Bundle;
  readonly plan: Plan;
}
export interface WhatIfStep {
  readonly protocol: string;
  readonly node: string;
  readonly title: string;
}
export interface WhatIfLate extends WhatIfStep {
  readonly due: number;
}
/** Why the rest of a case is unknown. */
export type Unknown =
  /** The draft needs this field there, and it was not kept then. */
  | { readonly kind: 'field'; readonly step: WhatIfStep; readonly field: string }
  /** The next act was on `step`, which the draft has not come to; `waiting`: steps the draft waits at, which nobody has done. */
  | { readonly kind: 'notReached'; readonly step: WhatIfStep; readonly waiting: readonly WhatIfStep[] }
  /** What was answered then is no answer of the draft, or another thing is decided there. */
  | { readonly kind: 'outcomeGone'; readonly step: WhatIfStep; readonly outcome: string }
  | { readonly kind: 'otherContent'; readonly step: WhatIfStep }
  /** A protocol that the case ran is not known any more. */
  | { readonly kind: 'planMissing' };

export interface CaseWhatIf {
  readonly appears: readonly WhatIfStep[];
  readonly vanishes: readonly WhatIfStep[];
  /** Late on the draft and not then; and the other way round. */
  readonly late: readonly WhatIfLate[];
  readonly inTime: readonly WhatIfStep[];
  /** Acts of then that the draft would not take. */
  readonly refused: readonly (WhatIfStep & { readonly code: string })[];
  readonly status?: { readonly was: CaseStatus | null; readonly now: CaseStatus | null };
  readonly unknown: Unknown | null;
}

export const changes = (one: CaseWhatIf): boolean => one.appears.length + one.vanishes.length + one.late.length + one.inTime.length + one.refused.length > 0 || one.status !== undefined || one.unknown !== null;

export function whatIf(journal: readonly Transition[], known: Plans, draft: WhatIfDraft): CaseWhatIf {
  const then = seenIn(journal);
  const replayed = replayOn(journal, { then, known, draft });
  return compared(then, replayed, { known, draft });
}

interface Replaying {
  readonly then: Seen;
  readonly known: Plans;
  readonly draft: WhatIfDraft;
}
interface Replayed {
  readonly now: Seen;
  readonly refused: CaseWhatIf['refused'];
  readonly unknown: Unknown | null;
}

function replayOn(journal: readonly Transition[], on: Replaying): Replayed {
  const host = engine();
  const look = looker();
  const missing = new Set<string>();
  const refused: (WhatIfStep & { code: string })[] = [];
  let [read, gone] = [0, 0];
  /** Reads what the engine has written, and says where it cannot go on. */
  const follow = (): Unknown | null => {
    const written = host.journal().slice(read);
    read += written.length;
    for (const transition of written) look.take(transition);
    const ways = host.ways().slice(gone);
    gone += ways.length;
    return missing.size === 0 ? null : stuckAt(written, ways, { ...on, host, look, missing });
  };
  for (const recorded of journal) {
    const unknown = passTo(host, recorded.at, follow) ?? act(recorded, { ...on, host, look, missing, refused }) ?? follow();
    if (unknown) return { now: look.seen, refused, unknown };
  }
  return { now: look.seen, refused, unknown: null };
}

function passTo(host: Engine, at: number, follow: () => Unknown | null): Unknown | null {
  for (let due = host.nextDueAt(); due !== null && due <= at; due = host.nextDueAt()) {
    host.wake(due);
    const unknown = follow();
    if (unknown) return unknown;
  }
  return null;
}

interface Acting extends Replaying {
  readonly host: Engine;
  readonly look: ReturnType<typeof looker>;
  readonly missing: Set<string>;
}

/** The act of then on the same step as then. Deadlines are not repeated: they follow from the draft. */
function act({ input, at }: Transition, on: Acting & { readonly refused: (WhatIfStep & { code: string })[] }): Unknown | null {
  if (input.kind === 'deadline') return null;
  const handed = bundleIn(input);
  if (handed !== undefined && 'bundle' in input) {
    const bundle = bundleFor(handed, on);
    if (!bundle) return { kind: 'planMissing' };
    // A run of this protocol is on the draft already, whatever version it was brought to then.
    if (input.kind === 'migrate' && bundle.plans[bundle.root]?.key === on.draft.plan.key) return null;
    if (input.kind === 'migrate') {
      on.host.send({ ...input, bundle, run: on.look.runByName.get(on.then.runs.get(input.run)?.name ?? '') ?? input.run }, at);
      return null;
    }
    forget(input.form?.fields, bundle.plans[bundle.root], handed.root, on);
    on.host.send({ ...input, bundle }, at);
    return null;
  }
  const was = stepOf(input, on.then);
  if (was === undefined && namesStep(input)) return null;
  const step = was && on.look.byName.get(nameOf(was));
  const isOpen = step !== undefined && on.host.state()?.steps.some((one) => one.id === step);
  if (was && !isOpen) return missed(was, input, on);
  const made = mapped(input, on, step);
  if (made === undefined) return was ? { kind: 'otherContent', step: told(was, on) } : null;
  if (was && 'form' in input) forget(input.form?.fields, planOf(was.protocol, on), planHashOf(was, on), on, formAt(was, on));
  if (input.kind === 'correct') forget(input.form.fields, on.draft.plan, undefined, on, input.formId);
  const answer = on.host.send(made, at);
  if (answer.ok) return null;
  if (was && answer.code === 'bad_outcome') return { kind: 'outcomeGone', step: told(was, on), outcome: input.kind === 'complete' ? input.outcome : '' };
  if (was) on.refused.push({ ...told(was, on), code: answer.code });
  return null;
}

const aside: readonly PersonInput['kind'][] = ['claim', 'release', 'assign', 'ask', 'withdrawVote', 'extend', 'pause', 'resume'];

/** The step of then is not open on the draft: gone with its node, or somewhere the draft has not come to. */
function missed(was: StepSeen, input: PersonInput, on: Acting): Unknown | null {
  if (aside.includes(input.kind)) return null;
  if (was.protocol !== '' && !Object.hasOwn(planOf(was.protocol, on)?.nodes ?? {}, was.node)) return null;
  const waiting = (on.host.state()?.steps ?? []).flatMap((step) => {
    const now = on.look.seen.steps.get(step.id);
    return now && !isThen(now, on.then) ? [told(now, on)] : [];
  });
  return { kind: 'notReached', step: told(was, on), waiting };
}

/** Where what has just been written cannot be settled by what the case knows. */
function stuckAt(written: readonly Transition[], ways: readonly Way[], on: Acting): Unknown | null {
  const state = on.host.state();
  if (state === null) return null;
  const { plan } = on.draft;
  const opened = written.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'stepOpened' && entry.protocol === plan.key ? [entry.node] : [])));
  const left = ways.flatMap((way) => (way.protocol === plan.key ? [way.from] : []));
  const run = state.runs.find((one) => one.key === plan.key);
  const facts = factsOf(state, plan, run, state.at);
  for (const id of new Set([...opened, ...left])) {
    const node = Object.hasOwn(plan.nodes, id) ? plan.nodes[id] : undefined;
    const field = node && undecidedAt(node, facts, plan, on.missing);
    if (node && field !== undefined) return { kind: 'field', step: { protocol: plan.key, node: id, title: node.title }, field };
  }
  for (const handler of plan.on ?? []) {
    const field = handler.when.kind === 'condition' ? undecided(handler.when.if, facts, plan, on.missing) : undefined;
    if (field !== undefined) return { kind: 'field', step: { protocol: plan.key, node: handler.id, title: handler.title }, field };
  }
  return null;
}

/** Fields of a form that the draft reads and the plan of then did not: whether they were answered nobody can say. */
function forget(fields: Readonly<Record<string, unknown>> | undefined, plan: Plan | undefined, was: string | undefined, on: Acting, form = formOfStart(plan)): void {
  if (fields === undefined || form === undefined) return;
  const kept = was === undefined ? [...new Set(Object.values(on.known).flatMap((one) => (Object.hasOwn(one.routing, form) ? (one.routing[form] ?? []) : [])))] : (on.known[was]?.routing[form] ?? []);
  for (const name of on.draft.plan.routing[form] ?? []) {
    if (kept.includes(name) || Object.hasOwn(fields, name)) on.missing.delete(`${form}.${name}`);
    else on.missing.add(`${form}.${name}`);
  }
}

/** The same input on the steps of this replay; undefined where what was decided then is not what is decided here. */
function mapped(input: PersonInput, on: Acting, step: string | undefined): PersonInput | undefined {
  const state = on.host.state();
  const target = (of: { readonly kind: string; readonly step?: string; readonly run?: string }) => (of.kind === 'step' ? { ...of, step } : of.kind === 'run' ? { ...of, run: on.look.runByName.get(on.then.runs.get(of.run ?? '')?.name ?? '') ?? of.run } : of);
  if (input.kind === 'vote') {
    const content = state?.steps.find((one) => one.id === step)?.content ?? {};
    const isSame = Object.keys(content).sort().join() === Object.keys(input.content).sort().join();
    return isSame ? { ...input, step: step ?? input.step, content } : undefined;
  }
  if ('target' in input) return { ...input, target: target(input.target) } as PersonInput;
  return 'step' in input && input.step !== undefined && step !== undefined ? { ...input, step } : input;
}

const namesStep = (input: PersonInput): boolean => ('step' in input && input.step !== undefined) || ('target' in input && input.target.kind === 'step');

function stepOf(input: PersonInput, then: Seen): StepSeen | undefined {
  const id = 'step' in input ? input.step : 'target' in input && input.target.kind === 'step' ? input.target.step : undefined;
  return id === undefined ? undefined : then.steps.get(id);
}

/** What `open` and `start` hand in, with the draft wherever a version of it stood. The journal keeps hashes only. */
function bundleFor(bundle: Bundle, { known, draft }: Pick<Replaying, 'known' | 'draft'>): Bundle | undefined {
  const plans: Record<string, Plan> = {};
  const queue = [...rootsOf(bundle)];
  for (let hash = queue.shift(); hash !== undefined; hash = queue.shift()) {
    if (Object.hasOwn(plans, hash)) continue;
    const plan = bundle.plans[hash] ?? known[hash] ?? draft.bundle.plans[hash];
    if (plan === undefined) return undefined;
    const used = plan.key === draft.plan.key ? draft.plan : plan;
    plans[hash] = used;
    queue.push(...Object.values(used.calls).filter((called) => called !== 'self'));
  }
  return { ...bundle, plans };
}

function compared(then: Seen, { now, refused, unknown }: Replayed, on: Pick<Replaying, 'known' | 'draft'>): CaseWhatIf {
  const [before, after] = [new Map([...then.steps.values()].map((step) => [nameOf(step), step])), new Map([...now.steps.values()].map((step) => [nameOf(step), step]))];
  const only = (these: ReadonlyMap<string, StepSeen>, those: ReadonlyMap<string, StepSeen>): readonly StepSeen[] => [...these].flatMap(([name, step]) => (those.has(name) ? [] : [step]));
  const tell = (step: StepSeen): WhatIfStep => told(step, { ...on, then });
  const isDrawn = ({ protocol, node }: StepSeen): boolean => protocol !== on.draft.plan.key || Object.hasOwn(on.draft.plan.nodes, node);
  const lateNow = [...now.late].flatMap(([name, due]) => (then.late.has(name) ? [] : [{ step: after.get(name), due }]));
  const lateThen = [...then.late.keys()].flatMap((name) => (now.late.has(name) ? [] : [after.get(name)]));
  return {
    appears: only(after, before).map(tell),
    // Behind what is unknown a step that is still drawn may be come to; one that is not drawn any more never is.
    vanishes: only(before, after).filter((step) => unknown === null || !isDrawn(step)).map(tell),
    late: lateNow.flatMap(({ step, due }) => (step ? [{ ...tell(step), due }] : [])),
    inTime: unknown === null ? lateThen.flatMap((step) => (step ? [tell(step)] : [])) : [],
    refused,
    ...(unknown === null && then.status !== now.status ? { status: { was: then.status, now: now.status } } : {}),
    unknown,
  };
}

// helpers

const isThen = (step: StepSeen, then: Seen): boolean => [...then.steps.values()].some((one) => nameOf(one) === nameOf(step));
const planHashOf = (step: StepSeen, { then }: Pick<Replaying, 'then'>): string | undefined => [...then.runs.values()].find((run) => run.protocol === step.protocol)?.plan;

function planOf(key: string, { known, draft, then }: Replaying): Plan | undefined {
  if (key === draft.plan.key) return draft.plan;
  const hash = [...then.runs.values()].find((run) => run.protocol === key)?.plan;
  return hash === undefined ? Object.values(draft.bundle.plans).find((plan) => plan.key === key) : known[hash];
}
function told(step: StepSeen, on: Replaying): WhatIfStep {
  const { protocol, node } = step;
  const was = on.known[planHashOf(step, on) ?? '']?.nodes[node];
  return { protocol, node, title: planOf(protocol, on)?.nodes[node]?.title ?? was?.title ?? node.replaceAll('_', ' ') };
}
function formOfStart(plan: Plan | undefined): string | undefined {
  const start = plan?.nodes[plan.start];
  return start?.kind === 'start' ? start.form : undefined;
}
function formAt(step: StepSeen, on: Replaying): string | undefined {
  const node = on.known[planHashOf(step, on) ?? '']?.nodes[step.node];
  return node && 'form' in node ? node.form : undefined;
}
