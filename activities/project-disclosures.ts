// The register of what leaves the unit: each offer and each sending that is drawn as a disclosure, to all it went to, with what
// went along and on which basis.
import type { Transition } from '../protocol/entry.ts';
import type { Tx } from '../prisma/connect.ts';
import { listOfShown } from './project-access.ts';

/** Each offer and each notice that is drawn as one, to all it goes to. */
export async function writeDisclosures(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  const rows = transitions.flatMap(({ number, at, entries, rows: changes }) =>
    entries.flatMap((entry, n) => {
      if (entry.kind === 'notified' && entry.disclosed) {
        const { run, node, roles, disclosed } = entry;
        return [{
          caseId, transition: number, n, step: `${run}.${node}`, handoff: 'notify', agencies: [...disclosed.agencies], roles: [...roles], toPerson: null,
          byPersonId: disclosed.by.personId, byAgencyId: disclosed.by.agencyId, at: new Date(at), packageId: null, legalBasis: disclosed.legalBasis ?? null, shown: [],
        }];
      }
      if (entry.kind !== 'handoffOffered' || !entry.disclosure) return [];
      const { step, handoff, roles, by } = entry;
      const agencies = changes.flatMap((change) => (change.table === 'step' && change.row.id === step ? change.row.agencies : []));
      return [{
        caseId, transition: number, n, step, handoff, agencies: [...agencies], roles: [...roles], toPerson: entry.toPerson ?? null,
        byPersonId: by.personId, byAgencyId: by.agencyId, at: new Date(at), packageId: entry.packageId ?? null, legalBasis: entry.legalBasis ?? null, shown: listOfShown(entry.shown ?? {}),
      }];
    }),
  );
  if (rows.length > 0) await tx.disclosure.createMany({ data: rows });
}
