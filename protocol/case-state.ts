// The state of one case: plain JSON, all that a case needs to go on. No Map, no Date, no undefined that matters: the JSON
// round trip of a state at any point changes nothing, which is what lets a case continue as new.
import type { RoutingValue } from './condition.ts';
import type { CaseStatus, HandoffKind, Meaning, NodeKind } from './draft.ts';
import type { PlanCalendar } from './plan.ts';

export interface Person {
  readonly personId: string;
  readonly agencyId: string;
}

/** A form as last submitted: routing fields only, the content lies outside under its id and hash. */
export interface FormRecord {
  readonly submissionId: string;
  readonly hash: string;
  readonly fields: Readonly<Record<string, RoutingValue>>;
  readonly at: number;
  readonly by: Person;
  readonly protocol: string;
  readonly node: string;
  /** What its fields mean, so that a correction can be read after the run has ended and its plan has left. */
  readonly means: Readonly<Record<string, Meaning>>;
  /** Of each list of measures what it is called and the ids of its rows: a row that is handed in again is no new measure. */
  readonly measures?: Readonly<Record<string, { readonly label: string; readonly rows: readonly string[] }>>;
}

/** One split that a path is inside of, innermost last. A detached branch keeps no frames: nothing waits for it. */
export interface Frame {
  readonly split: string; // id of the open split in `Run.splits`
  readonly branch: string;
}
export interface OpenSplit {
  readonly id: string;
  readonly node: string;
  readonly join: string;
  readonly waitingFor: readonly string[]; // attached branches not yet at the join
  readonly arrived?: number; // branches that have come to a join that waits for the first few only
  readonly path: readonly Frame[];
  readonly detached: boolean;
}

/** What a deadline has done, kept when a loop comes back to the same step, rule and anchor instant. */
export interface FiredDeadline {
  readonly rule: number;
  readonly anchorAt: number;
  readonly due: number;
  readonly fired: readonly string[];
  readonly letIn: readonly string[];
  readonly extendedBy: number;
  readonly passedAt?: number;
  readonly shifts?: readonly Shift[];
}

export interface Run {
  readonly id: string;
  readonly plan: string;
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly startedAt: number;
  readonly requester: Person;
  /** The waiting call that started it, when its outcome is waited for. */
  readonly waiter?: string;
  /** The run whose call or danger started it. */
  readonly parent?: string;
  readonly main: 'live' | 'ended';
  readonly outcome?: string | null;
  readonly cancelled?: boolean;
  readonly splits: readonly OpenSplit[];
  /** Handlers whose condition held after the last transition. Absent: none did. */
  readonly holding?: readonly string[];
  readonly fired: Readonly<Record<string, FiredDeadline>>; // by node
  readonly visits: Readonly<Record<string, number>>; // how often each waiting node has been opened
  /** The form last submitted on the way to each approval, by form id, for "content". */
  readonly submitted: Readonly<Record<string, string>>; // form -> hash
  readonly handed?: readonly Handed[];
  readonly granted?: readonly string[]; // drawn grants it has given
}

export type TimerKind = 'warn' | 'limit' | 'escalate' | 'elapsed' | 'expiry';
/** The clock of one open step. `timers` are unfired, in no order that matters: the order of handling is fixed by `dueBefore`. */
export interface Clock {
  readonly rule: number;
  readonly anchorAt: number;
  readonly due: number;
  readonly timers: readonly { readonly kind: TimerKind; readonly index: number; readonly at: number }[];
  readonly fired: readonly string[]; // "warn:0", "limit:0", "escalate:1"
  readonly extendedBy: number;
  /** The limit was over at this due instant: a breach stays one, whatever is extended later. */
  readonly passedAt?: number;
  /** Transition that set it: names its row in the ledger. */
  readonly n: number;
  readonly why: DeadlineWhy;
  /** Goes on while its step or case is paused. */
  readonly statutory?: boolean;
  /** What moved it since it was counted, oldest first. */
  readonly shifts?: readonly Shift[];
  /** The calendar it is counted in, when not on the clock alone. */
  readonly calendar?: CalendarVersion;
}
/** A span for which the clock stood, or more time that was given. */
export type Shift = { readonly kind: 'stop'; readonly from: number; readonly to: number } | { readonly kind: 'more'; readonly by: number };
export type DeadlineWhy = 'opened' | 'levelRaised' | 'extended' | 'resubmitted' | 'resumed' | 'calendar' | 'migrated';
/** A pause always has an end; somebody may resume before it. */
export interface Pause {
  readonly at: number;
  readonly until: number;
}
/** A step's clock stands: since when, and until when at the latest. */
export interface Stop {
  readonly from: number;
  readonly until: number;
}
/** A calendar as it was when something was counted in it. */
export interface CalendarVersion {
  readonly key: string;
  readonly version: number;
}

