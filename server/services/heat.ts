// How the steps of a protocol go over all its cases: counted by the database from the projection and the journal, under the row-level
// security of whoever asks. A run that has moved to another version counts whole at the version it is on.
import type { z } from 'zod';
import type { Tx } from '../../prisma/connect.ts';
import type { Heat, heatQuerySchema, StepHeat } from '../contract-timeliness.ts';
import { ProblemError } from '../problems.ts';
import { needRight, type Signed } from '../signed.ts';
import { periodOf, spread, type Percentiles } from './timeliness.ts';

interface Counted extends Omit<StepHeat, 'done' | 'escalated' | 'refused'> {
  readonly done: number;
  readonly took: Percentiles;
}
interface Said {
  readonly node: string;
  readonly escalated: number;
  readonly refused: number;
}

export async function heat(tx: Tx, { signed, now }: { readonly signed: Signed; readonly now: number }, query: z.output<typeof heatQuerySchema> & { readonly versionId: string }): Promise<Heat> {
  const version = await tx.version.findUnique({ where: { id: query.versionId }, select: { unitId: true, key: true, planHash: true } });
  if (version === null) throw new ProblemError('not_found');
  needRight(signed, 'supervise', version.unitId);
  const { from, until } = periodOf(query, now);
  const { unitId, key, planHash } = version;
  const anyVersion = query.versions === 'all';

  const [cases] = await tx.$queryRaw<{ n: number }[]>`
    select count(distinct r.case_id)::int as n from run r join "case" c on c.id = r.case_id
    where c.unit_id = ${unitId}::uuid and r.key = ${key} and (${anyVersion} or r.plan = ${planHash}) and coalesce(c.status, 'report') <> 'purged'`;
  const steps = await tx.$queryRaw<Counted[]>`
    with span as (select (${from}::date)::timestamp at time zone zone as a, (${until}::date + 1)::timestamp at time zone zone as b from unit where id = ${unitId}::uuid)
    select s.node, (array_agg(s.title order by s.opened_at desc))[1] as title,
      count(*) filter (where s.state = 'open')::int as open, count(*) filter (where s.state = 'open' and s.breached_at is not null)::int as "lateNow",
      count(*) filter (where s.state = 'done' and s.closed_at >= a and s.closed_at < b)::int as done,
      percentile_disc(array[0.5, 0.95]) within group (order by (extract(epoch from s.closed_at - s.opened_at) * 1000)::float8) filter (where s.state = 'done' and s.closed_at >= a and s.closed_at < b) as took,
      count(*) filter (where s.breached_at >= a and s.breached_at < b)::int as late
    from span, run r join "case" c on c.id = r.case_id join step s on s.case_id = r.case_id and s.run = r.id
    where c.unit_id = ${unitId}::uuid and r.key = ${key} and (${anyVersion} or r.plan = ${planHash}) and coalesce(c.status, 'report') <> 'purged' and s.kind <> 'phase'
    group by s.node order by s.node`;
  const said = await tx.$queryRaw<Said[]>`
    with span as (select (${from}::date)::timestamp at time zone zone as a, (${until}::date + 1)::timestamp at time zone zone as b from unit where id = ${unitId}::uuid)
    select e ->> 'node' as node, count(*) filter (where e ->> 'kind' = 'escalated')::int as escalated, count(*) filter (where e ->> 'kind' <> 'escalated')::int as refused
    from span, run r join "case" c on c.id = r.case_id join journal j on j.case_id = r.case_id cross join lateral jsonb_array_elements(j.entries) e
    where c.unit_id = ${unitId}::uuid and r.key = ${key} and (${anyVersion} or r.plan = ${planHash}) and coalesce(c.status, 'report') <> 'purged'
      and j.at >= a and j.at < b and (c.closed_at is null or c.closed_at >= a) and c.opened_at < b
      and e ->> 'kind' in ('escalated', 'approvalDenied', 'handoffDeclined') and e ->> 'run' = r.id
    group by 1`;
  const saidOf = new Map(said.map((one) => [one.node, one]));
  return {
    from, until, versions: query.versions, cases: cases?.n ?? 0,
    steps: steps.map(({ took, done, ...step }) => ({ ...step, done: spread(done, took), escalated: saidOf.get(step.node)?.escalated ?? 0, refused: saidOf.get(step.node)?.refused ?? 0 })),
  };
}
