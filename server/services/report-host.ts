// Who opens a case when nobody is signed in: the host, in the unit's name, with the right to open there and no other. Such reports are
// told apart in the record by who opened them.
import { hostPersonId, type Standing } from '../../protocol/input.ts';
import type { Signed } from '../signed.ts';

export interface HostUnit {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly hostAgencyId: string;
}

export function hostIn({ id, name, zone, hostAgencyId }: HostUnit, now: number): Signed {
  return {
    sessionId: '', csrf: '', person: { id: hostPersonId, name: 'Handrail', login: '', mustChangePassword: false }, agencyId: hostAgencyId, agencies: [],
    units: [{ id, name, zone, rights: ['open'], roles: [] }], asks: [], level: 'none', provedAt: now,
    actor: { personId: hostPersonId, agencyId: hostAgencyId, units: [id] },
  };
}

export const standingOfHost = (host: Signed): Standing => ({ personId: hostPersonId, agencyId: host.agencyId, member: true, roles: [], qualifications: [], rights: ['open'], holders: {} });
