// Entries are the facts that follow from one input, in the past tense: the case's journal. Ids and routing values only;
// content lies outside. Each belongs to a transition, which gives it number, instant and author.
import type { CalendarVersion, DeadlineWhy, Item, Person, StepKind, TimerKind } from './case-state.ts';
import type { RoutingValue } from './condition.ts';
import type { CaseStatus, HandoffKind } from './draft.ts';
import type { CaseSeed, ClockPolicy, Input, OwnCase, PauseTarget } from './input.ts';
import type { RowChange } from './rows.ts';

type StepRef = { readonly step: string; readonly run: string; readonly protocol: string; readonly node: string };

export type Entry =
  | { readonly kind: 'caseOpened'; readonly unitId: string; readonly agencyId: string; readonly owner: Person }
  | { readonly kind: 'caseSeeded'; readonly by: Person; readonly seed: CaseSeed }
  | { readonly kind: 'runStarted'; readonly run: string; readonly protocol: string; readonly version: number; readonly plan: string; readonly how: 'opened' | 'started' | 'called' | 'spawned' | 'danger' | 'reopened' | 'retention' }
  | { readonly kind: 'runEnded'; readonly run: string; readonly protocol: string; readonly outcome: string | null }
  | { readonly kind: 'runMigrated'; readonly run: string; readonly protocol: string; readonly from: { readonly plan: string; readonly version: number }; readonly to: { readonly plan: string; readonly version: number }; readonly plannedBy: Person; readonly by: Person; readonly reasonId: string }
  | ({ readonly kind: 'stepMoved'; readonly from: string } & StepRef)
  | { readonly kind: 'runCancelled'; readonly run: string; readonly protocol: string }
  | ({ readonly kind: 'stepOpened'; readonly stepKind: StepKind; readonly visit: number; readonly roles: readonly string[]; readonly item?: Omit<Item, 'later' | 'ended'> } & StepRef)
  | ({ readonly kind: 'stepClaimed'; readonly by: Person } & StepRef)
  | ({ readonly kind: 'stepReleased'; readonly how: 'person' | 'escalation' } & StepRef)
  | ({ readonly kind: 'stepAssigned'; readonly to: Person; readonly reasonId?: string } & StepRef)
  | ({ readonly kind: 'stepCompleted'; readonly outcome: string; readonly by: Person; readonly reasonId?: string; readonly submissionId?: string } & StepRef)
  | ({ readonly kind: 'stepCancelled'; readonly why: 'join' | 'runEnded' | 'person' | 'callerGone' | 'eachLeft' | 'handler' | 'migrated'; readonly reasonId?: string } & StepRef)
  | ({ readonly kind: 'stepSkipped'; readonly edge: string; readonly by: Person; readonly reasonId: string } & StepRef)
  | ({ readonly kind: 'stepLeftOverdue' } & StepRef)
  | ({ readonly kind: 'waitEnded'; readonly by: 'time' | 'event'; readonly event?: string } & StepRef)
  | { readonly kind: 'eventRaised'; readonly name: string }
  | { readonly kind: 'formSubmitted'; readonly form: string; readonly submissionId: string; readonly hash: string; readonly fields: Readonly<Record<string, RoutingValue>>; readonly step?: string }
  | { readonly kind: 'formCorrected'; readonly form: string; readonly submissionId: string; readonly hash: string; readonly previous: string; readonly fields: Readonly<Record<string, RoutingValue>> }
  | ({ readonly kind: 'voteCast'; readonly by: Person; readonly grants: boolean; readonly seats: readonly string[]; readonly reasonId?: string } & StepRef)
  | ({ readonly kind: 'voteWithdrawn'; readonly by: Person } & StepRef)
  | ({ readonly kind: 'votesVoided'; readonly form: string; readonly voters: readonly Person[]; readonly why?: 'migrated' } & StepRef)
  | ({ readonly kind: 'approvalGranted'; readonly by: readonly Person[]; readonly content: Readonly<Record<string, string>> } & StepRef)
  | ({ readonly kind: 'approvalDenied'; readonly by: Person; readonly reasonId?: string } & StepRef)
  | { readonly kind: 'approvalChangedSince'; readonly protocol: string; readonly node: string; readonly form: string; readonly approvers: readonly string[] }
  | ({ readonly kind: 'handoffWaiting'; readonly why: string } & StepRef)
  | ({ readonly kind: 'handoffOffered'; readonly handoff: string; readonly by: Person; readonly roles: readonly string[]; readonly places?: number; readonly toPerson?: string; readonly packageId?: string; readonly disclosure: boolean; readonly legalBasis?: string; /** Of each form or field in the package, the submission that goes along. */ readonly shown?: Readonly<Record<string, string>> } & StepRef)
  | ({ readonly kind: 'handoffAccepted'; readonly handoff?: HandoffKind; readonly by: Person; readonly from: Person } & StepRef) // of a consult: taken on, its answer is still to come
  | ({ readonly kind: 'handoffAsked'; readonly by: Person; readonly side: 'sender' | 'receiver'; readonly tell: { readonly persons: readonly string[]; readonly roles: readonly string[] }; readonly textId: string } & StepRef)
  | ({ readonly kind: 'handoffAnswered'; readonly by: Person; readonly from: Person; readonly submissionId?: string; readonly textId?: string } & StepRef)
  | ({ readonly kind: 'placeAnswered'; readonly person: Person; readonly how: 'accepted' | 'declined' | 'noAnswer'; readonly by: Person; readonly reasonId?: string; readonly textId?: string } & StepRef) // by: whoever said so
  | ({ readonly kind: 'handoffSettled'; readonly fields: Readonly<Record<string, number>>; readonly accepted: readonly Person[]; readonly declined: readonly Person[]; readonly noAnswer: readonly Person[] } & StepRef)
  | ({ readonly kind: 'handoffDeclined'; readonly by: Person; readonly reasonId: string } & StepRef)
  | ({ readonly kind: 'handoffWithdrawn'; readonly by: Person; readonly reasonId: string } & StepRef)
  | ({ readonly kind: 'handoffExpired' } & StepRef)
  | { readonly kind: 'ownerChanged'; readonly from: Person; readonly to: Person; readonly how: 'handoff' | 'approval' | 'lost' | 'offer' | 'seeded' }
  | { readonly kind: 'statusSet'; readonly status: CaseStatus }
  | { readonly kind: 'levelSet'; readonly level: string; readonly by: Person; readonly reasonId?: string }
  | { readonly kind: 'retentionSet'; readonly class: string; readonly reviewAt?: number }
  | { readonly kind: 'retentionReached'; /** The plan that looks at the record; without one its owner does. */ readonly review?: string }
  | ({ readonly kind: 'deadlineSet'; readonly rule: number; readonly anchorAt: number; readonly due: number; readonly why: DeadlineWhy; readonly calendar?: CalendarVersion; readonly stop?: { readonly from: number; readonly to: number }; readonly policy?: ClockPolicy } & StepRef)
  | ({ readonly kind: 'deadlineDropped' } & StepRef)
  | { readonly kind: 'paused'; readonly target: PauseTarget; readonly until: number; readonly by: Person; readonly reasonId: string }
  | { readonly kind: 'resumed'; readonly target: PauseTarget; readonly at: number; readonly by: Person | null; readonly reasonId?: string } // null: its end had come
  | { readonly kind: 'calendarBrought'; readonly calendar: CalendarVersion; readonly by: Person; readonly reasonId?: string }
  | ({ readonly kind: 'deadlineKept'; readonly due: number; readonly later: number; readonly calendar: CalendarVersion } & StepRef) // the new calendar would give more time
  | ({ readonly kind: 'calendarEnds'; readonly calendar: CalendarVersion; readonly due: number } & StepRef) // counted past the years it knows
  | ({ readonly kind: 'deadlineWarned'; readonly due: number; readonly handledAt: number; readonly persons: readonly Person[]; readonly roles: readonly string[] } & StepRef)
  | ({ readonly kind: 'deadlinePassed'; readonly due: number; readonly handledAt: number } & StepRef)
  | ({ readonly kind: 'escalated'; readonly due: number; readonly handledAt: number; readonly index: number; readonly notified: readonly string[]; readonly letIn: readonly string[] } & StepRef)
  | ({ readonly kind: 'deadlineExtended'; readonly by: number; readonly due: number; readonly reasonId: string } & StepRef)
  | ({ readonly kind: 'anchorMissing'; readonly anchor: string } & StepRef)
  | { readonly kind: 'eachStarted'; readonly run: string; readonly protocol: string; readonly node: string; readonly items: number; /** So many were asked for, which is too many. */ readonly asked?: number; /** The field that would have said how many is not recorded. */ readonly missing?: string }
  | { readonly kind: 'eachEnded'; readonly run: string; readonly protocol: string; readonly node: string; readonly fields: Readonly<Record<string, RoutingValue>> }
  | ({ readonly kind: 'measureOpened'; readonly form: string; readonly field: string; readonly row: string; readonly owner?: Person } & StepRef)
  | ({ readonly kind: 'measureGiven'; readonly to?: Person } & StepRef)
  | ({ readonly kind: 'measureEnded'; readonly how: 'done' | 'notDone' | 'replaced'; readonly by?: Person; readonly submissionId?: string; readonly reasonId?: string } & StepRef)
  | ({ readonly kind: 'taskAdded'; readonly by: Person; readonly roles: readonly string[]; readonly textId: string; /** Why it has no limit. */ readonly reasonId?: string } & StepRef)
  | { readonly kind: 'tableDecided'; readonly run: string; readonly protocol: string; readonly node: string; readonly rules: readonly string[]; readonly fields: Readonly<Record<string, RoutingValue>> }
  | ({ readonly kind: 'serviceAnswered'; readonly fields: Readonly<Record<string, RoutingValue>> } & StepRef)
  | ({ readonly kind: 'serviceFailed'; readonly code: string } & StepRef)
  | { readonly kind: 'handlerFired'; readonly run: string; readonly protocol: string; readonly handler: string; readonly event?: string }
  | ({ readonly kind: 'phaseBegan'; readonly visit: number } & StepRef)
  | ({ readonly kind: 'phaseEnded' } & StepRef)
  | { readonly kind: 'milestoneReached'; readonly run: string; readonly protocol: string; readonly node: string }
  | { readonly kind: 'notified'; readonly run: string; readonly protocol: string; readonly node: string; readonly roles: readonly string[]; readonly message: string; readonly disclosed?: Disclosed }
  | { readonly kind: 'personsTold'; readonly persons: readonly string[]; readonly about: 'votesVoided' | 'changedSince' | 'assigned' | 'measureOverdue' | 'taskOverdue'; readonly step?: string }
  | { readonly kind: 'blocked'; readonly protocol: string; readonly node: string; readonly code: string; readonly sentence: string }
  | ({ readonly kind: 'endHeld'; readonly code: string } & StepRef)
  | { readonly kind: 'dangerDeclared'; readonly by: Person; readonly reasonId: string }
  | { readonly kind: 'dangerRepeated'; readonly by: Person; readonly reasonId?: string; readonly run: string; readonly roles: readonly string[] }
  | { readonly kind: 'criteriaCited'; readonly by: Person; readonly agencyId: string; readonly version: number; readonly met: readonly string[]; readonly reasonId: string }
  | { readonly kind: 'noteAdded'; readonly by: Person; readonly textId: string }
  | { readonly kind: 'grantGiven'; readonly grant: string; readonly name: string; readonly title: string; readonly relation: 'grant' | 'joint'; readonly run: string; readonly protocol: string; readonly agencies: readonly string[]; readonly roles: readonly string[]; readonly fields: readonly string[]; readonly shown: Readonly<Record<string, string>>; readonly until?: number }
  | { readonly kind: 'grantMoved'; readonly grant: string; readonly name: string; readonly run: string; readonly protocol: string; readonly until: number }
  | { readonly kind: 'grantShows'; readonly grant: string; readonly name: string; readonly run: string; readonly protocol: string; readonly shown: Readonly<Record<string, string>> }
  | { readonly kind: 'grantLapsed'; readonly grant: string; readonly name: string; readonly title: string; readonly run: string; readonly protocol: string; readonly why: 'date' | 'runEnded' | 'purged'; readonly due?: number; readonly handledAt?: number }
  | ({ readonly kind: 'handoffLeftBehind'; readonly by: Person; readonly task: string } & StepRef) // accepted, and its branch was cancelled: a task for the owner
  | { readonly kind: 'eventSent'; readonly link: string; readonly name: string; readonly to: string; readonly run: string; readonly protocol: string; readonly node: string } // to another case
  | { readonly kind: 'eventReceived'; readonly name: string; readonly from: string; /** Nothing waited for it: a task for the owner. */ readonly task?: string }
  | { readonly kind: 'caseReceived'; readonly from: string; readonly step: string; readonly by: Person; readonly textId: string } // opened from what another case handed over
  | { readonly kind: 'caseLinked'; readonly link: string; readonly to: string; readonly by: Person } // the receiver works there
  | { readonly kind: 'notDelivered'; readonly link: string; readonly code: string; readonly task: string }
  | { readonly kind: 'caseCancelled'; readonly by: Person; readonly reasonId: string }
  | { readonly kind: 'caseReopened'; readonly by: Person; readonly from: CaseStatus; readonly reasonId: string; /** The retention date that no longer holds. */ readonly reviewAt?: number }
  | { readonly kind: 'caseClosed'; readonly status: CaseStatus; readonly openMeasures?: number }
  | { readonly kind: 'caseParked' };
