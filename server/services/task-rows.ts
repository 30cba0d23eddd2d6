// Open steps as rows of a list: who may act, what they would do, and how it stands to the reader. Lists come from the inbox
// alone; the board of a supervisor, who sees steps of all agencies of the unit, from steps and cases.
import type { Tx } from '../../prisma/connect.ts';
import type { stepActs, stepKinds, TaskRow } from '../contract-cases.ts';
import type { Signed } from '../signed.ts';
import { snoozesOf } from './inbox-own.ts';
import { namesFor } from './names.ts';
import type { Names } from './names.ts';
import { rosterOf } from './standing.ts';
import { titlesOf } from './titles.ts';
import type { Titles } from './titles.ts';

/** An open step with what a list shows, from either place. */
export interface OpenRow {
  readonly caseId: string;
  readonly step: string;
  readonly agencyId: string;
  readonly unitId: string | null;
  readonly caseReference: string | null;
  readonly caseTitle: string;
  readonly status: string;
  readonly level: string | null;
  readonly imminent: boolean;
  readonly ownerPersonId: string;
  readonly run: string;
  readonly protocol: string;
  readonly node: string;
  readonly title: string;
  readonly kind: string;
  readonly roles: readonly string[];
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
  readonly breachedAt: Date | null;
  readonly claimedByPersonId: string | null;
  readonly claimedByAgencyId: string | null;
  readonly held: string | null;
  readonly stoppedUntil: Date | null;
  readonly handoffState: string | null;
  readonly toPerson: string | null;
  readonly answered: readonly string[];
  /** Of a step for people outside the unit: "unit/role". */
  readonly asks?: readonly string[];
}

export interface Reader {
  readonly signed: Signed;
  /** Steps this person has voted on already: nothing is left for them to do there. */
  readonly voted: ReadonlySet<string>;
}

export async function readerOf(tx: Tx, signed: Signed): Promise<Reader> {
  const votes = await tx.vote.findMany({ where: { personId: signed.person.id, state: 'counted' }, select: { caseId: true, step: true } });
  return { signed, voted: new Set(votes.map((vote) => `${vote.caseId}/${vote.step}`)) };
}

type Kind = (typeof stepKinds)[number];
type Act = (typeof stepActs)[number];

export function kindOf(kind: string): Kind {
  switch (kind) {
    case 'start': case 'approval': case 'handoff': case 'wait': case 'call': case 'end': case 'byHand': case 'ownership': case 'measure': case 'added': case 'phase': case 'service': return kind;
    default: return 'task';
  }
}

export function actOf(kind: string, handoffState: string | null): Act {
  switch (kindOf(kind)) {
    case 'approval': return 'vote';
    case 'handoff':
    case 'ownership': return handoffState === 'waiting' ? 'wait' : 'answer';
    case 'wait':
    case 'service':
    case 'phase':
    case 'call': return 'wait';
    case 'end': return 'held';
    default: return 'complete';
  }
}

export function mayActOn(row: Pick<OpenRow, 'kind' | 'roles' | 'unitId' | 'claimedByPersonId' | 'toPerson' | 'answered' | 'ownerPersonId' | 'handoffState' | 'caseId' | 'step' | 'asks'>, { signed, voted }: Reader): boolean {
  const me = signed.person.id;
  if (row.toPerson !== null) return row.toPerson === me;
  if (row.kind === 'measure') return row.claimedByPersonId === me || row.ownerPersonId === me;
  if (row.answered.includes(me)) return false;
  if (row.kind === 'byHand' || row.kind === 'end') return row.ownerPersonId === me;
  if (row.claimedByPersonId !== null) return row.claimedByPersonId === me;
  if (row.kind === 'handoff' && row.handoffState === 'waiting') return row.ownerPersonId === me;
  if (voted.has(`${row.caseId}/${row.step}`)) return false;
  if (row.unitId === null) return signed.asks.some(({ unitId, role }) => row.asks?.includes(`${unitId}/${role}`) ?? false);
  const held = signed.units.find((unit) => unit.id === row.unitId)?.roles ?? [];
  return row.roles.some((role) => held.includes(role));
}

export function taskRow(row: OpenRow, reader: Reader, { names, titles }: { readonly names: Names; readonly titles: Titles }): TaskRow {
  const mayAct = mayActOn(row, reader);
  const kind = kindOf(row.kind);
  const me = reader.signed.person.id;
  // What cannot be claimed by one lies with everybody who may do it.
  const mine = row.claimedByPersonId === me || row.toPerson === me || (mayAct && (kind === 'approval' || kind === 'handoff' || kind === 'byHand' || kind === 'end' || (kind === 'measure' && row.claimedByPersonId === null)));
  return {
    stepId: row.step, caseId: row.caseId, caseReference: row.caseReference, caseTitle: row.caseTitle, unitId: row.unitId, protocol: row.protocol, run: row.run, node: row.node, title: row.title, kind,
    roles: [...row.roles], agency: names.agency(row.agencyId),
    protocolTitle: row.unitId === null ? row.caseTitle : titles.protocol(row), roleTitles: row.roles.map((role) => titles.role(row, role)), levelTitle: titles.level(row, row.level),
    openedAt: row.openedAt.toISOString(), dueAt: row.dueAt?.toISOString() ?? null, warnAt: row.warnAt?.toISOString() ?? null, breachedAt: row.breachedAt?.toISOString() ?? null,
    claimedBy: names.maybePerson(row.claimedByPersonId, row.claimedByAgencyId), level: row.level, status: row.status, imminent: row.imminent, held: row.held, stoppedUntil: row.stoppedUntil?.toISOString() ?? null, handoffState: row.handoffState,
    mine, mayAct, act: actOf(row.kind, row.handoffState), snoozedUntil: null,
  };
}

