// Which agencies a role may be fixed to: those with members in the unit.
import type { Draft } from '../draft.ts';
import type { ValidationContext } from '../validation-context.ts';

export function agencyKeys(context: ValidationContext): ReadonlySet<string> | undefined {
  const keys = context.agencies ?? context.unit?.agencies.map((a) => a.key);
  return keys && new Set(keys);
}

/** The key of the agency the role is fixed to, when that agency is not one of these. */
export function roleIsOutside(draft: Draft, role: string, known: ReadonlySet<string> | undefined): string | undefined {
  const agency = draft.roles.find((r) => r.id === role)?.agency;
  return known && agency !== undefined && !known.has(agency) ? agency : undefined;
}
