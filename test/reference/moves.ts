// How a run moves, told as it happens: entering nodes, leaving them by a port, splits and joins, ends, called runs.
import type { Person } from '../../protocol/case-state.ts';
import type { CaseStatus, Effect } from '../../protocol/draft.ts';
import type { SubmissionRef } from '../../protocol/input.ts';
import type { PlanNode, PlanNodeOf } from '../../protocol/plan.ts';
import { beginClock, bringForward } from './deadlines.ts';
import { listHandedIn } from './case-work.ts';
import { allLapse, jointsEnd } from './grants.ts';
import { enterEach, itemOver } from './each.ts';
import { readTable, type Read } from './tables.ts';
import { actingRoles, drawnRoles } from './people.ts';
import {
  all, branchesLeft, childOf, contentOf, dangerRun, doersOf, fieldOf, heldAs, isOpen, lastRecord, levelOf, mainIsLive, meaningOf, named, nodeAt, nodeOf, offerOf, openSplits, openSteps, openTransfer, ownerOf, planOf, runOf, runs,
  handedIn, statusOf, submittedIn, takenOnBy, tell, votesOn, waitsBecause, type Frame, type Handed, type Opened, type Path, type RunBegun, type Story,
} from './story.ts';
import { after } from './calendar.ts';
import { no, truth, unknown, yes } from './truth.ts';

const onMain: Path = { frames: [], detached: false };
export const personOf = (p: Person): Person => ({ personId: p.personId, agencyId: p.agencyId });
export const finalStatuses: readonly CaseStatus[] = ['closed', 'no_case', 'transferred', 'purged'];

export function enter(story: Story, run: string, id: string, path: Path, supplied?: SubmissionRef): void {
  if (!mainIsLive(story, run) && !path.detached) return;
  const node = nodeOf(story, run, id);
  switch (node.kind) {
    case 'start': {
      if (node.form !== undefined && supplied) record(story, run, node.form, supplied);
      else if (node.form !== undefined && node.roles.length > 0) {
        beginClock(story, openStep(story, run, node, path));
        return;
      }
      applyEffects(story, run, node, node.effects);
      return leave(story, run, node, 'next', path);
    }
    case 'task': {
      const step = openStep(story, run, node, path);
      beginClock(story, step);
      const { assign } = node;
      if (assign.kind === 'doerOf') {
        const doer = doersOf(story, assign.step.includes('.') ? assign.step : `${runOf(story, run).key}.${assign.step}`).at(-1);
        if (doer) tell(story, { kind: 'stepAssigned', to: doer, ...named(story, step) });
      } else if (assign.kind !== 'claim') story.commands.push({ kind: assign.kind === 'leastLoad' ? 'assignByLoad' : 'assignInTurn', step: step.step, roles: actingRoles(story, step), ...(node.sworn === true ? { sworn: true } : {}) });
      return;
    }
    case 'approval': return beginClock(story, openStep(story, run, node, path, { about: aboutOf(story, run, node).filter((f) => lastRecord(story, f) !== undefined) }));
    case 'handoff': {
      const step = openStep(story, run, node, path);
      beginClock(story, step);
      return tryOffer(story, step);
    }
    case 'each': return enterEach(story, run, node, path);
    case 'table': {
      const read = readTable(story, run, node);
      if (read) return tableSays(story, run, node, read, path);
      if (node.next['unknown'] !== undefined) return went(story, run, node, 'unknown', path);
      openStep(story, run, node, path, { as: 'byHand' });
      return;
    }
    case 'decision': {
      const answers = node.branches.map((b) => ({ id: b.id, answer: b.when ? truth(story, run, b.when) : yes }));
      const first = answers.find((a) => a.answer !== no);
      if (first?.answer === unknown && node.next['unknown'] === undefined) {
        openStep(story, run, node, path, { as: 'byHand' });
        return;
      }
      const port = first === undefined ? 'default' : first.answer === yes ? first.id : 'unknown';
      return went(story, run, node, port, path);
    }
    case 'split': return divide(story, run, node, path);
    case 'join': return branchOver(story, path.frames.at(-1), true);
    case 'wait': {
      const times = all(story, '~opened').filter((s) => s.run === run && s.node === id).length;
      if (node.atMost !== undefined && times >= node.atMost) return went(story, run, node, 'spent', path);
      return beginClock(story, openStep(story, run, node, path));
    }
    case 'notify':
      tell(story, { kind: 'notified', run, protocol: runOf(story, run).key, node: id, roles: [...node.to], message: node.message || node.title });
      applyEffects(story, run, node, node.effects);
      return leave(story, run, node, 'next', path);
    case 'milestone':
      tell(story, { kind: 'milestoneReached', run, protocol: runOf(story, run).key, node: id });
      return leave(story, run, node, 'next', path);
    case 'call': return callProtocol(story, run, node, path);
    case 'end': {
      const code = heldBy(story, run, node);
      if (code === undefined) return passEnd(story, run, node, path);
      const step = openStep(story, run, node, path);
      tell(story, { kind: 'endHeld', code, ...named(story, step) });
      return;
    }
    default: throw new Error(`the reference has no ${node.kind}`);
  }
}