/** What the register of disclosures keeps of a notice drawn as one. */
export interface Disclosed {
  readonly by: Person;
  readonly agencies: readonly string[];
  readonly legalBasis?: string;
}
export type EntryKind = Entry['kind'];

/** One input handled to quiescence: recorded whole or not at all. `at` is the case's time, `due` a deadline's own instant. */
export interface Transition {
  readonly number: number;
  readonly at: number;
  readonly input: Input;
  readonly entries: readonly Entry[];
  /** Rows of the projection that this transition changes, derived from state before and after (see rows.ts). */
  readonly rows: readonly RowChange[];
}

/** What a host must do beyond recording. The timer is derived from the state (`nextDueAt`), so it is no command. */
export type Command =
  | { readonly kind: 'assignByLoad' | 'assignInTurn'; readonly step: string; readonly roles: readonly string[]; /** Only to a sworn officer. */ readonly sworn?: boolean }
  /** Asks a connector, so often at most, with so long between two tries; what comes of it is `serviceResult` or `serviceFailed`. */
  | { readonly kind: 'callService'; readonly step: string; readonly connector: string; readonly inputs: Readonly<Record<string, RoutingValue>>; readonly attempts: number; readonly every: string }
  /** Raises an event in another case; once for each link, however often it is asked. */
  /** Opens a case of the receiver's own from the package that the offer of this step showed. */
  | { readonly kind: 'openElsewhere'; readonly link: string; readonly step: string; readonly into: OwnCase; readonly by: Person; readonly from: Person }
  | { readonly kind: 'raiseElsewhere'; readonly link: string; readonly to: string; readonly event: string };
export type { TimerKind };
