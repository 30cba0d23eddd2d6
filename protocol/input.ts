// One thing that happened to a case. Every input from outside names the person with their standing as the server read it
// in the same request, so that `advance` needs no roster and replay needs none either.
import type { Person } from './case-state.ts';
import type { RoutingValue } from './condition.ts';
import type { CaseStatus, HandoffKind } from './draft.ts';
import type { Bundle, PlanCalendar } from './plan.ts';

export const rights = ['draw', 'publish', 'open', 'start', 'supervise', 'extend', 'skip', 'staff', 'administer'] as const;
export type Right = (typeof rights)[number];

/** Who acts, and what they may. `holders`: for each role the step names (with substitutes and let-in roles), who holds it now. */
export interface Standing extends Person {
  /** A member of the case's unit. */
  readonly member: boolean;
  readonly roles: readonly string[]; // held now in the case's unit, for this agency
  readonly qualifications: readonly string[];
  readonly rights: readonly Right[];
  readonly holders: Readonly<Record<string, readonly Holder[]>>;
  /** Whom they stand in for now, and the roles they hold through that person alone; these are among their roles. */
  readonly standsFor?: readonly StandsFor[];
}
/** Who holds a role now; `for`: only because that person, who is absent, does. */
export interface Holder extends Person {
  readonly for?: string;
}
export interface StandsFor extends Person {
  readonly roles: readonly string[];
}

/** A submitted form: stored first, outside; the input carries id, hash and the routing fields only. Same for reasons and packages. */
export interface SubmissionRef {
  readonly id: string;
  readonly hash: string;
  readonly fields: Readonly<Record<string, RoutingValue>>;
  /** Of each list of measures its rows: id, owner, and when it is due (epoch ms). */
  readonly measures?: Readonly<Record<string, readonly MeasureRef[]>>;
  /** What `checkForm` of the core found missing or wrong before sending: must be empty. */
  readonly faults?: readonly { readonly field: string; readonly code: 'missing_required' | 'bad_value' | 'unknown_field' }[];
}
/** Who acts when the host carries out what a protocol has drawn: nobody, and no person can be it. */
export const hostPersonId = '00000000-0000-0000-0000-000000000000';

/** Where an agency outside the unit works on what was transferred to it: a case of a unit of its own. */
export interface OwnCase {
  readonly unitId: string;
  readonly version: string;
}
/** A case that is opened from what was handed over: the receipt it rests on, and the package as its receiver got it. */
export interface HandedFrom {
  readonly caseId: string;
  readonly step: string;
  readonly by: Person; // who had offered it
  readonly package: TextRef;
}
export interface MeasureRef {
  readonly id: string;
  readonly owner?: Person;
  readonly due?: number;
}
export interface TextRef {
  readonly id: string;
  readonly hash: string;
}

export type PauseTarget = { readonly kind: 'step'; readonly step: string } | { readonly kind: 'case' };
/** At an instant, or when it has been paused so many milliseconds in all. */
export type PauseEnd = { readonly kind: 'at'; readonly at: number } | { readonly kind: 'budget'; readonly ms: number };
/** A version of an agency's list of initiation criteria. */
export interface CriteriaVersion {
  readonly agencyId: string;
  readonly version: number;
}
/** By when an added task is to be done, epoch ms, or why it has no limit. */
export type AddedLimit = { readonly kind: 'due'; readonly due: number } | { readonly kind: 'none'; readonly reason: TextRef };
/**
 * A case put in a known state, for playing scenarios: facts, forms already submitted by node-less hands, and a step of the
 * bundle's root to open instead of its start. The server's contract has no such field. Without a step no protocol is started.
 */
export interface CaseSeed {
  readonly status?: CaseStatus;
  readonly level?: string;
  readonly everHigh?: boolean;
  readonly breaches?: number;
  readonly owner?: Person;
  /** When its status first became open; epoch ms. */
  readonly openedAt?: number;
  readonly forms?: Readonly<Record<string, SubmissionRef>>;
  readonly step?: string;
}

/** For each open deadline of a run that goes over to another version: what has passed of it counts, it begins anew, or the earlier of old and new holds. */
export const clockPolicies = ['keepElapsed', 'restart', 'earlier'] as const;
export type ClockPolicy = (typeof clockPolicies)[number];

export interface Migration {
  /** Steps of the old version to steps of the new one. */
  readonly mapping: Readonly<Record<string, string>>;
  /** By step of the old version; the others keep what has passed. */
  readonly clocks: Readonly<Record<string, ClockPolicy>>;
  /** Deadlines may become later by it. */
  readonly later: boolean;
  /** Who drew it up; another person carries it out. */
  readonly plannedBy: Person;
}

