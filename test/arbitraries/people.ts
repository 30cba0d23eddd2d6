// People of the tests, and their standing as the server would read it in the same request.
import type { Person } from '../../protocol/case-state.ts';
import type { Standing } from '../../protocol/input.ts';
import { school, sheriff } from './plan.ts';

export interface Colleague {
  readonly id: string;
  readonly roles: readonly string[];
  readonly agencyId?: string;
  readonly rights?: Standing['rights'];
}
export const staff = {
  ana: { id: 'ana', roles: ['analyst'], rights: ['open', 'start'] },
  sam: { id: 'sam', roles: ['supervisor'], rights: ['supervise', 'extend', 'skip'] },
  lea: { id: 'lea', roles: ['lead'], rights: ['start'] },
  cora: { id: 'cora', roles: ['commander'] },
  max: { id: 'max', roles: ['manager', 'analyst'] },
  lio: { id: 'lio', roles: ['liaison'], agencyId: school },
  vic: { id: 'vic', roles: ['supervisor', 'lead', 'analyst'], rights: ['open', 'supervise'] },
} as const satisfies Record<string, Colleague>;
export type Name = keyof typeof staff;

/** The standing of one person while these people are there. */
export function standing(name: Name, there: readonly Name[] = Object.keys(staff) as Name[]): Standing {
  const who: Colleague = staff[name];
  const holders: Record<string, Person[]> = {};
  for (const other of there) for (const role of staff[other].roles) (holders[role] ??= []).push({ personId: other, agencyId: agencyOf(other) });
  return { personId: who.id, agencyId: agencyOf(name), member: true, roles: who.roles, qualifications: [], rights: who.rights ?? [], holders };
}
const agencyOf = (name: Name): string => (staff[name] as Colleague).agencyId ?? sheriff;
