// From one case to another, for the worker: an event that a step raises there, and the case that whoever took one over works
// in. Each has an id that follows from what it is for, so that asking again finds what was done the first time. What goes wrong
// for good is said with a code, and the case it came from gets a task for its owner; everything else is tried again.
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Elsewhere, OpenQuery, RaiseQuery } from '../../activities/index.ts';
import type { Database, Tx } from '../../prisma/connect.ts';
import type { Entry } from '../../protocol/entry.ts';
import { hostPersonId, rights, type PersonInput } from '../../protocol/input.ts';
import { ProblemError } from '../problems.ts';
import type { Ask, Signed, UnitStanding } from '../signed.ts';
import { derivedId } from './acts.ts';
import { send } from './case-gateway.ts';
import type { Content } from './content.ts';
import { namesFor } from './names.ts';
import { openCase } from './open-case.ts';
import { labelled, plansOf } from './outside.ts';
import type { ShownItem } from './outside.ts';
import { isUuid } from './step-view.ts';

interface Needs {
  readonly db: Database;
  readonly temporal: Client;
  readonly content: Content;
  readonly log: Logger;
}

export function createElsewhere(needs: Needs): Elsewhere {
  return { raise: (query) => raise(needs, query), open: (query) => open(needs, query) };
}

async function raise({ db, temporal }: Needs, { caseId, link, to, event }: RaiseQuery): Promise<string | null> {
  const id = derivedId(`event ${link} of case ${caseId}`);
  const found = isUuid(to) ? await db.asSweeper((tx) => reach(tx, { caseId, to, id })) : undefined;
  if (found === undefined) return 'not_found';
  if (found.isKnown) return null;
  const input: PersonInput = { kind: 'raised', id, actor: { personId: hostPersonId, agencyId: found.agencyId, member: true, roles: [], qualifications: [], rights: ['supervise'], holders: {} }, event, from: caseId };
  const sent = await send(temporal, to, { input, at: Date.now() });
  if (sent.kind === 'unknown') throw sent.why;
  if (sent.kind === 'taken') return null;
  return sent.code === 'no_such_case' ? 'purged' : sent.code;
}

/** A case of a unit of the same agency, or one that this case is linked with already: nobody else's is ever told. */
async function reach(tx: Tx, { caseId, to, id }: { readonly caseId: string; readonly to: string; readonly id: string }): Promise<{ readonly agencyId: string; readonly isKnown: boolean } | undefined> {
  const [here, there] = [await tx.case.findUnique({ where: { id: caseId } }), await tx.case.findUnique({ where: { id: to } })];
  if (here === null || there === null || there.openedAt === null) return undefined;
  const linked = here.agencyId === there.agencyId || (await tx.caseLink.findFirst({ where: { OR: [{ caseId, otherCaseId: to, how: { in: handedOver } }, { caseId: to, otherCaseId: caseId, how: { in: handedOver } }] } })) !== null;
  if (!linked) return undefined;
  const known = await tx.journal.findUnique({ where: { caseId_inputId: { caseId: to, inputId: id } }, select: { number: true } });
  return { agencyId: there.agencyId, isKnown: known !== null };
}
const handedOver = ['receivedFrom', 'workedOnIn'];

async function open(needs: Needs, query: OpenQuery): Promise<{ readonly caseId: string } | { readonly code: string }> {
  const { db, temporal, content, log } = needs;
  const { caseId, link, step, into, by, from } = query;
  const now = Date.now();
  const { signed, offered, reference } = await db.asSweeper(async (tx) => ({ signed: await standingIn(tx, by, now), offered: await offerOf(tx, caseId, step), reference: (await tx.case.findUnique({ where: { id: caseId }, select: { reference: true } }))?.reference ?? null }));
  if (signed === undefined) return { code: 'right_missing' };
  const text = await packageOf(needs, { caseId, signed, offered });
  const asked = { id: derivedId(`opened for ${link} of case ${caseId}`), versionId: into.version, title: `Taken over${reference === null ? '' : `: ${reference}`}`, from: { caseId, step, by: from, text } };
  try {
    return { caseId: (await openCase({ db, temporal, content, log }, { signed, now }, asked)).caseId };
  } catch (error) {
    if (error instanceof ProblemError && error.code !== 'not_confirmed' && error.code !== 'alarm') return { code: error.code };
    throw error;
  }
}

/** What the offer showed, in words, as its receiver read it. */
async function packageOf({ db, content }: Needs, { caseId, signed, offered }: { readonly caseId: string; readonly signed: Signed; readonly offered: Offered | undefined }): Promise<string> {
  const items: ShownItem[] = Object.entries(offered?.shown ?? {}).map(([ref, id]) => ({ ref, id }));
  const [plans, stored] = [await db.asSweeper((tx) => plansOf(tx, caseId)), await db.withActor(signed.actor, (tx) => content.read(tx, caseId, [...items.map((i) => i.id), ...(offered?.packageId === undefined ? [] : [offered.packageId])].filter(isUuid)))];
  const persons = await db.asSweeper((tx) => namesFor(tx, [...stored.values()].map((one) => one.author.personId)));
  const message = stored.get(offered?.packageId ?? '')?.value;
  const lines = labelled(items, plans, stored, (id) => persons.person(id, signed.agencyId).name).map(({ label, value }) => `${label}: ${value ?? 'not filled in'}`);
  return [...(typeof message === 'string' ? [message] : []), ...lines].join('\n') || 'Nothing went along.';
}

type Offered = Extract<Entry, { kind: 'handoffOffered' }>;

async function offerOf(tx: Tx, caseId: string, step: string): Promise<Offered | undefined> {
  const rows = await tx.journal.findMany({ where: { caseId }, orderBy: { number: 'desc' }, select: { entries: true } });
  for (const { entries } of rows) {
    const offer = (entries as unknown as Entry[]).find((e): e is Offered => e.kind === 'handoffOffered' && e.step === step);
    if (offer) return offer;
  }
  return undefined;
}

/** The one who accepted, with the units they are a member of now and what other units may ask them as. */
async function standingIn(tx: Tx, { personId, agencyId }: OpenQuery['by'], now: number): Promise<Signed | undefined> {
  const held = { personId, agencyId, from: { lte: new Date(now) }, OR: [{ until: null }, { until: { gt: new Date(now) } }] };
  const person = await tx.person.findUnique({ where: { id: personId }, select: { id: true, name: true, login: true, disabledAt: true } });
  if (person === null || person.disabledAt !== null) return undefined;
  const members = await tx.unitMember.findMany({ where: held, include: { role: { include: { rights: true } }, unit: true } });
  const partners = await tx.unitPartner.findMany({ where: held, include: { role: true, unit: true } });
  const units = [...new Map(members.map((m) => [m.unitId, m.unit])).values()].map((unit): UnitStanding => {
    const own = members.filter((m) => m.unitId === unit.id);
    const granted = own.flatMap((m) => m.role.rights.map((r) => r.right));
    return { id: unit.id, name: unit.name, zone: unit.zone, roles: own.map((m) => m.role.key), rights: rights.filter((right) => granted.includes(right)) };
  });
  const asks = partners.map(({ unit, role }): Ask => ({ unitId: unit.id, unit: unit.name, zone: unit.zone, role: role.key }));
  return {
    sessionId: '', csrf: '', person: { id: person.id, name: person.name, login: person.login, mustChangePassword: false }, agencyId, agencies: [], units, asks, level: 'password', provedAt: now,
    actor: { personId, agencyId, units: units.map((u) => u.id), asks: asks.map(({ unitId, role }) => `${unitId}/${role}`) },
  };
}
