// How a run moves: entering nodes, leaving steps by a port, splits and joins, ends, called runs. Automatic nodes are run at
// once, depth first and in the order drawn, so that one input is handled to quiescence.
import type { Frame, Item, OpenSplit, Person, Run, Step, StepKind } from './case-state.ts';
import type { Effect } from './draft.ts';
import type { Entry } from './entry.ts';
import type { SubmissionRef } from './input.ts';
import { applyEffects } from './effects.ts';
import { invariant } from './invariant.ts';
import { itemDone } from './kinds/each/items.ts';
import { endJoint } from './grants.ts';
import { kindOf } from './kinds/table.ts';
import { abandonHanded, dropHanded, endHanded, joinHanded, leaveBehind } from './left-behind.ts';
import type { PlanNode } from './plan.ts';
import { rolesOf } from './people.ts';
import { stoppedAtOpening } from './stop-clock.ts';
import { nodeOf, pastKey, personOf, runOf, stepRef, type Closed, type Mutable, type Work } from './work.ts';

/** Where a path stands: the splits it is inside of, and whether anything waits for it. */
export interface Path {
  readonly frames: readonly Frame[];
  readonly detached: boolean;
}
export const mainPath: Path = { frames: [], detached: false };

/** Enters a node. A run whose main flow has ended goes on only on detached paths. */
export function enter(work: Work, run: Mutable<Run>, nodeId: string, path: Path): void {
  if (run.main === 'ended' && !path.detached) return;
  const node = nodeOf(work, run, nodeId);
  kindOf(node.kind).enter(work, run, node as never, path);
}

/** Leaves a node by a port. A port without an edge takes `default`, where one is drawn. */
export function leave(work: Work, run: Mutable<Run>, node: PlanNode, port: string, path: Path): void {
  const drawn = node.next[port] === undefined ? 'default' : port;
  const to = node.next[drawn];
  invariant(to !== undefined, `publishing proves that "${node.id}" has an edge for "${port}"`);
  work.ways.push({ protocol: run.key, from: node.id, port: drawn });
  enter(work, run, to, path);
}

export function openStep(work: Work, run: Mutable<Run>, node: PlanNode, kind: StepKind, path: Path, more: Partial<Mutable<Step>> = {}): Mutable<Step> {
  const visit = more.visit ?? countVisit(run, node);
  const step: Mutable<Step> = {
    id: `s${work.state.next.step++}`,
    runId: run.id,
    node: node.id,
    kind,
    title: node.title,
    visit,
    openedAt: work.at,
    path: path.frames.map((f) => ({ ...f })),
    detached: path.detached,
    letIn: [],
    ...stoppedAtOpening(work.state, work.at),
    ...more,
  };
  work.state.steps.push(step);
  const { later: _later, ended: _ended, ...item } = step.item ?? {};
  work.entries.push({ kind: 'stepOpened', stepKind: kind, visit, roles: [...rolesOf(work.plans, work.state, step)], ...(step.item ? { item: item as Omit<Item, 'later' | 'ended'> } : {}), ...stepRef(work, step) });
  return step;
}

/** How often a node that waits has been opened in its run, this time included. */
export function countVisit(run: Mutable<Run>, node: Pick<PlanNode, 'id'>): number {
  const visit = (run.visits[node.id] ?? 0) + 1;
  run.visits[node.id] = visit;
  return visit;
}

export const pathOf = (step: Step): Path => ({ frames: step.path, detached: step.detached });

/** Takes a step out of the open ones; what follows is up to the caller. */
export function removeStep(work: Work, step: Mutable<Step>, how: Omit<Closed, 'step'>): void {
  work.state.steps = work.state.steps.filter((s) => s.id !== step.id);
  work.closed.push({ ...how, step });
}

interface Finished {
  readonly by: Person | null;
  readonly effects?: readonly Effect[];
  readonly reasonId?: string;
  readonly handoff?: Closed['handoff'];
  readonly doer?: boolean;
}

/** A person ended the step: remembers who did it and how, applies the effects, goes on. */
export function finishStep(work: Work, step: Mutable<Step>, port: string, how: Finished): void {
  closeStep(work, step, port, how);
  const run = runOf(work, step.runId);
  leave(work, run, nodeOf(work, run, step.node), port, pathOf(step));
}

