// Who may make people, give roles and name the duty, so that nobody comes by rights that somebody else has not given them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
beforeAll(async () => {
  running = await startApp();
  world = await setUpWorld(running);
  await world.admin.get('createRole', { params: { id: world.unitId }, body: { key: 'staffer', title: 'Staffer', rights: ['staff'] } });
});
afterAll(() => running?.stop());

describe('who staffs a unit', () => {
  it('gives and ends roles and names the duty supervisor', async () => {
    const { client, personId } = await join(running, world, { login: 'sal', roles: ['staffer'] });
    const member = await client.get('addMember', { params: { id: world.unitId }, body: { personId, agencyId: world.agencyId, roleKey: 'staffer' } });
    expect(member.role.key).toBe('staffer');
    const other = await join(running, world, { login: 'olga', roles: [] });
    const given = await client.get('addMember', { params: { id: world.unitId }, body: { personId: other.personId, agencyId: world.agencyId, roleKey: 'opener' } });
    expect((await client.get('setDuty', { params: { id: world.unitId }, body: { personId: other.personId, agencyId: world.agencyId } })).now?.person.id).toBe(other.personId);
    await client.get('endMember', { params: { id: world.unitId, mid: given.id } });
  });

  it('comes by no right of an administrator: neither by a role, nor by another person, nor by a password of theirs', async () => {
    const { client, personId } = await join(running, world, { login: 'sid', roles: ['staffer'] });
    const friend = await join(running, world, { login: 'fay', roles: [] });
    const give = (to: string, roleKey: string) => client.ask('addMember', { params: { id: world.unitId }, body: { personId: to, agencyId: world.agencyId, roleKey } });
    expect((await give(personId, 'administrator')).problem?.code).toBe('yourself');
    expect((await give(personId, 'publisher')).problem?.code).toBe('yourself');
    expect((await give(friend.personId, 'administrator')).problem).toMatchObject({ status: 403, code: 'right_missing', about: 'administer' });
    const { items } = await client.get('people');
    const ruth = items.find((person) => person.login === 'ruth')?.id ?? '';
    for (const name of ['unlockPerson', 'disablePerson', 'enablePerson'] as const) expect((await client.ask(name, { params: { id: ruth } })).problem).toMatchObject({ status: 403, code: 'right_missing' });
    expect((await client.ask('createPerson', { body: { name: 'New', login: 'new', agencyId: world.agencyId } })).problem?.code).toBe('right_missing');
  });
});

describe('what cannot be taken', () => {
  it('is told as what would be right', async () => {
    const detailOf = async (body: { readonly name: string; readonly login: string }) => (await world.admin.ask('createPerson', { body: { ...body, agencyId: world.agencyId } })).problem?.detail;
    expect(await detailOf({ name: '  ', login: 'nina' })).toBe('name: is empty; write a name.');
    expect(await detailOf({ name: 'Nina', login: 'nina k' })).toBe('login: a login has no spaces.');
    expect((await world.admin.ask('createUnit', { body: { key: 'x', name: 'X', zone: 'Mars/Crater', hostAgencyId: world.agencyId } })).problem?.detail).toMatch(/^zone: not a time zone; write one like/);
  });
});
