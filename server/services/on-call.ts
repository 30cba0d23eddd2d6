// The rota of an agency for a unit, and the calls that ring: seen by its members who see the case, acknowledged once.
import { DateTime } from 'luxon';
import type { z } from 'zod';
import type { Tx } from '../../prisma/connect.ts';
import type { addShiftSchema, OnCall, OncallCall } from '../contract-notices.ts';
import type { AppDeps } from '../deps.ts';
import { saidOutside } from '../notices/compose-mail.ts';
import { ladderOf, usualLimitMinutes } from '../notices/on-call.ts';
import { ProblemError } from '../problems.ts';
import { needRight } from '../signed.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import type { Asking } from './told.ts';

const callsShown = 20;
const shownForMs = 86_400_000;

const did = ({ signed }: Asking, action: string, [objectKind, objectId]: readonly [string, string]) => ({ personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action, objectKind, objectId, outcome: 'taken' }) as const;

export function onCall({ db }: AppDeps, asking: Asking, unitId: string): Promise<OnCall> {
  const { signed, now } = asking;
  if (!signed.units.some((unit) => unit.id === unitId)) throw new ProblemError('not_found');
  return db.withActor(signed.actor, async (tx) => {
    const { agencyId } = signed;
    const shifts = await tx.oncallShift.findMany({ where: { unitId, agencyId, until: { gt: new Date(now) } }, orderBy: [{ from: 'asc' }, { rank: 'asc' }], take: 500 });
    const ladder = await ladderOf(tx, { unitId, agencyId }, now);
    const names = await namesFor(tx, [...shifts, ...ladder].map((row) => row.personId), [agencyId]);
    const setting = await tx.oncallSetting.findUnique({ where: { unitId_agencyId: { unitId, agencyId } } });
    return {
      limitMinutes: setting?.limitMinutes ?? usualLimitMinutes,
      now: ladder.map(({ rank, personId }) => ({ rank, person: names.person(personId, agencyId) })),
      shifts: shifts.map((row) => ({ id: row.id, person: names.person(row.personId, agencyId), rank: row.rank, from: row.from.toISOString(), until: row.until.toISOString() })),
      calls: await callRows(tx, asking, await tx.oncallCall.findMany({ where: { unitId, agencyId }, orderBy: { openedAt: 'desc' }, take: callsShown })),
    };
  });
}

export async function addShift(deps: AppDeps, asking: Asking, { unitId, personId, rank, from, until, weeks }: z.output<typeof addShiftSchema> & { readonly unitId: string }): Promise<OnCall> {
  const { signed, now } = asking;
  needRight(signed, 'staff', unitId);
  const [first, last] = [Date.parse(from), Date.parse(until)];
  if (last <= first) throw new ProblemError('bad_request', { about: 'until', detail: 'until: the end lies before the beginning.' });
  if (last <= now) throw new ProblemError('bad_request', { about: 'until', detail: 'until: this is over already.' });
  if (weeks > 1 && last - first > 7 * 86_400_000) throw new ProblemError('bad_request', { about: 'weeks', detail: 'weeks: what lasts longer than a week cannot come every week.' });
  const zone = signed.units.find((unit) => unit.id === unitId)?.zone ?? 'UTC';
  const later = (at: number, week: number): Date => DateTime.fromMillis(at, { zone }).plus({ weeks: week }).toJSDate();
  await deps.db.withActor(signed.actor, async (tx) => {
    const at = new Date(now);
    const member = await tx.unitMember.findFirst({ where: { unitId, personId, agencyId: signed.agencyId, from: { lte: at }, OR: [{ until: null }, { until: { gt: at } }], person: { disabledAt: null } } });
    if (member === null) throw new ProblemError('bad_request', { about: 'personId', detail: 'personId: whoever is on call must be a member of the unit for your agency.' });
    const data = Array.from({ length: weeks }, (_, week) => ({ unitId, agencyId: signed.agencyId, rank, personId, from: later(first, week), until: later(last, week), setBy: signed.person.id }));
    const taken = await tx.oncallShift.findFirst({ where: { unitId, agencyId: signed.agencyId, rank, OR: data.map((row) => ({ from: { lt: row.until }, until: { gt: row.from } })) } });
    if (taken !== null) throw new ProblemError('duty_overlap', { about: 'from', detail: `Somebody else is on call at that rank from ${taken.from.toISOString()} until ${taken.until.toISOString()}. End that first, or choose another rank.` });
    await tx.oncallShift.createMany({ data });
    await audit(tx, { ...did(asking, 'oncall.add', ['unit', unitId]), payload: { personId, rank, from, until, weeks } });
  });
  return onCall(deps, asking, unitId);
}

