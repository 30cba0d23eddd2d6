// The words a unit has drawn for what a row knows by its id only: the protocol, the level of concern, the roles. Lists and the
// board say them as the page of the step does. What no plan of the case has is said by its id, made readable.
import type { Tx } from '../../prisma/connect.ts';
import type { Plan } from '../../protocol/plan.ts';
import { plansByHash } from './plans.ts';

interface Of {
  readonly caseId: string;
  /** The run a step belongs to; none for what belongs to the case itself. */
  readonly run?: string;
}

export interface Titles {
  protocol(of: Of): string;
  level(of: Of, id: string | null): string | null;
  role(of: Of, id: string): string;
}

export async function titlesOf(tx: Tx, caseIds: Iterable<string>): Promise<Titles> {
  const runs = await tx.run.findMany({ where: { caseId: { in: [...new Set(caseIds)] } }, select: { caseId: true, id: true, title: true, plan: true }, orderBy: { startedAt: 'desc' } });
  const published = await plansByHash(tx, runs.map((run) => run.plan));
  const ofCase = new Map<string, typeof runs>();
  for (const run of runs) ofCase.set(run.caseId, [...(ofCase.get(run.caseId) ?? []), run]);
  // The step's own protocol speaks first, then the others of the case, the newest before.
  const plansFor = ({ caseId, run }: Of): readonly Plan[] => {
    const here = ofCase.get(caseId) ?? [];
    return [...here.filter((one) => one.id === run), ...here.filter((one) => one.id !== run)].flatMap((one) => published.get(one.plan)?.plan ?? []);
  };
  return {
    protocol: ({ caseId, run }) => ofCase.get(caseId)?.find((one) => one.id === run)?.title ?? '',
    level: (of, id) => (id === null ? null : (plansFor(of).flatMap((plan) => plan.levels).find((level) => level.id === id)?.title ?? readable(id))),
    role: (of, id) => plansFor(of).find((plan) => Object.hasOwn(plan.roles, id))?.roles[id]?.title ?? readable(id),
  };
}

function readable(id: string): string {
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
