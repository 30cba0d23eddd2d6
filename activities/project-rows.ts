// Writes the changed rows of a case. Each row replaces the one with its key, so that writing a batch at once, one
// transition after the other, or again in a rebuild ends in the same tables. One statement per table, fed with the rows as
// they are: protocol/rows.ts says what they hold, the column lists here are the only place that says where it goes.
import type { RowChange } from '../protocol/rows.ts';
import type { Transition } from '../protocol/entry.ts';
import type { Tx } from '../prisma/connect.ts';

type Table = RowChange['table'];
type RowOf<T extends Table> = Extract<RowChange, { table: T }>['row'];
type NumberedNotice = RowOf<'notice'> & { readonly transition: number; readonly at: number };

export async function writeRows(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  const newest = newestRows(transitions);
  if (newest.case.length > 0) await writeCase(tx, caseId, newest.case);
  if (newest.run.length > 0) await writeRuns(tx, caseId, newest.run);
  if (newest.step.length > 0) await writeSteps(tx, caseId, newest.step);
  if (newest.deadline.length > 0) await writeDeadlines(tx, caseId, newest.deadline);
  if (newest.vote.length > 0) await writeVotes(tx, caseId, newest.vote);
  if (newest.handoff.length > 0) await writeHandoffs(tx, caseId, newest.handoff);
  if (newest.notice.length > 0) await writeNotices(tx, caseId, newest.notice);
}

export interface Newest {
  readonly case: readonly RowOf<'case'>[];
  readonly run: readonly RowOf<'run'>[];
  readonly step: readonly RowOf<'step'>[];
  readonly deadline: readonly RowOf<'deadline'>[];
  readonly vote: readonly RowOf<'vote'>[];
  readonly handoff: readonly RowOf<'handoff'>[];
  readonly notice: readonly NumberedNotice[];
}

/** Of each key the last row of the batch: one statement cannot write the same row twice. */
export function newestRows(transitions: readonly Pick<Transition, 'number' | 'at' | 'rows'>[]): Newest {
  const all = {
    case: new Map<string, RowOf<'case'>>(), run: new Map<string, RowOf<'run'>>(), step: new Map<string, RowOf<'step'>>(),
    deadline: new Map<string, RowOf<'deadline'>>(), vote: new Map<string, RowOf<'vote'>>(), handoff: new Map<string, RowOf<'handoff'>>(),
    notice: new Map<string, NumberedNotice>(),
  };
  for (const { number, at, rows } of transitions) {
    for (const change of rows) {
      switch (change.table) {
        case 'case': all.case.set('', change.row); break;
        case 'run': all.run.set(change.row.id, change.row); break;
        case 'step': all.step.set(change.row.id, change.row); break;
        case 'deadline': all.deadline.set(`${change.row.step}/${change.row.n}`, change.row); break;
        case 'vote': all.vote.set(`${change.row.step}/${change.row.person.personId}/${change.row.at}`, change.row); break;
        case 'handoff': all.handoff.set(change.row.step, change.row); break;
        case 'notice': all.notice.set(`${number}/${change.row.n}`, { ...change.row, transition: number, at }); break;
        default: never(change);
      }
    }
  }
  return {
    case: [...all.case.values()], run: [...all.run.values()], step: [...all.step.values()], deadline: [...all.deadline.values()],
    vote: [...all.vote.values()], handoff: [...all.handoff.values()], notice: [...all.notice.values()],
  };
}

function never(change: never): never {
  throw new Error(`no table for the row change ${JSON.stringify(change)}`);
}

async function writeCase(tx: Tx, caseId: string, rows: readonly RowOf<'case'>[]): Promise<void> {
  await tx.$executeRaw`
    update "case" c set status = r.status, level = r.level, ever_high = r."everHigh", breaches = r.breaches,
      owner_person_id = r."ownerPersonId", owner_agency_id = r."ownerAgencyId", owner_alarm = r."ownerAlarm", opened_at = instant(r."openedAt"),
      open_steps = r."openSteps", next_due_at = instant(r."nextDueAt"), imminent = r.imminent, retention_class = r."retentionClass",
      review_at = instant(r."reviewAt"), parked = r.parked, closed_at = instant(r."closedAt"), paused_until = instant(r."pausedUntil")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(status text, level text, "everHigh" boolean, breaches int, "ownerPersonId" uuid,
      "ownerAgencyId" uuid, "ownerAlarm" boolean, "openedAt" bigint, "openSteps" int, "nextDueAt" bigint, imminent boolean, "retentionClass" text,
      "reviewAt" bigint, parked boolean, "closedAt" bigint, "pausedUntil" bigint)
    where c.id = ${caseId}::uuid`;
}

