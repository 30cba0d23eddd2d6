// Where a webhook may lead and where not, whatever its name points to, however it answers.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificate } from '../../test/harness/certificate.ts';
import { hookHost, startHookTaker } from '../../test/harness/hook-taker.ts';
import type { HookTaker } from '../../test/harness/hook-taker.ts';
import { isPublic } from './addresses.ts';
import { postHttps, targetUrl } from './https-post.ts';
import type { Outside } from './https-post.ts';

let hook: HookTaker;
beforeAll(async () => {
  hook = await startHookTaker();
});
afterAll(() => hook.stop());
afterEach(() => {
  hook.taken.length = 0;
  hook.answer = (response) => void response.writeHead(204).end();
});

// The server of the test stands on this machine, so here this one address counts as public.
const outside = (more: Partial<Outside> = {}): Outside => ({ resolve: async () => ['127.0.0.1'], isAllowed: (address) => address === '127.0.0.1' || isPublic(address), ca: certificate, withinMs: 2_000, ...more });
const post = (world: Outside, url = hook.url) => postHttps(world, url, { headers: { 'content-type': 'application/json' }, body: '{}' });

describe('what can be a target', () => {
  it.each([
    'http://hooks.unit.example/in', 'ftp://hooks.unit.example', 'https://user:pass@hooks.unit.example', 'https://hooks.unit.example/#part', 'file:///etc/passwd', 'hooks.unit.example', '',
    'https://127.0.0.1', 'https://0x7f.1', 'https://0x7f000001', 'https://2130706433', 'https://0177.0.0.1', 'https://127.1', 'https://１２７.０.０.１', 'https://169.254.169.254/latest/meta-data', 'https://8.8.8.8', 'https://[::1]', 'https://[::ffff:127.0.0.1]', 'https://[fd00::1]',
    'https://localhost', 'https://localhost.', 'https://postgres:5432', 'https://temporal', 'https://api.localhost', 'https://metadata.google.internal', 'https://metadata.google.internal.', 'https://nas.local', 'https://x.home.arpa', 'https://1.0.0.127.in-addr.arpa',
  ])('is not %s', (text) => expect(targetUrl(text)).toBeNull());

  it('is an https address with a public name, on any port', () => {
    expect(targetUrl('https://hooks.unit.example/in?key=1')?.href).toBe('https://hooks.unit.example/in?key=1');
    expect(targetUrl('https://hooks.unit.example:8443')?.port).toBe('8443');
  });
});

describe('a post to somebody else’s server', () => {
  it('goes to the address that was checked, under the name that was given', async () => {
    expect(await post(outside())).toEqual({ ok: true });
    expect(hook.taken).toMatchObject([{ path: '/in', headers: { host: `${hookHost}:${hook.port}` }, body: '{}' }]);
  });

  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fe80::1%eth0', '64:ff9b::7f00:1', 'fd00:ec2::254'])('goes nowhere when the name leads to %s, alone or beside a public one', async (address) => {
    for (const addresses of [[address], ['8.8.8.8', address], [address, '8.8.8.8']]) expect(await post(outside({ resolve: async () => addresses, isAllowed: isPublic }))).toEqual({ ok: false, code: 'not_public' });
    expect(hook.taken).toEqual([]);
  });

  it('asks for the name once, so that what it points to a moment later leads nowhere', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.2']];
    let asked = 0;
    expect(await post(outside({ resolve: async () => answers[asked++] ?? [] }))).toEqual({ ok: true });
    expect(asked).toBe(1);
    expect(hook.taken).toHaveLength(1);
  });

  it('follows no redirect, wherever it leads', async () => {
    let reached = 0;
    const inside = createServer((_request, response) => {
      reached += 1;
      response.end();
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    const { port } = inside.address() as AddressInfo;
    for (const status of [301, 302, 303, 307, 308]) {
      hook.answer = (response) => void response.writeHead(status, { location: `http://127.0.0.1:${port}/` }).end();
      expect(await post(outside())).toEqual({ ok: false, code: 'redirected' });
    }
    await new Promise((resolve) => inside.close(resolve));
    expect(reached).toBe(0);
  });

  it('reads nothing of the answer but its status, and waits no longer than it may', async () => {
    hook.answer = (response) => {
      response.writeHead(200);
      const flood = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => clearInterval(flood));
    };
    expect(await post(outside())).toEqual({ ok: true });
    hook.answer = () => undefined;
    expect(await post(outside({ withinMs: 300 }))).toEqual({ ok: false, code: 'timeout' });
    hook.answer = (response) => void response.writeHead(200, { padding: 'x'.repeat(100_000) }).end();
    expect((await post(outside())).ok).toBe(false);
  });

  it('trusts no certificate that nobody vouches for, nor one for another name', async () => {
    const { ca: _trusted, ...usual } = outside();
    expect(await post(usual)).toEqual({ ok: false, code: 'tls_refused' });
    expect(await post(outside(), `https://other.unit.example:${hook.port}/in`)).toEqual({ ok: false, code: 'tls_refused' });
  });

  it('says what came of it', async () => {
    for (const [status, code] of [[500, 'status_5xx'], [404, 'status_4xx'], [410, 'gone']] as const) {
      hook.answer = (response) => void response.writeHead(status).end();
      expect(await post(outside())).toEqual({ ok: false, code });
    }
    expect(await post(outside({ resolve: () => Promise.reject(new Error('ENOTFOUND')) }))).toEqual({ ok: false, code: 'unresolved' });
    expect(await post(outside(), `https://${hookHost}:1/in`)).toEqual({ ok: false, code: 'unreachable' });
  });
});
