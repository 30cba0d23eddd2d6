// The compiled form of one published version: plain JSON, immutable, named by the SHA-256 of its canonical JSON. It holds
// everything `advance` needs (edges by port, zone offsets, levels, routing fields) and nothing of how it is drawn.
import type { Condition } from './condition.ts';
import type { Draft, DraftNode, Effect, Field, Handler, NodeKind } from './draft.ts';

/** What a unit's published version is compiled for: where wall-clock time is, and which agencies' members do the work. */
export interface UnitContext {
  readonly unitId: string;
  readonly zone: string;
  /** The zone's UTC offset changes: from this instant (epoch ms) on, this offset (minutes east). First entry covers all before. */
  readonly offsets: readonly ZoneOffset[];
  readonly hostAgency: string;
  /** Agencies that have members in the unit, the host included: key and name. */
  readonly agencies: readonly { readonly id: string; readonly key: string; readonly name: string }[];
}
export interface ZoneOffset {
  readonly from: number;
  readonly minutes: number;
}

/**
 * A calendar as the engine counts in it: whole numbers only, in the unit's wall-clock time. Minutes count from midnight, days
 * from 1970-01-01, closures in minutes from its midnight.
 */
export interface PlanCalendar {
  /** As limits of the plan name it: "office" of the protocol itself, "sheriff.office" of an agency. */
  readonly key: string;
  readonly title: string;
  readonly version: number;
  /** Monday first; of each day its spans in order, none touching another. */
  readonly weekly: readonly (readonly OpenSpan[])[];
  readonly holidays: readonly { readonly day: number; readonly title: string }[];
  readonly closures: readonly { readonly from: number; readonly to: number; readonly title: string }[];
  /** The first day of which it knows nothing. */
  readonly until: number;
}
export interface OpenSpan {
  readonly opens: number;
  readonly closes: number;
}

export type PlanNode = DraftNode & {
  /** Port to node id. */
  readonly next: Readonly<Record<string, string>>;
};
export type PlanNodeOf<K extends NodeKind> = Extract<DraftNode, { kind: K }> & { readonly next: Readonly<Record<string, string>> };

/** A handler with the step it opens. */
export type PlanHandler = Handler & { readonly next?: string };

export interface PlanRole {
  readonly id: string;
  readonly title: string;
  /** Agencies (ids) whose members of the unit may hold it. */
  readonly agencies: readonly string[];
}

export interface Plan {
  readonly semantics: 1;
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly startsAt?: Draft['startsAt'];
  readonly unit: UnitContext;
  readonly start: string;
  readonly nodes: Readonly<Record<string, PlanNode>>;
  /** Handlers in the order drawn. A plan without any has no list. */
  readonly on?: readonly PlanHandler[];
  readonly roles: Readonly<Record<string, PlanRole>>;
  readonly levels: readonly { readonly id: string; readonly title: string; readonly high: boolean }[];
  readonly forms: Readonly<Record<string, { readonly id: string; readonly title: string; readonly fields: readonly Field[] }>>;
  /** Of each form, the fields that conditions, anchors, assignment or meanings read: only these travel in inputs. */
  readonly routing: Readonly<Record<string, readonly string[]>>;
  readonly facts: Readonly<Record<string, { readonly title: string; readonly when: Condition }>>;
  /** The calendars its limits count in, by key; each such limit names one of them. Absent when none does. */
  readonly calendars?: Readonly<Record<string, PlanCalendar>>;
  readonly grants?: Draft['grants'];
  /** Its phases in the order drawn, each as a task nobody does: id, title, limit. Absent when none is drawn. */
  readonly phases?: readonly PlanNode[];
  readonly retention: Readonly<Record<string, { readonly keep: string | null; readonly reviewBefore: string }>>;
  /** Of each call and each handler that starts a protocol: the pinned plan's hash. A call of itself: the word `self`. */
  readonly calls: Readonly<Record<string, string>>;
}

/** Plans by hash. A bundle is handed in by `open` and `start`; a plan leaves when no run uses it, handlers never do. */
export type Plans = Readonly<Record<string, Plan>>;
export interface Bundle {
  readonly root: string;
  readonly plans: Plans;
  /** Hash of the agency's imminent-danger protocol, when one is published. */
  readonly danger?: string;
  /** Hash of the protocol that looks at a record when its retention date is reached, when one is published. */
  readonly retention?: string;
}
export type { Effect };
