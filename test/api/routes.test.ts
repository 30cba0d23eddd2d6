// What holds for every route: declared with right and level, closed without a session, strict headers, problems, and an
// OpenAPI document that names them all.
import { Router } from 'express';
import { readdirSync, readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverProblemCodes } from '../../server/contract.ts';
import { endpoints } from '../../server/contract-endpoints.ts';
import type { Endpoint } from '../../server/contract-endpoints.ts';
import type { AppDeps } from '../../server/deps.ts';
import { checkComplete, createRoutes } from '../../server/route.ts';
import type { Access, Level } from '../../server/route.ts';
import { join, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
beforeAll(async () => {
  running = await startApp();
  world = await setUpWorld(running);
});
afterAll(() => running?.stop());

const all: readonly Endpoint[] = Object.values(endpoints);
const id = '00000000-0000-4000-8000-000000000000';
const urlOf = (endpoint: Endpoint): string => running.url + endpoint.path.replaceAll(/:(id|mid|rid)/g, id).replaceAll(/:\w+/g, 'x');

describe('a route', () => {
  it('cannot be declared without right and level, and the start fails when an endpoint has none', () => {
    const routes = createRoutes({} as AppDeps);
    expect(() => routes.declare(endpoints.tasks, { right: undefined as unknown as Access, level: 'password' }, async () => ({ items: [] }))).toThrow('declares no right');
    expect(() => routes.declare(endpoints.tasks, { right: 'signedIn', level: undefined as unknown as Level }, async () => ({ items: [] }))).toThrow('declares no level');
    expect(() => routes.declare(endpoints.tasks, { right: 'signedIn', level: 'none' }, async () => ({ items: [] }))).toThrow('asks for a right but for no level');
    expect(() => checkComplete({ ...routes, router: Router() })).toThrow('endpoints without a route');
  });

  it('is closed without a session unless it is declared public', async () => {
    const open = running.app.declared.filter((route) => route.right === 'public').map((route) => `${route.endpoint.method} ${route.endpoint.path}`);
    expect(open.toSorted()).toEqual(['get /api/certificate-key', 'get /api/public/reports/:slug', 'get /api/session', 'get /api/setup', 'post /api/public/reports/:slug', 'post /api/reports', 'post /api/session', 'post /api/setup']);
    for (const { endpoint, right } of running.app.declared) {
      if (right === 'public') continue;
      const response = await fetch(urlOf(endpoint), { method: endpoint.method.toUpperCase(), ...(endpoint.method !== 'get' && { headers: { 'content-type': 'application/json' }, body: '{}' }) });
      expect([endpoint.path, response.status, (await response.json()).code]).toEqual([endpoint.path, 401, 'not_signed_in']);
    }
    expect((await fetch(`${running.url}/api/live`)).status).toBe(401);
  });

  it('asks for its right', async () => {
    const { client } = await join(running, world, { login: 'nobody', roles: [] });
    for (const { endpoint, right } of running.app.declared) {
      if (right === 'public' || right === 'signedIn') continue;
      const response = await fetch(urlOf(endpoint), { method: endpoint.method.toUpperCase(), headers: { cookie: client.cookie(), 'x-handrail-csrf': client.csrf(), 'content-type': 'application/json' }, ...(endpoint.method !== 'get' && { body: '{}' }) });
      expect([endpoint.path, response.status, (await response.json()).code]).toEqual([endpoint.path, 403, 'right_missing']);
    }
  });

  it('answers what is not there and what is not yours with the same 404', async () => {
    for (const endpoint of all.filter((e) => e.method === 'get' && e.path.includes(':id'))) {
      const asked = endpoint === endpoints.comparisonReport ? '?before=draft&after=draft' : '';
      const response = await fetch(urlOf(endpoint) + asked, { headers: { cookie: world.admin.cookie() } });
      if (['/api/units/:id/members', '/api/units/:id/partners', '/api/units/:id/roles', '/api/units/:id/duty'].includes(endpoint.path)) continue; // empty lists say as little
      expect([endpoint.path, response.status, (await response.json()).code]).toEqual([endpoint.path, 404, 'not_found']);
    }
    for (const bad of ['not-a-uuid', '%00', "' or 1=1", '..%2f..']) expect((await fetch(`${running.url}/api/cases/${bad}`, { headers: { cookie: world.admin.cookie() } })).status).toBe(404);
  });
});

describe('every answer', () => {
  it('carries the strict headers, errors included', async () => {
    for (const path of ['/healthz', '/api/session', '/api/nothing', '/api/tasks', '/nothing.txt', '/api/openapi.json', '/api/docs/']) {
      const response = await fetch(running.url + path);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none';script-src 'self';style-src 'self' 'nonce-[\w+/=]+';connect-src 'self';img-src 'self' data:;font-src 'self'/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('x-powered-by')).toBeNull();
      if (path.startsWith('/api/')) expect(response.headers.get('cache-control')).toBe(path === '/api/docs/' ? response.headers.get('cache-control') : 'no-store');
    }
  });

  it('has a style nonce of its own', async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 5; i += 1) nonces.add((await fetch(`${running.url}/healthz`)).headers.get('content-security-policy') ?? '');
    expect(nonces.size).toBe(5);
  });

  it('is a problem document under /api when there is nothing', async () => {
    const response = await fetch(`${running.url}/api/nothing?q=secret`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: '/problems#not_found', title: 'Not found', status: 404, instance: '/api/nothing', code: 'not_found' });
  });
});

