// Reports of other systems: each has a key that an administrator has made and that is shown once. A key opens cases on one protocol of
// one unit; it reads nothing, and the answer to a report is its number.
import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Plan } from '../../protocol/plan.ts';
import { sha256 } from '../auth.ts';
import type { IntakeKey, makeIntakeKeySchema, reportByKeySchema } from '../contract-public-reports.ts';
import type { AppDeps } from '../deps.ts';
import { ProblemError } from '../problems.ts';
import { needRight } from '../signed.ts';
import { derivedId } from './acts.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { openCase } from './open-case.ts';
import { filledIn, intakeForm } from './public-report-form.ts';
import { newestVersion, receiptOf } from './public-reports.ts';
import { hostIn, standingOfHost } from './report-host.ts';
import type { Asking } from './told.ts';

const prefix = 'hrk_';
const atMost = 20;
const shown = { id: true, unitId: true, agencyId: true, title: true, protocolKey: true, madeBy: true, madeAt: true, endedAt: true, usedAt: true } as const;

export function intakeKeys({ db }: AppDeps, { signed }: Asking, unitId: string): Promise<IntakeKey[]> {
  needRight(signed, 'administer', unitId);
  return db.withActor(signed.actor, async (tx) => {
    const rows = await tx.intakeKey.findMany({ where: { unitId }, orderBy: [{ madeAt: 'desc' }, { id: 'asc' }], select: shown });
    const names = await namesFor(tx, rows.map((row) => row.madeBy), rows.map((row) => row.agencyId));
    return rows.map((row) => ({ id: row.id, title: row.title, protocolKey: row.protocolKey, madeBy: names.person(row.madeBy, row.agencyId), madeAt: row.madeAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, usedAt: row.usedAt?.toISOString() ?? null }));
  });
}

export async function makeIntakeKey({ db }: AppDeps, { signed, now }: Asking, unitId: string, body: z.output<typeof makeIntakeKeySchema>): Promise<{ id: string; key: string }> {
  needRight(signed, 'administer', unitId);
  const [id, key] = [randomUUID(), `${prefix}${randomBytes(32).toString('base64url')}`];
  await db.withActor(signed.actor, async (tx) => {
    const version = await newestVersion(tx, unitId, body.protocolKey);
    if (!version || !intakeForm(version.plan as unknown as Plan)) throw new ProblemError('bad_request', { about: 'protocolKey', detail: 'protocolKey: this protocol is not published in the unit, or has no intake form.' });
    if ((await tx.intakeKey.count({ where: { unitId, endedAt: null } })) >= atMost) throw new ProblemError('bad_request', { detail: `A unit has at most ${atMost} intake keys. End one first.` });
    await tx.intakeKey.createMany({ data: [{ id, unitId, agencyId: signed.agencyId, title: body.title, protocolKey: body.protocolKey, sha256: sha256(key), madeBy: signed.person.id, madeAt: new Date(now) }] });
    await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: 'intakeKey.make', objectKind: 'intakeKey', objectId: id, outcome: 'taken', payload: { unitId, protocolKey: body.protocolKey } });
  });
  return { id, key };
}

export async function endIntakeKey({ db }: AppDeps, { signed, now }: Asking, unitId: string, id: string): Promise<void> {
  needRight(signed, 'administer', unitId);
  await db.withActor(signed.actor, async (tx) => {
    const ended = await tx.intakeKey.updateMany({ where: { id, unitId, endedAt: null }, data: { endedBy: signed.person.id, endedAt: new Date(now) } });
    if (ended.count !== 1) throw new ProblemError('not_found');
    await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: 'intakeKey.end', objectKind: 'intakeKey', objectId: id, outcome: 'taken', payload: { unitId } });
  });
}

export async function reportByKey(deps: AppDeps, { authorization, now, body }: { readonly authorization: string | undefined; readonly now: number; readonly body: z.output<typeof reportByKeySchema> }): Promise<{ receipt: string }> {
  const key = /^Bearer (hrk_[\w-]{20,100})$/.exec(authorization ?? '')?.[1];
  if (key === undefined) throw new ProblemError('key_wrong');
  const found = await deps.db.asSweeper(async (tx) => {
    const row = await tx.intakeKey.findUnique({ where: { sha256: sha256(key) } });
    if (row === null || row.endedAt !== null) return null;
    await tx.intakeKey.updateMany({ where: { id: row.id }, data: { usedAt: new Date(now) } });
    return { row, unit: await tx.unit.findUniqueOrThrow({ where: { id: row.unitId } }) };
  });
  if (found === null) throw new ProblemError('key_wrong');
  const { row, unit } = found;
  const host = hostIn(unit, now);
  const version = await deps.db.withActor(host.actor, (tx) => newestVersion(tx, unit.id, row.protocolKey));
  const form = version && intakeForm(version.plan as unknown as Plan);
  if (!version || !form) throw new ProblemError('retired');
  const unknown = Object.keys(body.values).find((name) => !form.fields.some((field) => field.name === name));
  if (unknown !== undefined) throw new ProblemError('unknown_field', { about: unknown });
  const values = filledIn(form, { asked: Object.keys(body.values).map((name) => ({ name })), fixed: {} }, body.values, now);
  await openCase(deps, { signed: host, now }, { id: derivedId(`report ${body.id} by key ${row.id}`), versionId: version.id, title: body.title, values, actor: standingOfHost(host) });
  return { receipt: receiptOf(row.id, body.id) };
}
