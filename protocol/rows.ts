// The projection as data: which rows one transition changes. Derived from the state before and after and the entries of
// the transition, so that the writer in the database is one generic upsert and a rebuild from the journal is row for row
// equal. Every row holds ids and routing values only.
import type { CalendarVersion, CaseState, Person } from './case-state.ts';

/** `nextDueAt`: the earliest limit among the open steps, one that has passed included; never a mere warning or escalation. */
export interface CaseRow {
  readonly status: string; readonly level: string | null; readonly everHigh: boolean; readonly breaches: number;
  readonly ownerPersonId: string; readonly ownerAgencyId: string; readonly ownerAlarm: boolean;
  readonly openedAt: number; readonly openSteps: number; readonly nextDueAt: number | null; readonly imminent: boolean;
  readonly retentionClass: string | null; readonly reviewAt: number | null; readonly parked: boolean; readonly closedAt: number | null; readonly pausedUntil: number | null;
}
export interface RunRow {
  readonly id: string; readonly plan: string; readonly key: string; readonly version: number; readonly title: string;
  readonly startedAt: number; readonly parent: string | null; readonly state: 'live' | 'ended' | 'cancelled'; readonly outcome: string | null;
}
export interface StepRow {
  readonly id: string; readonly run: string; readonly protocol: string; readonly node: string; readonly kind: string; readonly title: string; readonly visit: number;
  readonly openedAt: number; readonly state: 'open' | 'done' | 'cancelled'; readonly closedAt: number | null; readonly outcome: string | null;
  readonly closedBy: Person | null; readonly claimedBy: Person | null;
  readonly roles: readonly string[]; // who may act now, let-in roles included
  readonly agencies: readonly string[]; // agencies that may see it in their inbox
  readonly outside: readonly string[]; // of these, agencies without members in the unit
  readonly dueAt: number | null; readonly warnAt: number | null; readonly breachedAt: number | null; readonly extendedBy: number;
  readonly held: string | null;
  readonly stoppedUntil: number | null; // its clock stands, so that it is not due
}
export interface VoteRow { readonly step: string; readonly person: Person; readonly grants: boolean; readonly seats: readonly string[]; readonly at: number; readonly reasonId: string | null; readonly state: 'counted' | 'withdrawn' | 'voided' }
export interface HandoffRow {
  readonly step: string; readonly handoff: string; readonly state: 'waiting' | 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'cancelled' | 'settled';
  readonly offeredAt: number | null; readonly offeredBy: Person | null; readonly settledAt: number | null; readonly settledBy: Person | null;
  readonly reasonId: string | null; readonly packageId: string | null; readonly toPerson: string | null; readonly why: string | null;
  readonly places: number | null; readonly answered: readonly string[]; // persons
}
/** A deadline as the ledger keeps it: one row per deadline of a step, with how it was derived and what became of it. */
export interface DeadlineRow { readonly step: string; readonly rule: number; readonly anchorAt: number; readonly due: number; readonly why: string; readonly passedAt: number | null; readonly n: number; readonly calendar: CalendarVersion | null }
/** What a notice can be about; the page has a sentence for each. */
export const noticeAbouts = [
  'notify', 'dueSoon', 'escalated', 'assigned', 'handoffOffered', 'handoffAccepted', 'handoffDeclined', 'handoffAsked', 'handoffAnswered', 'handoffSettled', 'leftBehind', 'endHeld', 'ownerChanged', 'votesVoided', 'changedSince', 'measure', 'measureOverdue', 'added', 'taskOverdue',
  'danger', 'retention', 'parked', 'anchorMissing', 'each', 'calendarEnds', 'paused', 'resumed', 'blocked', 'elsewhere',
] as const;
export type NoticeAbout = (typeof noticeAbouts)[number];
/** A notice in the app, to named persons or to whoever holds a role now. `n`: position in its transition. */
export interface NoticeRow { readonly n: number; readonly persons: readonly string[]; readonly roles: readonly string[]; readonly about: NoticeAbout; readonly step: string | null; readonly text: string; readonly urgent: boolean }

export type RowChange =
  | { readonly table: 'case'; readonly row: CaseRow }
  | { readonly table: 'run'; readonly row: RunRow }
  | { readonly table: 'step'; readonly row: StepRow }
  | { readonly table: 'vote'; readonly row: VoteRow }
  | { readonly table: 'handoff'; readonly row: HandoffRow }
  | { readonly table: 'deadline'; readonly row: DeadlineRow }
  | { readonly table: 'notice'; readonly row: NoticeRow };
export type { CaseState };
