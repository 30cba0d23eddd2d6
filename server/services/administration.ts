// Agencies, units, roles with their rights, members, duty, people: plain work on plain tables, each change with its audit
// row in the same transaction. What a person must never do to themselves, or to the last administrator, is refused here.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Database, Tx } from '../../prisma/connect.ts';
import { rights as allRights } from '../../protocol/input.ts';
import { endSessions } from '../auth.ts';
import type { addMemberSchema, Agency, changeRoleSchema, createPersonSchema, createRoleSchema, createUnitSchema, DutyRow, Member, Person, setDutySchema, Unit, UnitRole } from '../contract-people.ts';
import { hashPassword, oneTimePassword } from '../passwords.ts';
import { ProblemError } from '../problems.ts';
import { needRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import { isZone } from '../zone-offsets.ts';
import { audit } from './audit.ts';
import type { AuditRow } from './audit.ts';
import { namesFor } from './names.ts';
import type { Names } from './names.ts';

export interface Doing {
  readonly db: Database;
  readonly signed: Signed;
  readonly now: number;
}

export const iso = (at: Date): string => at.toISOString();
export const maybeIso = (at: Date | null): string | null => at?.toISOString() ?? null;
export const nowHeld = (now: number) => ({ from: { lte: new Date(now) }, OR: [{ until: null }, { until: { gt: new Date(now) } }] });

export function did({ signed }: Doing, action: string, object: readonly [kind: string, id: string], payload?: object): AuditRow {
  return { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action, objectKind: object[0], objectId: object[1], outcome: 'taken', ...(payload && { payload }) };
}

// --- Agencies and units ----------------------------------------------------------------------------------------------------

export function agencies({ db, signed }: Doing): Promise<readonly Agency[]> {
  return db.withActor(signed.actor, (tx) => tx.agency.findMany({ orderBy: { name: 'asc' }, select: { id: true, key: true, name: true } }));
}

export function createAgency(doing: Doing, body: { readonly key: string; readonly name: string }): Promise<Agency> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    if (await tx.agency.findUnique({ where: { key: body.key } })) throw new ProblemError('key_taken', { about: 'key' });
    const row = await tx.agency.create({ data: { key: body.key, name: body.name } });
    await audit(tx, did(doing, 'agency.create', ['agency', row.id], { key: body.key }));
    return { id: row.id, key: row.key, name: row.name };
  });
}

export function units(doing: Doing): Promise<readonly Unit[]> {
  return doing.db.withActor(doing.signed.actor, (tx) => unitRows(tx, {}, doing.now));
}

export async function unit(doing: Doing, id: string): Promise<Unit> {
  const [row] = await doing.db.withActor(doing.signed.actor, (tx) => unitRows(tx, { id }, doing.now));
  if (row === undefined) throw new ProblemError('not_found');
  return row;
}

async function unitRows(tx: Tx, where: { readonly id?: string }, now: number): Promise<Unit[]> {
  const rows = await tx.unit.findMany({ where, orderBy: { name: 'asc' }, include: { members: { where: { ...nowHeld(now), person: { disabledAt: null } }, select: { personId: true, agencyId: true } }, duties: { where: nowHeld(now) } } });
  const names = await namesFor(tx, rows.flatMap((row) => row.duties.map((d) => d.personId)), rows.flatMap((row) => [row.hostAgencyId, ...row.members.map((m) => m.agencyId), ...row.duties.map((d) => d.agencyId)]));
  return rows.map((row) => {
    const [duty] = row.duties;
    const agencyIds = [...new Set([row.hostAgencyId, ...row.members.map((m) => m.agencyId)])];
    return {
      id: row.id, key: row.key, name: row.name, zone: row.zone, hostAgency: names.agency(row.hostAgencyId), agencies: agencyIds.map((id) => names.agency(id)),
      duty: duty ? { person: names.person(duty.personId, duty.agencyId), from: iso(duty.from) } : null,
      members: new Set(row.members.map((m) => m.personId)).size,
    };
  });
}

