// What was written since a look before, as the notifier asks: by the transaction ids of rows, which need no column, no trigger
// and no message of the writer. Deleted rows leave no trace, so what pages must hear of is never told by a deletion alone.
import type { Database } from '../../prisma/connect.ts';

export interface ChangedCase {
  readonly id: string;
  readonly unitId: string;
  readonly transition: number | null;
}

export interface Changes {
  readonly cases: readonly ChangedCase[];
  /** A protocol, its draft or one of its versions; `mark` is the newest transaction among them. */
  readonly protocols: readonly { readonly id: string; readonly unitId: string; readonly mark: string }[];
  /** Drafts that somebody opened, left or goes through. */
  readonly present: readonly { readonly id: string; readonly unitId: string; readonly mark: string }[];
  /** Marks of transactions that wrote agencies, units, roles, members, duty or people. */
  readonly people: readonly string[];
  /** From where to look the next time. */
  readonly next: bigint;
}

/** Rows written by transactions that were not finished at the last look, or began after it. */
export async function changedSince(db: Database, horizon: bigint | null): Promise<Changes> {
  return db.asSweeper(async (tx) => {
    // Transaction ids of rows have 32 bits; the horizon is cut to the same, and a wrap only shows things once more.
    const [row] = await tx.$queryRaw<{ next: bigint }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text::bigint % 4294967296 as next`;
    const next = row?.next ?? 0n;
    const from = horizon === null || horizon > next ? next : horizon;
    const cases = await tx.$queryRaw<ChangedCase[]>`select id, unit_id as "unitId", transition from "case" where xmin::text::bigint >= ${from}`;
    const protocols = await tx.$queryRaw<Changes['protocols'][number][]>`
      select p.id, p.unit_id as "unitId", max(c.mark)::text as mark
      from (
        select id as protocol_id, xmin::text::bigint as mark from protocol
        union all select protocol_id, xmin::text::bigint from draft
        union all select protocol_id, xmin::text::bigint from version
        union all select v.protocol_id, r.xmin::text::bigint from retirement r join version v on v.id = r.version_id
        union all select protocol_id, xmin::text::bigint from draft_thread
        union all select t.protocol_id, c.xmin::text::bigint from draft_comment c join draft_thread t on t.id = c.thread_id
      ) c join protocol p on p.id = c.protocol_id
      where c.mark >= ${from} group by p.id, p.unit_id`;
    const present = await tx.$queryRaw<Changes['present'][number][]>`
      select p.id, p.unit_id as "unitId", max(h.xmin::text::bigint)::text as mark
      from draft_presence h join protocol p on p.id = h.protocol_id where h.xmin::text::bigint >= ${from} group by p.id, p.unit_id`;
    const people = await tx.$queryRaw<{ mark: string }[]>`
      select mark::text from (
        select xmin::text::bigint as mark from agency
        union all select xmin::text::bigint from unit
        union all select xmin::text::bigint from role
        union all select xmin::text::bigint from unit_member
        union all select xmin::text::bigint from unit_partner
        union all select xmin::text::bigint from stand_in
        union all select xmin::text::bigint from unit_posture
        union all select xmin::text::bigint from staffing_plan
        union all select xmin::text::bigint from duty
        union all select xmin::text::bigint from person
      ) w where mark >= ${from} group by mark`;
    return { cases, protocols, present, people: people.map(({ mark }) => mark), next };
  });
}
