// Derives the rows one transition changes, from the working copy and the state before it. Notices follow from entries.
import type { CaseState, Run, Step, Vote } from './case-state.ts';
import { agenciesOf, rolesOf, unique } from './people.ts';
import type { CaseRow, HandoffRow, NoticeAbout, NoticeRow, RowChange, RunRow, StepRow, VoteRow } from './rows.ts';
import type { Closed, Work } from './work.ts';

export function rowsOf(work: Work, before: CaseState | null): RowChange[] {
  const state = work.state as CaseState;
  const rows: RowChange[] = [{ table: 'case', row: caseRow(state) }];
  for (const run of state.runs) {
    const row = runRow(run);
    const old = before?.runs.find((r) => r.id === run.id);
    if (!old || !same(runRow(old), row)) rows.push({ table: 'run', row });
  }
  // The same step may be another role's in the version its run has moved to.
  const migrated = work.entries.find((e) => e.kind === 'runMigrated')?.run;
  const movesWithOwner = before !== null && before.owner.agencyId !== state.owner.agencyId;
  for (const step of state.steps) {
    const old = before?.steps.find((s) => s.id === step.id);
    if (old && same(old, step) && step.runId !== migrated && !(movesWithOwner && rolesOf(work.plans, state, step).length === 0)) continue;
    rows.push({ table: 'step', row: stepRow(work, step) });
    if (step.handing) rows.push({ table: 'handoff', row: handoffRow(step) });
    rows.push(...deadlineRows(step, old));
  }
  for (const closed of work.closed) {
    rows.push({ table: 'step', row: stepRow(work, closed.step, closed) });
    if (closed.step.handing) rows.push({ table: 'handoff', row: handoffRow(closed.step, closed, work.at) });
    rows.push(...deadlineRows(closed.step, before?.steps.find((s) => s.id === closed.step.id)));
  }
  rows.push(...voteRows(work));
  rows.push(...notices(work).map((row, n) => ({ table: 'notice' as const, row: { ...row, n } })));
  return rows;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function caseRow(state: CaseState): CaseRow {
  return {
    status: state.status, level: state.level ?? null, everHigh: state.everHigh, breaches: state.breaches,
    ownerPersonId: state.owner.personId, ownerAgencyId: state.owner.agencyId, ownerAlarm: state.ownerAlarm,
    openedAt: state.openedAt, openSteps: state.steps.filter((s) => s.kind !== 'phase').length, nextDueAt: earliest(state.steps.map((step) => openLimit(step)?.due ?? null)), imminent: state.dangerRun !== undefined,
    retentionClass: state.retention?.class ?? null, reviewAt: state.retention?.reviewAt ?? null, parked: state.parked,
    closedAt: state.closedAt ?? null, pausedUntil: state.pause?.until ?? null,
  };
}

function runRow(run: Run): RunRow {
  return { id: run.id, plan: run.plan, key: run.key, version: run.version, title: run.title, startedAt: run.startedAt, parent: run.parent ?? null, state: run.cancelled ? 'cancelled' : run.main === 'live' ? 'live' : 'ended', outcome: run.outcome ?? null };
}

const earliest = (instants: readonly (number | null)[]): number | null => instants.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);

/** The limit of an open step, passed or not, unless its clock stands: nothing is due then. */
function openLimit(step: Step): NonNullable<Step['clock']> | undefined {
  const limit = step.clock && step.clock.rule >= 0 ? step.clock : undefined;
  return step.stopped !== undefined && limit !== undefined && !limit.statutory && limit.passedAt === undefined ? undefined : limit;
}

