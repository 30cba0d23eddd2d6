// The only writer of the journal and of everything shown of cases. One transaction writes a batch of transitions whole:
// journal, audit, changed rows, access, inbox. The server calls it before it answers a person, the worker calls it for
// every transition; whoever comes second finds the work done. What the database shows has been in the workflow's history
// before. Also the door to what belongs to the record: its audit, its rebuild, its verification.
import type { Transition } from '../protocol/entry.ts';
import type { Database, Tx } from '../prisma/connect.ts';
import { auditHash, caseChain, journalLink, noHash } from './chain.ts';
import type { AuditContent, Link } from './chain.ts';
import { filingOf, journalPages } from './journal-pages.ts';
import type { Filing } from './journal-pages.ts';
import { applyTransitions, lockCase, ProjectConflict, ProjectGap } from './project-case.ts';
import type { Recorded } from './project-case.ts';

export { appendAudit } from './audit.ts';
export type { AuditAct } from './audit.ts';
export { ProjectConflict, ProjectGap } from './project-case.ts';
export { newestRows } from './project-rows.ts';
export { rebuild } from './rebuild.ts';
export { verifyCase, verifyChain } from './verify.ts';
export type { Verification } from './verify.ts';

export interface ProjectArgs {
  readonly caseId: string;
  /** Following each other; known ones at the front are compared and passed over. */
  readonly transitions: readonly Transition[];
  /** For a case whose row the server has not written. */
  readonly meta?: { readonly reference?: string; readonly title?: string };
}

export async function project(db: Database, args: ProjectArgs): Promise<void> {
  if (args.transitions.length === 0) return;
  await db.asProjector((tx) => write(tx, args));
}

/** The whole journal of a case, in order, as it is stored. */
export function readJournal(db: Database, caseId: string): Promise<readonly Transition[]> {
  return db.asProjector(async (tx) => {
    const journal: Transition[] = [];
    for await (const page of journalPages(tx, caseId)) journal.push(...page.map((row) => row.transition));
    return journal;
  });
}

async function write(tx: Tx, args: ProjectArgs): Promise<void> {
  const { caseId, transitions } = args;
  const recorded = await lockCase(tx, caseId) ?? await makeCase(tx, args);
  await compareKnown(tx, caseId, transitions.filter(({ number }) => number <= recorded.transition));
  const fresh = transitions.filter(({ number }) => number > recorded.transition);
  fresh.forEach(({ number }, i) => {
    const expected = recorded.transition + 1 + i;
    if (number !== expected) throw new ProjectGap(caseId, expected);
  });
  if (fresh.length === 0) return;
  await writeRecord(tx, caseId, recordsOf(caseId, fresh, recorded));
  await applyTransitions(tx, caseId, fresh);
  await writeOutbox(tx, caseId, fresh);
}

/** A notice is to go out from the instant it is recorded, once: a rebuild writes notices again, but nothing here. */
async function writeOutbox(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  const data = transitions.flatMap(({ number, at, rows }) =>
    rows.flatMap((change) => (change.table === 'notice' ? [{ caseId, transition: number, n: change.row.n, channel: 'notices', payload: {}, nextAt: new Date(at) }] : [])),
  );
  if (data.length > 0) await tx.outbox.createMany({ data, skipDuplicates: true });
}

async function makeCase(tx: Tx, { caseId, transitions, meta }: ProjectArgs): Promise<Recorded> {
  const first = transitions.find(({ number }) => number === 1);
  const opened = first?.entries.find((entry) => entry.kind === 'caseOpened');
  if (first === undefined || opened?.kind !== 'caseOpened') throw new ProjectGap(caseId, 1);
  const run = first.rows.find((change) => change.table === 'run');
  const title = meta?.title ?? (run?.table === 'run' ? run.row.title : '');
  const { unitId, agencyId } = opened;
  await tx.case.createMany({
    data: [{ id: caseId, reference: meta?.reference ?? null, title, unitId, agencyId, createdAt: new Date(first.at) }],
    skipDuplicates: true,
  });
  const made = await lockCase(tx, caseId);
  if (made === undefined) throw new ProjectGap(caseId, 1);
  return made;
}

