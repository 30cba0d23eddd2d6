// The board as a table to take away: the rows that are shown, in their order, without what people wrote of a case. Its title and the
// words of measures and added tasks stay where access to the case is asked for each time.
import type { BoardRow } from '../../server/contract-cases.ts';
import { kindWords } from '../ui/labels.ts';
import { csvOf, type Cell } from './csv.ts';

interface Column {
  readonly head: string;
  readonly cell: (row: BoardRow, now: number, unitName: (id: string | null) => string) => Cell;
}

const yes = (is: boolean): string => (is ? 'yes' : '');
const wrote = (row: BoardRow): boolean => row.kind === 'measure' || row.kind === 'added';

const columns: readonly Column[] = [
  { head: 'Case', cell: (row) => row.caseReference ?? row.caseId },
  { head: 'Unit', cell: (row, _now, unitName) => unitName(row.unitId) },
  { head: 'Agency', cell: (row) => row.agency.name },
  { head: 'Protocol', cell: (row) => row.protocolTitle },
  { head: 'Step', cell: (row) => (wrote(row) ? kindWords[row.kind] : row.title) },
  { head: 'Kind', cell: (row) => kindWords[row.kind] },
  { head: 'Level', cell: (row) => row.levelTitle },
  { head: 'Imminent danger', cell: (row) => yes(row.imminent) },
  { head: 'Opened at', cell: (row) => row.openedAt },
  { head: 'Due at', cell: (row) => row.dueAt },
  { head: 'Minutes left', cell: (row, now) => (row.dueAt === null ? null : Math.floor((Date.parse(row.dueAt) - now) / 60_000)) },
  { head: 'Limit passed at', cell: (row) => row.breachedAt },
  { head: 'Waiting on', cell: (row) => row.waitingOn.join('; ') },
  { head: 'Claimed by', cell: (row) => row.claimedBy?.name ?? null },
  { head: 'Owner of the case', cell: (row) => row.owner.name },
  { head: 'Nobody can do it', cell: (row) => yes(row.nobody) },
  { head: 'Stuck', cell: (row) => yes(row.stuck) },
];

export function boardCsv(rows: readonly BoardRow[], { now, unitName }: { readonly now: number; readonly unitName: (id: string | null) => string }): string {
  return csvOf(columns.map((column) => column.head), rows.map((row) => columns.map((column) => column.cell(row, now, unitName))));
}

/** "board 2026-11-24 1430.csv", in universal time, so that files of one day stand in their order. */
export const boardFileName = (now: number): string => `board ${new Date(now).toISOString().slice(0, 16).replace('T', ' ').replace(':', '')}.csv`;
