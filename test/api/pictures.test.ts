// Pictures of versions, drafts and templates: who may have one is who may read the protocol, and nobody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDraft } from '../../protocol/new-draft.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import type { ApiClient } from './client.ts';
import { join, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
let drawer: ApiClient;
let stranger: ApiClient;
let draftId: string;
beforeAll(async () => {
  running = await startApp();
  world = await setUpWorld(running);
  drawer = (await join(running, world, { login: 'drawer', roles: ['drawer', 'opener'] })).client;
  const template = gallery.find((t) => t.key === 'records_review')?.draft ?? emptyDraft('none', 'None');
  draftId = (await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'json', draft: { ...template, key: 'mine', title: 'Our review' } } } })).id;
  const agency = await world.admin.get('createAgency', { body: { key: 'other', name: 'Other' } });
  const other = await world.admin.get('createPerson', { body: { name: 'Other', login: 'other', agencyId: agency.id } });
  stranger = running.client();
  await stranger.signIn('other', other.oneTimePassword);
  await stranger.get('changePassword', { body: { current: other.oneTimePassword, next: 'a quite different phrase 99' } });
});
afterAll(() => running?.stop());

const get = (client: ApiClient | null, path: string): Promise<Response> => fetch(running.url + path, client ? { headers: { cookie: client.cookie() } } : {});
const types = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf' } as const;
const begins = { svg: '<svg', png: '\u0089PNG', pdf: '%PDF' } as const;

describe('the picture of a draft', () => {
  it.each(['svg', 'png', 'pdf'] as const)('comes as %s, under a name of its own', async (format) => {
    const response = await get(drawer, `/api/protocols/${draftId}/picture.${format}`);
    expect([response.status, response.headers.get('content-type')?.split(';')[0], response.headers.get('content-disposition')]).toEqual([200, types[format], `attachment; filename="mine-draft.${format}"`]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1').startsWith(begins[format])).toBe(true);
  });
  it('says that it is a draft, which revision, and by whom it was saved', async () => {
    const svg = await (await get(drawer, `/api/protocols/${draftId}/picture.svg`)).text();
    expect(svg).toMatch(/Our review, draft[\s\S]*Revision 1, saved [^<]* by drawer/);
    expect(svg).toContain('Not published: no case runs on this.');
  });
  it('is nothing to people of another agency, nor to nobody', async () => {
    for (const format of ['svg', 'png', 'pdf']) {
      const refused = await get(stranger, `/api/protocols/${draftId}/picture.${format}`);
      expect([refused.status, (await refused.json()).code]).toEqual([404, 'not_found']);
      expect((await get(null, `/api/protocols/${draftId}/picture.${format}`)).status).toBe(401);
    }
  });
  it('is refused as a sort or on a paper that there is not', async () => {
    expect((await (await get(drawer, `/api/protocols/${draftId}/picture.gif`)).json()).code).toBe('not_found');
    const { code, detail } = await (await get(drawer, `/api/protocols/${draftId}/picture.pdf?paper=a9`)).json();
    expect([code, detail]).toEqual(['bad_request', expect.stringContaining('paper')]);
  });
});

let smallId: string;
let version: { readonly id: string; readonly hash: string };
beforeAll(async () => {
  const publisher = (await join(running, world, { login: 'publisher', roles: ['publisher'] })).client;
  smallId = (await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'json', draft: small } } })).id;
  const { hash } = await drawer.get('sendToReview', { params: { id: smallId }, body: { revision: 1 } });
  version = await publisher.get('publish', { params: { id: smallId }, body: { hash } });
});

describe('the picture of a version', () => {
  it('says its number, who published it, and its hash; and is nothing to people of another agency', async () => {
    const svg = await (await get(drawer, `/api/versions/${version.id}/picture.svg`)).text();
    expect(svg).toContain('Small, version 1');
    expect(svg).toContain(`Hash ${version.hash}`);
    expect(svg).toMatch(/Published [^<]* by publisher/);
    const refused = await get(stranger, `/api/versions/${version.id}/picture.svg`);
    expect([refused.status, (await refused.json()).code]).toEqual([404, 'not_found']);
  });
});

describe('the report of two versions', () => {
  const report = (client: ApiClient | null, query: string): Promise<Response> => get(client, `/api/protocols/${smallId}/comparison.pdf?${query}`);
  it('is a PDF of a version and the draft, in either order', async () => {
    for (const query of [`before=${version.id}&after=draft`, `before=draft&after=${version.id}&paper=a3&pages=tiled`]) {
      const response = await report(drawer, query);
      expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([200, 'application/pdf', 'attachment; filename="small-comparison.pdf"']);
      expect(Buffer.from(await response.arrayBuffer()).toString('latin1').startsWith('%PDF')).toBe(true);
    }
  });
  it('is nothing to people of another agency, nor to nobody', async () => {
    const refused = await report(stranger, `before=${version.id}&after=draft`);
    expect([refused.status, (await refused.json()).code]).toEqual([404, 'not_found']);
    expect((await report(null, `before=${version.id}&after=draft`)).status).toBe(401);
  });
  it('is refused with a version of another protocol, and with a side that there is not', async () => {
    expect((await (await get(drawer, `/api/protocols/${draftId}/comparison.pdf?before=${version.id}&after=draft`)).json()).code).toBe('not_found');
    for (const query of ['before=newest&after=draft', 'after=draft']) expect((await (await report(drawer, query)).json())).toMatchObject({ code: 'bad_request', about: 'before' });
  });
});

describe('the picture of a template', () => {
  it('is for everybody who is signed in', async () => {
    for (const { key, draft } of gallery) {
      const svg = await (await get(stranger, `/api/templates/${key}/picture.svg`)).text();
      expect([...svg.matchAll(/data-step="/g)].length).toBe(draft.nodes.length);
    }
    expect((await get(null, '/api/templates/records_review/picture.svg')).status).toBe(401);
    const beginning = await (await get(stranger, '/api/templates/full_assessment/picture.svg?show=beginning')).text();
    expect(beginning).toContain('data-step="start"');
    expect([...beginning.matchAll(/data-step="/g)].length).toBeLessThan(12);
    expect((await get(stranger, '/api/templates/none/picture.svg')).status).toBe(404);
  });
});

const limit = { kind: 'due' as const, rules: [{ due: 'PT24H' }], escalate: [{ after: 'PT0S', notify: ['opener'], letIn: [], release: false }], onOverdue: 'stay' as const };
const small = {
  ...emptyDraft('small', 'Small'), layout: {}, roles: [{ id: 'opener', title: 'Opener' }],
  nodes: [
    { id: 'start', kind: 'start' as const, title: 'Start', instructions: '', citations: [], roles: [], effects: [] },
    { id: 'look', kind: 'task' as const, title: 'Look at it', instructions: '', citations: [], roles: ['opener'], checklist: [], assign: { kind: 'claim' as const }, outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }], limit },
    { id: 'end', kind: 'end' as const, title: 'End', instructions: '', citations: [], outcome: 'done', effects: [], stopsOthers: false },
  ],
  edges: [{ id: 'e1', from: 'start', port: 'next', to: 'look' }, { id: 'e2', from: 'look', port: 'done', to: 'end' }],
};