export function leave(story: Story, run: string, node: PlanNode, port: string, path: Path): void {
  const to = node.next[port] ?? node.next['default'];
  if (to === undefined) throw new Error(`${node.id} has no way on for ${port}`);
  enter(story, run, to, path);
}
function went(story: Story, run: string, node: PlanNode, port: string, path: Path): void {
  tell(story, { kind: '~outcome', of: `${runOf(story, run).key}.${node.id}`, outcome: port });
  leave(story, run, node, port, path);
}

/** A table has decided, or its owner has: what it says stands in the case from now on. */
export function tableSays(story: Story, run: string, node: PlanNodeOf<'table'>, { rules, fields }: Read, path: Path): void {
  tell(story, { kind: '~computed', of: node.id, fields });
  tell(story, { kind: 'tableDecided', run, protocol: runOf(story, run).key, node: node.id, rules, fields });
  went(story, run, node, 'next', path);
}

export function openStep(story: Story, run: string, node: PlanNode, path: Path, { visit: visits, ...more }: Partial<Opened> & { readonly visit?: number } = {}): Opened {
  const step: Opened = { kind: '~opened', step: `s${all(story, '~opened').length + 1}`, run, node: node.id, as: node.kind, frames: path.frames, detached: path.detached, ...more };
  const visit = visits ?? all(story, '~opened').filter((s) => s.run === run && s.node === node.id).length + 1;
  tell(story, step);
  tell(story, { kind: 'stepOpened', stepKind: step.as as 'task', visit, roles: drawnRoles(story, step), ...(step.item ? { item: step.item } : {}), ...named(story, step) });
  return step;
}

/** The forms drawn, or on each way that leads to the approval the one last submitted in its run: every way back is walked. */
function aboutOf(story: Story, run: string, node: PlanNodeOf<'approval'>): readonly string[] {
  if (node.about) return node.about;
  const nodes = Object.values(planOf(story, run).nodes);
  const submitted = submittedIn(story, run);
  const found = new Set<string>();
  const back = (to: string, walked: readonly string[]): void => {
    for (const before of nodes.filter((n) => Object.values(n.next).includes(to) && !walked.includes(n.id))) {
      const form = before.kind === 'start' || before.kind === 'task' || (before.kind === 'each' && before.protocol === undefined) || (before.kind === 'handoff' && before.handoff === 'consult') ? before.form : undefined;
      if (form !== undefined && submitted.has(form)) found.add(form);
      else back(before.id, [...walked, before.id]);
    }
  };
  back(node.id, []);
  return [...found].sort();
}

// Ends of steps.

/** The step is over by what somebody did, or by time: its outcome, its effects, the way on. */
export function finish(story: Story, step: Opened, port: string, how: { readonly doer?: Person; readonly effects?: readonly Effect[]; readonly reasonId?: string | undefined }): void {
  const node = nodeAt(story, step);
  const what = `${runOf(story, step.run).key}.${step.node}`;
  tell(story, { kind: '~closed', step: step.step });
  tell(story, { kind: '~outcome', of: what, outcome: port });
  if (how.doer) tell(story, { kind: '~did', what, person: personOf(how.doer) });
  applyEffects(story, step.run, node, how.effects ?? [], how.reasonId);
  if (step.item && port !== 'overdue') return itemOver(story, step, port);
  for (const other of openSteps(story).filter((s) => step.item !== undefined && s.item?.group === step.item.group)) cancelStep(story, other, 'eachLeft');
  leave(story, step.run, node, port, step);
}

