// Agencies, units, roles, members, duty and people. What changes who may do what asks for a fresh proof.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import * as administration from '../services/administration.ts';
import * as partners from '../services/partners.ts';
import { loseOwner } from '../services/owner-lost.ts';
import { needRight } from '../signed.ts';
import type { Signed } from '../signed.ts';

export function declareAdministration(routes: Routes, deps: AppDeps): void {
  const { db, live } = deps;
  const read = { right: 'signedIn', level: 'password' } as const;
  const staff = { right: 'staff', level: 'recent' } as const;
  const administer = { right: 'administer', level: 'recent' } as const;
  const doing = ({ signed, now }: { readonly signed: Signed; readonly now: number }) => ({ db, signed, now });
  const byOf = (signed: Signed) => ({ personId: signed.person.id, agencyId: signed.agencyId });
  /** Whoever holds no role in the unit any more owns none of its cases. */
  const handOn = async ({ signed, now }: { readonly signed: Signed; readonly now: number }, unitId: string, { isLast, personId, agencyId }: administration.EndedRole): Promise<void> => {
    if (isLast) await loseOwner(deps, { personId, agencyId, unitId }, { by: byOf(signed), now });
  };

  routes.declare(endpoints.agencies, read, async (asked) => ({ items: [...(await administration.agencies(doing(asked)))] }));
  routes.declare(endpoints.createAgency, administer, (asked) => administration.createAgency(doing(asked), asked.body));
  routes.declare(endpoints.units, read, async (asked) => ({ items: [...(await administration.units(doing(asked)))] }));
  routes.declare(endpoints.createUnit, administer, (asked) => administration.createUnit(doing(asked), asked.body));
  routes.declare(endpoints.unit, read, (asked) => administration.unit(doing(asked), asked.param('id')));
  routes.declare(endpoints.changeUnit, administer, async (asked) => {
    needRight(asked.signed, 'administer', asked.param('id'));
    return administration.changeUnit(doing(asked), asked.param('id'), asked.body);
  });

  routes.declare(endpoints.roles, read, async (asked) => ({ items: [...(await administration.roles(doing(asked), asked.param('id')))] }));
  routes.declare(endpoints.createRole, administer, async (asked) => {
    needRight(asked.signed, 'administer', asked.param('id'));
    return administration.createRole(doing(asked), asked.param('id'), asked.body);
  });
  routes.declare(endpoints.changeRole, administer, async (asked) => {
    const unitId = asked.param('id');
    needRight(asked.signed, 'administer', unitId);
    return administration.changeRole(doing(asked), { unitId, id: asked.param('rid') }, asked.body);
  });

  routes.declare(endpoints.members, read, async (asked) => ({ items: [...(await administration.members(doing(asked), asked.param('id')))] }));
  routes.declare(endpoints.addMember, staff, async (asked) => {
    needRight(asked.signed, 'staff', asked.param('id'));
    return administration.addMember(doing(asked), asked.param('id'), asked.body);
  });
  routes.declare(endpoints.endMember, staff, async (asked) => {
    const unitId = asked.param('id');
    needRight(asked.signed, 'staff', unitId);
    await handOn(asked, unitId, await administration.endMember(doing(asked), unitId, asked.param('mid')));
    return { ok: true as const };
  });

  routes.declare(endpoints.partners, read, async (asked) => ({ items: [...(await partners.partners(doing(asked), asked.param('id')))] }));
  routes.declare(endpoints.addPartner, staff, async (asked) => {
    needRight(asked.signed, 'staff', asked.param('id'));
    return partners.addPartner(doing(asked), asked.param('id'), asked.body);
  });
  routes.declare(endpoints.endPartner, staff, async (asked) => {
    const unitId = asked.param('id');
    needRight(asked.signed, 'staff', unitId);
    await handOn(asked, unitId, await partners.endPartner(doing(asked), unitId, asked.param('pid')));
    return { ok: true as const };
  });

  routes.declare(endpoints.duty, read, (asked) => administration.dutyOf(doing(asked), asked.param('id')));
  routes.declare(endpoints.setDuty, staff, async (asked) => {
    needRight(asked.signed, 'staff', asked.param('id'));
    await administration.setDuty(doing(asked), asked.param('id'), asked.body);
    return administration.dutyOf(doing(asked), asked.param('id'));
  });

  routes.declare(endpoints.people, read, async (asked) => ({ items: [...(await administration.people(doing(asked)))] }));
  routes.declare(endpoints.createPerson, administer, (asked) => administration.createPerson(doing(asked), asked.body));
  routes.declare(endpoints.disablePerson, administer, async (asked) => {
    const personId = asked.param('id');
    await administration.setDisabled(doing(asked), personId, 'disable');
    live.close({ personId });
    const ownerOf = await loseOwner(deps, { personId }, { by: byOf(asked.signed), now: asked.now });
    return { ok: true as const, ownerOf };
  });
  routes.declare(endpoints.enablePerson, administer, async (asked) => {
    await administration.setDisabled(doing(asked), asked.param('id'), 'enable');
    return { ok: true as const };
  });
  // Whoever unlocks learns a password that opens the account, so this is no right of those who only staff a unit.
  routes.declare(endpoints.unlockPerson, administer, async (asked) => {
    const password = await administration.unlock(doing(asked), asked.param('id'));
    live.close({ personId: asked.param('id') });
    return { oneTimePassword: password };
  });
}
