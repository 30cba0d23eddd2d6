// Live updates where several servers serve one installation: whoever changes something, every page hears of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from './client.ts';
import { listen } from './listen.ts';
import type { Ear } from './listen.ts';
import { join, password, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let first: Running;
let second: Running;
let world: World;
let drawer: ApiClient;
let ear: Ear;
beforeAll(async () => {
  first = await startApp();
  world = await setUpWorld(first);
  drawer = (await join(first, world, { login: 'drawer', roles: ['drawer'] })).client;
  second = await startApp({ beside: first });
  const reader = await join(first, world, { login: 'reader', roles: ['publisher'] });
  ear = await listen(second.url, reader.client);
});
afterAll(async () => {
  ear?.stop();
  await second?.stop();
  await first?.stop();
});

describe('a page on another server than the one something was changed through', () => {
  it('hears that a protocol was drawn, and of each save', async () => {
    const { id } = await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'empty', key: 'live', title: 'Live' } } });
    await ear.until((event) => event.topic === 'protocols' && event.protocolId === id);
    const { draft } = await drawer.get('protocol', { params: { id } });
    const told = () => ear.heard().filter((event) => event.topic === 'protocols').length;
    const before = told();
    await drawer.get('saveDraft', { params: { id }, body: { revision: 1, draft: { ...draft, purpose: 'For a test.' } } });
    await ear.until(() => told() > before);
  });

  it('hears that people, rights and duty have changed', async () => {
    const told = () => ear.heard().filter((event) => event.topic === 'people').length;
    const changes: readonly (() => Promise<unknown>)[] = [
      () => world.admin.get('createRole', { params: { id: world.unitId }, body: { key: 'watcher', title: 'Watcher', rights: ['supervise'] } }),
      async () => {
        const { items } = await world.admin.get('roles', { params: { id: world.unitId } });
        return world.admin.get('changeRole', { params: { id: world.unitId, rid: items.find((role) => role.key === 'watcher')?.id ?? '' }, body: { rights: [] } });
      },
      () => join(first, world, { login: 'newcomer', roles: ['watcher'] }),
      async () => world.admin.get('unlockPerson', { params: { id: (await world.admin.get('people')).items.find((person) => person.login === 'newcomer')?.id ?? '' } }),
    ];
    for (const change of changes) {
      const before = told();
      await change();
      await ear.until(() => told() > before);
    }
  });

  it('hears nothing of the protocols of a unit that its person is no member of', async () => {
    const agency = await world.admin.get('createAgency', { body: { key: 'other', name: 'Other' } });
    const made = await world.admin.get('createPerson', { body: { name: 'Stranger', login: 'stranger', agencyId: agency.id } });
    const stranger = second.client();
    await stranger.signIn('stranger', made.oneTimePassword);
    await stranger.get('changePassword', { body: { current: made.oneTimePassword, next: password } });
    const strange = await listen(second.url, stranger);
    const { id } = await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'empty', key: 'hidden', title: 'Hidden' } } });
    await ear.until((event) => event.topic === 'protocols' && event.protocolId === id);
    await world.admin.get('createAgency', { body: { key: 'later', name: 'Later' } });
    await strange.until((event) => event.topic === 'people');
    expect(strange.heard().map((event) => event.topic)).not.toContain('protocols');
    strange.stop();
  });
});
