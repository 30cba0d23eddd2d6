// One case as it is kept in three places: what its workflow said (its history in Temporal, opened with the case's key), what
// the journal holds, and what is shown. Read past everything the product itself uses to show them.
import { rebuild } from '../../activities/project.ts';
import type { CaseState } from '../../protocol/case-state.ts';
import type { Transition } from '../../protocol/entry.ts';
import { connect } from '../../prisma/connect.ts';
import { readConfig } from '../../server/config.ts';
import { withClient } from '../../server/embedded/database-roles.ts';
import { createKeys } from '../../server/services/keys.ts';
import { eventsOf, openPayloads } from '../../server/services/workflow-history.ts';
import { connectTemporal } from '../../server/temporal-client.ts';
import { caseStateQuery, caseWorkflowId, type ActAnswer } from '../../workflows/messages.ts';
import type { Product } from '../harness/product.ts';

export interface Said {
  /** What each accepted Update answered, in order. */
  readonly answers: readonly ActAnswer[];
  /** Every transition the workflow handed over to be projected, deadlines included, by number. */
  readonly handedOver: readonly Transition[];
  readonly state: CaseState | null;
}

/** All runs of the workflow of a case, from the first to the last. */
export async function saidByWorkflow(product: Product, caseId: string): Promise<Said> {
  const config = readConfig(product.env);
  const db = connect(product.databaseUrl);
  const { keysFor } = createKeys({ db, installationKey: config.installationKey });
  const temporal = connectTemporal(config, keysFor);
  const workflowId = caseWorkflowId(caseId);
  try {
    const { state } = await temporal.client.workflow.getHandle(workflowId).query(caseStateQuery);
    const answers: ActAnswer[] = [];
    const handedOver = new Map<number, Transition>();
    for (const event of await eventsOf(temporal.client, workflowId)) {
      answers.push(...(await openPayloads<ActAnswer>(temporal.client, workflowId, event.workflowExecutionUpdateCompletedEventAttributes?.outcome?.success?.payloads)));
      const activity = event.activityTaskScheduledEventAttributes;
      if (activity?.activityType?.name !== 'project') continue;
      for (const { transitions } of await openPayloads<{ readonly transitions: readonly Transition[] }>(temporal.client, workflowId, activity.input?.payloads)) for (const one of transitions) handedOver.set(one.number, one);
    }
    return { answers, handedOver: [...handedOver.values()].toSorted((a, b) => a.number - b.number), state };
  } finally {
    await temporal.close();
    await db.close();
  }
}

/** The journal as it stands in PostgreSQL. */
export function journalOf(product: Product, caseId: string): Promise<readonly Transition[]> {
  return withClient(product.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ number: number; at: Date; input: unknown; entries: unknown; rows: unknown }>('select number, at, input, entries, rows from journal where case_id = $1 order by number', [caseId]);
    return rows.map(({ number, at, input, entries, rows: changes }): Transition => JSON.parse(JSON.stringify({ number, at: at.getTime(), input, entries, rows: changes })));
  });
}

const shownTables = ['run', 'step', 'deadline', 'vote', 'handoff', 'inbox', 'notice', 'case_access', 'disclosure'] as const;

/** Every row that shows the case, as text, by table. */
export function shownOf(product: Product, caseId: string): Promise<Readonly<Record<string, readonly string[]>>> {
  return withClient(product.database.superuserUrl, async (client) => {
    const rowsOf = async (table: string, by: string): Promise<readonly string[]> =>
      (await client.query<{ row: string }>(`select to_jsonb(t)::text as row from "${table}" t where ${by} = $1`, [caseId])).rows.map(({ row }) => row).toSorted();
    const shown: Record<string, readonly string[]> = { case: await rowsOf('case', 'id') };
    for (const table of shownTables) shown[table] = await rowsOf(table, 'case_id');
    return shown;
  });
}

export async function rebuiltFromJournal(product: Product, caseId: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const db = connect(product.databaseUrl);
  try {
    await rebuild(db, caseId);
  } finally {
    await db.close();
  }
  return shownOf(product, caseId);
}