/** All of that but going on. */
export function closeStep(work: Work, step: Mutable<Step>, port: string, how: Finished): void {
  const run = runOf(work, step.runId);
  const node = nodeOf(work, run, step.node);
  removeStep(work, step, { state: 'done', outcome: port, by: how.by, ...(how.handoff ? { handoff: how.handoff } : {}), ...(how.reasonId !== undefined ? { reasonId: how.reasonId } : {}) });
  const key = pastKey(run, node.id);
  work.state.lastOutcomes[key] = port;
  if (how.by && how.doer !== false) {
    const others = (work.state.doers[key] ?? []).filter((p) => p.personId !== how.by?.personId);
    work.state.doers[key] = [...others, personOf(how.by)];
  }
  applyEffects(work, run, node.id, how.effects ?? [], how.reasonId);
}

/** The limit is over and the step is drawn to be left then: nobody did it, votes and an open offer end with it. */
export function leaveOverdue(work: Work, run: Mutable<Run>, node: PlanNode, step: Mutable<Step>): void {
  work.entries.push({ kind: 'stepLeftOverdue', ...stepRef(work, step) });
  const takenOn = step.handing?.state === 'accepted' ? step.claimedBy : undefined;
  if (takenOn) leaveBehind(work, run, { step: step.id, node: step.node, title: step.title, by: takenOn });
  work.voided.push(...(step.votes ?? []).map((vote) => ({ step: step.id, vote })));
  removeStep(work, step, { state: 'done', outcome: 'overdue', by: null, ...(step.handing ? { handoff: takenOn ? ('accepted' as const) : ('withdrawn' as const) } : {}) });
  work.state.lastOutcomes[pastKey(run, node.id)] = 'overdue';
  const { item } = step;
  if (item) for (const other of work.state.steps.filter((s) => s.item?.group === item.group)) cancelStep(work, other, 'eachLeft');
  leave(work, run, node, 'overdue', pathOf(step));
}

/** Closes a step without its edge: votes void, offers withdrawn, a run it waits for cancelled. */
export function cancelStep(work: Work, step: Mutable<Step>, why: Extract<Entry, { kind: 'stepCancelled' }>['why'], reasonId?: string): void {
  if (!work.state.steps.some((s) => s.id === step.id)) return;
  const takenOn = step.handing?.state === 'accepted' && why !== 'person' ? step.claimedBy : undefined;
  if (takenOn) leaveBehind(work, runOf(work, step.runId), { step: step.id, node: step.node, title: step.title, by: takenOn });
  else work.entries.push({ kind: 'stepCancelled', why, ...(reasonId !== undefined ? { reasonId } : {}), ...stepRef(work, step) });
  work.voided.push(...(step.votes ?? []).map((vote) => ({ step: step.id, vote })));
  removeStep(work, step, { state: 'cancelled', outcome: null, by: work.actor ? personOf(work.actor) : null, ...(step.handing ? { handoff: takenOn ? ('accepted' as const) : ('cancelled' as const) } : {}), ...(reasonId !== undefined ? { reasonId } : {}) });
  const child = step.kind === 'call' && step.childRun !== undefined ? work.state.runs.find((r) => r.id === step.childRun) : undefined;
  if (child && child.main === 'live' && child.waiter === step.id) cancelRun(work, child, 'callerGone');
}

/** Cancels a step and goes on from there: its each with the other items, along its drawn edge, or out of its join. On the main way with none of these it stays. */
export function cancelAlong(work: Work, step: Mutable<Step>, why: Parameters<typeof cancelStep>[2], reasonId?: string): void {
  const run = runOf(work, step.runId);
  const node = nodeOf(work, run, step.node);
  const frame = step.path.at(-1);
  const drawn = node.next['cancelled'] !== undefined;
  if (!step.item && !drawn && !frame && !step.detached) return;
  cancelStep(work, step, why, reasonId);
  if (step.item && node.kind === 'each') itemDone(work, run, node, step, 'cancelled');
  else if (drawn) leave(work, run, node, 'cancelled', pathOf(step));
  else if (frame) {
    dropHanded(work, run, frame, why === 'person');
    branchDone(work, run, frame, 'cancelled');
  }
}

/** Cancels a run: all its steps, and then the waiting caller goes on by its `cancelled` edge. */
export function cancelRun(work: Work, run: Mutable<Run>, why: 'person' | 'callerGone', reasonId?: string): void {
  if (run.main === 'live') run.main = 'ended';
  run.splits = [];
  run.cancelled = true;
  run.outcome = 'cancelled';
  if (why === 'callerGone') abandonHanded(work, run);
  delete run.handed;
  endJoint(work, run);
  for (const step of work.state.steps.filter((s) => s.runId === run.id && s.kind !== 'phase')) cancelStep(work, step, why, reasonId);
  work.entries.push({ kind: 'runCancelled', run: run.id, protocol: run.key });
  if (work.state.dangerRun === run.id) delete work.state.dangerRun;
  callersGoOn(work, run, 'cancelled');
}