function stepRow(work: Work, step: Step, closed?: Closed): StepRow {
  const state = work.state as CaseState;
  const limit = step.clock && step.clock.rule >= 0 ? step.clock : undefined;
  const stands = !closed && step.stopped !== undefined && step.clock !== undefined && !step.clock.statutory && limit?.passedAt === undefined;
  const inUnit = new Set([...state.runs.flatMap((r) => work.plans[r.plan]?.unit.agencies.map((a) => a.id) ?? []), state.agencyId]);
  const agencies = step.handing?.toPerson !== undefined ? unique([...inUnit]) : agenciesOf(work.plans, state, step);
  return {
    id: step.id, run: step.runId, protocol: state.runs.find((r) => r.id === step.runId)?.key ?? '', node: step.node, kind: step.kind, title: step.title, visit: step.visit,
    openedAt: step.openedAt, state: closed ? closed.state : 'open', closedAt: closed ? work.at : null, outcome: closed?.outcome ?? null, closedBy: closed?.by ?? null,
    claimedBy: step.claimedBy ?? null,
    roles: rolesOf(work.plans, state, step),
    agencies, outside: agencies.filter((a) => !inUnit.has(a)),
    dueAt: stands ? null : (limit?.due ?? null), warnAt: stands ? null : (limit?.timers.find((t) => t.kind === 'warn')?.at ?? null), breachedAt: limit?.passedAt ?? null, extendedBy: limit?.extendedBy ?? 0,
    held: step.held ?? null, stoppedUntil: stands ? (step.stopped?.until ?? null) : null,
  };
}

function handoffRow(step: Step, closed?: Closed, at?: number): HandoffRow {
  const handing = step.handing;
  return {
    step: step.id, handoff: handing?.handoff ?? 'request', state: closed ? (closed.handoff ?? 'cancelled') : (handing?.state ?? 'waiting'),
    offeredAt: handing?.offeredAt ?? null, offeredBy: handing?.offeredBy ?? null, settledAt: closed ? (at ?? null) : null, settledBy: closed?.by ?? null,
    reasonId: closed?.reasonId ?? null, packageId: handing?.packageId ?? null, toPerson: handing?.toPerson ?? null, why: handing?.why ?? null,
    places: handing?.places ?? null, answered: (handing?.answers ?? []).map((a) => a.person.personId),
  };
}

/** One row per deadline of a step in the ledger, named by the transition that set it. */
function deadlineRows(step: Step, old: Step | undefined): RowChange[] {
  const clock = step.clock;
  if (!clock || clock.rule < 0) return [];
  if (old?.clock && old.clock.n === clock.n && old.clock.passedAt === clock.passedAt && old.clock.calendar?.version === clock.calendar?.version) return [];
  return [{ table: 'deadline', row: { step: step.id, rule: clock.rule, anchorAt: clock.anchorAt, due: clock.due, why: clock.why, passedAt: clock.passedAt ?? null, n: clock.n, calendar: clock.calendar ?? null } }];
}

function voteRows(work: Work): RowChange[] {
  const row = (step: string, vote: Vote, state: VoteRow['state']): RowChange => ({ table: 'vote', row: { step, person: vote.person, grants: vote.grants, seats: vote.seats, at: vote.at, reasonId: vote.reasonId ?? null, state } });
  const gone = work.voided.map((v) => row(v.step, v.vote, v.withdrawn ? 'withdrawn' : 'voided'));
  const cast = [...work.state.steps, ...work.closed.map((c) => c.step)].flatMap((s) => (s.votes ?? []).filter((v) => v.inputId === inputId(work) && !work.voided.some((g) => g.vote.inputId === v.inputId)).map((v) => row(s.id, v, 'counted')));
  return [...gone, ...cast];
}
const inputId = (work: Work): string => work.input.id;

type Notice = Omit<NoticeRow, 'n'>;