export interface Vote {
  readonly person: Person;
  readonly grants: boolean;
  readonly seats: readonly string[]; // which seats it fits, decided when it was cast
  readonly at: number;
  readonly inputId: string;
  readonly reasonId?: string;
}

/** waiting: for somebody to offer it, or for another transfer offer to end; accepted: a consult taken on and not answered yet. */
export type OfferState = 'waiting' | 'offered' | 'accepted';
export interface Handing {
  readonly handoff: HandoffKind;
  readonly state: OfferState;
  readonly offeredAt?: number;
  readonly offeredBy?: Person;
  readonly packageId?: string;
  readonly packageHash?: string;
  readonly why?: string; // why it is not offered yet
  /** A named receiver (ownership offered by `reassign`). */
  readonly toPerson?: string;
  /** Offered to many: how many answers it takes, and those that are there. */
  readonly places?: number;
  readonly answers?: readonly PlaceAnswer[];
}
export interface PlaceAnswer {
  readonly person: Person;
  readonly how: 'accepted' | 'declined' | 'noAnswer';
}
/** Access given for a time, to the holders of roles in these agencies; with fields, to these alone. */
export interface Grant {
  readonly id: string;
  readonly name: string; // as drawn: the grant, or the joint handoff
  readonly title: string;
  readonly relation: 'grant' | 'joint';
  readonly run: string;
  readonly protocol: string;
  readonly agencies: readonly string[];
  readonly roles: readonly string[];
  readonly fields: readonly string[];
  readonly shown: Readonly<Record<string, string>>; // of each form or field the submission that holds now
  readonly until?: number; // absent: until its run ends
}
/** A request accepted on a path that has not come to its end: who it would leave behind if the path were cancelled. */
export interface Handed {
  readonly step: string;
  readonly node: string;
  readonly title: string;
  readonly by: Person;
  readonly path: readonly Frame[];
}

/** Which of the items of an each this step is for. The item itself is content: its place in a list that was submitted, or an option's id. */
export interface Item {
  readonly group: string; // the steps of one each that was entered once
  readonly index: number;
  readonly of: number;
  readonly ref?: string; // the list
  readonly submissionId?: string;
  readonly value?: string;
  /** One after the other: the options of those that come later. */
  readonly later?: readonly string[];
  /** How many of the items that are over have ended how; the last one says it of all. */
  readonly ended?: Readonly<Record<string, number>>;
}

export type StepKind = Exclude<NodeKind, 'decision' | 'split' | 'join' | 'notify' | 'milestone' | 'each' | 'table'> | 'byHand' | 'ownership' | 'measure' | 'added' | 'phase';
/**
 * An open step: an instance of a node that waits for a person, a time or an event. Besides the kinds that wait, `byHand`
 * is a decision nobody's facts settle, an `end` stays open while it is held, and `ownership` is an offer made by `reassign`
 * (it belongs to the case, not to a run: runId is ''). A `measure` is a row of a list of measures, an `added`
 * task is one a person has added; they too belong to the case. A `phase` is a band of its run's steps that has
 * begun and not ended: it has a clock and nobody does it.
 */