/** Whoever makes a unit administers it until they hand that on: otherwise nobody could. */
export async function createUnit(doing: Doing, body: z.output<typeof createUnitSchema>): Promise<Unit> {
  checkZone(body.zone);
  const id = randomUUID();
  const { signed, now } = doing;
  await doing.db.withActor({ ...signed.actor, units: [...signed.actor.units, id] }, async (tx) => {
    if (!(await tx.agency.findUnique({ where: { id: body.hostAgencyId } }))) throw new ProblemError('bad_request', { about: 'hostAgencyId', detail: 'hostAgencyId: there is no such agency.' });
    if ((await tx.$queryRaw<unknown[]>`select 1 from unit where key = ${body.key}`).length > 0) throw new ProblemError('key_taken', { about: 'key' });
    await tx.unit.create({ data: { id, key: body.key, name: body.name, zone: body.zone, hostAgencyId: body.hostAgencyId } });
    const role = await tx.role.create({ data: { unitId: id, key: 'administrator', title: 'Administrator' } });
    await tx.roleRight.createMany({ data: [{ roleId: role.id, right: 'administer' }, { roleId: role.id, right: 'staff' }] });
    await tx.unitMember.create({ data: { unitId: id, personId: signed.person.id, agencyId: signed.agencyId, roleId: role.id, from: new Date(now) } });
    await audit(tx, did(doing, 'unit.create', ['unit', id], body));
  });
  return unit({ ...doing, signed: { ...signed, actor: { ...signed.actor, units: [...signed.actor.units, id] } } }, id);
}

export async function changeUnit(doing: Doing, id: string, body: { readonly name?: string | undefined; readonly zone?: string | undefined }): Promise<Unit> {
  if (body.zone !== undefined) checkZone(body.zone);
  await doing.db.withActor(doing.signed.actor, async (tx) => {
    const changed = await tx.unit.updateMany({ where: { id }, data: { ...(body.name !== undefined && { name: body.name }), ...(body.zone !== undefined && { zone: body.zone }) } });
    if (changed.count === 0) throw new ProblemError('not_found');
    await audit(tx, did(doing, 'unit.change', ['unit', id], body));
  });
  return unit(doing, id);
}

function checkZone(zone: string): void {
  if (!isZone(zone)) throw new ProblemError('bad_request', { about: 'zone', detail: 'zone: not a time zone; write one like America/New_York.' });
}

// --- Roles and members -----------------------------------------------------------------------------------------------------

export function roles(doing: Doing, unitId: string): Promise<readonly UnitRole[]> {
  return doing.db.withActor(doing.signed.actor, (tx) => roleRows(tx, { unitId }, doing.now));
}

async function roleRows(tx: Tx, where: { readonly unitId?: string; readonly id?: string }, now: number): Promise<UnitRole[]> {
  const rows = await tx.role.findMany({ where, orderBy: { title: 'asc' }, include: { rights: true, members: { where: { ...nowHeld(now), person: { disabledAt: null } }, select: { personId: true } }, partners: { where: { ...nowHeld(now), person: { disabledAt: null } }, select: { personId: true } } } });
  return rows.map((row) => ({ id: row.id, key: row.key, title: row.title, outside: row.outside, rights: allRights.filter((right) => row.rights.some((r) => r.right === right)), holders: new Set([...row.members, ...row.partners].map((m) => m.personId)).size }));
}

async function theRole(tx: Tx, id: string, now: number): Promise<UnitRole> {
  const [row] = await roleRows(tx, { id }, now);
  if (row === undefined) throw new ProblemError('not_found');
  return row;
}

export function createRole(doing: Doing, unitId: string, body: z.output<typeof createRoleSchema>): Promise<UnitRole> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    if (await tx.role.findUnique({ where: { unitId_key: { unitId, key: body.key } } })) throw new ProblemError('key_taken', { about: 'key' });
    if (body.outside && body.rights.length > 0) throw new ProblemError('bad_request', { about: 'rights', detail: 'rights: a role for people outside the unit has none.' });
    const row = await tx.role.create({ data: { unitId, key: body.key, title: body.title, outside: body.outside } });
    await tx.roleRight.createMany({ data: [...new Set(body.rights)].map((right) => ({ roleId: row.id, right })) });
    await audit(tx, did(doing, 'role.create', ['role', row.id], body));
    return theRole(tx, row.id, doing.now);
  });
}