/** The main flow has come to an end: what was attached is cancelled, detached branches go on, the caller goes on at once. */
export function endRun(work: Work, run: Mutable<Run>, outcome: string | null, path: Path): void {
  if (run.main === 'ended') return; // it ends once, whatever a detached branch comes to later
  endHanded(work, run, path.frames);
  endJoint(work, run);
  run.main = 'ended';
  run.outcome = outcome;
  // A detached branch goes on to its own joins.
  run.splits = run.splits.filter((s) => s.detached);
  work.entries.push({ kind: 'runEnded', run: run.id, protocol: run.key, outcome });
  for (const step of work.state.steps.filter((s) => s.runId === run.id && !s.detached)) cancelStep(work, step, 'runEnded');
  if (work.state.dangerRun === run.id) delete work.state.dangerRun;
  callersGoOn(work, run, outcome ?? 'default');
}

function callersGoOn(work: Work, run: Mutable<Run>, outcome: string): void {
  for (const caller of work.state.steps.filter((s) => s.kind === 'call' && s.childRun === run.id)) {
    if (!work.state.steps.includes(caller)) continue;
    const parent = runOf(work, caller.runId);
    const node = nodeOf(work, parent, caller.node);
    removeStep(work, caller, { state: 'done', outcome, by: null });
    work.state.lastOutcomes[pastKey(parent, node.id)] = outcome;
    if (node.kind === 'each') itemDone(work, parent, node, caller);
    else leave(work, parent, node, outcome, pathOf(caller));
  }
}

export function startRun(
  work: Work,
  hash: string,
  how: { how: 'opened' | 'started' | 'called' | 'spawned' | 'danger' | 'reopened' | 'retention'; requester: Person; parent?: string; waiter?: string; form?: SubmissionRef; from?: string },
): Mutable<Run> {
  const plan = work.plans[hash];
  invariant(plan, 'a started plan is in the bundle');
  const run: Mutable<Run> = {
    id: `r${work.state.next.run++}`,
    plan: hash,
    key: plan.key,
    version: plan.version,
    title: plan.title,
    startedAt: work.at,
    requester: personOf(how.requester),
    main: 'live',
    splits: [],
    fired: {},
    visits: {},
    submitted: {},
    ...(how.parent !== undefined ? { parent: how.parent } : {}),
    ...(how.waiter !== undefined ? { waiter: how.waiter } : {}),
  };
  work.state.runs.push(run);
  work.entries.push({ kind: 'runStarted', run: run.id, protocol: run.key, version: run.version, plan: hash, how: how.how });
  if (plan.startsAt === 'danger') work.state.dangerRun = run.id;
  const waiter = how.waiter === undefined ? undefined : work.state.steps.find((s) => s.id === how.waiter);
  if (waiter) waiter.childRun = run.id;
  if (how.form) work.supplied.set(run.id, how.form);
  enter(work, run, how.from ?? plan.start, mainPath);
  return run;
}

/**
 * A branch has come to its join, or was cancelled. The join is met when no attached branch is left to wait for, or as many
 * have come as it is drawn to wait for: then what is still open behind its split is cancelled.
 */
export function branchDone(work: Work, run: Mutable<Run>, frame: Frame, how: 'arrived' | 'cancelled'): void {
  const split = run.splits.find((s: OpenSplit) => s.id === frame.split);
  if (!split) return;
  const join = nodeOf(work, run, split.join);
  const first = join.kind === 'join' ? join.first : undefined;
  split.waitingFor = split.waitingFor.filter((b) => b !== frame.branch);
  if (first !== undefined && how === 'arrived') split.arrived = (split.arrived ?? 0) + 1;
  const enough = first !== undefined && (split.arrived ?? 0) >= first;
  if (split.waitingFor.length > 0 && !enough) return;
  joinHanded(work, run, split);
  run.splits = run.splits.filter((s) => s.id !== split.id && !s.path.some((f) => f.split === split.id));
  for (const step of work.state.steps.filter((s) => s.runId === run.id && s.path.some((f) => f.split === split.id))) cancelStep(work, step, 'join');
  leave(work, run, join, 'next', { frames: split.path, detached: split.detached });
}
