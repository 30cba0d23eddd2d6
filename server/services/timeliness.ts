// How timely the work of the supervised units is, counted by the database from the projection, under the row-level security of
// whoever asks. Whether a limit was kept is asked of all that fell due, not of what is finished: what never ends would look punctual.
import type { z } from 'zod';
import type { Tx } from '../../prisma/connect.ts';
import { spreadFloor, type Figures, type Spread, type Timeliness, type timelinessQuerySchema } from '../contract-timeliness.ts';
import { hasRight, needRight, type Signed } from '../signed.ts';
import { newestCriteria } from './criteria.ts';
import { titlesOf } from './titles.ts';

type Query = z.output<typeof timelinessQuerySchema>;
interface Asking {
  readonly units: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly by: Query['by'];
  readonly now: Date;
}
export type Percentiles = readonly [number, number] | null;
interface Counted extends Omit<Figures, 'firstLook' | 'lateBy' | 'answered'> {
  readonly key: string;
  /** A case of the group, for the words its unit has drawn. */
  readonly sample: string;
  readonly agencyId: string;
  readonly looked: number;
  readonly firstLook: Percentiles;
  readonly lateBy: Percentiles;
  readonly settled: number;
  readonly answered: Percentiles;
}

const everything = '*';
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** The days asked for, else the thirty up to today. */
export function periodOf({ from, until }: { readonly from?: string | undefined; readonly until?: string | undefined }, now: number): { readonly from: string; readonly until: string } {
  return from !== undefined && until !== undefined ? { from, until } : { from: day(now - 29 * 86_400_000), until: day(now) };
}

export async function timeliness(tx: Tx, { signed, now }: { readonly signed: Signed; readonly now: number }, query: Query): Promise<Timeliness> {
  if (query.unit !== undefined) needRight(signed, 'supervise', query.unit);
  const units = signed.units.filter((unit) => hasRight(signed, 'supervise', unit.id) && (query.unit === undefined || unit.id === query.unit));
  const asking: Asking = { units: units.map((unit) => unit.id), ...periodOf(query, now), by: query.by, now: new Date(now) };
  const rows = await counted(tx, asking);
  const groups = rows.filter((row) => row.key !== everything);
  const titles = await titlesInGroups(tx, asking.by, groups, new Map(units.map((unit) => [unit.id, unit.name])));
  const all = rows.find((row) => row.key === everything);
  return {
    from: asking.from, until: asking.until, at: asking.now.toISOString(), by: asking.by,
    all: all ? figures(all) : nothing,
    groups: groups.filter((row) => !isEmpty(row)).map((row) => ({ key: row.key, title: titles(row), ...figures(row) })).toSorted((a, b) => b.opened - a.opened || (a.title < b.title ? -1 : 1)),
    weeks: await weeks(tx, asking),
  };
}

/** One row for all, one for each group; a case counts at every criterion it cites. Days are those of the unit's zone. */
function counted(tx: Tx, { units, from, until, by, now }: Asking): Promise<Counted[]> {
  return tx.$queryRaw<Counted[]>`
    with asked as (
      select c.id, c.unit_id, c.agency_id, c.level, c.opened_at, c.closed_at, span.a, span.b
      from "case" c join unit u on u.id = c.unit_id
      cross join lateral (select (${from}::date)::timestamp at time zone u.zone as a, (${until}::date + 1)::timestamp at time zone u.zone as b) span
      where c.unit_id = any(${units}::uuid[]) and c.opened_at < span.b and coalesce(c.status, 'report') <> 'purged'
    ), keyed as (
      select id, ${everything}::text as key from asked
      union all select id, coalesce(level, '') from asked where ${by} = 'level'
      union all select id, unit_id::text from asked where ${by} = 'unit'
      union all select asked.id, coalesce(asked.agency_id::text || ' ' || cited.criterion, '') from asked
        left join lateral (
          select jsonb_array_elements_text(last.met) as criterion from (
            select e -> 'met' as met from journal j, jsonb_array_elements(j.entries) e
            where j.case_id = asked.id and j.kind = 'citeCriteria' and e ->> 'kind' = 'criteriaCited' order by j.number desc limit 1
          ) last
        ) cited on true where ${by} = 'criterion'
    ), cases as (
      select key, min(asked.id::text) as sample, min(agency_id::text) as agency_id,
        count(*) filter (where opened_at >= a)::int as opened,
        count(first_at) filter (where opened_at >= a)::int as looked,
        count(*) filter (where opened_at >= a and first_at is null)::int as no_first_look,
        percentile_disc(array[0.5, 0.95]) within group (order by (extract(epoch from first_at - opened_at) * 1000)::float8) filter (where opened_at >= a and first_at is not null) as first_look,
        count(*) filter (where closed_at >= a and closed_at < b)::int as ended,
        coalesce(sum(again.times), 0)::int as reopened
      from keyed join asked on asked.id = keyed.id
      left join lateral (
        select min(s.closed_at) as first_at from step s
        where s.case_id = asked.id and asked.opened_at >= a and s.state = 'done' and s.closed_by_person_id is not null and s.kind in ('task', 'approval')
      ) first_step on true
      left join lateral (
        select count(*) as times from journal j where j.case_id = asked.id and j.kind = 'reopen' and j.at >= a and j.at < b and (asked.closed_at is null or asked.closed_at >= a)
      ) again on true
      group by key
    ), limits as (
      select key, count(*) filter (where s.breached_at is null)::int as kept, count(s.breached_at)::int as late,
        percentile_disc(array[0.5, 0.95]) within group (order by greatest(0, extract(epoch from coalesce(s.closed_at, ${now}::timestamptz) - s.due_at) * 1000)::float8) filter (where s.breached_at is not null) as late_by
      from keyed join asked on asked.id = keyed.id join step s on s.case_id = asked.id
      where s.due_at >= a and s.due_at < b and s.due_at <= ${now}::timestamptz and (s.breached_at is not null or s.state = 'done')
      group by key
    ), handed as (
      select key, count(*) filter (where h.state in ('accepted', 'declined'))::int as settled,
        percentile_disc(array[0.5, 0.95]) within group (order by (extract(epoch from h.settled_at - h.offered_at) * 1000)::float8) filter (where h.state in ('accepted', 'declined')) as answered,
        count(*) filter (where h.state = 'accepted')::int as accepted, count(*) filter (where h.state = 'declined')::int as declined,
        count(*) filter (where h.state = 'withdrawn')::int as withdrawn, count(*) filter (where h.state = 'expired')::int as expired
      from keyed join asked on asked.id = keyed.id join handoff h on h.case_id = asked.id
      where h.settled_at >= a and h.settled_at < b and h.offered_at is not null
      group by key
    )
    select key, sample, agency_id as "agencyId", opened, looked, no_first_look as "noFirstLook", first_look as "firstLook", ended, reopened,
      coalesce(kept, 0) as kept, coalesce(late, 0) as late, late_by as "lateBy",
      coalesce(settled, 0) as settled, answered, coalesce(accepted, 0) as accepted, coalesce(declined, 0) as declined, coalesce(withdrawn, 0) as withdrawn, coalesce(expired, 0) as expired
    from cases left join limits using (key) left join handed using (key)`;
}