export function changeRole(doing: Doing, where: { readonly unitId: string; readonly id: string }, body: z.output<typeof changeRoleSchema>): Promise<UnitRole> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const row = await tx.role.findFirst({ where, include: { rights: true } });
    if (row === null) throw new ProblemError('not_found');
    if (row.outside && (body.rights?.length ?? 0) > 0) throw new ProblemError('bad_request', { about: 'rights', detail: 'rights: a role for people outside the unit has none.' });
    // Written also when only rights change: taking rights away deletes rows, and the notifier sees what is written.
    await tx.role.update({ where: { id: row.id }, data: { title: body.title ?? row.title } });
    if (body.rights !== undefined) {
      await tx.roleRight.deleteMany({ where: { roleId: row.id } });
      await tx.roleRight.createMany({ data: [...new Set(body.rights)].map((right) => ({ roleId: row.id, right })) });
      await needAdministrator(tx, where.unitId, doing.now);
    }
    await audit(tx, did(doing, 'role.change', ['role', row.id], { before: row.rights.map((r) => r.right), ...body }));
    return theRole(tx, row.id, doing.now);
  });
}

export function members(doing: Doing, unitId: string): Promise<readonly Member[]> {
  return doing.db.withActor(doing.signed.actor, (tx) => memberRows(tx, { unitId }, doing.now));
}

async function memberRows(tx: Tx, where: { readonly unitId?: string; readonly id?: string }, now: number): Promise<Member[]> {
  const rows = await tx.unitMember.findMany({ where: { ...where, OR: [{ until: null }, { until: { gt: new Date(now) } }] }, include: { person: true, role: true }, orderBy: [{ person: { name: 'asc' } }, { role: { title: 'asc' } }] });
  const names = await namesFor(tx, rows.map((row) => row.personId), rows.map((row) => row.agencyId));
  return rows.map((row) => heldRow(row, names));
}

/** A role somebody holds, as a list shows it: of a member, or of somebody asked from outside. */
export function heldRow(row: Held, names: Names): Member {
  return { id: row.id, person: names.person(row.personId, row.agencyId), role: { id: row.roleId, key: row.role.key, title: row.role.title }, from: iso(row.from), until: maybeIso(row.until), disabled: row.person.disabledAt !== null };
}

interface Held {
  readonly id: string;
  readonly personId: string;
  readonly agencyId: string;
  readonly roleId: string;
  readonly role: { readonly key: string; readonly title: string };
  readonly person: { readonly disabledAt: Date | null };
  readonly from: Date;
  readonly until: Date | null;
}

/** From now on and without an end, if nothing else is asked. */
export function periodOf(body: { readonly from?: string | undefined; readonly until?: string | undefined }, now: number): { readonly from: Date; readonly until: Date | null } {
  const from = body.from === undefined ? new Date(now) : new Date(body.from);
  const until = body.until === undefined ? null : new Date(body.until);
  if (until !== null && until <= from) throw new ProblemError('bad_request', { about: 'until', detail: 'until: must lie after the beginning.' });
  return { from, until };
}

export async function needPerson(tx: Tx, id: string): Promise<void> {
  const person = await tx.person.findUnique({ where: { id } });
  if (person === null || person.disabledAt !== null) throw new ProblemError('bad_request', { about: 'personId', detail: 'personId: there is no such person, or they are disabled.' });
}

export function addMember(doing: Doing, unitId: string, body: z.output<typeof addMemberSchema>): Promise<Member> {
  const { signed, now } = doing;
  const { from, until } = periodOf(body, now);
  return doing.db.withActor(signed.actor, async (tx) => {
    const role = await tx.role.findUnique({ where: { unitId_key: { unitId, key: body.roleKey } }, include: { rights: true } });
    if (role === null || role.outside) throw new ProblemError('bad_request', { about: 'roleKey', detail: 'roleKey: the unit has no such role for members.' });
    await needPerson(tx, body.personId);
    // Nobody gives themselves a right they do not have.
    if (body.personId === signed.person.id && role.rights.some(({ right }) => !signed.units.some((u) => u.id === unitId && u.rights.some((r) => r === right)))) throw new ProblemError('yourself');
    // Nor to others one that makes people and rights.
    if (role.rights.some(({ right }) => right === 'administer')) needRight(signed, 'administer', unitId);
    const same = await tx.unitMember.findFirst({ where: { unitId, personId: body.personId, agencyId: body.agencyId, roleId: role.id, OR: [{ until: null }, { until: { gt: from } }] } });
    const row = same ?? (await tx.unitMember.create({ data: { unitId, personId: body.personId, agencyId: body.agencyId, roleId: role.id, from, until } }));
    if (same === null) await audit(tx, did(doing, 'member.add', ['person', body.personId], { unitId, ...body }));
    const [member] = await memberRows(tx, { id: row.id }, now);
    if (member === undefined) throw new ProblemError('not_found');
    return member;
  });
}

