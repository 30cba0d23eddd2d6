// The posture of a unit with its staffing plan, and stand-ins: who holds a role for a time, and why. They end by themselves,
// because whoever reads who holds a role asks for now. What a change would mean is found by doing it and taking it back.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Tx } from '../../prisma/connect.ts';
import { postures } from '../contract-staffing.ts';
import type { addStandInSchema, PlanRow, Posture, setPostureSchema, StandIn, Staffing, staffingChangeSchema, StaffingPreview } from '../contract-staffing.ts';
import { ProblemError } from '../problems.ts';
import { iso, nowHeld } from './administration.ts';
import type { Doing } from './administration.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { holdersOf, rosterOf } from './standing.ts';
import type { Roster } from './standing.ts';

const longestMs = 366 * 86_400_000;
const historyMs = 90 * 86_400_000;

export function staffing(doing: Doing, unitId: string): Promise<Staffing> {
  return doing.db.withActor(doing.signed.actor, (tx) => staffingIn(tx, doing, unitId));
}

export function setPosture(doing: Doing, unitId: string, body: z.output<typeof setPostureSchema>): Promise<Staffing> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    await writePosture(tx, doing, unitId, body);
    await audit(tx, did(doing, 'posture.set', unitId, { posture: body.posture, until: body.until }));
    return staffingIn(tx, doing, unitId);
  });
}

export function setPlan(doing: Doing, unitId: string, plan: readonly PlanRow[]): Promise<Staffing> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const known = new Set((await tx.role.findMany({ where: { unitId, outside: false }, select: { key: true } })).map((role) => role.key));
    for (const { role, pools } of plan) {
      const unknown = [role, ...pools].find((key) => !known.has(key));
      if (unknown !== undefined) throw new ProblemError('bad_request', { about: 'plan', detail: `plan: the unit has no role ${unknown} for members.` });
    }
    if (new Set(plan.map((row) => `${row.posture} ${row.role}`)).size < plan.length) throw new ProblemError('bad_request', { about: 'plan', detail: 'plan: a role stands in it twice for one posture; name its pools in one row.' });
    await tx.staffingPlan.deleteMany({ where: { unitId } });
    if (plan.length > 0) await tx.staffingPlan.createMany({ data: plan.map(({ role, ...row }) => ({ ...row, roleKey: role, unitId })) });
    await audit(tx, did(doing, 'staffing.plan', unitId, { plan }));
    return staffingIn(tx, doing, unitId);
  });
}

export function addStandIn(doing: Doing, unitId: string, body: z.output<typeof addStandInSchema>): Promise<Staffing> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    await writeStandIn(tx, doing, unitId, body);
    await audit(tx, did(doing, 'standIn.add', unitId, { absentId: body.absentId, standInId: body.standInId, from: body.from, until: body.until }));
    return staffingIn(tx, doing, unitId);
  });
}

/** They are back: from now on nobody stands in. */
export function endStandIn(doing: Doing, unitId: string, id: string): Promise<Staffing> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const row = await tx.standIn.findFirst({ where: { id, unitId, until: { gt: new Date(doing.now) } } });
    if (row === null) throw new ProblemError('not_found');
    await tx.standIn.update({ where: { id }, data: { until: new Date(Math.max(doing.now, row.from.getTime() + 1)) } });
    await audit(tx, did(doing, 'standIn.end', unitId, { id }));
    return staffingIn(tx, doing, unitId);
  });
}

class TakenBack extends Error {
  constructor(readonly preview: StaffingPreview) {
    super('a change that was only looked at');
    this.name = 'TakenBack';
  }
}

