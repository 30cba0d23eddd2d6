// Who is signed in, for which agency, with which rights. One query; pages behind the sign-in get it without null.
import { useQuery, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Right } from '../protocol/input.ts';
import type { Session } from '../server/contract.ts';
import { keepSession, load } from './api.ts';

export const sessionKey = ['session'] as const;

export function useSessionQuery() {
  return useQuery({ queryKey: sessionKey, queryFn: async ({ signal }) => keepSession(await load('session', { signal })), staleTime: 60_000 });
}

export function takeSession(queries: QueryClient, session: Session): void {
  queries.setQueryData(sessionKey, keepSession(session));
}

export interface SignedIn extends Session {
  readonly person: NonNullable<Session['person']>;
}
export const SessionContext = createContext<SignedIn | null>(null);

export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (!session) throw new Error('this page is only shown to somebody who is signed in');
  return session;
}

/** Has the person this right, in that unit or in any unit they act in? */
export function hasRight(session: Pick<Session, 'units'>, right: Right, unitId?: string | null): boolean {
  return session.units.some((unit) => (unitId === undefined || unitId === null || unit.id === unitId) && unit.rights.includes(right));
}

/** The zone of a unit; where the unit is not one's own, the zone of this computer. */
export function zoneOf(session: Pick<Session, 'units'>, unitId: string | null): string {
  return session.units.find((unit) => unit.id === unitId)?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