export function cancelStep(story: Story, step: Opened, why: 'join' | 'runEnded' | 'person' | 'callerGone' | 'eachLeft' | 'handler', reasonId?: string): void {
  if (!isOpen(story, step.step)) return;
  const takenOn = takenOnBy(story, step);
  if (takenOn && why !== 'person') leaveBehind(story, { ...step, by: takenOn });
  else tell(story, { kind: 'stepCancelled', why, ...(reasonId !== undefined ? { reasonId } : {}), ...named(story, step) });
  tell(story, { kind: '~closed', step: step.step });
  // What it waits for is cancelled with it; what was spawned, and what runs for others, is not.
  const child = runs(story).find((r) => r.waiter === step.step);
  if (step.as === 'call' && child && mainIsLive(story, child.run)) cancelRun(story, child, 'callerGone');
}

/** What somebody has accepted is never cancelled by the engine: it becomes a task for the owner. */
export function leaveBehind(story: Story, handed: Pick<Handed, 'step' | 'run' | 'node' | 'by'>): void {
  const task: Opened = { kind: '~opened', step: `s${all(story, '~opened').length + 1}`, run: '', node: 'leftBehind', as: 'byHand', frames: [], detached: true };
  tell(story, task);
  tell(story, { kind: 'stepOpened', stepKind: 'byHand', visit: 1, roles: [], ...named(story, task) });
  tell(story, { kind: 'handoffLeftBehind', by: personOf(handed.by), task: task.step, ...named(story, handed) });
}
function settleHanded(story: Story, run: string, judge: (handed: Handed) => 'left' | 'over' | 'stays'): void {
  for (const handed of handedIn(story, run)) {
    const how = judge(handed);
    if (how === 'left') leaveBehind(story, handed);
    if (how !== 'stays') tell(story, { kind: '~handedOver', step: handed.step });
  }
}

export function cancelRun(story: Story, run: RunBegun, why: 'person' | 'callerGone', reasonId?: string): void {
  mainOver(story, run.run);
  // A person who cancels a run knows what was handed over in it.
  settleHanded(story, run.run, () => (why === 'callerGone' ? 'left' : 'over'));
  jointsEnd(story, run.run);
  for (const step of openSteps(story).filter((s) => s.run === run.run && s.as !== 'phase')) cancelStep(story, step, why, reasonId);
  for (const split of openSplits(story).filter((s) => s.run === run.run)) tell(story, { kind: '~splitOver', split: split.split });
  tell(story, { kind: 'runCancelled', run: run.run, protocol: run.key });
  callersGoOn(story, run.run, 'cancelled');
}

/** Cancelled by a person or a handler: the other items of its each go on, or its drawn edge leads on, or its branch is taken out of its join. */
export function cancelAndGoOn(story: Story, step: Opened, why: 'person' | 'handler', reasonId?: string): void {
  cancelStep(story, step, why, reasonId);
  if (step.run === '') return;
  if (step.item) return itemOver(story, step, 'cancelled');
  const node = nodeAt(story, step);
  if (node.next['cancelled'] !== undefined) return leave(story, step.run, node, 'cancelled', step);
  const frame = step.frames.at(-1);
  settleHanded(story, step.run, ({ frames }) => (frames.some((f) => f.split === frame?.split && f.branch === frame.branch) ? (why === 'person' ? 'over' : 'left') : 'stays'));
  branchOver(story, frame, false);
}
/** On the main way, with no edge drawn for it, nothing would lead on. */
export const mayCancel = (story: Story, step: Opened): boolean => step.as !== 'phase' && (step.run === '' || step.item !== undefined || nodeAt(story, step).next['cancelled'] !== undefined || step.frames.length > 0 || step.detached);

function mainOver(story: Story, run: string): void {
  if (mainIsLive(story, run)) tell(story, { kind: '~mainOver', run });
}

