import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../prisma/connect.ts';
import { createContent } from '../../server/services/content.ts';
import type { NewContent } from '../../server/services/content.ts';
import { createKeys } from '../../server/services/keys.ts';
import { sheriff } from '../arbitraries/plan.ts';
import { startWorld } from './project-world.ts';
import type { World } from './project-world.ts';

const installationKey = randomBytes(32);
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

async function bareCase(): Promise<string> {
  const id = randomUUID();
  await world.db.withActor(world.actor('ana'), (tx) => tx.case.createMany({ data: [{ id, title: 'x', unitId: world.unitId, agencyId: sheriff, createdBy: world.ids.ana, createdAt: new Date() }] }));
  return id;
}

function written(caseId: string, value: NewContent['value'], more: Partial<NewContent> = {}): NewContent {
  return { caseId, inputId: 'act-1', part: 'form', formId: 'intake', author: { personId: world.ids.ana, agencyId: sheriff }, at: 1_000, value, ...more };
}

const store = (content: NewContent) => world.db.withActor(world.actor('ana'), (tx) => createContent(createKeys({ db: world.db, installationKey })).store(tx, content));
const read = (caseId: string, id: string, key = installationKey) => world.db.withActor(world.actor('ana'), (tx) => createContent(createKeys({ db: world.db, installationKey: key })).read(tx, caseId, [id]));

async function asSuperuser<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: world.server.superuserUrl });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('what people write', () => {
  it('comes back as it was written, with author and instant', async () => {
    const caseId = await bareCase();
    const value = { what: 'Ä ünïcode \u{1F6A8}', when: null, list: [1, { deep: true }] };
    const ref = await store(written(caseId, value));
    expect((await read(caseId, ref.id)).get(ref.id)).toEqual({ ...ref, part: 'form', formId: 'intake', author: { personId: world.ids.ana, agencyId: sheriff }, value });
  });

  it('keeps id, hash and first instant when the same act is sent again, and is new when it says something else', async () => {
    const caseId = await bareCase();
    const first = await store(written(caseId, { a: 1, b: 2 }));
    expect(await Promise.all([2_000, 3_000].map((at) => store(written(caseId, { b: 2, a: 1 }, { at }))))).toEqual([first, first]);
    const other = await store(written(caseId, { a: 1, b: 3 }, { at: 4_000 }));
    expect(other.id).not.toBe(first.id);
    expect(other).not.toMatchObject({ hash: first.hash });
  });

  it('lies in the database encrypted, under hashes that nobody can guess in another case', async () => {
    const [one, two] = [await bareCase(), await bareCase()];
    const [first, second] = [await store(written(one, { weapon: 'CANARY-7431' })), await store(written(two, { weapon: 'CANARY-7431' }))];
    expect(first.hash).not.toBe(second.hash);
    await asSuperuser(async (client) => {
      const { rows } = await client.query<{ envelope: Buffer }>('select envelope from submission');
      expect(rows.some(({ envelope }) => envelope.includes('CANARY'))).toBe(false);
    });
  });

  it('does not open in another row, under another case or with another installation key', async () => {
    const [one, two] = [await bareCase(), await bareCase()];
    const refs = [await store(written(one, 'first', { part: 'reason', inputId: 'a' })), await store(written(one, 'second', { part: 'reason', inputId: 'b' })), await store(written(two, 'third', { part: 'reason' }))] as const;
    await expect(read(one, refs[0].id, randomBytes(32))).rejects.toThrow(/installation key/);
    await asSuperuser(async (client) => {
      await client.query('update submission s set envelope = o.envelope from submission o where s.id = $1 and o.id = $2', [refs[0].id, refs[1].id]);
      await client.query('update submission s set envelope = o.envelope from submission o where s.id = $1 and o.id = $2', [refs[2].id, refs[1].id]);
    });
    await expect(read(one, refs[0].id)).rejects.toThrow();
    await expect(read(two, refs[2].id)).rejects.toThrow();
    expect((await read(one, refs[1].id)).get(refs[1].id)?.value).toBe('second');
  });

  it('is not there for who may not see the case', async () => {
    const caseId = await bareCase();
    const ref = await store(written(caseId, 'mine', { part: 'text' }));
    const content = createContent(createKeys({ db: world.db, installationKey }));
    for (const name of ['sam', 'stranger'] as const) expect((await world.db.withActor(world.actor(name), (tx) => content.read(tx, caseId, [ref.id]))).size).toBe(0);
  });
});

describe('data keys', () => {
  it('are one per case, however many ask first', async () => {
    const caseId = randomUUID();
    const keys = await Promise.all(Array.from({ length: 12 }, () => createKeys({ db: world.db, installationKey }).keysFor(caseId)));
    expect(new Set(keys.map(({ kid, key }) => `${kid}/${key.toString('hex')}`)).size).toBe(1);
    expect(keys[0]?.key).toHaveLength(32);
  });

  it('are asked for once while they are kept', async () => {
    let asked = 0;
    const keys = createKeys({ db: { asKeeper: (work) => (asked += 1, world.db.asKeeper(work)) }, installationKey });
    const caseId = randomUUID();
    await Promise.all([keys.keysFor(caseId), keys.keysFor(caseId)]);
    await keys.keysFor(caseId);
    expect(asked).toBe(1);
  });

  it('can be had inside transactions that hold every connection', async () => {
    const db = connect(world.server.databaseUrl, { connections: 2 });
    const ids = await Promise.all([bareCase(), bareCase(), bareCase(), bareCase()]);
    const content = createContent(createKeys({ db, installationKey }));
    const refs = await Promise.all(ids.map((caseId) => db.withActor(world.actor('ana'), (tx) => content.store(tx, written(caseId, 'x', { part: 'text' })))));
    await db.close();
    expect(refs).toHaveLength(4);
  });
});
