// Reports of the public. Nobody is signed in: the host opens the case in the unit's name, on the protocol the unit has chosen, and the
// duty supervisor owns it from that instant. Whoever reports learns a number and nothing else.
import { createHash } from 'node:crypto';
import { toJson } from '../../prisma/json.ts';
import type { Tx } from '../../prisma/connect.ts';
import { hostPersonId } from '../../protocol/input.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { FormValues } from '../contract-acts.ts';
import type { ChangePublicReport, PublicReportPage, PublicReportSetting } from '../contract-public-reports.ts';
import type { AppDeps } from '../deps.ts';
import { ProblemError } from '../problems.ts';
import { needRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import { derivedId } from './acts.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { openCase } from './open-case.ts';
import { askedFields, filledIn, intakeForm, whyNotServed } from './public-report-form.ts';
import type { IntakeForm } from './public-report-form.ts';
import { hostIn, standingOfHost } from './report-host.ts';
import type { Asking } from './told.ts';

const hourMs = 3_600_000;
/** Tells them apart from reports of other systems, which have bounds of their own. */
const titleBefore = 'Public report ';

// --- For anybody ---------------------------------------------------------------------------------------------------------------

interface Served {
  readonly setting: ChangePublicReport;
  readonly host: Signed;
  readonly unit: { readonly id: string; readonly name: string; readonly zone: string };
  readonly versionId: string;
  readonly form: IntakeForm;
}

export async function publicReport(deps: AppDeps, slug: string, now: number): Promise<PublicReportPage> {
  const { setting, unit, form } = await served(deps, slug, now);
  return { unit: unit.name, zone: unit.zone, welcome: setting.welcome, emergency: setting.emergency, form: { id: form.id, title: form.title, fields: askedFields(form, setting) } };
}

export async function sendPublicReport(deps: AppDeps, { slug, id, values, now }: { readonly slug: string; readonly id: string; readonly values: FormValues; readonly now: number }): Promise<{ receipt: string }> {
  const { setting, host, unit, versionId, form } = await served(deps, slug, now);
  const unknown = Object.keys(values).find((name) => !setting.asked.some((one) => one.name === name));
  if (unknown !== undefined) throw new ProblemError('unknown_field', { about: unknown });
  const receipt = receiptOf(unit.id, id);
  const inputId = derivedId(`public report ${unit.id} ${id}`);
  // Counted in the record, so that it holds across servers and starts; one that was sent before is answered again.
  const before = await deps.db.withActor(host.actor, async (tx) => ({
    isKnown: (await tx.case.count({ where: { id: derivedId(`case opened by ${inputId}`) } })) > 0,
    taken: await tx.case.count({ where: { unitId: unit.id, createdBy: hostPersonId, title: { startsWith: titleBefore }, createdAt: { gt: new Date(now - hourMs) } } }),
  }));
  if (!before.isKnown && before.taken >= setting.perHour) throw new ProblemError('too_many_reports', { detail: `This page has taken as many reports as it may within an hour. ${setting.emergency} Otherwise call the unit, or send the report later; what you wrote stays on the page.` });
  await openCase(deps, { signed: host, now }, { id: inputId, versionId, title: `${titleBefore}${receipt}`, values: filledIn(form, setting, values, now), actor: standingOfHost(host) });
  return { receipt };
}

/** The page as it is served now; switched off, unknown and unfit are the same to whoever asks. */
async function served(deps: AppDeps, slug: string, now: number): Promise<Served> {
  const found = await deps.db.asSweeper(async (tx) => {
    const row = await tx.publicReport.findUnique({ where: { slug } });
    return row === null || !row.isOn ? null : { row, unit: await tx.unit.findUniqueOrThrow({ where: { id: row.unitId } }) };
  });
  if (found === null) throw new ProblemError('not_found');
  const { row, unit } = found;
  const host = hostIn(unit, now);
  const version = await deps.db.withActor(host.actor, (tx) => newestVersion(tx, unit.id, row.protocolKey));
  const form = version && intakeForm(version.plan as unknown as Plan);
  const setting = settingOf(row);
  if (!version || !form || whyNotServed(form, setting) !== undefined) {
    deps.log.warn({ unitId: unit.id }, 'the public page is switched on, but its setting does not fit the protocol as published now');
    throw new ProblemError('not_found');
  }
  return { setting, host, unit, versionId: version.id, form };
}

/** Letters and digits that nobody mistakes for another on the telephone. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export function receiptOf(unitId: string, id: string): string {
  const bytes = createHash('sha256').update(`receipt ${unitId} ${id}`).digest();
  const letters = [...bytes.subarray(0, 8)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

// --- For administrators ----------------------------------------------------------------------------------------------------------

export function publicReportSetting({ db }: AppDeps, { signed }: Asking, unitId: string): Promise<PublicReportSetting> {
  needRight(signed, 'administer', unitId);
  return db.withActor(signed.actor, async (tx) => {
    const row = await tx.publicReport.findUnique({ where: { unitId } });
    const versions = await tx.version.findMany({ where: { unitId, retirement: null, startsAt: null }, orderBy: [{ key: 'asc' }, { number: 'desc' }], distinct: ['key'], select: { key: true, title: true, plan: true } });
    const protocols = versions.flatMap(({ key, title, plan }) => {
      const form = intakeForm(plan as unknown as Plan);
      return form === undefined ? [] : [{ key, title, form: { id: form.id, title: form.title, fields: form.fields } }];
    });
    const form = protocols.find((one) => one.key === row?.protocolKey)?.form;
    const why = row === null ? undefined : form === undefined ? 'The protocol is not published any more, or has no intake form.' : whyNotServed(form, settingOf(row))?.why;
    const names = await namesFor(tx, [row?.setBy ?? null], [row?.agencyId ?? null]);
    return {
      setting: row === null ? null : { ...settingOf(row), setBy: names.person(row.setBy, row.agencyId), setAt: row.setAt.toISOString() },
      whyClosed: row?.isOn && why !== undefined ? why : null, protocols,
    };
  });
}

export async function changePublicReport(deps: AppDeps, asking: Asking, unitId: string, body: ChangePublicReport): Promise<PublicReportSetting> {
  const { signed, now } = asking;
  needRight(signed, 'administer', unitId);
  await deps.db.withActor(signed.actor, async (tx) => {
    const version = await newestVersion(tx, unitId, body.protocolKey);
    const form = version && intakeForm(version.plan as unknown as Plan);
    if (form === undefined) throw new ProblemError('bad_request', { about: 'protocolKey', detail: 'protocolKey: this protocol is not published in the unit, or has no intake form.' });
    const unfit = whyNotServed(form, body);
    if (unfit !== undefined) throw new ProblemError('bad_request', { about: unfit.field, detail: `${unfit.field}: ${unfit.why}` });
    const chosen = { slug: body.slug, protocolKey: body.protocolKey, isOn: body.isOn, welcome: body.welcome, emergency: body.emergency, perHour: body.perHour, asked: toJson(body.asked), fixed: toJson(body.fixed), setBy: signed.person.id, agencyId: signed.agencyId, setAt: new Date(now) };
    // A slug of another unit is not seen here: the index refuses it, and only that it is taken is told.
    const before = await tx.publicReport.findUnique({ where: { unitId }, select: { isOn: true } });
    if (before === null) await tx.publicReport.createMany({ data: [{ unitId, ...chosen }] }).catch(taken);
    else await tx.publicReport.updateMany({ where: { unitId }, data: chosen }).catch(taken);
    await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: 'publicReport.change', objectKind: 'unit', objectId: unitId, outcome: 'taken', payload: { before: before?.isOn ?? false, isOn: body.isOn, slug: body.slug, protocolKey: body.protocolKey, perHour: body.perHour, asked: body.asked.map((one) => one.name) } });
  });
  return publicReportSetting(deps, asking, unitId);
}

function taken(error: unknown): never {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002') throw new ProblemError('key_taken', { about: 'slug', detail: 'slug: another unit has this address. Choose another.' });
  throw error;
}

export const newestVersion = (tx: Tx, unitId: string, key: string) => tx.version.findFirst({ where: { unitId, key, retirement: null }, orderBy: { number: 'desc' }, select: { id: true, plan: true } }).then((row) => row ?? undefined);

function settingOf(row: { readonly isOn: boolean; readonly slug: string; readonly protocolKey: string; readonly welcome: string; readonly emergency: string; readonly perHour: number; readonly asked: unknown; readonly fixed: unknown }): ChangePublicReport {
  const { isOn, slug, protocolKey, welcome, emergency, perHour } = row;
  return { isOn, slug, protocolKey, welcome, emergency, perHour, asked: row.asked as ChangePublicReport['asked'], fixed: row.fixed as FormValues };
}
