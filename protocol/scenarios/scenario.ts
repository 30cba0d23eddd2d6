// A scenario: people of a unit, what they do and when, and what must come of it. Read from a file by a host; here its shape,
// with every instant as epoch ms UTC. How each part is meant stands in docs/scenarios.md.
import type { CaseStatus } from '../draft.ts';

export interface StaffMember {
  readonly id: string;
  readonly roles: readonly string[];
  readonly sworn: boolean;
  /** Of a partner agency, one per role. */
  readonly external: boolean;
}

/** A value of a form as written: what depends on a field's type (offsets of date fields) is read when the form is known. */
export type Given = Readonly<Record<string, unknown>>;

interface Event {
  readonly at: number;
  /** Where it stands in its file, for errors. */
  readonly line: number;
  /** The act must be refused with this code, `missing_required:form.field` naming the field, and must change nothing. */
  readonly refused?: string;
}
/** What somebody does, or what becomes of the protocols meanwhile. */
export type ScenarioAct =
  | { readonly act: 'start'; readonly protocol: string; readonly by: string; readonly data?: Given }
  | { readonly act: 'complete'; readonly step: string; readonly by: string; readonly data?: Given }
  | { readonly act: 'decide'; readonly step: string; readonly by: string; readonly choice: string; readonly data?: Given; readonly reason?: string }
  | { readonly act: 'approve' | 'deny'; readonly step: string; readonly by: string; readonly reason?: string }
  | { readonly act: 'accept' | 'reject' | 'answer'; readonly step: string; readonly by: string; readonly reason?: string; readonly data?: Given }
  | { readonly act: 'no_answer'; readonly step: string; readonly by: string; readonly member: string }
  | { readonly act: 'event'; readonly name: string; readonly by: string }
  | { readonly act: 'publish'; readonly protocol: string; readonly version: number }
  | { readonly act: 'seed'; readonly case?: SeedCase; readonly forms?: Readonly<Record<string, Given>>; readonly step?: string };
export type ScenarioEvent = Event & ScenarioAct;
export interface SeedCase {
  readonly status?: CaseStatus;
  readonly level?: string;
  readonly owner?: string;
  readonly openedAt?: number;
  readonly everHigh?: boolean;
  readonly breaches?: number;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly starts: number;
  readonly zone: string;
  readonly dutySupervisor: string;
  readonly staff: readonly StaffMember[];
  /** Local dates (YYYY-MM-DD) closed in every calendar. */
  readonly holidays: readonly string[];
  readonly events: readonly ScenarioEvent[];
  readonly runUntil: number;
  readonly expect: Expected;
}

/** Keys that are left out are not compared. Offsets are milliseconds after `starts`. */
export interface Expected {
  readonly timers?: readonly TimerTold[];
  readonly approvals?: readonly ApprovalTold[];
  readonly handoffs?: readonly HandoffTold[];
  readonly refusals?: readonly RefusalTold[];
  readonly disclosures?: readonly DisclosureTold[];
  readonly levels?: readonly LevelTold[];
  readonly owners?: readonly OwnerTold[];
  readonly final?: Partial<FinalTold>;
  /** `protocol.step` whose timers must stay silent. */
  readonly neverFires?: readonly string[];
}
export interface Told extends Required<Omit<Expected, 'neverFires' | 'final'>> {
  readonly final: FinalTold;
}

export type TimerTold = readonly [at: number, step: string, kind: string, told: readonly string[]];
export interface ApprovalTold {
  readonly approval?: string;
  readonly step: string;
  readonly asked: number;
  readonly result: string;
  readonly by: readonly string[];
  readonly at: number;
}
export interface HandoffTold {
  readonly handoff?: string;
  readonly step: string;
  readonly sent: number;
  readonly result: string;
  readonly at?: number;
  readonly by?: string;
  readonly accepted?: readonly string[];
  readonly refused?: readonly string[];
  readonly no_answer?: readonly string[];
}
export type RefusalTold = readonly [at: number, step: string, code: string];
export type DisclosureTold = readonly [at: number, step: string, to: readonly string[]];
export type LevelTold = readonly [at: number, level: string];
export type OwnerTold = readonly [at: number, person: string];
export interface FinalTold {
  readonly status: string;
  readonly owner: string;
  readonly level: string | null;
  readonly open: readonly string[];
  readonly outcomes: readonly (readonly [protocol: string, outcome: string])[];
  readonly retention: { readonly class: string; readonly purge_due?: number; readonly review_due?: number } | null;
}