async function writeRuns(tx: Tx, caseId: string, rows: readonly RowOf<'run'>[]): Promise<void> {
  await tx.$executeRaw`
    insert into run (case_id, id, plan, key, version, title, started_at, parent, state, outcome)
    select ${caseId}::uuid, r.id, r.plan, r.key, r.version, r.title, instant(r."startedAt"), r.parent, r.state, r.outcome
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, plan text, key text, version int, title text, "startedAt" bigint,
      parent text, state text, outcome text)
    on conflict (case_id, id) do update set plan = excluded.plan, key = excluded.key, version = excluded.version, title = excluded.title,
      started_at = excluded.started_at, parent = excluded.parent, state = excluded.state, outcome = excluded.outcome`;
}

async function writeSteps(tx: Tx, caseId: string, rows: readonly RowOf<'step'>[]): Promise<void> {
  await tx.$executeRaw`
    insert into step (case_id, id, run, protocol, node, kind, title, visit, opened_at, state, closed_at, outcome, closed_by_person_id,
      closed_by_agency_id, claimed_by_person_id, claimed_by_agency_id, roles, agencies, due_at, warn_at, breached_at, extended_by, held, stopped_until)
    select ${caseId}::uuid, r.id, r.run, r.protocol, r.node, r.kind, r.title, r.visit, instant(r."openedAt"), r.state, instant(r."closedAt"), r.outcome,
      (r."closedBy"->>'personId')::uuid, (r."closedBy"->>'agencyId')::uuid, (r."claimedBy"->>'personId')::uuid, (r."claimedBy"->>'agencyId')::uuid,
      r.roles, r.agencies, instant(r."dueAt"), instant(r."warnAt"), instant(r."breachedAt"), r."extendedBy", r.held, instant(r."stoppedUntil")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, run text, protocol text, node text, kind text, title text, visit int,
      "openedAt" bigint, state text, "closedAt" bigint, outcome text, "closedBy" jsonb, "claimedBy" jsonb, roles text[], agencies uuid[],
      "dueAt" bigint, "warnAt" bigint, "breachedAt" bigint, "extendedBy" bigint, held text, "stoppedUntil" bigint)
    on conflict (case_id, id) do update set run = excluded.run, protocol = excluded.protocol, node = excluded.node, kind = excluded.kind,
      title = excluded.title, visit = excluded.visit, opened_at = excluded.opened_at, state = excluded.state, closed_at = excluded.closed_at,
      outcome = excluded.outcome, closed_by_person_id = excluded.closed_by_person_id, closed_by_agency_id = excluded.closed_by_agency_id,
      claimed_by_person_id = excluded.claimed_by_person_id, claimed_by_agency_id = excluded.claimed_by_agency_id, roles = excluded.roles,
      agencies = excluded.agencies, due_at = excluded.due_at, warn_at = excluded.warn_at, breached_at = excluded.breached_at,
      extended_by = excluded.extended_by, held = excluded.held, stopped_until = excluded.stopped_until`;
}

async function writeDeadlines(tx: Tx, caseId: string, rows: readonly RowOf<'deadline'>[]): Promise<void> {
  await tx.$executeRaw`
    insert into deadline (case_id, step, n, rule, anchor_at, due, why, passed_at, calendar, calendar_version)
    select ${caseId}::uuid, r.step, r.n, r.rule, instant(r."anchorAt"), instant(r.due), r.why, instant(r."passedAt"), r.calendar->>'key', (r.calendar->>'version')::int
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(step text, n int, rule int, "anchorAt" bigint, due bigint, why text, "passedAt" bigint, calendar jsonb)
    on conflict (case_id, step, n) do update set rule = excluded.rule, anchor_at = excluded.anchor_at, due = excluded.due, why = excluded.why,
      passed_at = excluded.passed_at, calendar = excluded.calendar, calendar_version = excluded.calendar_version`;
}

async function writeVotes(tx: Tx, caseId: string, rows: readonly RowOf<'vote'>[]): Promise<void> {
  await tx.$executeRaw`
    insert into vote (case_id, step, person_id, agency_id, at, grants, seats, reason_id, state)
    select ${caseId}::uuid, r.step, (r.person->>'personId')::uuid, (r.person->>'agencyId')::uuid, instant(r.at), r.grants, r.seats, r."reasonId", r.state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(step text, person jsonb, at bigint, grants boolean, seats text[], "reasonId" text, state text)
    on conflict (case_id, step, person_id, at) do update set agency_id = excluded.agency_id, grants = excluded.grants, seats = excluded.seats,
      reason_id = excluded.reason_id, state = excluded.state`;
}

