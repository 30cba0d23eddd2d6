// Audit of what happens outside the transitions of cases: sign-ins, changes of people and protocols, and every refusal.
// An agency has sixteen chains, so that its acts do not wait for each other; one connection always appends to the same
// one, so that two transactions never wait for each other's chains either. What no agency did goes to the installation's.
import { randomBytes } from 'node:crypto';
import type { Tx } from '../prisma/connect.ts';
import { toJson } from '../prisma/json.ts';
import { auditHash, commitmentOf, noHash } from './chain.ts';

export interface AuditAct {
  readonly personId?: string;
  readonly agencyId?: string;
  readonly onBehalfOf?: string;
  readonly sessionId?: string;
  readonly action: string;
  readonly object?: { readonly kind: string; readonly id: string };
  readonly caseId?: string;
  readonly outcome: 'taken' | 'refused' | 'failed';
  readonly code?: string;
  /** What a purge may remove: addresses, names as typed. Never secrets. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Epoch ms; the present when left out. */
  readonly at?: number;
}

/** Appends in the caller's transaction: what is done and its audit are there together or not at all. */
export async function appendAudit(tx: Tx, act: AuditAct): Promise<void> {
  const chain = await lockChain(tx, act.agencyId === undefined ? 'installation' : `agency:${act.agencyId}`);
  const last = await tx.auditHead.findUnique({ where: { chain } });
  const prevHash = last?.hash ?? noHash;
  const at = act.at ?? Date.now();
  const payload = act.payload === undefined ? undefined : toJson(act.payload);
  const salt = payload === undefined ? null : randomBytes(16).toString('hex');
  const content = {
    chain, seq: (last?.seq ?? 0) + 1, at,
    personId: act.personId ?? null, agencyId: act.agencyId ?? null, onBehalfOf: act.onBehalfOf ?? null, sessionId: act.sessionId ?? null,
    action: act.action, objectKind: act.object?.kind ?? null, objectId: act.object?.id ?? null, caseId: act.caseId ?? null,
    outcome: act.outcome, code: act.code ?? null, journalNumber: null, journalHead: null,
    commitment: salt === null ? null : commitmentOf(salt, payload),
  };
  const row = { ...content, at: new Date(at), salt, prevHash, hash: auditHash(content, prevHash) };
  // Many at once, because one at a time is read back, and nobody who appends may read.
  await tx.auditEvent.createMany({ data: [payload === undefined ? row : { ...row, payload }] });
}

const chains = 16;

async function lockChain(tx: Tx, family: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ chain: string }[]>`
    select c.chain, pg_advisory_xact_lock(hashtextextended(c.chain, 7420))::text
    from (select ${family}::text || ':' || (pg_backend_pid() % ${chains}::int) as chain) c`;
  if (row === undefined) throw new Error('the database named no audit chain');
  return row.chain;
}