function endRun(story: Story, run: string, outcome: string | null, ending: readonly Frame[]): void {
  if (!mainIsLive(story, run)) return;
  // Attached branches that are under way leave behind what was handed over on them; the way that ends the run does not.
  settleHanded(story, run, ({ frames }) => {
    const splits = openSplits(story).filter((s) => frames.some((f) => f.split === s.split && branchesLeft(story, s).includes(f.branch)));
    if (splits.some((s) => s.detached)) return 'stays';
    return splits.length > 0 && !frames.every((f, i) => ending[i]?.split === f.split && ending[i].branch === f.branch) ? 'left' : 'over';
  });
  jointsEnd(story, run);
  mainOver(story, run);
  tell(story, { kind: 'runEnded', run, protocol: runOf(story, run).key, outcome });
  for (const split of openSplits(story).filter((s) => s.run === run && !s.detached)) tell(story, { kind: '~splitOver', split: split.split });
  for (const step of openSteps(story).filter((s) => s.run === run && !s.detached)) cancelStep(story, step, 'runEnded');
  callersGoOn(story, run, outcome ?? 'default');
}

function callersGoOn(story: Story, run: string, outcome: string): void {
  for (const caller of openSteps(story).filter((s) => s.as === 'call' && childOf(story, s.step) === run)) {
    if (!isOpen(story, caller.step)) continue;
    tell(story, { kind: '~closed', step: caller.step });
    if (!caller.item) {
      went(story, caller.run, nodeAt(story, caller), outcome, caller);
      continue;
    }
    tell(story, { kind: '~outcome', of: `${runOf(story, caller.run).key}.${caller.node}`, outcome });
    itemOver(story, caller);
  }
}

// Splits and joins.

function divide(story: Story, run: string, node: PlanNodeOf<'split'>, path: Path): void {
  const started = node.branches.filter((b) => !b.when || truth(story, run, b.when) !== no);
  const attached = started.filter((b) => !b.detached);
  const split = `sp${all(story, '~split').length + 1}`;
  if (attached.length > 0) tell(story, { kind: '~split', split, run, node: node.id, join: node.join ?? '', branches: attached.map((b) => b.id), frames: path.frames, detached: path.detached });
  for (const branch of started) {
    const to = node.next[branch.id] ?? '';
    if (branch.detached) enter(story, run, to, { frames: [], detached: true });
    else if (openSplits(story).some((s) => s.split === split)) enter(story, run, to, { frames: [...path.frames, { split, branch: branch.id }], detached: path.detached });
  }
  if (attached.length === 0) leave(story, run, nodeOf(story, run, node.join ?? ''), 'next', path);
}

/** A branch has come to its join, or was cancelled on the way: is the join met? */
function branchOver(story: Story, frame: Frame | undefined, arrived: boolean): void {
  const split = openSplits(story).find((s) => s.split === frame?.split);
  if (!frame || !split) return;
  tell(story, { kind: '~branchOver', split: split.split, branch: frame.branch, arrived });
  const join = nodeOf(story, split.run, split.join);
  const come = all(story, '~branchOver').filter((o) => o.split === split.split && o.arrived).length;
  const first = join.kind === 'join' ? join.first : undefined;
  if (branchesLeft(story, split).length > 0 && (first === undefined || come < first)) return;
  const inside = (frames: readonly Frame[]): boolean => frames.some((f) => f.split === split.split);
  settleHanded(story, split.run, ({ frames }) => (frames.some((f) => f.split === split.split && branchesLeft(story, split).includes(f.branch)) ? 'left' : 'stays'));
  for (const over of openSplits(story).filter((s) => s.split === split.split || inside(s.frames))) tell(story, { kind: '~splitOver', split: over.split });
  for (const step of openSteps(story).filter((s) => s.run === split.run && inside(s.frames))) cancelStep(story, step, 'join');
  leave(story, split.run, join, 'next', split);
}

// Ends, and what holds them.

export function heldBy(story: Story, run: string, node: PlanNodeOf<'end'>): string | undefined {
  return node.effects.map((e) => (e.kind === 'status' ? keptFrom(story, run, e.status) : undefined)).find((code) => code !== undefined);
}

