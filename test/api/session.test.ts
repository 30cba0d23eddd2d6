// Set-up, sign-in, locks, sessions and the defence of requests, on the real database.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfHeader } from '../../server/contract.ts';
import { join, password, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running?.stop());

describe('set-up', () => {
  it('needs the one-time token', async () => {
    const body = { token: 'wrong', agency: { key: 'a', name: 'A' }, unit: { key: 'u', name: 'U', zone: 'America/New_York' }, person: { name: 'P', login: 'p', password } };
    expect((await running.client().get('setupState')).needed).toBe(true);
    expect((await running.client().ask('setup', { body })).problem).toMatchObject({ status: 403, code: 'token_wrong' });
    expect((await running.client().ask('setup', { body: { ...body, token: running.setupToken, person: { ...body.person, password: 'passwordpassword1' } } })).problem?.code).toBe('password_too_weak');
    expect((await running.client().ask('setup', { body: { ...body, token: running.setupToken, unit: { ...body.unit, zone: 'Nowhere/Here' } } })).problem).toMatchObject({ code: 'bad_request', about: 'unit.zone' });
  });

  it('happens once', async () => {
    world = await setUpWorld(running);
    expect((await running.client().get('setupState')).needed).toBe(false);
    const again = await running.client().ask('setup', { body: { token: running.setupToken, agency: { key: 'a', name: 'A' }, unit: { key: 'u', name: 'U', zone: 'America/New_York' }, person: { name: 'P', login: 'p', password } } });
    expect(again.problem?.code).toBe('set_up_done');
  });
});