async function compareKnown(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  if (transitions.length === 0) return;
  const rows = await tx.journal.findMany({
    where: { caseId, number: { in: transitions.map(({ number }) => number) } },
    select: { number: true, contentHash: true },
  });
  const stored = new Map(rows.map((row) => [row.number, row.contentHash]));
  for (const transition of transitions) {
    const { contentHash } = journalLink(caseId, transition, noHash);
    if (stored.get(transition.number) !== contentHash) throw new ProjectConflict(caseId, transition.number);
  }
}

interface Recording {
  readonly journal: Filing & Link & { readonly number: number; readonly at: number; readonly input: unknown; readonly entries: unknown; readonly rows: unknown };
  readonly audit: AuditContent & { readonly prevHash: string; readonly hash: string };
}

function recordsOf(caseId: string, transitions: readonly Transition[], recorded: Recorded): readonly Recording[] {
  let { head, auditHead } = recorded;
  return transitions.map((transition) => {
    const { number, at, input, entries, rows } = transition;
    const link = journalLink(caseId, transition, head);
    const filing = filingOf(input);
    const audit: AuditContent = {
      chain: caseChain(caseId), seq: number, at, personId: filing.personId, agencyId: filing.agencyId, onBehalfOf: null, sessionId: null, action: filing.kind,
      objectKind: 'case', objectId: caseId, caseId, outcome: 'taken', code: null, journalNumber: number, journalHead: link.hash, commitment: null,
    };
    const hash = auditHash(audit, auditHead);
    const recording: Recording = { journal: { number, at, input, entries, rows, ...filing, ...link }, audit: { ...audit, prevHash: auditHead, hash } };
    head = link.hash;
    auditHead = hash;
    return recording;
  });
}

/** Both chains and their heads in one statement: this is on the way of every act, and each round trip is felt. */
async function writeRecord(tx: Tx, caseId: string, records: readonly Recording[]): Promise<void> {
  const last = records.at(-1);
  if (last === undefined) return;
  await tx.$executeRaw`
    with written as (
      insert into journal (case_id, number, at, input_id, kind, person_id, agency_id, input, entries, rows, rows_hash, content_hash, prev_hash, hash)
      select ${caseId}::uuid, j.number, instant(j.at), j."inputId", j.kind, j."personId", j."agencyId", j.input, j.entries, j.rows, j."rowsHash", j."contentHash",
        j."prevHash", j.hash
      from jsonb_to_recordset(${JSON.stringify(records.map(({ journal }) => journal))}::jsonb) as j(number int, at bigint, "inputId" text, kind text,
        "personId" uuid, "agencyId" uuid, input jsonb, entries jsonb, rows jsonb, "rowsHash" text, "contentHash" text, "prevHash" text, hash text)
    ), audited as (
      insert into audit_event (chain, seq, at, person_id, agency_id, action, object_kind, object_id, case_id, outcome, journal_number, journal_head, prev_hash, hash)
      select a.chain, a.seq, instant(a.at), a."personId", a."agencyId", a.action, a."objectKind", a."objectId", a."caseId", a.outcome, a."journalNumber",
        a."journalHead", a."prevHash", a.hash
      from jsonb_to_recordset(${JSON.stringify(records.map(({ audit }) => audit))}::jsonb) as a(chain text, seq int, at bigint, "personId" uuid, "agencyId" uuid,
        action text, "objectKind" text, "objectId" text, "caseId" uuid, outcome text, "journalNumber" int, "journalHead" text, "prevHash" text, hash text)
      order by a.seq
    )
    update "case" set transition = ${last.journal.number}::int, head = ${last.journal.hash}, audit_head = ${last.audit.hash} where id = ${caseId}::uuid`;
}
