// Where somebody of another agency goes on with a case they take over: a protocol of a unit of their own that they may open
// cases with, and whose beginning does not need an intake nobody would fill in.
import type { Tx } from '../../prisma/connect.ts';
import type { OwnCase } from '../../protocol/input.ts';
import type { Plan } from '../../protocol/plan.ts';
import { ProblemError } from '../problems.ts';
import { needRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import { nodeOf } from './plans.ts';

export async function ownCase(tx: Tx, signed: Signed, versionId: string): Promise<OwnCase> {
  const version = await tx.version.findUnique({ where: { id: versionId }, select: { unitId: true, plan: true, retirement: true } });
  if (version === null) throw new ProblemError('not_found');
  needRight(signed, 'open', version.unitId);
  if (version.retirement !== null) throw new ProblemError('retired');
  if (!beginsWithoutIntake(version.plan as unknown as Plan)) throw new ProblemError('bad_value', { about: 'into', detail: 'This protocol begins with an intake form that must come along. Choose one that lets somebody of your unit fill it in.' });
  return { unitId: version.unitId, version: versionId };
}

/** It asks for nothing at the opening, or waits for somebody to fill it in. */
export function beginsWithoutIntake(plan: Plan): boolean {
  const start = nodeOf(plan, plan.start);
  return start?.kind === 'start' && (start.form === undefined || start.roles.length > 0);
}
