// Which agencies a role may be fixed to: those with members in the unit.
import type { Draft } from '../draft.ts';
import type { ValidationContext } from '../validation-context.ts';

export function agencyKeys(context: ValidationContext): ReadonlySet<string> | undefined {
  const keys = context.agencies ?? context.unit?.agencies.map((a) => a.key);
  return keys && new Set(keys);
}

/** The key of the agency the role is fixed to, when that agency has neither members nor, for a role kept for people outside, such people. */
export function roleIsOutside(draft: Draft, role: string, context: ValidationContext): string | undefined {
  const agency = draft.roles.find((r) => r.id === role)?.agency;
  const known = isKeptOutside(context, role) ? new Set(context.outside?.[role]?.map((a) => a.key)) : agencyKeys(context);
  return known && agency !== undefined && !known.has(agency) ? agency : undefined;
}

/** A role of the unit's catalogue that people outside the unit hold, and nobody else. */
export const isKeptOutside = (context: ValidationContext, role: string): boolean => context.outside !== undefined && Object.hasOwn(context.outside, role);