/** Who held it, and whether it was the last they held in the unit: their cases may need another owner. */
export interface EndedRole {
  readonly personId: string;
  readonly agencyId: string;
  readonly isLast: boolean;
}

/** Ends a membership now. */
export function endMember(doing: Doing, unitId: string, id: string): Promise<EndedRole> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const row = await tx.unitMember.findFirst({ where: { id, unitId, OR: [{ until: null }, { until: { gt: new Date(doing.now) } }] } });
    if (row === null) throw new ProblemError('not_found');
    await tx.unitMember.update({ where: { id }, data: { until: new Date(Math.max(doing.now, row.from.getTime() + 1)) } });
    await needAdministrator(tx, unitId, doing.now + 1);
    await audit(tx, did(doing, 'member.end', ['person', row.personId], { unitId, roleId: row.roleId }));
    const left = await tx.unitMember.count({ where: { unitId, personId: row.personId, agencyId: row.agencyId, ...nowHeld(doing.now + 1) } });
    return { personId: row.personId, agencyId: row.agencyId, isLast: left === 0 };
  });
}

async function needAdministrator(tx: Tx, unitId: string, now: number): Promise<void> {
  const left = await tx.unitMember.count({ where: { unitId, ...nowHeld(now), person: { disabledAt: null }, role: { rights: { some: { right: 'administer' } } } } });
  if (left === 0) throw new ProblemError('last_administrator');
}

// --- Duty --------------------------------------------------------------------------------------------------------------------

export async function dutyOf(doing: Doing, unitId: string): Promise<{ now: DutyRow | null; items: DutyRow[] }> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const at = new Date(doing.now);
    const rows = await tx.duty.findMany({ where: { unitId, OR: [{ until: null }, { until: { gt: new Date(doing.now - 30 * 86_400_000) } }] }, orderBy: { from: 'desc' } });
    const names = await namesFor(tx, rows.flatMap((row) => [row.personId, row.setBy]), rows.map((row) => row.agencyId));
    const items = rows.map((row) => ({ id: row.id, person: names.person(row.personId, row.agencyId), from: iso(row.from), until: maybeIso(row.until), setBy: names.maybePerson(row.setBy, null) }));
    const current = rows.findIndex((row) => row.from <= at && (row.until === null || row.until > at));
    return { now: items[current] ?? null, items };
  });
}

