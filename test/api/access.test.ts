import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { project } from '../../activities/project.ts';
import { connect } from '../../prisma/connect.ts';
import type { Actor } from '../../prisma/connect.ts';
import { diffSchemaAgainstMigrations } from '../../prisma/apply-schema.ts';
import { nextReference } from '../../server/services/case-reference.ts';
import { CasePlay } from '../arbitraries/case-play.ts';
import { school, sheriff } from '../arbitraries/plan.ts';
import { journey, journeyBundle } from '../workflow/journey.ts';
import { clinic, startWorld } from './project-world.ts';
import type { World } from './project-world.ts';

const nobody: Actor = { personId: '', agencyId: '', units: [] };
const actors = ['handrail_app', 'handrail_projector', 'handrail_sender', 'handrail_sweeper', 'handrail_signin', 'handrail_keeper'];

let world: World;
let caseId: string;
let superuser: pg.Client;

beforeAll(async () => {
  world = await startWorld();
  await world.publish(journey);
  caseId = await openedCase();
  superuser = new pg.Client({ connectionString: world.server.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await world.stop();
});

async function openedCase(): Promise<string> {
  const id = randomUUID();
  const play = new CasePlay().open(journeyBundle);
  play.act(1, 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' }).act(2, 'sam', { kind: 'vote', step: play.step('decide').id, grants: true, content: {} });
  await project(world.db, { caseId: id, transitions: world.transitionsOf(id, play.transitions), meta: { title: 'A case' } });
  return id;
}

async function column(sql: string, values: readonly unknown[] = []): Promise<string[]> {
  return (await superuser.query<{ name: string }>(sql, [...values])).rows.map(({ name }) => name);
}

describe('the catalogue of the database', () => {
  it('is what schema.prisma says', async () => {
    expect(await diffSchemaAgainstMigrations(inject('postgres').superuserUrl)).toBe('');
  });

  it('forces row-level security on every table but the list of migrations, which no actor reaches', async () => {
    expect(await column(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`)).toEqual(['_prisma_migrations']);
    expect(await column(`select r.rolname as name from pg_roles r where r.rolname = any ($1) and has_table_privilege(r.oid, '_prisma_migrations', 'select, insert, update, delete')`, [[...actors, 'handrail']])).toEqual([]);
  });

  it('gives the login role nothing of its own, and no actor a way round row-level security', async () => {
    expect(await column(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('handrail', oid, 'select, insert, update, delete, truncate')`)).toEqual([]);
    expect(await column(`select rolname as name from pg_roles where rolname = any ($1) and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole)`, [actors])).toEqual([]);
    expect(await column(`select viewname as name from pg_views where schemaname = 'public'`)).toEqual([]);
  });

  it('lets nobody change, remove or empty what is append-only', async () => {
    const granted = `select distinct table_name || ' ' || grantee || ' ' || privilege_type as name from information_schema.role_table_grants
      where grantee = any ($1) and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and table_name in ('journal', 'audit_event', 'audit_head', 'version', 'retirement', 'submission', 'draft_revision')`;
    expect(await column(granted, [actors])).toEqual([]);
    const owner = new pg.Client({ connectionString: world.server.ownerUrl });
    await owner.connect();
    for (const table of ['journal', 'audit_event', 'version', 'retirement', 'submission', 'draft_revision']) {
      for (const client of [owner, superuser]) {
        await expect(client.query(`delete from ${table}`)).rejects.toThrow(/append-only/);
        await expect(client.query(`truncate ${table} cascade`)).rejects.toThrow(/append-only/);
        const [name] = await column(`select column_name as name from information_schema.columns where table_name = $1 limit 1`, [table]);
        await expect(client.query(`update ${table} set ${name} = ${name}`)).rejects.toThrow(/append-only/);
      }
    }
    await owner.end();
  });
});

/** Rows that each table shows an actor; tables that the actor's role may not read are left out. */
async function shown(actor: Actor): Promise<Record<string, number>> {
  return world.db.withActor(actor, async (tx) => {
    const tables = await tx.$queryRaw<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(current_user, oid, 'select') order by 1`;
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await tx.$queryRaw<{ count: number }[]>`select (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I', ${name}::text), false, true, '')))[1]::text::int as count`;
      counts[name] = row?.count ?? -1;
    }
    return counts;
  });
}

const caseTables = ['case', 'case_access', 'run', 'step', 'deadline', 'vote', 'journal', 'inbox'];

describe('who sees what', () => {
  it('shows nothing at all without a context', async () => {
    const counts = await shown(nobody);
    expect(Object.keys(counts).length).toBeGreaterThan(25);
    expect(Object.entries(counts).filter(([, count]) => count !== 0)).toEqual([]);
  });

  it('shows members of the unit the case, for each agency they act for', async () => {
    for (const name of ['ana', 'lio'] as const) {
      const counts = await shown(world.actor(name));
      expect(caseTables.filter((table) => (counts[table] ?? 0) === 0)).toEqual([]);
    }
  });

  it('shows a stranger nothing of the case, its unit, its people or its protocols', async () => {
    const counts = await shown(world.actor('stranger'));
    expect([...caseTables, 'protocol', 'version', 'notice', 'handoff', 'submission'].filter((table) => counts[table] !== 0)).toEqual([]);
    expect(counts).toMatchObject({ unit: 1, unit_member: 1, person: 1, role: 1 });
  });

  it('shows nothing to who claims another agency or unit than their own', async () => {
    const ana = world.actor('ana');
    for (const actor of [{ ...ana, units: [] }, { ...ana, units: [world.otherUnitId] }, { ...ana, agencyId: clinic }, { ...ana, agencyId: clinic, units: [world.otherUnitId] }]) {
      const counts = await shown(actor);
      expect(caseTables.filter((table) => counts[table] !== 0)).toEqual([]);
    }
  });

  it('lets a grant begin and lapse by the millisecond, for a person or for an agency', async () => {
    const id = await openedCase();
    const stranger = world.actor('stranger');
    const sees = (actor: Actor) => world.db.withActor(actor, (tx) => tx.step.count({ where: { caseId: id } })).then((count) => count > 0);
    const grant = (n: number, more: { readonly personId?: string; readonly from: Date; readonly until?: Date }) =>
      world.db.asProjector((tx) => tx.caseAccess.create({ data: { caseId: id, transition: 1_000, n, agencyId: clinic, relation: 'grant', ...more } }));
    const past = new Date(Date.now() - 60_000);
    await grant(0, { from: past, until: new Date(Date.now() - 1) });
    await grant(1, { from: new Date(Date.now() + 60_000) });
    await grant(2, { from: past, personId: world.ids.lio });
    expect(await sees(stranger)).toBe(false);
    await grant(3, { from: past, personId: stranger.personId, until: new Date(Date.now() + 60_000) });
    expect(await sees(stranger)).toBe(true);
    expect(await sees({ ...stranger, personId: randomUUID() })).toBe(false);
    await grant(4, { from: past });
    expect(await sees({ ...stranger, personId: randomUUID(), units: [] })).toBe(true);
  });

  it('never mixes contexts on shared connections', async () => {
    const db = connect(world.server.databaseUrl, { connections: 2 });
    const seen = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const actor = [world.actor('ana'), world.actor('stranger'), nobody, world.actor('lio')][i % 4] ?? nobody;
        const rows = await db.withActor(actor, async (tx) => {
          const cases = await tx.case.count({ where: { id: caseId } });
          const [row] = await tx.$queryRaw<{ person: string; role: string }[]>`select current_setting('app.person') as person, current_user::text as role`;
          return { cases: cases > 0, ...row };
        });
        return { ...rows, expected: { cases: i % 4 === 0 || i % 4 === 3, person: actor.personId, role: 'handrail_app' } };
      }),
    );
    await db.close();
    for (const { expected, ...rows } of seen) expect(rows).toEqual(expected);
  });
});

