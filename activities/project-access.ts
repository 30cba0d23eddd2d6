// Who sees a case, and what leaves the unit, as the entries say it. The members of a case's unit see it, for each agency
// that the plans of its runs were compiled for; a published version never changes, so a rebuild finds the same agencies.
import type { Entry, Transition } from '../protocol/entry.ts';
import type { Tx } from '../prisma/connect.ts';

export async function writeAccess(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  const grown = transitions.filter(({ entries }) => entries.some(letsIn));
  if (grown.length === 0) return;
  const { unitId } = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { unitId: true } });
  const known = new Set((await tx.caseAccess.findMany({ where: { caseId }, select: { agencyId: true } })).map((row) => row.agencyId));
  const byPlan = await agenciesByPlan(tx, grown);
  const rows = grown.flatMap(({ number, at, entries }) => {
    const added = entries.flatMap((entry) => agenciesOf(entry, byPlan)).filter((agencyId) => !known.has(agencyId) && known.add(agencyId));
    return added.map((agencyId, n) => ({ caseId, transition: number, n, agencyId, unitId, relation: 'member', fields: [], from: new Date(at) }));
  });
  if (rows.length > 0) await tx.caseAccess.createMany({ data: rows });
}

function letsIn(entry: Entry): boolean {
  return entry.kind === 'caseOpened' || entry.kind === 'runStarted';
}

function agenciesOf(entry: Entry, byPlan: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (entry.kind === 'caseOpened') return [entry.agencyId];
  return entry.kind === 'runStarted' ? (byPlan.get(entry.plan) ?? []) : [];
}

async function agenciesByPlan(tx: Tx, transitions: readonly Transition[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const plans = transitions.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'runStarted' ? [entry.plan] : [])));
  if (plans.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ hash: string; agencies: string[] }[]>`
    select plan_hash as hash, array(select a->>'id' from jsonb_array_elements(plan->'unit'->'agencies') as a) as agencies
    from version where plan_hash = any (${plans}::text[])`;
  return new Map(rows.map(({ hash, agencies }) => [hash, agencies]));
}

/** The register of disclosures: each offer and each notice that is drawn as one, to all it goes to. */
export async function writeDisclosures(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  const rows = transitions.flatMap(({ number, at, entries, rows: changes }) =>
    entries.flatMap((entry, n) => {
      if (entry.kind === 'notified' && entry.disclosed) {
        const { run, node, roles, disclosed } = entry;
        return [{
          caseId, transition: number, n, step: `${run}.${node}`, handoff: 'notify', agencies: [...disclosed.agencies], roles: [...roles], toPerson: null,
          byPersonId: disclosed.by.personId, byAgencyId: disclosed.by.agencyId, at: new Date(at), packageId: null, legalBasis: disclosed.legalBasis ?? null,
        }];
      }
      if (entry.kind !== 'handoffOffered' || !entry.disclosure) return [];
      const { step, handoff, roles, by } = entry;
      const agencies = changes.flatMap((change) => (change.table === 'step' && change.row.id === step ? change.row.agencies : []));
      return [{
        caseId, transition: number, n, step, handoff, agencies: [...agencies], roles: [...roles], toPerson: entry.toPerson ?? null,
        byPersonId: by.personId, byAgencyId: by.agencyId, at: new Date(at), packageId: entry.packageId ?? null, legalBasis: entry.legalBasis ?? null,
      }];
    }),
  );
  if (rows.length > 0) await tx.disclosure.createMany({ data: rows });
}