interface Act {
  /** Made by the client; the same id twice has one effect. */
  readonly id: string;
  readonly actor: Standing;
}
export type PersonInput = Act &
  (
    | { readonly kind: 'open'; readonly caseId: string; readonly unitId: string; readonly agencyId: string; readonly bundle: Bundle; readonly dutySupervisor: Person; readonly form?: SubmissionRef; readonly seed?: CaseSeed; readonly from?: HandedFrom; readonly criteria?: CriteriaVersion }
    | { readonly kind: 'start'; readonly bundle: Bundle; readonly form?: SubmissionRef }
    | { readonly kind: 'claim'; readonly step: string }
    | { readonly kind: 'release'; readonly step: string }
    | { readonly kind: 'assign'; readonly step: string; readonly to: Standing; readonly reason?: TextRef }
    | { readonly kind: 'complete'; readonly step: string; readonly outcome: string; readonly form?: SubmissionRef; readonly reason?: TextRef }
    | { readonly kind: 'vote'; readonly step: string; readonly grants: boolean; readonly content: Readonly<Record<string, string>>; readonly reason?: TextRef }
    | { readonly kind: 'withdrawVote'; readonly step: string }
    | { readonly kind: 'offer'; readonly step: string; readonly handoff?: HandoffKind; readonly package?: TextRef; readonly legalBasis?: TextRef } // the kind only where its conditions are unknown
    | { readonly kind: 'withdraw'; readonly step: string; readonly reason: TextRef }
    | { readonly kind: 'accept'; readonly step: string; readonly into?: OwnCase }
    | { readonly kind: 'decline'; readonly step: string; readonly reason: TextRef }
    | { readonly kind: 'ask'; readonly step: string; readonly question: TextRef }
    | { readonly kind: 'answer'; readonly step: string; readonly form?: SubmissionRef; readonly text?: TextRef }
    | { readonly kind: 'noAnswer'; readonly step: string; readonly person: Standing } // whose place stays without an answer
    | { readonly kind: 'event'; readonly name: string; readonly step?: string }
    | { readonly kind: 'declareDanger'; readonly reason: TextRef }
    | { readonly kind: 'setLevel'; readonly level: string; readonly reason: TextRef }
    | { readonly kind: 'correct'; readonly formId: string; readonly form: SubmissionRef; readonly reason?: TextRef }
    | { readonly kind: 'note'; readonly text: TextRef }
    | { readonly kind: 'extend'; readonly step: string; readonly by: number; readonly reason: TextRef } // ms
    | { readonly kind: 'pause'; readonly target: PauseTarget; readonly end: PauseEnd; readonly reason: TextRef }
    | { readonly kind: 'resume'; readonly target: PauseTarget; readonly reason?: TextRef }
    | { readonly kind: 'calendar'; readonly calendar: PlanCalendar; readonly later: boolean; readonly reason?: TextRef } // later: also where it gives more time
    | { readonly kind: 'migrate'; readonly run: string; readonly migration: Migration; readonly bundle: Bundle; readonly reason: TextRef; readonly forms?: Readonly<Record<string, SubmissionRef>> } // forms: recorded ones, with the routing fields of the new version
    | { readonly kind: 'reassign'; readonly to: Person; readonly reason: TextRef } // an owner offer
    | { readonly kind: 'serviceResult'; readonly step: string; readonly fields: Readonly<Record<string, RoutingValue>> }
    | { readonly kind: 'serviceFailed'; readonly step: string; readonly code: string }
    | { readonly kind: 'raised'; readonly event: string; readonly from: string } // by a step of another case
    | { readonly kind: 'linked'; readonly link: string; readonly to: string } // whoever took this case over works in that one
    | { readonly kind: 'notDelivered'; readonly link: string; readonly code: string } // what this case had for another one did not reach it
    | { readonly kind: 'ownerLost'; readonly dutySupervisor: Person }
    | { readonly kind: 'addTask'; readonly title: TextRef; readonly roles: readonly string[]; readonly agencies: readonly string[]; readonly limit: AddedLimit } // agencies: those with members in the case's unit
    | { readonly kind: 'citeCriteria'; readonly list: CriteriaVersion; readonly met: readonly string[]; readonly reason: TextRef } // on what facts; or why none is met
    | { readonly kind: 'skip'; readonly step: string; readonly edge: string; readonly reason: TextRef }
    | { readonly kind: 'reopen'; readonly bundle: Bundle; readonly form?: SubmissionRef; readonly reason: TextRef }
    | { readonly kind: 'cancel'; readonly target: { readonly kind: 'step'; readonly step: string } | { readonly kind: 'run'; readonly run: string } | { readonly kind: 'case' }; readonly reason: TextRef }
  );
export type PersonInputKind = PersonInput['kind'];

/** A deadline that came due. Made by `settle`, never sent from outside. */
export interface DeadlineInput {
  readonly kind: 'deadline';
  readonly id: string;
  readonly step: string; // '' for the case's retention date, or the end of its pause
  readonly timer: string; // "warn:0", "limit:0", "escalate:1", "elapsed:0", "expiry:0", "resume:0", "retention"
  readonly due: number;
}
export type Input = PersonInput | DeadlineInput;
export type { CaseStatus };
