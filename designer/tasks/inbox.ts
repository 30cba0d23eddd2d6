// The inbox as sections by slack: what is for now, what comes next, what was put off; and what a view shows of it. Put off is
// never forgotten: a step comes back at its hour, or before when its limit comes near or danger is declared.
import type { TaskRow } from '../../server/contract-cases.ts';
import type { InboxSearch } from '../../server/contract-inbox.ts';
import { bandOf } from './slack.ts';

export type SectionKey = 'now' | 'next' | 'later';
export interface Section<Row> {
  readonly key: SectionKey;
  readonly rows: readonly Row[];
}

export const isPutOff = (row: TaskRow, now: number): boolean => {
  const band = bandOf(row, now);
  return row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > now && band !== 'overdue' && band !== 'soon' && !row.imminent;
};

function sectionOf(row: TaskRow, now: number): SectionKey {
  if (isPutOff(row, now)) return 'later';
  const band = bandOf(row, now);
  return row.imminent || row.held !== null || band === 'overdue' || band === 'soon' ? 'now' : 'next';
}

/** In the order of the rows given; sections without a row are left out. */
export function sectionsOf(rows: readonly TaskRow[], now: number): readonly Section<TaskRow>[] {
  return (['now', 'next', 'later'] as const).map((key) => ({ key, rows: rows.filter((row) => sectionOf(row, now) === key) })).filter((section) => section.rows.length > 0);
}

/** What a view shows. Words are looked for in what stands in the row, all of them, wherever. */
export function isInView(row: TaskRow, { q, kind, band, protocol, unit }: InboxSearch, now: number): boolean {
  const text = [row.title, row.caseReference, row.caseTitle, row.protocolTitle, row.claimedBy?.name, ...row.roleTitles].join(' ').toLowerCase();
  return (
    (q ?? '').toLowerCase().split(/\s+/).every((word) => text.includes(word)) &&
    (kind === undefined || row.kind === kind) &&
    (band === undefined || bandOf(row, now) === band) &&
    (protocol === undefined || row.protocolTitle === protocol) &&
    (unit === undefined || row.unitId === unit)
  );
}

export const keyOf = (row: Pick<TaskRow, 'caseId' | 'stepId'>): string => `${row.caseId} ${row.stepId}`;

/** Rows in the places they were seen in: what changed is brought up to date where it stands, what is no longer open stays as gone, and what is new waits until it is asked for. */
export function calm<Row extends Pick<TaskRow, 'caseId' | 'stepId'>>(seen: readonly Row[], fresh: readonly Row[]): { readonly rows: readonly (Row & { readonly isGone: boolean })[]; readonly added: number } {
  const found = new Map(fresh.map((row) => [keyOf(row), row]));
  const places = new Set(seen.map(keyOf));
  return { rows: seen.map((row) => ({ ...(found.get(keyOf(row)) ?? row), isGone: !found.has(keyOf(row)) })), added: fresh.filter((row) => !places.has(keyOf(row))).length };
}
