// Which rows each of the six numbers stands for, and how rows are grouped. The numbers themselves come from the server.
import type { Board, BoardRow } from '../../server/contract-cases.ts';

export type Shown = keyof Board['counts'];
export const groupings = ['none', 'waiting', 'person', 'protocol', 'step', 'unit', 'agency', 'case'] as const;
export type GroupBy = (typeof groupings)[number];

export const countWords: Readonly<Record<Shown, readonly [string, string]>> = {
  overdue: ['Overdue', 'No step is overdue.'],
  dueSoon: ['Due within two hours', 'Nothing is due within two hours.'],
  approvals: ['Approvals waiting', 'No decision is waited for.'],
  handoffs: ['Handoffs open', 'No handoff waits for an answer.'],
  nobody: ['Nobody can do it', 'Every open step has somebody who can do it.'],
  stuck: ['Stuck', 'No case is stuck.'],
};

const soonMs = 2 * 3_600_000;

export function isShown(row: BoardRow, shown: Shown, now: number): boolean {
  switch (shown) {
    case 'overdue': return row.dueAt !== null && Date.parse(row.dueAt) < now;
    case 'dueSoon': return row.dueAt !== null && Date.parse(row.dueAt) >= now && Date.parse(row.dueAt) - now <= soonMs;
    case 'approvals': return row.kind === 'approval';
    case 'handoffs': return row.kind === 'handoff' || row.kind === 'ownership';
    case 'nobody': return row.nobody;
    case 'stuck': return row.stuck;
  }
}

export function groupOf(row: BoardRow, by: GroupBy, unitName: (id: string | null) => string): string {
  switch (by) {
    case 'none': return '';
    case 'protocol': return row.protocolTitle || 'The case itself';
    case 'step': return `${row.title} · ${row.protocolTitle || 'The case itself'}`;
    case 'unit': return unitName(row.unitId);
    case 'person': return row.claimedBy?.name ?? (row.kind === 'byHand' || row.kind === 'end' || row.kind === 'phase' ? row.owner.name : 'Claimed by nobody');
    case 'agency': return row.agency.name;
    case 'waiting': return row.waitingOn.length > 0 ? row.waitingOn.join(', ') : row.kind === 'wait' ? 'Time' : row.kind === 'call' ? 'Another protocol' : 'Nobody';
    case 'case': return `${row.caseReference ?? ''} ${row.caseTitle}`.trim();
  }
}
