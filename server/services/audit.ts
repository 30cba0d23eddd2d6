// What the server records of acts outside cases and of acts a case refused, in the transaction of the act itself.
import { appendAudit } from '../../activities/project.ts';
import type { AuditAct } from '../../activities/project.ts';
import type { Tx } from '../../prisma/connect.ts';

export interface AuditRow extends Omit<AuditAct, 'object' | 'payload'> {
  readonly objectKind?: string;
  readonly objectId?: string;
  /** Ids and settings only; never content of a case, never a secret. */
  readonly payload?: object;
}

export function audit(tx: Tx, { objectKind, objectId, payload, ...act }: AuditRow): Promise<void> {
  return appendAudit(tx, { ...act, ...(objectKind !== undefined && objectId !== undefined && { object: { kind: objectKind, id: objectId } }), ...(payload && { payload: { ...payload } }) });
}