async function writeHandoffs(tx: Tx, caseId: string, rows: readonly RowOf<'handoff'>[]): Promise<void> {
  await tx.$executeRaw`
    insert into handoff (case_id, step, handoff, state, offered_at, offered_by_person_id, offered_by_agency_id, settled_at, settled_by_person_id,
      settled_by_agency_id, reason_id, package_id, to_person, why, places, answered)
    select ${caseId}::uuid, r.step, r.handoff, r.state, instant(r."offeredAt"), (r."offeredBy"->>'personId')::uuid, (r."offeredBy"->>'agencyId')::uuid,
      instant(r."settledAt"), (r."settledBy"->>'personId')::uuid, (r."settledBy"->>'agencyId')::uuid, r."reasonId", r."packageId", r."toPerson", r.why,
      r.places, coalesce(r.answered, '{}')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(step text, handoff text, state text, "offeredAt" bigint, "offeredBy" jsonb,
      "settledAt" bigint, "settledBy" jsonb, "reasonId" text, "packageId" text, "toPerson" uuid, why text, places int, answered uuid[])
    on conflict (case_id, step) do update set handoff = excluded.handoff, state = excluded.state, offered_at = excluded.offered_at,
      offered_by_person_id = excluded.offered_by_person_id, offered_by_agency_id = excluded.offered_by_agency_id, settled_at = excluded.settled_at,
      settled_by_person_id = excluded.settled_by_person_id, settled_by_agency_id = excluded.settled_by_agency_id, reason_id = excluded.reason_id,
      package_id = excluded.package_id, to_person = excluded.to_person, why = excluded.why, places = excluded.places, answered = excluded.answered`;
}

async function writeNotices(tx: Tx, caseId: string, rows: readonly NumberedNotice[]): Promise<void> {
  await tx.$executeRaw`
    insert into notice (id, case_id, transition, n, unit_id, at, persons, roles, about, step, text, urgent)
    select c.id || ':' || r.transition || ':' || r.n, c.id, r.transition, r.n, c.unit_id, instant(r.at), r.persons, r.roles, r.about, r.step, r.text, r.urgent
    from "case" c, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(transition int, n int, at bigint, persons uuid[], roles text[], about text,
      step text, text text, urgent boolean)
    where c.id = ${caseId}::uuid`;
}

/**
 * One inbox row per open step and agency that may see it: a function of the other tables, so derived anew after a batch. To an
 * agency outside the unit it says which protocol asks, and nothing of the case.
 */
export async function writeInbox(tx: Tx, caseId: string): Promise<void> {
  await tx.$executeRaw`
    with wanted as (
      select c.id as case_id, s.id as step, a.agency_id, case when m.inside then c.unit_id end as unit_id, c.reference,
        case when m.inside then c.title else coalesce(r.title, '') end as case_title, case when m.inside then c.status else 'open' end as status,
        case when m.inside then c.level end as level, m.inside and c.imminent as imminent, c.owner_person_id,
        s.run, s.protocol, s.node, s.title, s.kind, s.roles, s.opened_at, s.due_at, s.warn_at, s.breached_at, s.claimed_by_person_id,
        s.claimed_by_agency_id, s.held, s.stopped_until, h.handoff, h.state as handoff_state, h.to_person, h.answered,
        case when m.inside then '{}' else array(select c.unit_id || '/' || role from unnest(s.roles) as role) end as asks
      from "case" c join step s on s.case_id = c.id cross join lateral unnest(s.agencies) as a(agency_id)
        left join handoff h on h.case_id = s.case_id and h.step = s.id left join run r on r.case_id = s.case_id and r.id = s.run
        cross join lateral (select exists (select from case_access ca where ca.case_id = c.id and ca.agency_id = a.agency_id and ca.unit_id is not null) as inside) m
      where c.id = ${caseId}::uuid and s.state = 'open'
    ), gone as (
      delete from inbox i where i.case_id = ${caseId}::uuid
        and not exists (select from wanted w where w.step = i.step and w.agency_id = i.agency_id)
    )
    insert into inbox as i (case_id, step, agency_id, unit_id, case_reference, case_title, status, level, imminent, owner_person_id, run, protocol, node,
      title, kind, roles, opened_at, due_at, warn_at, breached_at, claimed_by_person_id, claimed_by_agency_id, held, stopped_until, handoff, handoff_state, to_person, answered, asks)
    select * from wanted
    on conflict (case_id, step, agency_id) do update set unit_id = excluded.unit_id, case_reference = excluded.case_reference,
      case_title = excluded.case_title, status = excluded.status, level = excluded.level, imminent = excluded.imminent,
      owner_person_id = excluded.owner_person_id, node = excluded.node, title = excluded.title, roles = excluded.roles, due_at = excluded.due_at, warn_at = excluded.warn_at,
      breached_at = excluded.breached_at, claimed_by_person_id = excluded.claimed_by_person_id, claimed_by_agency_id = excluded.claimed_by_agency_id,
      held = excluded.held, stopped_until = excluded.stopped_until, handoff = excluded.handoff, handoff_state = excluded.handoff_state, to_person = excluded.to_person, answered = excluded.answered, asks = excluded.asks
    where i is distinct from excluded`;
}