/** Who is told in the app, by entry. Ids and drawn words only; the page puts names to them. */
function notices({ entries, state }: Work): Notice[] {
  return entries.flatMap((e): Notice[] => {
    switch (e.kind) {
      case 'notified': return [tell(e.roles, [], 'notify', null, e.message)];
      case 'deadlineWarned': return [tell(e.roles, e.persons.map((p) => p.personId), 'dueSoon', e.step, titleOf(state, e.step))];
      case 'escalated': return e.notified.length + e.letIn.length > 0 ? [tell(unique([...e.notified, ...e.letIn]), [], 'escalated', e.step, titleOf(state, e.step))] : [];
      case 'handoffOffered': return [tell(e.roles, e.toPerson !== undefined ? [e.toPerson] : [], 'handoffOffered', e.step, titleOf(state, e.step))];
      case 'handoffDeclined': return [tell([], [state.owner.personId], 'handoffDeclined', e.step, '')];
      case 'handoffAccepted': return [tell([], [e.from.personId], 'handoffAccepted', e.step, '')];
      case 'handoffAsked': return [tell(e.tell.roles, e.tell.persons, 'handoffAsked', e.step, titleOf(state, e.step))];
      case 'handoffAnswered': return [tell([], [e.from.personId], 'handoffAnswered', e.step, '')];
      case 'handoffSettled': return [tell([], [state.owner.personId], 'handoffSettled', e.step, '')];
      case 'handoffLeftBehind': return [tell([], [state.owner.personId], 'leftBehind', e.task, titleOf(state, e.task)), tell([], [e.by.personId], 'leftBehind', e.step, '')];
      case 'endHeld': return [tell([], [state.owner.personId], 'endHeld', e.step, e.code)];
      case 'ownerChanged': return [tell([], unique([e.from.personId, e.to.personId]), 'ownerChanged', null, e.how, e.how === 'lost')];
      case 'personsTold': return [tell([], e.persons, e.about, e.step ?? null, e.about === 'measureOverdue' || e.about === 'taskOverdue' ? titleOf(state, e.step ?? '') : '')];
      case 'dangerRepeated': return [tell(e.roles, [state.owner.personId], 'danger', null, '', true)];
      case 'dangerDeclared': return [tell([], [state.owner.personId], 'danger', null, '', true)];
      case 'retentionReached': return [tell([], [state.owner.personId], 'retention', null, '')];
      case 'caseParked': return [tell([], [state.owner.personId], 'parked', null, '', true)];
      case 'anchorMissing': return [tell([], [state.owner.personId], 'anchorMissing', e.step, e.anchor)];
      case 'eachStarted': return e.missing === undefined && e.asked === undefined ? [] : [tell([], [state.owner.personId], 'each', null, e.missing === undefined ? `${e.asked ?? 0} items are too many: ${e.items} were opened; see to the others.` : 'A step for each item of a list was passed, because the list is not recorded.')];
      case 'measureOpened': return e.owner ? [tell([], [e.owner.personId], 'measure', e.step, titleOf(state, e.step))] : [];
      case 'taskAdded': return [tell(e.roles, [], 'added', e.step, titleOf(state, e.step))];
      case 'measureGiven': return e.to ? [tell([], [e.to.personId], 'measure', e.step, titleOf(state, e.step))] : [];
      case 'paused': return [tell([], [state.owner.personId], 'paused', e.target.kind === 'step' ? e.target.step : null, e.target.kind === 'step' ? titleOf(state, e.target.step) : '')];
      case 'resumed': return [tell([], [state.owner.personId], 'resumed', e.target.kind === 'step' ? e.target.step : null, e.target.kind === 'step' ? titleOf(state, e.target.step) : '')];
      case 'calendarEnds': return [tell([], [state.owner.personId], 'calendarEnds', e.step, titleOf(state, e.step))];
      case 'eventReceived': return [tell([], [state.owner.personId], 'elsewhere', e.task ?? null, e.task === undefined ? '' : titleOf(state, e.task))];
      case 'notDelivered': return [tell([], [state.owner.personId], 'elsewhere', e.task, titleOf(state, e.task))];
      case 'caseReceived': return [tell([], [state.owner.personId], 'elsewhere', null, 'This case was opened from what another agency handed over.')];
      case 'caseLinked': return [tell([], [e.by.personId], 'elsewhere', null, 'A case of your own was opened from what you took over.')];
      case 'blocked': return [tell([], [state.owner.personId], 'blocked', null, e.sentence)];
      default: return [];
    }
  });
}
const tell = (roles: readonly string[], persons: readonly string[], about: NoticeAbout, step: string | null, text: string, urgent = false): Notice => ({ roles, persons, about, step, text, urgent });
const titleOf = (state: CaseState, step: string): string => state.steps.find((s) => s.id === step)?.title ?? '';