describe('sign-in', () => {
  it('answers an unknown login like a wrong password', async () => {
    const known = await running.client().ask('signIn', { body: { login: 'ruth', password: 'not the password' } });
    const unknown = await running.client().ask('signIn', { body: { login: 'nobody', password: 'not the password' } });
    expect(unknown.problem).toEqual(known.problem);
    expect(known).toMatchObject({ status: 401, problem: { code: 'password_wrong' } });
  });

  it('locks after five failures, also when all guesses come at once, and an administrator unlocks', async () => {
    const { personId } = await join(running, world, { login: 'lockable', roles: [] });
    const guesses = await Promise.all(Array.from({ length: 20 }, () => running.client().ask('signIn', { body: { login: 'lockable', password: 'guess' } })));
    expect(guesses.filter((guess) => guess.problem?.code === 'password_wrong').length).toBeLessThanOrEqual(4);
    expect((await running.client().ask('signIn', { body: { login: 'lockable', password } })).problem).toMatchObject({ status: 403, code: 'locked' });
    const { items } = await world.admin.get('people');
    expect(items.find((person) => person.id === personId)?.lockedAt).not.toBeNull();
    const { oneTimePassword } = await world.admin.get('unlockPerson', { params: { id: personId } });
    const client = running.client();
    await client.signIn('lockable', oneTimePassword);
    expect((await client.ask('tasks')).problem).toMatchObject({ status: 403, code: 'must_change_password' });
  });

  it('locks a login that does not exist just the same', async () => {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 6; i += 1) codes.push((await running.client().ask('signIn', { body: { login: 'ghost', password: 'guess' } })).problem?.code);
    expect(codes).toEqual(['password_wrong', 'password_wrong', 'password_wrong', 'password_wrong', 'locked', 'locked']);
  });

  it('gives a new session each time and ends the one before', async () => {
    const client = running.client();
    await client.signIn('ruth', password);
    const first = client.cookie();
    await client.signIn('ruth', password);
    expect(client.cookie()).not.toBe(first);
    expect((await fetch(`${running.url}/api/tasks`, { headers: { cookie: first } })).status).toBe(401);
  });

  it('sets a cookie that no script reads and no other site sends', async () => {
    const response = await fetch(`${running.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'ruth', password }) });
    expect(response.headers.getSetCookie()[0]).toMatch(/^handrail=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });
});

describe('a session', () => {
  it('ends at sign-out, at once', async () => {
    const client = running.client();
    await client.signIn('ruth', password);
    await client.get('signOut');
    expect((await client.ask('tasks')).status).toBe(401);
    expect((await client.get('session')).person).toBeNull();
  });

  it('ends when its person is disabled, also its stream', async () => {
    const { client, personId } = await join(running, world, { login: 'leaver', roles: [] });
    const stream = await fetch(`${running.url}/api/live`, { headers: { cookie: client.cookie() } });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const ended = new Response(stream.body).text();
    await world.admin.get('disablePerson', { params: { id: personId } });
    expect((await client.ask('tasks')).status).toBe(401);
    expect(await ended).toContain('retry: 2000');
    expect((await running.client().ask('signIn', { body: { login: 'leaver', password } })).problem?.code).toBe('password_wrong');
  });

  it('asks for the password again where rights are given out, and ends after half an hour without use', async () => {
    const client = running.client();
    await client.signIn('ruth', password);
    running.pass(6 * 60_000);
    const body = { key: 'later', title: 'Later', rights: [] };
    expect((await client.ask('createRole', { params: { id: world.unitId }, body })).problem).toMatchObject({ status: 403, code: 'proof_needed' });
    expect((await client.ask('prove', { body: { password: 'wrong' } })).problem?.code).toBe('password_wrong');
    await client.get('prove', { body: { password } });
    expect((await client.ask('createRole', { params: { id: world.unitId }, body })).status).toBe(200);
    running.pass(31 * 60_000);
    expect((await client.ask('tasks')).status).toBe(401);
  });
});

describe('a request that changes something', () => {
  const headers = (client: { cookie: () => string; csrf: () => string }) => ({ cookie: client.cookie(), 'content-type': 'application/json', [csrfHeader]: client.csrf() });
  const post = (extra: Record<string, string>, body = '{"ids":["x"]}') => fetch(`${running.url}/api/notices/read`, { method: 'POST', headers: extra, body });

  it('comes from our own page, with its header, as JSON', async () => {
    const client = running.client();
    await client.signIn('ruth', password);
    expect((await post(headers(client))).status).toBe(200);
    expect((await post({ ...headers(client), [csrfHeader]: 'other' })).status).toBe(403);
    expect((await post({ cookie: client.cookie(), 'content-type': 'application/json' })).status).toBe(403);
    expect((await post({ ...headers(client), origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await post({ ...headers(client), 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ ...headers(client), 'sec-fetch-site': 'same-origin', origin: 'http://localhost:7420' })).status).toBe(200);
    expect((await post({ ...headers(client), 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ ...headers(client), 'content-type': 'application/x-www-form-urlencoded' }, 'ids=x')).status).toBe(415);
  });

  it('is a problem document when it cannot be read', async () => {
    const client = running.client();
    await client.signIn('ruth', password);
    for (const [body, status, code] of [['{', 400, 'bad_json'], ['{"ids":[]}', 422, 'bad_request'], ['{"ids":["x"],"more":1}', 422, 'bad_request'], [`{"ids":["${'x'.repeat(300_000)}"]}`, 413, 'too_big']] as const) {
      const response = await post(headers(client), body);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status, code, instance: '/api/notices/read', type: `/problems#${code}` });
    }
  });
});

describe('passwords', () => {
  it('are changed with the old one, and every other session ends', async () => {
    await world.admin.signIn('ruth', password);
    const { client } = await join(running, world, { login: 'changer', roles: [] });
    const other = running.client();
    await other.signIn('changer', password);
    expect((await client.ask('changePassword', { body: { current: password, next: 'short' } })).problem?.code).toBe('password_too_weak');
    expect((await client.ask('changePassword', { body: { current: 'wrong', next: 'another long phrase 12' } })).problem?.code).toBe('password_wrong');
    await client.get('changePassword', { body: { current: password, next: 'another long phrase 12' } });
    expect((await client.ask('tasks')).status).toBe(200);
    expect((await other.ask('tasks')).status).toBe(401);
  });
});