export interface Step {
  readonly id: string;
  readonly runId: string;
  readonly node: string;
  readonly kind: StepKind;
  readonly title: string;
  readonly visit: number;
  readonly openedAt: number;
  readonly path: readonly Frame[];
  readonly detached: boolean;
  readonly claimedBy?: Person;
  readonly letIn: readonly string[];
  readonly clock?: Clock;
  readonly pause?: Pause; // of this step; its case may be paused besides
  readonly pausedFor?: number; // by pauses that are over, ms
  readonly stopped?: Stop;
  /** When its clock was begun anew, by a change of version. */
  readonly countedFrom?: number;
  readonly votes?: readonly Vote[];
  readonly content?: Readonly<Record<string, string>>; // approval: form -> hash
  readonly handing?: Handing;
  readonly childRun?: string;
  readonly held?: string; // the code that holds an end
  readonly item?: Item;
  /** A task a person has added: who may do it. Its node is the id of the text that says what is to be done. */
  readonly added?: { readonly roles: readonly string[]; readonly agencies: readonly string[]; readonly by: Person };
  readonly measure?: { readonly form: string; readonly field: string; readonly row: string; readonly index: number; readonly submissionId: string };
}

export interface CaseState {
  readonly stateVersion: 1;
  readonly caseId: string;
  readonly unitId: string;
  readonly agencyId: string;
  readonly transition: number;
  readonly at: number;
  readonly openedAt: number;
  readonly closedAt?: number; // when it took its present closed status
  readonly statusOpenAt?: number; // when status first became `open`
  readonly reportReceivedAt?: number;
  readonly status: CaseStatus;
  /** Ordered levels of concern, lowest first; an agency's protocols share them. A case begins at the lowest. */
  readonly levels: readonly { readonly id: string; readonly high: boolean }[];
  readonly level?: string;
  readonly everHigh: boolean;
  readonly breaches: number;
  readonly owner: Person;
  /** The owner fell back to the duty supervisor and nobody has accepted yet. */
  readonly ownerAlarm: boolean;
  readonly retention?: { readonly class: string; readonly reviewAt?: number };
  readonly runs: readonly Run[];
  readonly steps: readonly Step[];
  readonly forms: Readonly<Record<string, FormRecord>>;
  /** What steps have worked out, by step and field: read by conditions like a form. Absent until one has. */
  readonly computed?: Readonly<Record<string, Readonly<Record<string, RoutingValue>>>>;
  /** Last value recorded for each meaning: of all fields with one meaning the last counts. */
  readonly meanings: Readonly<Record<string, RoutingValue>>;
  readonly lastOutcomes: Readonly<Record<string, string>>; // "protocol.step"
  readonly doers: Readonly<Record<string, readonly Person[]>>; // "protocol.step" -> persons, the last last
  /** Persons who hold or have held a step or an offer of the case. Absent until somebody has. */
  readonly assigned?: readonly string[];
  readonly grants?: readonly Grant[];
  readonly grantedAgencies?: readonly string[]; // that hold or have held a grant
  /** The agency keeps a list of initiation criteria: a report is not put away before it is said which of them are met. */
  readonly criteria?: { readonly agencyId: string; readonly version: number };
  readonly cited?: { readonly agencyId: string; readonly version: number; readonly met: readonly string[] };
  readonly lastGrant?: { readonly persons: readonly string[]; readonly step: string };
  readonly granted: Readonly<Record<string, { readonly content: Readonly<Record<string, string>>; readonly persons: readonly string[] }>>; // "protocol.step" -> the last grant
  /** Protocols of which a run has gone over to another version: their steps may have had other names. Absent until one has. */
  readonly moved?: readonly string[];
  readonly dangerRun?: string;
  readonly danger?: string; // hash of the imminent-danger plan
  readonly review?: string; // hash of the plan that looks at the record at its retention date
  readonly inputs: readonly { readonly id: string; readonly transition: number }[]; // the last 256
  readonly next: { readonly run: number; readonly step: number; readonly split: number; readonly grant?: number };
  readonly day: { readonly start: number; readonly transitions: number };
  readonly pause?: Pause;
  readonly pausedFor?: number;
  /** Newer versions of calendars than those in the plans, by key. */
  readonly calendars?: Readonly<Record<string, PlanCalendar>>;
  readonly parked: boolean; // more than 1,000 transitions in a day: only time and people with `supervise` go on
}
