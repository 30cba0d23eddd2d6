// An act not taken. Codes are shared by every layer (validator, server, page), are never reused, and are tested in the
// order of this list: the first that applies is given. A refusal changes nothing and is not remembered.
export const refusalCodes = [
  'not_active', 'wrong_act', 'claimed', 'not_authorized', 'separation_of_duties', 'already_approved', 'not_sworn',
  'stale_content', 'bad_outcome', 'bad_value', 'unknown_field', 'missing_required',
  'no_handler', 'already_running', 'transfer_open', 'too_large', 'case_exists', 'no_such_case', 'parked', 'does_not_fit', 'deadline_longer',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** The step, field or person it is about, when there is one. */
  readonly about?: string;
  /** Says what to do; no personal data. */
  readonly sentence: string;
}
