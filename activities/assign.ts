// Whom a step goes to when the protocol says "by least open load" or "in turn": answered from the unit's members and the
// projection as they are now. The answer comes back to the case as an `assign` input, which the engine judges like any
// other, so nothing here has to be right for a rule to hold.
import type { Standing } from '../protocol/input.ts';
import { rights } from '../protocol/input.ts';
import type { Database, Tx } from '../prisma/connect.ts';

export interface AssigneeQuery {
  readonly caseId: string;
  readonly unitId: string;
  readonly step: string;
  readonly roles: readonly string[];
  /** The work takes a sworn officer. */
  readonly sworn?: boolean;
  readonly how: 'assignByLoad' | 'assignInTurn';
}

export function chooseAssignee(db: Database, query: AssigneeQuery): Promise<Standing | null> {
  return db.asSweeper(async (tx) => {
    const candidates = await holders(tx, query);
    const busy = query.how === 'assignByLoad' ? await openLoad(tx, candidates) : await lastTurn(tx, query, candidates);
    const weight = (candidate: Standing) => busy.get(candidate.personId) ?? 0;
    const [first] = candidates.toSorted((a, b) => weight(a) - weight(b) || (a.personId < b.personId ? -1 : 1));
    return first ?? null;
  });
}

async function holders(tx: Tx, { unitId, roles, sworn }: AssigneeQuery): Promise<readonly Standing[]> {
  const now = new Date();
  const members = await tx.unitMember.findMany({
    where: { unitId, from: { lte: now }, OR: [{ until: null }, { until: { gt: now } }], person: { disabledAt: null } },
    include: { role: { include: { rights: true } }, person: true },
  });
  const away = await tx.standIn.findMany({ where: { unitId, from: { lte: now }, until: { gt: now } }, select: { absentId: true } });
  const standings = new Map<string, Standing>();
  for (const { personId, agencyId, role, person } of members) {
    if (away.some(({ absentId }) => absentId === personId)) continue; // nothing is handed to somebody absent
    const key = `${personId}/${agencyId}`;
    const known = standings.get(key);
    const granted = role.rights.map((row) => row.right);
    standings.set(key, {
      personId,
      agencyId,
      member: true,
      roles: [...(known?.roles ?? []), role.key],
      qualifications: person.qualifications,
      rights: rights.filter((right) => granted.includes(right) || known?.rights.includes(right)),
      holders: {},
    });
  }
  return [...standings.values()].filter((standing) => standing.roles.some((role) => roles.includes(role)) && (sworn !== true || standing.qualifications.includes('sworn')));
}

async function openLoad(tx: Tx, candidates: readonly Standing[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.step.groupBy({
    by: ['claimedByPersonId'],
    where: { state: 'open', claimedByPersonId: { in: candidates.map((c) => c.personId) } },
    _count: true,
  });
  return new Map(rows.flatMap((row) => (row.claimedByPersonId === null ? [] : [[row.claimedByPersonId, row._count]])));
}

/** When each was last given this node's work, in any case of the unit: the longest ago is next. */
async function lastTurn(tx: Tx, { caseId, unitId, step }: AssigneeQuery, candidates: readonly Standing[]): Promise<ReadonlyMap<string, number>> {
  const own = await tx.step.findUnique({ where: { caseId_id: { caseId, id: step } }, select: { protocol: true, node: true } });
  if (own === null) return new Map();
  const rows = await tx.step.groupBy({
    by: ['claimedByPersonId'],
    where: { protocol: own.protocol, node: own.node, case: { unitId }, claimedByPersonId: { in: candidates.map((c) => c.personId) } },
    _max: { openedAt: true },
  });
  return new Map(rows.flatMap((row) => (row.claimedByPersonId === null || row._max.openedAt === null ? [] : [[row.claimedByPersonId, row._max.openedAt.getTime()]])));
}
