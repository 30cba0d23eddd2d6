// A condition is a small typed tree over what has been recorded, evaluated to true, false or unknown. Unknown is never
// false: it has its own edge, opens a branch, or goes to a person. Evaluation is total and bounded; nothing a user wrote
// is executed, and only own properties are ever read.

/** A value a condition can read. Dates are epoch milliseconds UTC; free text never reaches a condition. */
export type Scalar = string | number | boolean;
/** What a submitted form keeps for routing: scalars, or a list of scalars (options, references). */
export type RoutingValue = Scalar | readonly Scalar[];

export const caseFactNames = ['level', 'status', 'everHigh', 'breaches', 'openHandoffs', 'otherRuns'] as const;
export type CaseFactName = (typeof caseFactNames)[number];

export type Operand =
  | { readonly kind: 'field'; readonly ref: string } // "form.field"
  | { readonly kind: 'case'; readonly name: CaseFactName }
  | { readonly kind: 'outcome'; readonly step: string } // "step" of this protocol or "protocol.step"
  | { readonly kind: 'value'; readonly value: Scalar };

export const compareOps = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const;
export type CompareOp = (typeof compareOps)[number];

export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly left: Operand; readonly op: CompareOp; readonly right: Operand }
  | { readonly kind: 'in'; readonly left: Operand; readonly options: readonly Scalar[] }
  | { readonly kind: 'exists'; readonly ref: string }
  | { readonly kind: 'count'; readonly ref: string; readonly op: CompareOp; readonly value: number }
  | { readonly kind: 'since'; readonly ref: string; readonly op: CompareOp; readonly duration: string } // elapsed since a date field
  | { readonly kind: 'fact'; readonly id: string }; // a named yes/no question of the protocol

export type Truth = 'true' | 'false' | 'unknown';

/** What a condition is asked against. `undefined` means "not recorded". Levels compare by `rank`. */
export interface Facts {
  readonly field: (ref: string) => RoutingValue | undefined;
  readonly caseFact: (name: CaseFactName) => Scalar | undefined;
  readonly outcome: (step: string) => string | undefined;
  readonly fact: (id: string) => Condition | undefined;
  /** Position of a level in the protocol's order of levels, or undefined. */
  readonly rank: (level: string) => number | undefined;
  /** Epoch milliseconds of the input being handled. */
  readonly at: number;
  /** The unit's zone, for "30 days since" in wall-clock time; without it days are counted in UTC. */
  readonly offsets?: readonly { readonly from: number; readonly minutes: number }[];
}