/** What the language forbids whatever is drawn: its code. */
function keptFrom(story: Story, run: string, status: CaseStatus): keyof typeof keptSentences | undefined {
  if (!story.actor && finalStatuses.includes(status)) return 'needs_person';
  const weapons = meaningOf(story, 'weaponsAccess');
  if (status === 'closed' && (weapons === undefined || weapons === 'unknown')) return 'weapons_access_unknown';
  if (status === 'closed' && meaningOf(story, 'contactMade') === false) return 'no_closing_without_contact';
  if (status === 'closed' && openSteps(story).some((s) => s.as === 'added')) return 'open_tasks';
  const grant = all(story, 'approvalGranted').at(-1);
  const isOfTwo = (grant?.by.length ?? 0) >= 2;
  const prior = meaningOf(story, 'priorReports');
  if (status === 'no_case' && typeof prior === 'number' && prior > 0 && !isOfTwo) return 'repeat_needs_two';
  if (status === 'purged' && (!isOfTwo || grant?.protocol !== runOf(story, run).key)) return 'purge_needs_two';
  return undefined;
}

const keptSentences = {
  weapons_access_unknown: 'a case is not closed while it is not recorded whether the person has access to weapons; record that first',
  no_closing_without_contact: 'a case is not closed because contact has failed; reach the person first',
  open_tasks: 'a case is not closed while a task that was added to it is open; end that first',
  repeat_needs_two: 'a repeat report is no case only when two persons have approved that; get their approval first',
  purge_needs_two: 'a record is purged only when two persons have approved that; get their approval first',
  needs_person: 'time alone ends no case; somebody must decide it',
};

function passEnd(story: Story, run: string, node: PlanNodeOf<'end'>, path: Path): void {
  applyEffects(story, run, node, node.effects);
  if (!path.detached || node.stopsOthers) endRun(story, run, node.outcome, path.frames);
}

/** After every transition: held ends and offers that wait for their turn are tried again, until none of them moves. */
export function tryAgain(story: Story): void {
  for (let moved = true; moved; ) {
    moved = false;
    for (const step of openSteps(story)) {
      if (!isOpen(story, step.step) || step.run === '') continue;
      const before = story.happenings.length;
      const node = nodeAt(story, step);
      if (step.as === 'end' && node.kind === 'end') {
        const code = heldBy(story, step.run, node);
        if (code === undefined) {
          tell(story, { kind: '~closed', step: step.step });
          passEnd(story, step.run, node, step);
        } else if (code !== heldAs(story, step.step)) tell(story, { kind: 'endHeld', code, ...named(story, step) });
      }
      if (step.as === 'handoff' && waitsBecause(story, step.step) === 'transfer_open') tryOffer(story, step);
      if (story.happenings.length > before) moved = true;
    }
  }
}

// Other protocols.

export function startRun(story: Story, plan: string, how: { readonly how: 'opened' | 'started' | 'called' | 'spawned' | 'danger' | 'reopened'; readonly requester: Person; readonly waiter?: string; readonly form?: SubmissionRef | undefined }): void {
  const begun = story.plans[plan];
  if (!begun) throw new Error(`no plan ${plan}`);
  const run: RunBegun = { kind: '~run', run: `r${runs(story).length + 1}`, plan, key: begun.key, requester: personOf(how.requester), ...(how.waiter !== undefined ? { waiter: how.waiter } : {}) };
  tell(story, run);
  if (how.waiter !== undefined) tell(story, { kind: '~expectsChild', step: how.waiter, run: run.run });
  tell(story, { kind: 'runStarted', run: run.run, protocol: begun.key, version: begun.version, plan, how: how.how });
  enter(story, run.run, begun.start, onMain, how.form);
}

function callProtocol(story: Story, run: string, node: PlanNodeOf<'call'>, path: Path): void {
  if (node.mode === 'wait') return calls(story, run, node.id, () => openStep(story, run, node, path));
  calls(story, run, node.id);
  leave(story, run, node, 'next', path);
}