/** From an instant on, until somebody else is named: the duty before it ends there, so that there is exactly one. */
export async function setDuty(doing: Doing, unitId: string, body: z.output<typeof setDutySchema>): Promise<void> {
  const from = body.from === undefined ? new Date(doing.now) : new Date(body.from);
  if (from.getTime() < doing.now - 60_000) throw new ProblemError('bad_request', { about: 'from', detail: 'from: duty cannot begin in the past.' });
  await doing.db.withActor(doing.signed.actor, async (tx) => {
    const member = await tx.unitMember.findFirst({ where: { unitId, personId: body.personId, agencyId: body.agencyId, ...nowHeld(doing.now), person: { disabledAt: null } } });
    if (member === null) throw new ProblemError('bad_request', { about: 'personId', detail: 'personId: the duty supervisor must be a member of the unit now.' });
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`duty:${unitId}`}, 0))`;
    if (await tx.duty.findFirst({ where: { unitId, from: { gte: from } } })) throw new ProblemError('duty_overlap');
    await tx.duty.updateMany({ where: { unitId, from: { lt: from }, OR: [{ until: null }, { until: { gt: from } }] }, data: { until: from } });
    await tx.duty.create({ data: { unitId, personId: body.personId, agencyId: body.agencyId, from, setBy: doing.signed.person.id } });
    await audit(tx, did(doing, 'duty.set', ['unit', unitId], { personId: body.personId, agencyId: body.agencyId, from: iso(from) }));
  });
}

// --- People --------------------------------------------------------------------------------------------------------------------

export async function people(doing: Doing): Promise<readonly Person[]> {
  const rows = await doing.db.withActor(doing.signed.actor, async (tx) => {
    const found = await tx.person.findMany({ orderBy: { name: 'asc' }, include: { agency: true, memberships: { where: { OR: [{ until: null }, { until: { gt: new Date(doing.now) } }] }, include: { unit: true, role: true } } } });
    return found;
  });
  const locked = await doing.db.asSignIn((tx) => tx.credential.findMany({ where: { personId: { in: rows.map((row) => row.id) }, lockedAt: { not: null } }, select: { personId: true, lockedAt: true } }));
  return rows.map((row) => ({
    id: row.id, name: row.name, login: row.login, agency: { id: row.agency.id, name: row.agency.name }, disabledAt: maybeIso(row.disabledAt),
    lockedAt: maybeIso(locked.find((l) => l.personId === row.id)?.lockedAt ?? null),
    memberships: row.memberships.map((m) => ({ unitId: m.unitId, unit: m.unit.name, role: m.role.title, until: maybeIso(m.until) })),
  }));
}

export async function createPerson(doing: Doing, body: z.output<typeof createPersonSchema>): Promise<{ id: string; oneTimePassword: string }> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const login = body.login.toLowerCase();
  if (await doing.db.asSignIn((tx) => tx.person.findUnique({ where: { login }, select: { id: true } }))) throw new ProblemError('login_taken', { about: 'login' });
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    if (!(await tx.agency.findUnique({ where: { id: body.agencyId } }))) throw new ProblemError('bad_request', { about: 'agencyId', detail: 'agencyId: there is no such agency.' });
    const id = randomUUID();
    await tx.person.create({ data: { id, name: body.name, login, agencyId: body.agencyId, createdBy: doing.signed.person.id } });
    await tx.credential.createMany({ data: [{ personId: id, passwordHash, mustChangePassword: true }] });
    await audit(tx, did(doing, 'person.create', ['person', id], { agencyId: body.agencyId }));
    return { id, oneTimePassword: password };
  });
}

export async function setDisabled(doing: Doing, id: string, disabled: 'disable' | 'enable'): Promise<void> {
  if (id === doing.signed.person.id) throw new ProblemError('yourself');
  await doing.db.withActor(doing.signed.actor, async (tx) => {
    const held = await tx.unitMember.findMany({ where: { personId: id, ...nowHeld(doing.now), role: { rights: { some: { right: 'administer' } } } }, select: { unitId: true } });
    const changed = await tx.person.updateMany({ where: { id }, data: { disabledAt: disabled === 'disable' ? new Date(doing.now) : null } });
    if (changed.count === 0) throw new ProblemError('not_found');
    if (disabled === 'disable') for (const { unitId } of held) await needAdministrator(tx, unitId, doing.now);
    await audit(tx, did(doing, `person.${disabled}`, ['person', id]));
  });
  if (disabled === 'disable') await doing.db.asSignIn((tx) => endSessions(tx, { personId: id }, doing.now));
}

/** A new one-time password; what was known before opens nothing any more. */
export async function unlock(doing: Doing, id: string): Promise<string> {
  const visible = await doing.db.withActor(doing.signed.actor, (tx) => tx.person.findUnique({ where: { id }, select: { id: true } }));
  if (visible === null) throw new ProblemError('not_found');
  if (id === doing.signed.person.id) throw new ProblemError('yourself');
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  await doing.db.asSignIn(async (tx) => {
    await tx.credential.update({ where: { personId: id }, data: { passwordHash, mustChangePassword: true, changedAt: new Date(doing.now), failures: 0, failedSince: null, lockedAt: null } });
    await endSessions(tx, { personId: id }, doing.now);
    await audit(tx, did(doing, 'person.unlock', ['person', id]));
  });
  // The same once more, for the notifier: it does not look at credentials, which every sign-in writes.
  await doing.db.withActor(doing.signed.actor, (tx) => tx.person.updateMany({ where: { id }, data: { id } }));
  return password;
}