/** Imminent danger first, then by time left; what has no limit comes last, oldest first. */
export function bySlack(a: Pick<OpenRow, 'imminent' | 'dueAt' | 'openedAt'>, b: Pick<OpenRow, 'imminent' | 'dueAt' | 'openedAt'>): number {
  const due = (row: typeof a): number => row.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return due(a) - due(b) || Number(b.imminent) - Number(a.imminent) || a.openedAt.getTime() - b.openedAt.getTime();
}

const shownAtMost = 500;

/** Mine: what lies with this person. Watching: what others have to do in cases this person owns. Team: what somebody of their agency in the unit can do or has in hand. */
export async function tasks(tx: Tx, { signed, now }: { readonly signed: Signed; readonly now: number }, query: { readonly scope: 'mine' | 'team' | 'watching'; readonly unit?: string | undefined }): Promise<TaskRow[]> {
  const rows: OpenRow[] = await tx.inbox.findMany({ where: { agencyId: signed.agencyId, kind: { not: 'phase' }, ...(query.unit !== undefined && { unitId: query.unit }) }, orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { openedAt: 'asc' }], take: shownAtMost * 2 });
  const reader = await readerOf(tx, signed);
  const team = query.scope === 'team' ? await teamOf(tx, signed, now) : new Map<string, Team>();
  const names = await namesFor(tx, rows.map((row) => row.claimedByPersonId), rows.map((row) => row.agencyId));
  const titles = await titlesOf(tx, rows.map((row) => row.caseId));
  const snoozed = await snoozesOf(tx, signed.person.id);
  const isTheirs = (row: OpenRow): boolean => {
    if (query.scope === 'watching') return row.ownerPersonId === signed.person.id;
    if (row.unitId === null) return query.scope === 'team';
    const own = team.get(row.unitId ?? '');
    return own !== undefined && (row.roles.some((role) => own.roles.has(role)) || [row.claimedByPersonId, row.toPerson, row.roles.length === 0 ? row.ownerPersonId : null].some((id) => id !== null && own.people.has(id)));
  };
  return rows.toSorted(bySlack).map((row) => ({ row, task: taskRow(row, reader, { names, titles }) }))
    .filter(({ row, task }) => (query.scope === 'watching' ? !task.mine && isTheirs(row) : task.mine || isTheirs(row)))
    .map(({ row, task }) => ({ ...task, snoozedUntil: snoozed.get(`${row.caseId}/${row.step}`) ?? null }))
    .slice(0, shownAtMost);
}

interface Team {
  readonly people: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}
async function teamOf(tx: Tx, signed: Signed, now: number): Promise<ReadonlyMap<string, Team>> {
  const teams = new Map<string, Team>();
  for (const { id } of signed.units) {
    const members = (await rosterOf(tx, id, now)).members.filter((member) => member.agencyId === signed.agencyId);
    teams.set(id, { people: new Set(members.map((m) => m.personId)), roles: new Set(members.flatMap((m) => m.roles)) });
  }
  return teams;
}

/** Open steps of these units with the case they belong to, whatever agency they are for. */
export async function openRows(tx: Tx, where: { readonly units?: readonly string[]; readonly caseId?: string }): Promise<readonly (OpenRow & { readonly ownerAgencyId: string; readonly parked: boolean; readonly alarmed: boolean; readonly why: string | null })[]> {
  const steps = await tx.step.findMany({ where: { state: 'open', ...(where.caseId !== undefined && { caseId: where.caseId }), ...(where.units && { case: { unitId: { in: [...where.units] } } }) }, include: { case: { include: { alarm: true } } }, take: 5_000 });
  const handoffs = await tx.handoff.findMany({ where: { caseId: { in: [...new Set(steps.filter((s) => s.kind === 'handoff' || s.kind === 'ownership').map((s) => s.caseId))] } }, select: { caseId: true, step: true, state: true, toPerson: true, why: true, answered: true } });
  const handed = new Map(handoffs.map((h) => [`${h.caseId}/${h.step}`, h]));
  return steps.map((step) => {
    const handing = handed.get(`${step.caseId}/${step.id}`);
    const { case: row } = step;
    return {
      caseId: step.caseId, step: step.id, agencyId: step.agencies[0] ?? row.agencyId, unitId: row.unitId, caseReference: row.reference, caseTitle: row.title, status: row.status ?? 'report', level: row.level, imminent: row.imminent ?? false,
      ownerPersonId: row.ownerPersonId ?? '', ownerAgencyId: row.ownerAgencyId ?? row.agencyId, parked: row.parked ?? false, alarmed: row.alarm !== null,
      run: step.run, protocol: step.protocol, node: step.node, title: step.title, kind: step.kind, roles: step.roles, openedAt: step.openedAt, dueAt: step.dueAt, warnAt: step.warnAt, breachedAt: step.breachedAt,
      claimedByPersonId: step.claimedByPersonId, claimedByAgencyId: step.claimedByAgencyId, held: step.held, stoppedUntil: step.stoppedUntil, handoffState: handing?.state ?? null, toPerson: handing?.toPerson ?? null, answered: handing?.answered ?? [], why: handing?.why ?? null,
    };
  });
}