function weeks(tx: Tx, { units, from, until, now }: Asking): Promise<Timeliness['weeks']> {
  return tx.$queryRaw<Timeliness['weeks']>`
    select to_char(date_trunc('week', s.due_at at time zone u.zone), 'YYYY-MM-DD') as week, count(*) filter (where s.breached_at is null)::int as kept, count(s.breached_at)::int as late
    from "case" c join unit u on u.id = c.unit_id join step s on s.case_id = c.id
    where c.unit_id = any(${units}::uuid[]) and coalesce(c.status, 'report') <> 'purged' and s.due_at <= ${now}::timestamptz and (s.breached_at is not null or s.state = 'done')
      and s.due_at >= (${from}::date)::timestamp at time zone u.zone and s.due_at < (${until}::date + 1)::timestamp at time zone u.zone
    group by 1 order by 1`;
}

async function titlesInGroups(tx: Tx, by: Query['by'], groups: readonly Counted[], units: ReadonlyMap<string, string>): Promise<(row: Counted) => string> {
  switch (by) {
    case 'unit': return (row) => units.get(row.key) ?? '';
    case 'level': {
      const titles = await titlesOf(tx, groups.map((row) => row.sample));
      return (row) => titles.level({ caseId: row.sample }, row.key === '' ? null : row.key) ?? 'No level yet';
    }
    case 'criterion': {
      const known = new Map<string, string>();
      for (const agencyId of new Set(groups.map((row) => row.agencyId))) for (const { id, title } of (await newestCriteria(tx, agencyId))?.criteria ?? []) known.set(`${agencyId} ${id}`, title);
      return (row) => (row.key === '' ? 'No criterion cited' : (known.get(row.key) ?? row.key.slice(row.key.indexOf(' ') + 1)));
    }
  }
}

export const spread = (count: number, found: Percentiles): Spread => ({ count, medianMs: found?.[0] ?? null, p95Ms: count >= spreadFloor ? (found?.[1] ?? null) : null });

function figures(row: Counted): Figures {
  const { opened, noFirstLook, kept, late, accepted, declined, withdrawn, expired, ended, reopened } = row;
  return { opened, firstLook: spread(row.looked, row.firstLook), noFirstLook, kept, late, lateBy: spread(late, row.lateBy), answered: spread(row.settled, row.answered), accepted, declined, withdrawn, expired, ended, reopened };
}
const none: Spread = { count: 0, medianMs: null, p95Ms: null };
const nothing: Figures = { opened: 0, firstLook: none, noFirstLook: 0, kept: 0, late: 0, lateBy: none, answered: none, accepted: 0, declined: 0, withdrawn: 0, expired: 0, ended: 0, reopened: 0 };
const isEmpty = (row: Counted): boolean => row.opened + row.kept + row.late + row.accepted + row.declined + row.withdrawn + row.expired + row.ended + row.reopened === 0;