export async function previewStaffing(doing: Doing, unitId: string, change: z.output<typeof staffingChangeSchema>): Promise<StaffingPreview> {
  try {
    await doing.db.withActor(doing.signed.actor, async (tx) => {
      const before = await rosterOf(tx, unitId, doing.now);
      const from = change.kind === 'standIn' && change.from !== undefined ? Math.max(doing.now, Date.parse(change.from)) : doing.now;
      if (change.kind === 'posture') await writePosture(tx, doing, unitId, change);
      else await writeStandIn(tx, doing, unitId, change);
      throw new TakenBack(await compared(tx, unitId, before, await rosterOf(tx, unitId, from)));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.preview;
    throw error;
  }
  return { steps: [] };
}

// helpers

const did = ({ signed }: Doing, action: string, unitId: string, payload: object) => ({ personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action, objectKind: 'unit', objectId: unitId, outcome: 'taken' as const, payload });

function checkEnd(doing: Doing, from: number, until: number): void {
  if (until <= Math.max(from, doing.now)) throw new ProblemError('bad_request', { about: 'until', detail: 'until: must lie after the beginning, and after now.' });
  if (until - from > longestMs) throw new ProblemError('bad_request', { about: 'until', detail: 'until: at most a year; set it again when it ends.' });
}

async function writePosture(tx: Tx, doing: Doing, unitId: string, { posture, until, reason }: z.output<typeof setPostureSchema>): Promise<void> {
  checkEnd(doing, doing.now, Date.parse(until));
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`posture:${unitId}`}, 0))`;
  // One at a time: what held before ends here, and does not come back when this one ends.
  await tx.unitPosture.updateMany({ where: { unitId, from: { lte: new Date(doing.now) }, until: { gt: new Date(doing.now) } }, data: { until: new Date(doing.now) } });
  await tx.unitPosture.create({ data: { id: randomUUID(), unitId, posture, from: new Date(doing.now), until: new Date(until), reason, setBy: doing.signed.person.id } });
}

async function writeStandIn(tx: Tx, doing: Doing, unitId: string, body: z.output<typeof addStandInSchema>): Promise<void> {
  const from = body.from === undefined ? doing.now : Date.parse(body.from);
  checkEnd(doing, from, Date.parse(body.until));
  // Nobody gives themselves what another one holds.
  if (body.standInId === doing.signed.person.id) throw new ProblemError('yourself');
  if (body.standInId === body.absentId) throw new ProblemError('bad_request', { about: 'standInId', detail: 'standInId: nobody stands in for themselves; choose another member.' });
  for (const [about, personId] of [['absentId', body.absentId], ['standInId', body.standInId]] as const) {
    const member = await tx.unitMember.findFirst({ where: { unitId, personId, agencyId: body.agencyId, ...nowHeld(doing.now), person: { disabledAt: null } } });
    if (member === null) throw new ProblemError('bad_request', { about, detail: `${about}: is no member of the unit for that agency now.` });
  }
  const during = { unitId, agencyId: body.agencyId, from: { lt: new Date(body.until) }, until: { gt: new Date(from) } };
  if (await tx.standIn.findFirst({ where: { ...during, absentId: body.standInId } })) throw new ProblemError('bad_request', { about: 'standInId', detail: 'standInId: is absent during that time; choose somebody who is there.' });
  if (await tx.standIn.findFirst({ where: { ...during, standInId: body.absentId } })) throw new ProblemError('bad_request', { about: 'absentId', detail: 'absentId: stands in for somebody else during that time; end that first.' });
  await tx.standIn.create({ data: { id: randomUUID(), unitId, absentId: body.absentId, agencyId: body.agencyId, standInId: body.standInId, from: new Date(from), until: new Date(body.until), reason: body.reason, setBy: doing.signed.person.id } });
}

async function staffingIn(tx: Tx, { now }: Doing, unitId: string): Promise<Staffing> {
  const rows = await tx.unitPosture.findMany({ where: { unitId, until: { gt: new Date(now - historyMs) } }, orderBy: { from: 'desc' } });
  const plan = await tx.staffingPlan.findMany({ where: { unitId }, orderBy: [{ posture: 'asc' }, { roleKey: 'asc' }] });
  const standIns = await tx.standIn.findMany({ where: { unitId, until: { gt: new Date(now) } }, orderBy: { from: 'asc' } });
  const roster = await rosterOf(tx, unitId, now);
  const names = await namesFor(tx, [...rows.map((r) => r.setBy), ...standIns.flatMap((s) => [s.absentId, s.standInId, s.setBy])], standIns.map((s) => s.agencyId));
  const person = (id: string) => names.maybePerson(id, null) ?? names.person(id, '');
  const history = rows.map(({ id, posture, from, until, reason, setBy }) => ({ id, posture: postureOf(posture), from: iso(from), until: iso(until), reason, by: person(setBy) }));
  const current = history.find((_row, i) => (rows[i]?.from.getTime() ?? Infinity) <= now && (rows[i]?.until.getTime() ?? 0) > now) ?? null;
  const posture = current?.posture ?? 'routine';
  return {
    posture, now: current, history,
    plan: plan.map(({ posture: of, roleKey, pools, least }) => ({ posture: postureOf(of), role: roleKey, pools, least })),
    short: plan.filter((row) => row.posture === posture).map(({ roleKey, least }) => ({ role: roleKey, least, holders: new Set(holdersOf(roster, [roleKey]).map((h) => h.personId)).size })).filter((row) => row.holders < row.least),
    standIns: standIns.map((s): StandIn => ({ id: s.id, absent: names.person(s.absentId, s.agencyId), standIn: names.person(s.standInId, s.agencyId), from: iso(s.from), until: iso(s.until), reason: s.reason, by: person(s.setBy), roles: [...(roster.members.find((m) => m.personId === s.absentId && m.agencyId === s.agencyId)?.roles ?? [])] })),
  };
}

const postureOf = (text: string): Posture => postures.find((one) => one === text) ?? 'routine';

/** Of each open step of the unit who could do it then and not now, and the other way round. */
async function compared(tx: Tx, unitId: string, before: Roster, after: Roster): Promise<StaffingPreview> {
  const steps = await tx.step.findMany({ where: { state: 'open', case: { unitId } }, include: { case: { select: { reference: true } } }, orderBy: { openedAt: 'asc' }, take: 2_000 });
  const who = (roster: Roster, roles: readonly string[], agencies: readonly string[]) => new Map(holdersOf(roster, roles).filter((h) => agencies.includes(h.agencyId)).map((h) => [h.personId, h]));
  const names = await namesFor(tx, [...before.members, ...after.members].map((m) => m.personId));
  return {
    steps: steps.flatMap(({ caseId, id, title, roles, agencies, case: { reference } }) => {
      const [old, then] = [who(before, roles, agencies), who(after, roles, agencies)];
      const gain = [...then.values()].filter((h) => !old.has(h.personId)).map((h) => names.person(h.personId, h.agencyId));
      const lose = [...old.values()].filter((h) => !then.has(h.personId)).map((h) => names.person(h.personId, h.agencyId));
      return gain.length + lose.length === 0 ? [] : [{ caseId, reference, stepId: id, title, gain, lose, left: then.size }];
    }),
  };
}
