// People of agencies outside a unit whom it may ask: each in a role of the unit that is kept for that, with a beginning and,
// where there is one, an end. They are no members, hold no right, and see only what they are asked and shown.
import type { z } from 'zod';
import type { Tx } from '../../prisma/connect.ts';
import type { addMemberSchema, Member } from '../contract-people.ts';
import { ProblemError } from '../problems.ts';
import { did, heldRow, needPerson, nowHeld, periodOf } from './administration.ts';
import type { Doing, EndedRole } from './administration.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';

export function partners(doing: Doing, unitId: string): Promise<readonly Member[]> {
  return doing.db.withActor(doing.signed.actor, (tx) => partnerRows(tx, { unitId }, doing.now));
}

async function partnerRows(tx: Tx, where: { readonly unitId?: string; readonly id?: string }, now: number): Promise<Member[]> {
  const rows = await tx.unitPartner.findMany({ where: { ...where, OR: [{ until: null }, { until: { gt: new Date(now) } }] }, include: { person: true, role: true }, orderBy: [{ person: { name: 'asc' } }, { role: { title: 'asc' } }] });
  const names = await namesFor(tx, rows.map((row) => row.personId), rows.map((row) => row.agencyId));
  return rows.map((row) => heldRow(row, names));
}

export function addPartner(doing: Doing, unitId: string, body: z.output<typeof addMemberSchema>): Promise<Member> {
  const { signed, now } = doing;
  const { from, until } = periodOf(body, now);
  return doing.db.withActor(signed.actor, async (tx) => {
    const role = await tx.role.findUnique({ where: { unitId_key: { unitId, key: body.roleKey } } });
    if (role === null || !role.outside) throw new ProblemError('bad_request', { about: 'roleKey', detail: 'roleKey: the unit keeps no such role for people outside it.' });
    await needPerson(tx, body.personId);
    // Members of an agency see its unit's cases whole: nobody of that agency is outside.
    if (await tx.unitMember.findFirst({ where: { unitId, agencyId: body.agencyId, ...nowHeld(now) } })) throw new ProblemError('bad_request', { about: 'agencyId', detail: 'agencyId: this agency has members in the unit; make the person a member, too.' });
    const same = await tx.unitPartner.findFirst({ where: { unitId, personId: body.personId, agencyId: body.agencyId, roleId: role.id, OR: [{ until: null }, { until: { gt: from } }] } });
    const row = same ?? (await tx.unitPartner.create({ data: { unitId, personId: body.personId, agencyId: body.agencyId, roleId: role.id, from, until } }));
    if (same === null) await audit(tx, did(doing, 'partner.add', ['person', body.personId], { unitId, ...body }));
    const [partner] = await partnerRows(tx, { id: row.id }, now);
    if (partner === undefined) throw new ProblemError('not_found');
    return partner;
  });
}

export function endPartner(doing: Doing, unitId: string, id: string): Promise<EndedRole> {
  const { signed, now } = doing;
  return doing.db.withActor(signed.actor, async (tx) => {
    const row = await tx.unitPartner.findFirst({ where: { id, unitId, OR: [{ until: null }, { until: { gt: new Date(now) } }] } });
    if (row === null) throw new ProblemError('not_found');
    await tx.unitPartner.update({ where: { id }, data: { until: new Date(Math.max(now, row.from.getTime() + 1)) } });
    await audit(tx, did(doing, 'partner.end', ['person', row.personId], { unitId, roleId: row.roleId }));
    const left = await tx.unitPartner.count({ where: { unitId, personId: row.personId, agencyId: row.agencyId, ...nowHeld(now + 1) } });
    return { personId: row.personId, agencyId: row.agencyId, isLast: left === 0 };
  });
}
