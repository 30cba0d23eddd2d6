// What validating and compiling need to know of the unit: its zone, its agencies, who holds which role, what is published.
import { connectorSpecs } from '../../activities/connectors/registry.ts';
import type { Tx } from '../../prisma/connect.ts';
import type { AgencyCalendar } from '../../protocol/choose-calendar.ts';
import { publishedProtocolOf } from '../../protocol/compile.ts';
import type { CompileContext } from '../../protocol/compile.ts';
import type { Plans, UnitContext } from '../../protocol/plan.ts';
import { outlineOf, type Outline } from '../../protocol/prove/outline.ts';
import type { StageContext } from '../../protocol/rehearsal/stage.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';
import { zoneOffsets } from '../zone-offsets.ts';
import { newestCalendars } from './calendars.ts';
import { handlersOf, versionOf } from './plans.ts';
import type { WorldVersion } from './plans.ts';
import { holdersOf, rosterOf } from './standing.ts';

export interface UnitWorld {
  /** When it was looked at. */
  readonly now: number;
  readonly calendars: readonly AgencyCalendar[];
  readonly unit: UnitContext;
  readonly roles: readonly { readonly key: string; readonly title: string; readonly holders: number; readonly outside: boolean }[];
  /** Agencies whose people hold a role kept for people outside the unit. */
  readonly outside: NonNullable<ValidationContext['outside']>;
  /** Versions that are not retired, newest first. */
  readonly versions: readonly WorldVersion[];
  readonly danger: WorldVersion | undefined;
  readonly retention: WorldVersion | undefined;
  /** Who could hold two roles at once is told beside a rule that keeps them apart. */
  readonly members: readonly { readonly name: string; readonly roles: readonly string[] }[];
}
/** Undefined when the unit is not there to see. */
export async function unitWorld(tx: Tx, unitId: string, now: number): Promise<UnitWorld | undefined> {
  const row = await tx.unit.findUnique({ where: { id: unitId }, include: { hostAgency: true, roles: { orderBy: { key: 'asc' } } } });
  if (row === null) return undefined;
  const roster = await rosterOf(tx, unitId, now);
  const agencyIds = new Set([row.hostAgencyId, ...roster.members.map((m) => m.agencyId)]);
  const agencies = await tx.agency.findMany({ where: { id: { in: [...agencyIds] } }, orderBy: { key: 'asc' }, select: { id: true, key: true, name: true } });
  const partnerAgencies = await tx.agency.findMany({ where: { id: { in: roster.partners.map((p) => p.agencyId) } }, orderBy: { key: 'asc' }, select: { id: true, key: true } });
  const holders = (key: string): number => new Set(holdersOf(roster, [key]).map((m) => m.personId)).size;
  const rows = await tx.version.findMany({ where: { unitId, retirement: null }, orderBy: [{ publishedAt: 'desc' }], select: { key: true, title: true, number: true, planHash: true, plan: true, bundle: true } });
  const handlers = await handlersOf(tx, { unitId, agencyId: row.hostAgencyId });
  const calendars = (await newestCalendars(tx, agencies.map((a) => a.id))).map(({ savedAt: _saved, ...calendar }) => calendar);
  return {
    now,
    calendars,
    unit: { unitId, zone: row.zone, offsets: zoneOffsets(row.zone, now), hostAgency: row.hostAgencyId, agencies },
    roles: row.roles.map((role) => ({ key: role.key, title: role.title, holders: holders(role.key), outside: role.outside })),
    outside: Object.fromEntries(row.roles.filter((role) => role.outside).map((role) => [role.key, partnerAgencies.filter((a) => roster.partners.some((p) => p.agencyId === a.id && p.roles.includes(role.key))).map(({ id, key }) => ({ id, key }))])),
    versions: rows.map(versionOf),
    danger: handlers.danger,
    retention: handlers.retention,
    members: roster.members.map(({ name, roles }) => ({ name, roles })),
  };
}

export function compileContextOf(world: UnitWorld, version: number): CompileContext {
  return {
    unit: world.unit,
    version,
    published: (key, number) => world.versions.find((v) => v.key === key && (number === undefined || v.number === number)),
    ...(world.danger && { danger: world.danger }),
    ...(world.retention && { retention: world.retention }),
    roleHolders: holdersIn(world),
    calendars: world.calendars,
    at: world.now,
    members: world.members,
    outside: world.outside,
    connectors: connectorSpecs,
  };
}

/** The same for a rehearsal, whose people are invented: who holds which role today does not matter. */
export function stageContextIn(world: UnitWorld, version: number): StageContext {
  const { roleHolders: _holders, members: _members, ...context } = compileContextOf(world, version);
  return context;
}

export function validationContextIn(world: UnitWorld): ValidationContext {
  const newest = new Map<string, WorldVersion>();
  for (const version of world.versions) if (!newest.has(version.key)) newest.set(version.key, version);
  return {
    unit: world.unit,
    agencies: world.unit.agencies.map((agency) => agency.key),
    outside: world.outside,
    roleHolders: holdersIn(world),
    calendars: world.calendars,
    at: world.now,
    connectors: connectorSpecs,
    published: Object.fromEntries([...newest].map(([key, version]) => [key, publishedProtocolOf(version)])),
    outlines: outlinesIn(world),
    members: world.members,
  };
}

/** What every callable version and all it reaches do, so that the page proves as the server does. */
function outlinesIn(world: UnitWorld): Readonly<Record<string, Outline>> {
  const plans = Object.assign({}, ...world.versions.map((v) => ({ ...v.bundlePlans, [v.hash]: v.plan }))) as Plans;
  return Object.fromEntries(Object.entries(plans).map(([hash, plan]) => [hash, outlineOf(plan)]));
}

const holdersIn = (world: UnitWorld): Readonly<Record<string, number>> => Object.fromEntries(world.roles.map((role) => [role.key, role.holders]));
