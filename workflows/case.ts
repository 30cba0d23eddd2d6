// One case, one workflow, until it is purged: the host of `settle`. Handlers never await, they only move the state and queue
// what follows; the loop alone projects, sets the timer and goes on as a new run. So nothing can come between two acts, and
// what crosses to the next run is always whole. Deliberately absent: any rule of the protocol language, any content.
import { allHandlersFinished, ApplicationFailure, CancellationScope, condition, continueAsNew, isCancellation, log, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { CaseState } from '../protocol/case-state.ts';
import type { Command, Transition } from '../protocol/entry.ts';
import type { PersonInput } from '../protocol/input.ts';
import type { Plans } from '../protocol/plan.ts';
import type { Refusal } from '../protocol/refusal.ts';
import { isKnownInput, nextDueAt, settle, type Settled } from '../protocol/settle.ts';
import { actUpdate, caseStateQuery, wakeSignal, type ActAnswer, type ActArgument, type CaseArgument, type CaseReport, type RefusalDetail } from './messages.ts';
import { perform, performProject } from './perform.ts';
import { recorded } from './recorded.ts';

const openWithinMs = 60_000;
const longSleepMs = 30 * 86_400_000;
const stuckAgainMs = 1_000;
const batchBytes = 48 * 1024;
const carriedBytes = 512 * 1024;

interface Host {
  readonly maxHistory: number;
  readonly hardHistory: number;
  plans: Plans;
  state: CaseState | null;
  /** What the projection has not confirmed, in order. */
  pending: readonly Transition[];
  commands: readonly Command[];
  timer: { readonly at: number; readonly scope: CancellationScope } | undefined;
  isProjecting: boolean;
  isPerforming: boolean;
  /** Steps whose connector is being asked, and what is on its way to another case: a slow one holds nobody else up. */
  readonly asking: Set<string>;
  /** The record holds something else under a number of ours: an alarm; a person wakes the case when it is mended. */
  isStuck: boolean;
  isWoken: boolean;
  /** Something has happened since the loop last looked. */
  isDirty: boolean;
  /** This run has done something, so going on as a new one is progress. */
  hasWorked: boolean;
}

export async function caseWorkflow(argument: CaseArgument = {}): Promise<void> {
  const host = begin(argument);
  setHandler(actUpdate, (act) => answer(host, act), { validator: (act) => check(host, act) });
  setHandler(wakeSignal, () => touch(host, { isWoken: true, isStuck: false }));
  setHandler(caseStateQuery, () => report(host));
  // A case ends by its protocols only; a cancel request from outside them has no meaning here.
  await CancellationScope.nonCancellable(() => live(host));
}

function begin({ maxHistory = 200, hardHistory = maxHistory + 400, carried }: CaseArgument): Host {
  return {
    maxHistory,
    hardHistory,
    plans: carried?.plans ?? {},
    state: carried?.state ?? null,
    pending: carried?.pending ?? [],
    commands: carried?.commands ?? [],
    timer: undefined,
    isProjecting: false,
    isPerforming: false,
    asking: new Set(),
    isStuck: false,
    isWoken: false,
    isDirty: true,
    hasWorked: false,
  };
}

async function live(host: Host): Promise<void> {
  // Whoever starts a case sends its `open` along; when that was refused, nothing is left to wait for.
  await condition(() => host.state !== null, openWithinMs);
  while (host.state !== null && !isOver(host, host.state)) {
    host.isDirty = false;
    letTimePass(host, host.state);
    startProjecting(host);
    startPerforming(host);
    if (!mayGoOn(host)) setTimer(host, host.state);
    await condition(() => host.isDirty || mayGoOn(host));
    if (mayGoOn(host)) await goOn(host, host.state);
  }
}

// --- Messages ------------------------------------------------------------------------------------------------------------

function check(host: Host, act: ActArgument): void {
  if (isKnownInput(host.state, act.input.id) !== undefined) return;
  const settled = judge(host, act);
  if (!settled.ok) throw refused(settled.refusal);
}

function answer(host: Host, act: ActArgument): ActAnswer {
  const repeated = isKnownInput(host.state, act.input.id);
  if (repeated !== undefined) return { transitions: [], repeated };
  const settled = judge(host, act);
  if (!settled.ok) throw refused(settled.refusal);
  return { transitions: take(host, settled) };
}

/** Pure: judged on a copy, so a validator may call it as well as a handler. */
function judge(host: Host, { input, at }: { readonly input: PersonInput; readonly at: number }): Settled {
  const now = clock(host);
  return settle(host.plans, host.state, { input, at: Math.min(Math.max(at, host.state?.at ?? at), now) }, now);
}

function take(host: Host, settled: Extract<Settled, { ok: true }>): readonly Transition[] {
  const transitions = settled.transitions.map(recorded);
  host.plans = settled.plans;
  host.state = settled.state;
  host.pending = [...host.pending, ...transitions];
  host.commands = [...host.commands, ...settled.commands];
  touch(host, {});
  return transitions;
}

function touch(host: Host, change: Partial<Pick<Host, 'isWoken' | 'isStuck'>>): void {
  Object.assign(host, change, { isDirty: true, hasWorked: true });
}

function refused(refusal: Refusal): ApplicationFailure {
  const detail: RefusalDetail = refusal.about === undefined ? {} : { about: refusal.about };
  return ApplicationFailure.create({ type: refusal.code, nonRetryable: true, message: '', details: [detail] });
}

function report(host: Host): CaseReport {
  return { state: host.state, plans: Object.keys(host.plans).sort(), unprojected: host.pending.map((t) => t.number), timerAt: host.timer?.at ?? null };
}

// --- The loop's parts ------------------------------------------------------------------------------------------------------

/** The workflow's own clock, which a new run may read a little earlier than the last one did. */
function clock(host: Host): number {
  return Math.max(Date.now(), host.state?.at ?? 0);
}

function letTimePass(host: Host, state: CaseState): void {
  const now = clock(host);
  const due = nextDueAt(state);
  if (due === null || due > now) return;
  const settled = settle(host.plans, state, undefined, now);
  if (settled.ok && settled.transitions.length > 0) take(host, settled);
}

function startProjecting(host: Host): void {
  if (host.state === null || host.isProjecting || host.isStuck || host.pending.length === 0) return;
  const batch = firstBatch(host.pending);
  host.isProjecting = true;
  performProject(host.state, batch).then(
    () => {
      host.pending = host.pending.slice(batch.length);
      host.isProjecting = false;
      host.isDirty = true;
    },
    () => {
      log.error('projection refused for good', { from: batch[0]?.number });
      host.isProjecting = false;
      host.isStuck = true;
      host.isDirty = true;
    },
  );
}

/** What is asked beside everything else, because its answer may be long in coming: a connector, another case. */
function asksAlone(command: Command): string | undefined {
  switch (command.kind) {
    case 'callService': return command.step;
    case 'raiseElsewhere': case 'openElsewhere': return command.link;
    default: return undefined;
  }
}

function firstBatch(pending: readonly Transition[]): readonly Transition[] {
  let bytes = 0;
  const tooMany = pending.findIndex((transition, i) => (bytes += JSON.stringify(transition).length) > batchBytes && i > 0);
  return tooMany === -1 ? pending : pending.slice(0, tooMany);
}

function startPerforming(host: Host): void {
  const { state } = host;
  if (state === null) return;
  for (const command of host.commands) {
    const alone = asksAlone(command);
    if (alone !== undefined ? host.asking.has(alone) : host.isPerforming) continue;
    if (alone !== undefined) host.asking.add(alone);
    else host.isPerforming = true;
    perform(state, command).then(
      (input) => finish(command, input),
      () => finish(command, undefined),
    );
  }

  function finish(command: Command, input: PersonInput | undefined): void {
    const alone = asksAlone(command);
    if (alone !== undefined) host.asking.delete(alone);
    else host.isPerforming = false;
    host.commands = host.commands.filter((other) => other !== command);
    // Refused means that a person or a limit was faster: the step is claimed or gone, and nothing is to be done.
    const settled = input && judge(host, { input, at: clock(host) });
    if (settled?.ok) take(host, settled);
    host.isDirty = true;
  }
}

/** One timer, replaced only by an earlier one: being woken for nothing is cheaper than two events at every act. */
function setTimer(host: Host, state: CaseState): void {
  const due = nextDueAt(state);
  if (due === null || (host.timer !== undefined && host.timer.at <= due)) return;
  const late = due - clock(host);
  host.timer?.scope.cancel();
  const scope = new CancellationScope();
  host.timer = { at: due, scope };
  scope.run(() => sleep(late > 0 ? late : stuckAgainMs)).then(
    () => {
      host.timer = undefined;
      host.isDirty = true;
      host.hasWorked = true;
    },
    (error: unknown) => {
      if (!isCancellation(error)) throw error;
    },
  );
}

function mayGoOn(host: Host): boolean {
  if (host.state === null || !host.hasWorked || host.isPerforming || !allHandlersFinished()) return false;
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  const isFull = historyLength > host.maxHistory || continueAsNewSuggested || host.isWoken;
  if (host.pending.length === 0 && host.asking.size === 0) return isFull || sleepsLong(host, host.state);
  // The projection is behind, or a connector is being asked: wait for it, but not until the server ends the run. The next run asks again.
  return isFull && historyLength > host.hardHistory && JSON.stringify(host.pending).length < carriedBytes;
}

function sleepsLong(host: Host, state: CaseState): boolean {
  const due = nextDueAt(state);
  return due !== null && due - clock(host) > longSleepMs;
}

function goOn(host: Host, state: CaseState): Promise<never> {
  const { maxHistory, hardHistory, plans, pending, commands } = host;
  return continueAsNew<typeof caseWorkflow>({ maxHistory, hardHistory, carried: { plans, state, pending, commands } });
}

function isOver(host: Host, state: CaseState): boolean {
  return state.status === 'purged' && state.steps.length === 0 && host.pending.length === 0 && nextDueAt(state) === null;
}
