// What the validator knows beyond the draft itself: the unit it would be published for, who holds which role there, and
// what a call could name. Everything is optional, because the editor validates from the first keystroke; a rule whose
// context is missing says nothing. The server builds it, the page gets it as JSON, so it is plain data.
import type { AgencyCalendar } from './choose-calendar.ts';
import type { NodeOf } from './draft.ts';
import type { UnitContext } from './plan.ts';
import type { Outline } from './prove/outline.ts';

export interface ValidationContext {
  readonly unit?: UnitContext;
  /** For each role key of the unit, how many persons hold it now. A key that is absent is no role of the unit. */
  readonly roleHolders?: Readonly<Record<string, number>>;
  /** Published versions a call may name, by protocol key. */
  readonly published?: Readonly<Record<string, PublishedProtocol>>;
  /** Connectors that are registered with the workers. */
  readonly connectors?: readonly ConnectorSpec[];
  /** Agency keys a role may be fixed to; without it, those of `unit.agencies`. */
  readonly agencies?: readonly string[];
  /** Roles kept for people outside the unit, with the agencies whose people hold them. */
  readonly outside?: Readonly<Record<string, readonly { readonly id: string; readonly key: string }[]>>;
  /** Calendars of the unit's agencies; of each agency its usual one first. */
  readonly calendars?: readonly AgencyCalendar[];
  /** The instant at which it is judged: what lies after the years a calendar knows is told from here. */
  readonly at?: number;
  /** What the published protocols do, by hash, so that rules are proved through calls. */
  readonly outlines?: Readonly<Record<string, Outline>>;
  /** Members of the unit now, so that a proof can say who holds two roles today. */
  readonly members?: readonly { readonly name: string; readonly roles: readonly string[] }[];
}

/** What a connector takes and answers. It is asked by its key; what it answers is copied into the step that asks it. */
export interface ConnectorSpec {
  readonly key: string;
  readonly title: string;
  readonly help: string;
  /** `role`: the key of a role of the unit. */
  readonly inputs: readonly { readonly name: string; readonly label: string; readonly type: 'role' | 'value'; readonly required: boolean }[];
  readonly outputs: NodeOf<'service'>['outputs'];
}

export interface PublishedProtocol {
  readonly version: number;
  /** Outcomes of its ends, `null` for the ends of detached branches. */
  readonly outcomes: readonly (string | null)[];
  /** It can come back without an outcome: a call that waits for it needs the edge "otherwise". */
  readonly endsUnnamed?: boolean;
  readonly startForm?: string;
  /** Its start has roles: an intake form that is not handed in waits for them. */
  readonly startWaits?: boolean;
  readonly hash: string;
}
