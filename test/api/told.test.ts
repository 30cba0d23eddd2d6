// How one is told: an address counts once its code was typed, settings are one's own, the mail server is an administrator's, and
// what went out is seen by whoever it went to and by administrators of the agency, without a word about the case.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../server/embedded/database-roles.ts';
import { startMailTaker } from '../harness/mail.ts';
import type { MailTaker } from '../harness/mail.ts';
import type { ApiClient } from './client.ts';
import { join, password, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
let mail: MailTaker;
let kim: ApiClient;
const server = () => ({ host: '127.0.0.1', port: mail.port, security: 'none' as const, login: 'unit', password: 'mail secret', sender: 'handrail@unit.example', domains: [] });

beforeAll(async () => {
  running = await startApp();
  world = await setUpWorld(running);
  mail = await startMailTaker({ login: { user: 'unit', password: 'mail secret' } });
  kim = (await join(running, world, { login: 'kim', roles: ['opener'] })).client;
});
afterAll(async () => {
  await mail?.stop();
  await running?.stop();
});

const codeIn = (text: string | undefined): string => /\b(\d{8})\b/.exec(text ?? '')?.[1] ?? '';

describe('the mail server', () => {
  it('is not there at first, so that no address can be named', async () => {
    expect((await world.admin.get('mailServer')).from).toBe('none');
    expect((await kim.ask('newMailAddress', { body: { address: 'kim@unit.example' } })).problem?.code).toBe('no_mail_server');
    expect((await kim.get('told')).mailServer).toBe(false);
  });

  it('is set by an administrator, never without encryption beyond this machine, and never shows its password', async () => {
    expect((await kim.ask('changeMailServer', { body: server() })).problem?.code).toBe('right_missing');
    expect((await world.admin.ask('changeMailServer', { body: { ...server(), host: 'mail.unit.example' } })).problem).toMatchObject({ code: 'bad_request', about: 'security' });
    const set = await world.admin.get('changeMailServer', { body: server() });
    expect(set).toMatchObject({ from: 'page', hasPassword: true, login: 'unit' });
    expect(JSON.stringify(set)).not.toContain('mail secret');
    await withClient(running.database.superuserUrl, async (client) => {
      const everything = (await client.query(`select m::text as row from mail_setting m union all select a::text from audit_event a`)).rows.map(({ row }) => String(row)).join('\n');
      expect(everything).toContain('handrail@unit.example');
      for (const form of ['mail secret', Buffer.from('mail secret').toString('hex')]) expect(everything).not.toContain(form);
    });
  });

  it('loses its password when another server or login is named, so that nobody can lead it to themselves', async () => {
    const { password: _known, ...without } = server();
    expect((await world.admin.get('changeMailServer', { body: without })).hasPassword).toBe(true);
    expect((await world.admin.get('changeMailServer', { body: { ...without, port: 2525 } })).hasPassword).toBe(false);
    await world.admin.get('changeMailServer', { body: server() });
  });

  it('is tried by a test mail, whose end is said as what to do', async () => {
    expect(await world.admin.get('testMail', { body: { to: 'ruth@unit.example' } })).toMatchObject({ ok: true });
    expect(mail.taken.at(-1)).toMatchObject({ to: ['ruth@unit.example'], subject: 'Handrail: test' });
    await world.admin.get('changeMailServer', { body: { ...server(), password: 'wrong' } });
    expect(await world.admin.get('testMail', { body: { to: 'ruth@unit.example' } })).toEqual({ ok: false, sentence: 'The server refused the login. Check login and password.' });
    await world.admin.get('changeMailServer', { body: { ...server(), port: 1 } });
    expect((await world.admin.get('testMail', { body: { to: 'ruth@unit.example' } })).sentence).toMatch(/^The server could not be reached/);
    await world.admin.get('changeMailServer', { body: server() });
  });

  it('takes no address with a line break or a second receiver', async () => {
    for (const to of ['ruth@unit.example\r\nBcc: other@unit.example', 'ruth@unit.example, other@unit.example', 'Ruth <ruth@unit.example>']) {
      expect((await world.admin.ask('testMail', { body: { to } })).problem?.code).toBe('bad_request');
    }
  });
});

describe('a mail address', () => {
  it('counts once the code that was sent there is typed, and the one before counts until then', async () => {
    const named = await kim.get('newMailAddress', { body: { address: 'kim@unit.example' } });
    expect(named.mail).toEqual({ address: null, waiting: 'kim@unit.example' });
    const code = codeIn(mail.taken.at(-1)?.text);
    expect((await kim.ask('confirmMailAddress', { body: { code: code === '00000000' ? '00000001' : '00000000' } })).problem?.code).toBe('code_wrong');
    expect((await kim.get('confirmMailAddress', { body: { code } })).mail).toEqual({ address: 'kim@unit.example', waiting: null });
    running.pass(61_000);
    const second = await kim.get('newMailAddress', { body: { address: 'k.lee@unit.example' } });
    expect(second.mail).toEqual({ address: 'kim@unit.example', waiting: 'k.lee@unit.example' });
  });

  it('is not confirmed by guessing: five tries, then not even by the right code, and not after an hour', async () => {
    const right = codeIn(mail.taken.at(-1)?.text);
    for (let tries = 0; tries < 5; tries += 1) expect((await kim.ask('confirmMailAddress', { body: { code: String((Number(right) + 1 + tries) % 100_000_000).padStart(8, '0') } })).problem?.code).toBe('code_wrong');
    expect((await kim.ask('confirmMailAddress', { body: { code: right } })).problem?.code).toBe('code_wrong');
    running.pass(61_000);
    await kim.get('newMailAddress', { body: { address: 'k.lee@unit.example' } });
    const late = codeIn(mail.taken.at(-1)?.text);
    running.pass(61 * 60_000);
    const back = await again('kim');
    expect((await back.ask('confirmMailAddress', { body: { code: late } })).problem?.code).toBe('code_wrong');
    expect((await back.get('told')).mail.address).toBe('kim@unit.example');
  });

  it('may be at the domains of the installation only, where those are named', async () => {
    const admin = await again('ruth');
    await admin.get('changeMailServer', { body: { ...server(), domains: ['unit.example'] } });
    const back = await again('kim');
    expect((await back.ask('newMailAddress', { body: { address: 'kim@elsewhere.example' } })).problem?.code).toBe('domain_not_allowed');
    expect((await back.ask('newMailAddress', { body: { address: 'kim@unit.example.elsewhere.example' } })).problem?.code).toBe('domain_not_allowed');
  });

  it('cannot be asked for without end', async () => {
    const back = await again('kim');
    const codes: (string | undefined)[] = [];
    for (let tries = 0; tries < 10; tries += 1) codes.push((await back.ask('newMailAddress', { body: { address: 'kim@elsewhere.example' } })).problem?.code);
    expect(codes.at(-1)).toBe('too_many_tries');
  });
});

describe('quiet hours and choices', () => {
  it('are kept, and those that make no sense are refused', async () => {
    const back = await again('kim');
    const chosen = { zone: 'America/Chicago', phone: '+15551234567', quiet: { from: 1320, until: 420, days: [6, 7] }, digestAt: 450, ways: { work: 'once', limits: 'once', answers: 'off', course: 'digest' } } as const;
    expect(await back.get('changeTold', { body: { ...chosen, quiet: { ...chosen.quiet, days: [...chosen.quiet.days] } } })).toMatchObject(chosen);
    expect((await back.ask('changeTold', { body: { ...chosen, zone: 'Mars/Crater', quiet: { from: 0, until: 0, days: [] } } })).problem?.about).toBe('zone');
    expect((await back.ask('changeTold', { body: { ...chosen, quiet: { from: 0, until: 0, days: [1, 2, 3, 4, 5, 6, 7] } } })).problem?.code).toBe('bad_request');
  });

  it('are nobody else’s to read or change', async () => {
    const other = await join(running, { ...world, admin: await again('ruth') }, { login: 'omar', roles: [] });
    expect((await other.client.get('told')).mail.address).toBeNull();
    await withClient(running.database.superuserUrl, async (client) => expect((await client.query(`select count(*)::int as n from notice_preference`)).rows).toEqual([{ n: 1 }]));
  });
});

describe('what went out', () => {
  it('is listed for administrators of the agency, and sent again from there when it has failed', async () => {
    const admin = await again('ruth');
    const me = (await admin.get('session')).person?.id ?? '';
    const failed = await running.db.asSender(async (tx) => {
      const message = await tx.noticeMessage.create({ data: { channel: 'mail', personId: me, agencyId: world.agencyId, state: 'failed', tries: 1, nextAt: new Date(), createdAt: new Date(), settledAt: new Date() } });
      await tx.noticeAttempt.create({ data: { messageId: message.id, n: 1, at: new Date(), outcome: 'failed', code: 'unreachable', tookMs: 12 } });
      return message.id;
    });
    const { items } = await admin.get('deliveries', { query: { state: 'failed' } });
    expect(items).toMatchObject([{ id: failed, to: { name: 'Ruth' }, attempts: [{ n: 1, sentence: expect.stringMatching(/^The server could not be reached/) }] }]);
    expect((await (await again('kim')).ask('deliveries')).problem?.code).toBe('right_missing');
    await admin.get('deliverAgain', { params: { id: failed } });
    expect((await admin.ask('deliverAgain', { params: { id: failed } })).problem?.code).toBe('not_found');
    expect((await admin.get('deliveries')).items).toMatchObject([{ id: failed, state: 'waiting' }]);
  });
});

async function again(login: string): Promise<ApiClient> {
  const client = running.client();
  await client.signIn(login, password);
  return client;
}