describe('what people may write', () => {
  const ana = () => world.actor('ana');

  it('is nothing of a projection, a head, or an opened case', async () => {
    const tries = [
      world.db.withActor(ana(), (tx) => tx.step.updateMany({ where: { caseId }, data: { state: 'done' } })),
      world.db.withActor(ana(), (tx) => tx.case.updateMany({ where: { id: caseId }, data: { status: 'closed' } })),
      world.db.withActor(ana(), (tx) => tx.caseAccess.createMany({ data: [{ caseId, transition: 9_999, n: 0, agencyId: clinic, relation: 'member', from: new Date() }] })),
      world.db.withActor(ana(), (tx) => tx.auditHead.updateMany({ data: { seq: 0 } })),
      world.db.withActor(ana(), (tx) => tx.auditEvent.findMany()),
      world.db.withActor(ana(), (tx) => tx.credential.findMany()),
      world.db.withActor(ana(), (tx) => tx.session.findMany()),
      world.db.withActor(ana(), (tx) => tx.dataKey.findMany()),
      world.db.withActor(ana(), (tx) => tx.inbox.deleteMany()),
    ];
    for (const attempt of await Promise.allSettled(tries)) expect(attempt.status).toBe('rejected');
  });

  it('is a case of their own unit in their own name', async () => {
    const row = (more: object) => ({ id: randomUUID(), title: 'x', unitId: world.unitId, agencyId: sheriff, createdBy: world.ids.ana, createdAt: new Date(), ...more });
    const create = (data: ReturnType<typeof row>) => world.db.withActor(ana(), (tx) => tx.case.createMany({ data: [data] }));
    await create(row({}));
    for (const wrong of [{ unitId: world.otherUnitId }, { agencyId: school }, { createdBy: world.ids.sam }, { status: 'closed' }]) await expect(create(row(wrong))).rejects.toThrow();
  });

  it('is content and audit in their own name only', async () => {
    const content = (more: object) => ({ caseId, inputId: randomUUID(), part: 'text', personId: world.ids.ana, agencyId: sheriff, at: new Date(), hash: 'h', envelope: new Uint8Array(1), ...more });
    const write = (data: ReturnType<typeof content>) => world.db.withActor(ana(), (tx) => tx.submission.createMany({ data: [data] }));
    await write(content({}));
    for (const wrong of [{ personId: world.ids.sam }, { agencyId: school }, { caseId: randomUUID() }]) await expect(write(content(wrong))).rejects.toThrow();
  });

  it('is no version they sent to review themselves', async () => {
    const protocol = await world.db.withActor(ana(), (tx) => tx.protocol.findFirstOrThrow());
    const version = { protocolId: protocol.id, unitId: world.unitId, agencyId: sheriff, number: 2, key: 'journey', title: 'x', semantics: 1, hash: 'h', planHash: 'h2', plan: {}, bundle: {}, draft: {}, publishedAt: new Date() };
    const publish = (sentBy: string, publishedBy: string) => world.db.withActor(ana(), (tx) => tx.version.createMany({ data: [{ ...version, sentBy, publishedBy }] }));
    await expect(publish(world.ids.ana, world.ids.ana)).rejects.toThrow();
    await expect(publish(world.ids.sam, world.ids.lea)).rejects.toThrow();
    await publish(world.ids.sam, world.ids.ana);
  });

  it('is undone whole when the work fails', async () => {
    const id = randomUUID();
    await expect(world.db.withActor(ana(), async (tx) => {
      await tx.agency.create({ data: { id, key: id, name: 'Half' } });
      throw new Error('no');
    })).rejects.toThrow('no');
    expect(await world.db.withActor(ana(), (tx) => tx.agency.count({ where: { id } }))).toBe(0);
  });
});