describe('the OpenAPI document', () => {
  it('names every endpoint with its path and parameters', async () => {
    const document: { openapi: string; paths: Record<string, Record<string, { parameters?: { name: string; in: string }[]; security?: unknown[]; responses: Record<string, unknown> }>> } = await (await fetch(`${running.url}/api/openapi.json`)).json();
    expect(document.openapi).toBe('3.1.0');
    for (const endpoint of all) {
      const operation = document.paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')]?.[endpoint.method];
      expect(operation, endpoint.path).toBeDefined();
      const wanted = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
      expect((operation?.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name)).toEqual(wanted);
      expect(Object.keys(operation?.responses ?? {})).toEqual(['200', 'default']);
    }
    expect(JSON.stringify(document)).not.toContain('undefined');
  });

  it('is read on a page of our own files', async () => {
    const page = await (await fetch(`${running.url}/api/docs/`)).text();
    expect(page).toContain('swagger-ui-bundle.js');
    expect(page).not.toMatch(/<script>(?!\s*<)/);
    expect((await fetch(`${running.url}/api/docs/swagger-ui-bundle.js`)).status).toBe(200);
    expect(await (await fetch(`${running.url}/api/docs/swagger-initializer.js`)).text()).toContain('/api/openapi.json');
  });
});

describe('the codes of problems', () => {
  it('are all given somewhere', () => {
    const server = joinPath(import.meta.dirname, '..', '..', 'server');
    const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^contract|^problems/.test(file));
    const source = files.map((file) => readFileSync(joinPath(server, file), 'utf8')).join('\n');
    expect(serverProblemCodes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });
});

describe('the type of a problem', () => {
  it('leads to what its code means and what to do', async () => {
    const { type, detail } = await (await fetch(`${running.url}/api/nothing`)).json();
    const page = await (await fetch(running.url + type)).text();
    expect(page).toContain(`<section id="${type.split('#')[1]}">`);
    expect(page).toContain(detail);
    const { problemTexts } = await import('../../server/problems.ts');
    expect(Object.keys(problemTexts).filter((code) => !page.includes(`id="${code}"`))).toEqual([]);
  });
});

describe('docs/problems.md', () => {
  it('is what the catalogue says', async () => {
    const { problemsPage } = await import('../../server/problems.ts');
    expect(readFileSync(joinPath(import.meta.dirname, '..', '..', 'docs', 'problems.md'), 'utf8')).toBe(problemsPage());
  });
});
