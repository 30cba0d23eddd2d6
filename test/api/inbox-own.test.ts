// What a person keeps of their inbox: their own, of what they see, and bounded.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join, setUpWorld, startApp } from './running.ts';
import type { ApiClient } from './client.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
let [ann, ben]: ApiClient[] = [];
const caseId = randomUUID();
beforeAll(async () => {
  running = await startApp();
  world = await setUpWorld(running);
  ann = (await join(running, world, { login: 'ann', roles: ['opener'] })).client;
  ben = (await join(running, world, { login: 'ben', roles: ['opener'] })).client;
  const owner = (await ann.get('session')).person?.id ?? '';
  // Open steps as the projector leaves them: ann owns the case, one step is in her hand, one in nobody's.
  await running.db.asProjector(async (tx) => {
    await tx.case.createMany({ data: [{ id: caseId, reference: 'HC-2026-0001', title: 'A case', unitId: world.unitId, agencyId: world.agencyId, createdAt: new Date(), openedAt: new Date() }] });
    await tx.caseAccess.createMany({ data: [{ caseId, transition: 1, n: 0, agencyId: world.agencyId, unitId: world.unitId, relation: 'owner', fields: [], from: new Date(0) }] });
    const row = { caseId, agencyId: world.agencyId, unitId: world.unitId, caseReference: 'HC-2026-0001', caseTitle: 'A case', status: 'open', imminent: false, ownerPersonId: owner, run: 'r1', protocol: 'p', node: 'look', title: 'Look', kind: 'task', roles: ['opener'], openedAt: new Date(), answered: [] };
    await tx.inbox.createMany({ data: [{ ...row, step: 's1', claimedByPersonId: owner, claimedByAgencyId: world.agencyId }, { ...row, step: 's2', roles: ['publisher'] }] });
  });
});
afterAll(() => running?.stop());

const later = (hours: number): string => new Date(running.sending.now() + hours * 3_600_000).toISOString();
const snoozed = async (client: ApiClient | undefined, scope: 'mine' | 'team' | 'watching' = 'mine') => (await client?.get('tasks', { query: { scope } }))?.items.map((row) => [row.stepId, row.snoozedUntil]);

describe('a step put off', () => {
  it('is put off for the one who did it until then, and comes back at once when it is brought back', async () => {
    const until = later(4);
    await ann?.get('snooze', { body: { steps: [{ caseId, stepId: 's1' }], until } });
    expect(await snoozed(ann)).toEqual([['s1', until]]);
    expect((await snoozed(ben, 'team'))?.every(([, at]) => at === null)).toBe(true);
    await ann?.get('endSnooze', { body: { steps: [{ caseId, stepId: 's1' }] } });
    expect(await snoozed(ann)).toEqual([['s1', null]]);
  });

  it('is put off to a later instant within thirty days only, and only if it is seen', async () => {
    for (const until of [later(-1), later(24 * 31)]) expect((await ann?.ask('snooze', { body: { steps: [{ caseId, stepId: 's1' }], until } }))?.problem).toMatchObject({ code: 'bad_request', about: 'until' });
    await ann?.get('snooze', { body: { steps: [{ caseId: randomUUID(), stepId: 's1' }], until: later(1) } });
    expect(await running.db.withActor({ personId: (await ann?.get('session'))?.person?.id ?? '', agencyId: world.agencyId, units: [] }, (tx) => tx.snooze.count())).toBe(0);
  });
});

describe('watching', () => {
  it('shows what others have to do in cases one owns, and not what is one’s own', async () => {
    expect((await snoozed(ann, 'watching'))?.map(([step]) => step)).toEqual(['s2']);
    expect(await snoozed(ben, 'watching')).toEqual([]);
  });
});

describe('a view', () => {
  it('is kept under a name for oneself, replaced under the same name, and dropped', async () => {
    await ann?.get('saveView', { body: { name: 'Late', search: { of: 'team', band: 'overdue' } } });
    await ann?.get('saveView', { body: { name: 'Late', search: { band: 'soon', q: 'school' } } });
    expect((await ann?.get('views'))?.items).toEqual([{ name: 'Late', search: { band: 'soon', q: 'school' } }]);
    expect((await ben?.get('views'))?.items).toEqual([]);
    expect((await ben?.ask('dropView', { params: { name: 'Late' } }))?.problem?.code).toBe('not_found');
    await ann?.get('dropView', { params: { name: 'Late' } });
    expect((await ann?.get('views'))?.items).toEqual([]);
  });
});
