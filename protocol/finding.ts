// Something wrong in a draft: returned, sorted, never thrown. Severity comes from one table (severity.ts), not the rule.
export type Severity = 'error' | 'warning' | 'hint';

export interface FindingPlace {
  readonly node?: string;
  readonly edge?: string;
  /** Path inside the node, form or draft, e.g. "limit.rules.0.due" or "forms.intake.fields.level". */
  readonly field?: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: FindingPlace;
  /** Lower case; what is wrong, then what would be right; names things by their titles. */
  readonly message: string;
  /** A path that shows it, as ids of steps of this protocol. */
  readonly path?: readonly string[];
}
