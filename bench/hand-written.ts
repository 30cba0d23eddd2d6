// The same eight steps as a good engineer would write them by hand for Temporal: the same Update with a validator, one timer,
// the same projection through the same activity, and the same facts and rows, but no plan and no engine. It is written to
// be fast, not to be changed by a unit lead.
import { ApplicationFailure, condition, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Person } from '../protocol/case-state.ts';
import type { Entry, Transition } from '../protocol/entry.ts';
import type { Input, PersonInput } from '../protocol/input.ts';
import type { RowChange, StepRow } from '../protocol/rows.ts';
import { actUpdate, type ActAnswer, type ActArgument } from '../workflows/messages.ts';
import { protocolKey, role, stepHours, stepNames } from './step-names.ts';

const { project } = proxyActivities<Activities>({ startToCloseTimeout: '10 s', retry: { initialInterval: '200 ms', maximumInterval: '30 s' } });
const hour = 3_600_000;

interface Position {
  readonly caseId: string;
  readonly owner: Person;
  readonly openedAt: number;
  readonly agencies: readonly string[];
  /** Index of the open step; after the last one there is none. */
  step: number;
  stepOpenedAt: number;
  number: number;
  breaches: number;
  breachedAt: number | null;
}

export async function handWritten(): Promise<void> {
  let at: Position | undefined;
  const seen = new Map<string, number>();
  let pending: Transition[] = [];
  let isProjecting = false;
  let timerAt = 0;

  setHandler(actUpdate, answer, { validator: check });
  await condition(() => at !== undefined);
  for (;;) {
    passTime();
    projectPending();
    setTimer();
    const before = pending.length;
    await condition(() => pending.length !== before || isDue() || (!isProjecting && pending.length > 0) || wantsTimer());
  }

  function check({ input }: ActArgument): void {
    if (seen.has(input.id)) return;
    if (input.kind === 'open') {
      if (at !== undefined || !input.actor.rights.includes('open')) throw refused('not_authorized');
      return;
    }
    if (at === undefined || input.kind !== 'complete' || input.step !== stepId(at.step) || at.step >= stepNames.length) throw refused('not_active');
    if (!input.actor.roles.includes(role) || !at.agencies.includes(input.actor.agencyId)) throw refused('not_authorized');
    if (input.outcome !== 'done') throw refused('bad_outcome');
  }

  function answer(act: ActArgument): ActAnswer {
    const repeated = seen.get(act.input.id);
    if (repeated !== undefined) return { transitions: [], repeated };
    passTime();
    const now = Math.min(act.at, Date.now());
    const transition = act.input.kind === 'open' ? open(act.input, now) : complete(act.input, now);
    seen.set(act.input.id, transition.number);
    pending = [...pending, transition];
    return { transitions: [transition] };
  }

  function open(input: Extract<PersonInput, { kind: 'open' }>, now: number): Transition {
    const agencies = input.bundle.plans[input.bundle.root]?.unit.agencies.map((a) => a.id).sort() ?? [];
    at = { caseId: input.caseId, owner: input.dutySupervisor, openedAt: now, agencies, step: 0, stepOpenedAt: now, number: 1, breaches: 0, breachedAt: null };
    const entries: Entry[] = [
      { kind: 'caseOpened', unitId: input.unitId, agencyId: input.agencyId, owner: input.dutySupervisor },
      { kind: 'runStarted', run: 'r1', protocol: protocolKey, version: 1, plan: input.bundle.root, how: 'opened' },
      ...opened(at),
    ];
    const slim: Input = { ...input, bundle: { ...input.bundle, plans: {} } };
    return { number: 1, at: now, input: slim, entries, rows: [caseRow(at), runRow(at, input.bundle.root, false), stepRow(at), deadlineRow(at)] };
  }

  function complete(input: PersonInput, now: number): Transition {
    const here = at as Position;
    const by = { personId: input.actor.personId, agencyId: input.actor.agencyId };
    const done: RowChange[] = [stepRow(here, { state: 'done', closedAt: now, outcome: 'done', closedBy: by })];
    const entries: Entry[] = [{ kind: 'stepCompleted', outcome: 'done', by, ...ref(here) }];
    Object.assign(here, { step: here.step + 1, stepOpenedAt: now, number: here.number + 1, breachedAt: null });
    const isOver = here.step >= stepNames.length;
    if (isOver) entries.push({ kind: 'runEnded', run: 'r1', protocol: protocolKey, outcome: 'end' });
    else entries.push(...opened(here));
    const next = isOver ? [runRow(here, protocolKey, true)] : [stepRow(here), deadlineRow(here)];
    return { number: here.number, at: now, input, entries, rows: [caseRow(here), ...next, ...done] };
  }

  /** A limit that is over is a breach and tells the lead; the step stays open. */
  function passTime(): void {
    if (at === undefined || !isDue()) return;
    const due = dueOf(at);
    const handledAt = Date.now();
    for (const timer of ['limit:0', 'escalate:0']) {
      at.number += 1;
      if (timer === 'limit:0') Object.assign(at, { breaches: at.breaches + 1, breachedAt: due });
      const entry: Entry = timer === 'limit:0' ? { kind: 'deadlinePassed', due, handledAt, ...ref(at) } : { kind: 'escalated', due, handledAt, index: 0, notified: ['lead'], letIn: [], ...ref(at) };
      const input: Input = { kind: 'deadline', id: `${stepId(at.step)}/${timer}/${due}`, step: stepId(at.step), timer, due };
      pending = [...pending, { number: at.number, at: due, input, entries: [entry], rows: [caseRow(at), stepRow(at), deadlineRow(at)] }];
    }
  }
  function isDue(): boolean {
    return at !== undefined && at.step < stepNames.length && at.breachedAt === null && Date.now() > dueOf(at);
  }

  function projectPending(): void {
    if (at === undefined || isProjecting || pending.length === 0) return;
    const batch = pending;
    isProjecting = true;
    void project({ caseId: at.caseId, transitions: batch }).then(() => {
      pending = pending.slice(batch.length);
      isProjecting = false;
    });
  }

  // Replaced only when it has fired: being woken for nothing is cheaper than two events at every act.
  function setTimer(): void {
    if (!wantsTimer() || at === undefined) return;
    timerAt = dueOf(at);
    void sleep(Math.max(1, timerAt - Date.now() + 1)).then(() => (timerAt = 0));
  }
  function wantsTimer(): boolean {
    return at !== undefined && at.step < stepNames.length && at.breachedAt === null && timerAt === 0;
  }
}