/** What has begun ends now and stays on record; what has not is taken away. */
export async function endShift(deps: AppDeps, asking: Asking, { unitId, id }: { readonly unitId: string; readonly id: string }): Promise<OnCall> {
  needRight(asking.signed, 'staff', unitId);
  await deps.db.withActor(asking.signed.actor, async (tx) => {
    const at = new Date(asking.now);
    const where = { id, unitId, agencyId: asking.signed.agencyId };
    const ended = (await tx.oncallShift.deleteMany({ where: { ...where, from: { gte: at } } })).count + (await tx.oncallShift.updateMany({ where: { ...where, from: { lt: at }, until: { gt: at } }, data: { until: at } })).count;
    if (ended === 0) throw new ProblemError('not_found');
    await audit(tx, did(asking, 'oncall.end', ['shift', id]));
  });
  return onCall(deps, asking, unitId);
}

export async function setCallLimit(deps: AppDeps, asking: Asking, { unitId, minutes }: { readonly unitId: string; readonly minutes: number }): Promise<OnCall> {
  const { signed } = asking;
  needRight(signed, 'staff', unitId);
  await deps.db.withActor(signed.actor, async (tx) => {
    const key = { unitId, agencyId: signed.agencyId };
    await tx.oncallSetting.upsert({ where: { unitId_agencyId: key }, create: { ...key, limitMinutes: minutes, setBy: signed.person.id }, update: { limitMinutes: minutes, setBy: signed.person.id } });
    await audit(tx, { ...did(asking, 'oncall.limit', ['unit', unitId]), payload: { minutes } });
  });
  return onCall(deps, asking, unitId);
}

/** What rings this person now, and what nobody took: that is everybody's. */
export function calls({ db }: AppDeps, asking: Asking): Promise<OncallCall[]> {
  const { signed, now } = asking;
  return db.withActor(signed.actor, async (tx) => {
    const open = await tx.oncallCall.findMany({ where: { agencyId: signed.agencyId, OR: [{ state: 'ringing' }, { state: 'exhausted', openedAt: { gt: new Date(now - shownForMs) } }] }, orderBy: { openedAt: 'desc' }, take: 100 });
    return (await callRows(tx, asking, open)).filter((call) => call.isMine);
  });
}

/** By anybody who sees the case and acts for the agency: whoever is awake. The first one counts. */
export async function acknowledge({ db }: AppDeps, asking: Asking, id: string): Promise<void> {
  const { signed, now } = asking;
  await db.withActor(signed.actor, async (tx) => {
    const call = await tx.oncallCall.findUnique({ where: { id }, select: { caseId: true, state: true, acknowledgedBy: true } });
    if (call === null) throw new ProblemError('not_found');
    const taken = await tx.oncallCall.updateMany({ where: { id, state: { not: 'acknowledged' } }, data: { state: 'acknowledged', acknowledgedBy: signed.person.id, acknowledgedAt: new Date(now) } });
    if (taken.count === 0) {
      if (call.acknowledgedBy === signed.person.id) return;
      const by = (await namesFor(tx, [call.acknowledgedBy])).maybePerson(call.acknowledgedBy, null);
      throw new ProblemError('conflict', { detail: `${by?.name ?? 'Somebody'} has acknowledged this already. Nobody is rung any more.` });
    }
    await audit(tx, { ...did(asking, 'oncall.acknowledge', ['call', id]), caseId: call.caseId });
  });
}

type CallRow = Awaited<ReturnType<Tx['oncallCall']['findMany']>>[number];

async function callRows(tx: Tx, { signed }: Asking, rows: readonly CallRow[]): Promise<OncallCall[]> {
  const rings = await tx.oncallRing.findMany({ where: { callId: { in: rows.map((row) => row.id) } }, orderBy: { n: 'asc' } });
  const names = await namesFor(tx, [...rings.map((one) => one.personId), ...rows.map((row) => row.acknowledgedBy)], [signed.agencyId]);
  const cases = new Map((await tx.case.findMany({ where: { id: { in: rows.map((row) => row.caseId) } }, select: { id: true, reference: true } })).map((row) => [row.id, row.reference]));
  return rows.map((row) => {
    const own = rings.filter((one) => one.callId === row.id);
    return {
      id: row.id, caseId: row.caseId, caseReference: cases.get(row.caseId) ?? null, unitId: row.unitId, about: row.about, sentence: saidOutside({ about: row.about, step: null }), openedAt: row.openedAt.toISOString(), state: row.state as OncallCall['state'],
      nextAt: row.state === 'ringing' ? row.nextAt.toISOString() : null, rings: own.map((one) => ({ n: one.n, person: names.person(one.personId, row.agencyId), rank: one.rank, at: one.at.toISOString(), ways: one.ways })),
      acknowledgedBy: names.maybePerson(row.acknowledgedBy, row.agencyId), acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
      isMine: row.state === 'exhausted' || own.some((one) => one.personId === signed.person.id),
    };
  });
}
