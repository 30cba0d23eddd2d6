// The first agency, unit and person of an installation, and what the installation is for ever: a demo or real.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Database } from '../../prisma/connect.ts';
import { openSession } from '../auth.ts';
import type { Opened } from '../auth.ts';
import type { Kind } from '../config.ts';
import type { setupRequestSchema } from '../contract.ts';
import { ProblemError } from '../problems.ts';
import { isZone } from '../zone-offsets.ts';
import { audit } from './audit.ts';

/** Called at every start; answers what the installation was made as, which may not be what was asked for. */
export async function claimKind(db: Database, kind: Kind, setupTokenSha256: string | undefined): Promise<string> {
  return db.asSignIn(async (tx) => {
    await tx.installation.createMany({ data: [{ id: 1, kind, setupTokenSha256: setupTokenSha256 ?? null }], skipDuplicates: true });
    return (await tx.installation.findUniqueOrThrow({ where: { id: 1 } })).kind;
  });
}

export async function setUpNeeded(db: Database): Promise<boolean> {
  const row = await db.asSignIn((tx) => tx.installation.findUnique({ where: { id: 1 }, select: { setUpAt: true } }));
  return row === null || row.setUpAt === null;
}

/** The hash of the token that the demo's seed has put there; a real installation is given its own with the start. */
export async function setUpToken(db: Database): Promise<string | null> {
  const row = await db.asSignIn((tx) => tx.installation.findUnique({ where: { id: 1 }, select: { setupTokenSha256: true } }));
  return row?.setupTokenSha256 ?? null;
}

interface FirstPeople {
  readonly agencyId: string;
  readonly unitId: string;
  readonly personId: string;
}

type Request = Omit<z.output<typeof setupRequestSchema>, 'token'>;

/** All or nothing; a second request finds the installation set up. The first person may administer and staff: the rest they give out. */
async function firstPeople(db: Database, request: Request, passwordHash: string, now: number): Promise<FirstPeople> {
  if (!isZone(request.unit.zone)) throw new ProblemError('bad_request', { about: 'unit.zone', detail: 'unit.zone: not a time zone; write one like America/New_York.' });
  const ids = { agencyId: randomUUID(), unitId: randomUUID(), personId: randomUUID() };
  const at = new Date(now);
  await db.withActor({ personId: ids.personId, agencyId: ids.agencyId, units: [ids.unitId] }, async (tx) => {
    const claimed = await tx.installation.updateMany({ where: { id: 1, setUpAt: null }, data: { setUpAt: at } });
    if (claimed.count !== 1) throw new ProblemError('set_up_done');
    await tx.agency.create({ data: { id: ids.agencyId, key: request.agency.key, name: request.agency.name } });
    await tx.unit.create({ data: { id: ids.unitId, key: request.unit.key, name: request.unit.name, zone: request.unit.zone, hostAgencyId: ids.agencyId } });
    await tx.person.create({ data: { id: ids.personId, agencyId: ids.agencyId, name: request.person.name, login: request.person.login.toLowerCase(), createdBy: ids.personId } });
    await tx.credential.createMany({ data: [{ personId: ids.personId, passwordHash, mustChangePassword: false }] });
    const roleId = randomUUID();
    await tx.role.create({ data: { id: roleId, unitId: ids.unitId, key: 'administrator', title: 'Administrator' } });
    await tx.roleRight.createMany({ data: [{ roleId, right: 'administer' }, { roleId, right: 'staff' }] });
    await tx.unitMember.create({ data: { unitId: ids.unitId, personId: ids.personId, agencyId: ids.agencyId, roleId, from: at } });
    await audit(tx, { personId: ids.personId, agencyId: ids.agencyId, action: 'installation.setUp', objectKind: 'person', objectId: ids.personId, outcome: 'taken' });
  });
  return ids;
}

export async function setUp(db: Database, request: Request, passwordHash: string, now: number): Promise<Opened> {
  const { personId, agencyId } = await firstPeople(db, request, passwordHash, now);
  return db.asSignIn((tx) => openSession(tx, { personId, agencyId }, now));
}