const refused = (code: string): ApplicationFailure => ApplicationFailure.create({ type: code, nonRetryable: true, message: '', details: [{}] });
const stepId = (index: number): string => `s${index + 1}`;
const dueOf = (at: Position): number => at.stepOpenedAt + stepHours * hour;
const ref = (at: Position): { step: string; run: string; protocol: string; node: string } => ({ step: stepId(at.step), run: 'r1', protocol: protocolKey, node: stepNames[at.step] ?? '' });

function opened(at: Position): readonly Entry[] {
  return [
    { kind: 'stepOpened', stepKind: 'task', visit: 1, roles: [role], ...ref(at) },
    { kind: 'deadlineSet', rule: 0, anchorAt: at.stepOpenedAt, due: dueOf(at), why: 'opened', ...ref(at) },
  ];
}

function caseRow(at: Position): RowChange {
  const isOver = at.step >= stepNames.length;
  const row = {
    status: 'report', level: 'low', everHigh: false, breaches: at.breaches, ownerPersonId: at.owner.personId, ownerAgencyId: at.owner.agencyId, ownerAlarm: false, openedAt: at.openedAt,
    openSteps: isOver ? 0 : 1, nextDueAt: isOver || at.breachedAt !== null ? null : dueOf(at) + 1, imminent: false, retentionClass: null, reviewAt: null, parked: false, closedAt: null, pausedUntil: null,
  };
  return { table: 'case', row };
}
function runRow(at: Position, plan: string, isOver: boolean): RowChange {
  return { table: 'run', row: { id: 'r1', plan, key: protocolKey, version: 1, title: protocolKey, startedAt: at.openedAt, parent: null, state: isOver ? 'ended' : 'live', outcome: isOver ? 'end' : null } };
}
function stepRow(at: Position, closed: Pick<StepRow, 'state' | 'closedAt' | 'outcome' | 'closedBy'> = { state: 'open', closedAt: null, outcome: null, closedBy: null }): RowChange {
  const name = stepNames[at.step] ?? '';
  const row = { id: stepId(at.step), run: 'r1', protocol: protocolKey, node: name, kind: 'task', title: name, visit: 1, openedAt: at.stepOpenedAt, ...closed, claimedBy: null, roles: [role], agencies: at.agencies, outside: [], dueAt: dueOf(at), warnAt: null, breachedAt: at.breachedAt, extendedBy: 0, held: null, stoppedUntil: null };
  return { table: 'step', row };
}
function deadlineRow(at: Position): RowChange {
  return { table: 'deadline', row: { step: stepId(at.step), rule: 0, anchorAt: at.stepOpenedAt, due: dueOf(at), why: 'opened', passedAt: at.breachedAt, n: at.step + 1, calendar: null } };
}