/** Starts what is pinned under this id, or joins the response to danger that runs already; with `waiter` a step waits for it. */
export function calls(story: Story, run: string, pin: string, waiter?: () => Opened): void {
  const pinned = planOf(story, run).calls[pin] ?? '';
  const plan = pinned === 'self' ? runOf(story, run).plan : pinned;
  const requester = personOf(story.actor ?? runOf(story, run).requester);
  const running = story.plans[plan]?.startsAt === 'danger' ? dangerRun(story) : undefined;
  if (running !== undefined) dangerRepeated(story, running, requester);
  const step = waiter?.();
  if (running === undefined) startRun(story, plan, { how: step ? 'called' : 'spawned', requester, ...(step ? { waiter: step.step } : {}) });
  else if (step) tell(story, { kind: '~expectsChild', step: step.step, run: running });
}

/** What was said is added to the running response, and all on it are alerted again. */
export function dangerRepeated(story: Story, run: string, by: Person, reasonId?: string): void {
  const plan = planOf(story, run);
  const first = plan.nodes[plan.nodes[plan.start]?.next['next'] ?? ''];
  const roles = [...openSteps(story).filter((s) => s.run === run).flatMap((s) => actingRoles(story, s)), ...(first?.kind === 'notify' ? first.to : [])];
  tell(story, { kind: 'dangerRepeated', by: personOf(by), run, roles: [...new Set(roles)].sort(), ...(reasonId !== undefined ? { reasonId } : {}) });
}

// Handoffs.

const isRecorded = (story: Story, ref: string): boolean => (ref.includes('.') ? fieldOf(story, ref) !== undefined : lastRecord(story, ref) !== undefined);
export const missingOfPackage = (story: Story, node: PlanNodeOf<'handoff'>): string | undefined => node.package.find((i) => i.required && !isRecorded(story, i.ref))?.ref;
export const lacksBasis = (story: Story, node: PlanNodeOf<'handoff'>): boolean => (node.legalBasis?.kind === 'field' ? !isRecorded(story, node.legalBasis.ref) : node.disclosure && !node.legalBasis);

/** Offered by itself when all that is drawn is there; else it waits for somebody, or for its turn. */
export function tryOffer(story: Story, step: Opened): void {
  const node = nodeAt(story, step) as PlanNodeOf<'handoff'>;
  const missing = missingOfPackage(story, node);
  const why = node.handoff === 'transfer' && openTransfer(story, step.step) ? 'transfer_open' : missing !== undefined ? `package:${missing}` : lacksBasis(story, node) ? 'legal_basis' : undefined;
  if (why === undefined) offer(story, step, ownerOf(story), {});
  else if (why !== waitsBecause(story, step.step)) tell(story, { kind: 'handoffWaiting', why, ...named(story, step) });
}

export function offer(story: Story, step: Opened, by: Person, act: { readonly package?: { readonly id: string }; readonly legalBasis?: { readonly id: string } }): void {
  const node = nodeAt(story, step) as PlanNodeOf<'handoff'>;
  const shown = Object.fromEntries(node.package.flatMap(({ ref }) => { const record = lastRecord(story, ref.split('.')[0] ?? ''); return record ? [[ref, record.submission]] : []; }));
  const basis = act.legalBasis?.id ?? (node.legalBasis?.kind === 'drawn' ? node.legalBasis.text : node.legalBasis?.ref);
  tell(story, { kind: 'handoffOffered', handoff: node.handoff, by: personOf(by), roles: [...node.to], disclosure: node.disclosure, ...(act.package ? { packageId: act.package.id } : {}), ...(basis !== undefined ? { legalBasis: basis } : {}), ...(Object.keys(shown).length > 0 ? { shown } : {}), ...named(story, step) });
}

export function changeOwner(story: Story, to: Person, how: 'handoff' | 'approval' | 'lost' | 'offer'): void {
  const from = personOf(ownerOf(story));
  if (from.personId !== to.personId || from.agencyId !== to.agencyId) tell(story, { kind: 'ownerChanged', from, to: personOf(to), how });
}

// Effects and records.

