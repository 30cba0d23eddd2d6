// Who a step could be given to (the holders of its roles), or ownership be offered to (the members of the unit), with how
// much they have open, so that a supervisor does not pile work on one.
import type { Tx } from '../../prisma/connect.ts';
import { ProblemError } from '../problems.ts';
import { namesFor } from './names.ts';
import { holdersOf, rosterOf } from './standing.ts';

export async function candidates(tx: Tx, { caseId, step, now }: { readonly caseId: string; readonly step: string | undefined; readonly now: number }) {
  const row = await tx.case.findUnique({ where: { id: caseId }, select: { unitId: true } });
  if (row === null) throw new ProblemError('not_found');
  const roster = await rosterOf(tx, row.unitId, now);
  const open = step === undefined ? null : await tx.step.findUnique({ where: { caseId_id: { caseId, id: step } }, select: { roles: true, agencies: true, kind: true } });
  if (step !== undefined && open === null) throw new ProblemError('not_found');
  const chosen = open === null || open.kind === 'measure' ? roster.members : holdersOf(roster, open.roles).filter((m) => open.agencies.includes(m.agencyId));
  const load = await tx.step.groupBy({ by: ['claimedByPersonId'], where: { state: 'open', claimedByPersonId: { in: chosen.map((m) => m.personId) } }, _count: true });
  const titles = new Map((await tx.role.findMany({ where: { unitId: row.unitId }, select: { key: true, title: true } })).map((role) => [role.key, role.title]));
  const names = await namesFor(tx, chosen.map((m) => m.personId), chosen.map((m) => m.agencyId));
  return chosen
    .map((m) => ({ person: names.person(m.personId, m.agencyId), roles: m.roles.map((role) => titles.get(role) ?? role), openSteps: load.find((l) => l.claimedByPersonId === m.personId)?._count ?? 0 }))
    .toSorted((a, b) => a.openSteps - b.openSteps || a.person.name.localeCompare(b.person.name));
}
