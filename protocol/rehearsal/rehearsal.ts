// A rehearsal: a draft played with invented people on a clock that goes where it is told. It is data and nothing else, in the
// names of the protocol (steps, outcomes, roles), never in ids the engine makes, so that it can be read, saved with the
// protocol, and played again on every later draft.
import type { CaseStatus, HandoffKind } from '../draft.ts';
import type { RoutingValue } from '../condition.ts';
import type { Given, ScenarioAct } from '../scenarios/scenario.ts';

/** What somebody does, or how time goes on. Steps are named as in scenarios: "step", or "protocol.step" of a called one. */
export type Move =
  | Exclude<ScenarioAct, { act: 'start' | 'publish' | 'seed' }>
  | { readonly act: 'start'; readonly by: string; readonly data?: Given }
  | { readonly act: 'offer'; readonly step: string; readonly by: string; readonly handoff?: HandoffKind }
  | { readonly act: 'withdraw' | 'cancel'; readonly step: string; readonly by: string; readonly reason?: string }
  | { readonly act: 'level'; readonly level: string; readonly by: string; readonly reason?: string }
  /** What a connector answers; null: nothing. */
  | { readonly act: 'service'; readonly step: string; readonly fields: Readonly<Record<string, RoutingValue>> | null }
  /** An ISO 8601 duration, in the unit's zone. */
  | { readonly act: 'pass'; readonly for: string }
  | { readonly act: 'nextDeadline' };

export interface Rehearsal {
  /** When it begins, epoch ms UTC: calendars make it matter. */
  readonly starts: number;
  /** How many people are invented for a role, where it is not the usual number. */
  readonly people?: Readonly<Record<string, number>>;
  readonly moves: readonly Move[];
}

/** How the case stood after a move: what must come of it again. */
export interface Came {
  /** The code of a refusal; the move changed nothing. */
  readonly refused?: string;
  /** On the clock, in milliseconds after the start. */
  readonly after: number;
  /** "protocol.step" of all open steps, in order of name. */
  readonly open: readonly string[];
  readonly status: CaseStatus | null;
  readonly level: string | null;
  readonly owner: string | null;
}

/** A rehearsal with what came of each move when it was saved. */
export interface SavedRehearsal extends Rehearsal {
  readonly came: readonly Came[];
}

export const mostMoves = 300;
