// A case is never without an owner: when one is disabled or leaves the unit, the duty supervisor owns their cases from that
// instant, and is alarmed until somebody accepts. Sent to each case as an input like any other.
import type { Person } from '../../protocol/case-state.ts';
import type { PersonInput } from '../../protocol/input.ts';
import type { AppDeps } from '../deps.ts';
import { derivedId } from './acts.ts';
import { send } from './case-gateway.ts';
import { dutyNow } from './open-case.ts';
import { show } from './show.ts';
import { rosterOf, standingOf } from './standing.ts';

export interface Lost {
  readonly personId: string;
  /** Left this unit, for this agency; without them: left altogether. */
  readonly agencyId?: string;
  readonly unitId?: string;
}

/** How many cases had this owner. A case that cannot be told now is logged, and told when owners are looked over again. */
export async function loseOwner(deps: AppDeps, lost: Lost, { by, now }: { readonly by: Person | null; readonly now: number }): Promise<number> {
  const { db, log } = deps;
  const owned = await db.asSweeper((tx) => tx.case.findMany({ where: { ownerPersonId: lost.personId, closedAt: null, openedAt: { not: null }, ...(lost.agencyId !== undefined && { ownerAgencyId: lost.agencyId }), ...(lost.unitId !== undefined && { unitId: lost.unitId }) }, select: { id: true, unitId: true, transition: true } }));
  for (const { id: caseId, unitId, transition } of owned) {
    const known = await db.asSweeper(async (tx) => ({ duty: await dutyNow(tx, unitId, now), roster: await rosterOf(tx, unitId, now) }));
    if (known.duty === null || known.duty.personId === lost.personId) {
      log.error({ caseId }, 'the owner is gone and the unit has no other duty supervisor; name one');
      continue;
    }
    const dutySupervisor: Person = { personId: known.duty.personId, agencyId: known.duty.agencyId };
    const actor = standingOf(known.roster, by ?? dutySupervisor, []);
    const input: PersonInput = { kind: 'ownerLost', id: derivedId(`owner ${lost.personId} of ${caseId} lost after ${transition}`), actor, dutySupervisor };
    const sent = await send(deps.temporal, caseId, { input, at: now });
    if (sent.kind === 'taken') await show(deps, caseId, sent.answer.transitions);
    else log.error({ caseId, code: sent.kind === 'refused' ? sent.code : 'not_confirmed' }, 'a case could not be told that its owner is gone');
  }
  return owned.length;
}

/** Looks over the owners of all open cases: memberships end by themselves, and a case may have been out of reach before. */
export async function mendOwners(deps: AppDeps, now: number): Promise<void> {
  const owners = await deps.db.asSweeper((tx) => tx.$queryRaw<Required<Lost>[]>`
    select distinct c.owner_person_id as "personId", c.owner_agency_id as "agencyId", c.unit_id as "unitId" from "case" c
    where c.opened_at is not null and c.closed_at is null and not exists (
      select from (select person_id, agency_id, unit_id, "from", until from unit_member union all select person_id, agency_id, unit_id, "from", until from unit_partner) m join person p on p.id = m.person_id
      where m.person_id = c.owner_person_id and m.agency_id = c.owner_agency_id and m.unit_id = c.unit_id
        and m."from" <= ${new Date(now)} and (m.until is null or m.until > ${new Date(now)}) and p.disabled_at is null)`);
  for (const lost of owners) await loseOwner(deps, lost, { by: null, now });
}