describe('duty', () => {
  it('is held by one person at each instant, however changes cross', async () => {
    const from = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
    const take = (personId: string, begin: number, end?: number) =>
      world.db.withActor(world.actor('sam'), (tx) => tx.duty.create({ data: { unitId: world.unitId, personId, agencyId: sheriff, from: from(begin), until: end === undefined ? null : from(end), setBy: world.ids.sam } }));
    await take(world.ids.sam, 0, 10);
    await take(world.ids.lea, 10, 20);
    await expect(take(world.ids.vic, 19, 30)).rejects.toThrow();
    const crossing = await Promise.allSettled([take(world.ids.sam, 20), take(world.ids.lea, 25), take(world.ids.vic, 20, 40)]);
    expect(crossing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('an empty installation', () => {
  it('is set up once, by one transaction of many', async () => {
    await world.db.asSignIn((tx) => tx.installation.create({ data: { kind: 'real', setupTokenSha256: 'a'.repeat(64) } }));
    const setUp = async () => {
      const personId = randomUUID();
      return world.db.withActor({ personId, agencyId: clinic, units: [] }, async (tx) => {
        const { count } = await tx.installation.updateMany({ where: { id: 1, setUpAt: null, setupTokenSha256: 'a'.repeat(64) }, data: { setUpAt: new Date(), setupTokenSha256: null } });
        if (count === 0) throw new Error('set up already');
        await tx.person.create({ data: { id: personId, login: personId, name: 'First', agencyId: clinic, createdBy: personId } });
        await tx.credential.createMany({ data: [{ personId, passwordHash: 'hash' }] });
      });
    };
    const tries = await Promise.allSettled([setUp(), setUp(), setUp()]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await world.db.asSignIn((tx) => tx.credential.count())).toBe(1);
  });
});

describe('references of cases', () => {
  it('count without a gap per unit and year, in the zone of the unit', async () => {
    const unit = { id: world.unitId, key: 'harbor-county', zone: 'America/New_York' };
    const next = (at: number) => world.db.withActor(world.actor('ana'), (tx) => nextReference(tx, unit, at));
    const summer = Date.UTC(2026, 6, 1);
    const taken = await Promise.all([1, 2, 3, 4].map(() => next(summer)));
    expect(taken.toSorted()).toEqual(['HC-2026-0001', 'HC-2026-0002', 'HC-2026-0003', 'HC-2026-0004']);
    expect(await next(Date.UTC(2027, 0, 1, 3))).toBe('HC-2026-0005');
    expect(await next(Date.UTC(2027, 0, 1, 6))).toBe('HC-2027-0001');
    await expect(world.db.withActor(world.actor('stranger'), (tx) => nextReference(tx, unit, summer))).rejects.toThrow();
  });
});