export function applyEffects(story: Story, run: string, node: PlanNode, effects: readonly Effect[], reasonId?: string): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'status': {
        const code = keptFrom(story, run, effect.status);
        if (code !== undefined) {
          tell(story, { kind: 'blocked', protocol: runOf(story, run).key, node: node.id, code, sentence: keptSentences[code] });
          break;
        }
        if (statusOf(story) === effect.status) break;
        tell(story, { kind: 'statusSet', status: effect.status });
        if (effect.status === 'purged') allLapse(story);
        if (finalStatuses.includes(effect.status)) closed(story, effect.status);
        break;
      }
      case 'level': {
        const level = effect.from.kind === 'fixed' ? effect.from.level : fieldOf(story, effect.from.ref);
        if (typeof level === 'string' && story.actor) setLevel(story, level, story.actor, reasonId);
        break;
      }
      case 'owner': if (story.actor && story.input?.kind === 'vote') changeOwner(story, story.actor, 'approval'); break;
      case 'retention': {
        const plan = planOf(story, run);
        const rule = plan.retention[effect.class];
        const reviewAt = rule?.keep ? after(after(story.at, rule.keep, plan.unit.zone), `-${rule.reviewBefore}`, plan.unit.zone) : undefined;
        tell(story, { kind: '~retention', ...(reviewAt !== undefined ? { reviewAt } : {}) });
        tell(story, { kind: 'retentionSet', class: effect.class, ...(reviewAt !== undefined ? { reviewAt } : {}) });
        break;
      }
      case 'block': tell(story, { kind: 'blocked', protocol: runOf(story, run).key, node: node.id, code: effect.code, sentence: effect.sentence }); break;
    }
  }
}

function closed(story: Story, status: CaseStatus): void {
  const open = openSteps(story).filter((s) => s.as === 'measure').length;
  tell(story, { kind: 'caseClosed', status, ...(open > 0 ? { openMeasures: open } : {}) });
}

export function setLevel(story: Story, level: string, by: Person, reasonId?: string): void {
  const rank = (id: string | undefined): number => story.levels.findIndex((l) => l.id === id);
  const raised = rank(level) > rank(levelOf(story));
  tell(story, { kind: 'levelSet', level, by: personOf(by), ...(reasonId !== undefined ? { reasonId } : {}) });
  if (raised) bringForward(story);
}

/** A form handed in at a step, or (without a run) a correction of one. */
export function record(story: Story, run: string | undefined, form: string, submission: SubmissionRef, step?: string): void {
  const before = lastRecord(story, form);
  const stale = openSteps(story).filter((s) => s.about?.includes(form) && contentOf(story, s)[form] !== submission.hash);
  const means = run === undefined ? (before?.means ?? {}) : Object.fromEntries((planOf(story, run).forms[form]?.fields ?? []).flatMap((f) => (f.means === undefined ? [] : [[f.name, f.means]])));
  tell(story, { kind: '~recorded', form, submission: submission.id, hash: submission.hash, fields: submission.fields, means, ...(run !== undefined ? { run } : {}) });
  if (run !== undefined) tell(story, { kind: 'formSubmitted', form, submissionId: submission.id, hash: submission.hash, fields: submission.fields, ...(step !== undefined ? { step } : {}) });
  else tell(story, { kind: 'formCorrected', form, submissionId: submission.id, hash: submission.hash, previous: before?.submission ?? '', fields: submission.fields });
  listHandedIn(story, form, submission);
  for (const approval of stale) {
    const voters = votesOn(story, approval.step).map((v) => v.by);
    if (voters.length === 0) continue;
    tell(story, { kind: 'votesVoided', form, voters, ...named(story, approval) });
    tell(story, { kind: 'personsTold', persons: voters.map((v) => v.personId), about: 'votesVoided', step: approval.step });
  }
  if (run !== undefined) return;
  const granted = new Map(all(story, 'approvalGranted').map((g) => [`${g.protocol}.${g.node}`, g]));
  for (const { protocol, node, content, by } of granted.values()) {
    if (content[form] === undefined || content[form] === submission.hash) continue;
    const approvers = by.map((p) => p.personId);
    tell(story, { kind: 'approvalChangedSince', protocol, node, form, approvers });
    tell(story, { kind: 'personsTold', persons: approvers, about: 'changedSince' });
  }
}

export const hasOffer = (story: Story, step: Opened): boolean => offerOf(story, step.step) !== undefined;
