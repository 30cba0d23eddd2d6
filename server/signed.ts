// Who is behind a request: read from the database at every request, so that a right taken away is gone at once. Nothing of
// it is kept in the cookie.
import type { Actor } from '../prisma/connect.ts';
import type { Right } from '../protocol/input.ts';
import { ProblemError } from './problems.ts';

export interface UnitStanding {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** Held for the agency acted for, now. */
  readonly rights: readonly Right[];
  readonly roles: readonly string[];
}

/** What a unit that one is no member of may ask one as. */
export interface Ask {
  readonly unitId: string;
  readonly unit: string;
  readonly zone: string;
  readonly role: string;
}

export interface Signed {
  readonly sessionId: string;
  readonly csrf: string;
  readonly person: { readonly id: string; readonly name: string; readonly login: string; readonly mustChangePassword: boolean };
  /** The agency acted for. */
  readonly agencyId: string;
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  readonly units: readonly UnitStanding[];
  /** For the agency acted for, now. */
  readonly asks: readonly Ask[];
  /** Assurance: how the person proved who they are. */
  readonly level: string;
  readonly provedAt: number;
  readonly actor: Actor;
}

export function hasRight(signed: Signed, right: Right, unitId?: string): boolean {
  return signed.units.some((unit) => (unitId === undefined || unit.id === unitId) && unit.rights.includes(right));
}

/** In this very unit; the route has asked only whether it is held anywhere. */
export function needRight(signed: Signed, right: Right, unitId: string): void {
  if (!signed.units.some((unit) => unit.id === unitId)) throw new ProblemError('not_found');
  if (!hasRight(signed, right, unitId)) throw new ProblemError('right_missing', { about: right });
}
