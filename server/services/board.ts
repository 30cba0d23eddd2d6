// The supervisor's board: every open step of the units they supervise, by time left, with what it waits for.
import type { Tx } from '../../prisma/connect.ts';
import type { Board, BoardRow } from '../contract-cases.ts';
import { hasRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import { namesFor } from './names.ts';
import { holdersOf, rosterOf } from './standing.ts';
import type { Roster } from './standing.ts';
import { bySlack, openRows, readerOf, taskRow } from './task-rows.ts';
import type { OpenRow } from './task-rows.ts';
import { titlesOf } from './titles.ts';

const soonMs = 2 * 3_600_000;

export async function board(tx: Tx, { signed, now }: { readonly signed: Signed; readonly now: number }, unit: string | undefined): Promise<Board> {
  const units = signed.units.filter((u) => hasRight(signed, 'supervise', u.id) && (unit === undefined || u.id === unit)).map((u) => u.id);
  const open = (await openRows(tx, { units })).filter((row) => row.kind !== 'phase' || row.dueAt !== null).toSorted(bySlack); // a phase is of interest by its limit
  const rosters = new Map<string, Roster>();
  for (const id of units) rosters.set(id, await rosterOf(tx, id, now));
  const titles = await titlesOf(tx, open.map((row) => row.caseId));
  const reader = await readerOf(tx, signed);
  const names = await namesFor(tx, open.flatMap((row) => [row.claimedByPersonId, row.ownerPersonId, row.toPerson]), open.flatMap((row) => [row.agencyId, row.ownerAgencyId]));

  const rows = open.map((row): BoardRow => {
    const holders = holdersOf(rosters.get(row.unitId ?? '') ?? { unitId: '', members: [], partners: [] }, row.roles);
    const owner = names.person(row.ownerPersonId, row.ownerAgencyId);
    const nobody = needsHolder(row) && holders.length === 0;
    return {
      ...taskRow(row, reader, { names, titles }),
      slackMs: row.dueAt === null ? null : row.dueAt.getTime() - now,
      waitingOn: waitingOn(row, { owner: owner.name, to: names.maybePerson(row.toPerson, null)?.name, claimer: names.maybePerson(row.claimedByPersonId, row.claimedByAgencyId)?.name, holders: holders.map((h) => h.name), titleOf: (role) => titles.role(row, role) }),
      nobody,
      stuck: row.parked || row.alarmed || row.held !== null || row.kind === 'byHand' || (row.handoffState === 'waiting' && row.why !== 'transfer_open'),
      owner,
    };
  });
  const count = (is: (row: BoardRow) => boolean): number => rows.filter(is).length;
  return {
    counts: {
      overdue: count((row) => row.breachedAt !== null || (row.slackMs !== null && row.slackMs < 0)),
      dueSoon: count((row) => row.slackMs !== null && row.slackMs >= 0 && row.slackMs <= soonMs),
      approvals: count((row) => row.kind === 'approval'),
      handoffs: count((row) => row.kind === 'handoff' || row.kind === 'ownership'),
      nobody: count((row) => row.nobody),
      stuck: count((row) => row.stuck),
    },
    rows,
  };
}

const needsHolder = (row: OpenRow): boolean => row.claimedByPersonId === null && row.toPerson === null && row.kind !== 'byHand' && row.kind !== 'measure' && row.kind !== 'end' && row.kind !== 'wait' && row.kind !== 'call' && row.kind !== 'phase';

interface Who {
  readonly owner: string;
  readonly to: string | undefined;
  readonly claimer: string | undefined;
  readonly holders: readonly string[];
  readonly titleOf: (role: string) => string;
}
/** Names while there are few, else the roles. */
function waitingOn(row: OpenRow, who: Who): string[] {
  if (who.to !== undefined) return [who.to];
  if (who.claimer !== undefined) return [who.claimer];
  if (row.kind === 'byHand' || row.kind === 'phase' || row.kind === 'end' || row.handoffState === 'waiting') return [who.owner];
  if (row.kind === 'wait' || row.kind === 'call') return [];
  return who.holders.length > 0 && who.holders.length <= 3 ? [...who.holders] : row.roles.map(who.titleOf);
}
