// A draft's way to a version: revisions, the difference of two sides, review, the second person, what changed since.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../protocol/draft.ts';
import { emptyDraft } from '../../protocol/new-draft.ts';
import type { ApiClient } from './client.ts';
import { join, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
let drawer: ApiClient;
let publisher: ApiClient;
beforeAll(async () => {
  running = await startApp();
  world = await setUpWorld(running);
  drawer = (await join(running, world, { login: 'drawer', roles: ['drawer', 'opener'] })).client;
  publisher = (await join(running, world, { login: 'publisher', roles: ['publisher', 'drawer'] })).client;
});
afterAll(() => running?.stop());

const limit = { kind: 'due' as const, rules: [{ due: 'PT24H' }], escalate: [{ after: 'PT0S', notify: ['opener'], letIn: [], release: false }], onOverdue: 'stay' as const };
const small = (key: string): Draft => ({
  schemaVersion: 1, key, title: 'Small', purpose: '', levels: [], facts: [], retention: [], citations: [], forms: [], layout: {},
  roles: [{ id: 'opener', title: 'Opener' }],
  nodes: [
    { id: 'start', kind: 'start', title: 'Start', instructions: '', citations: [], roles: [], effects: [] },
    { id: 'look', kind: 'task', title: 'Look at it', instructions: '', citations: [], roles: ['opener'], checklist: [], assign: { kind: 'claim' }, outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }], limit },
    { id: 'end', kind: 'end', title: 'End', instructions: '', citations: [], outcome: 'done', effects: [], stopsOthers: false },
  ],
  edges: [{ id: 'e1', from: 'start', port: 'next', to: 'look' }, { id: 'e2', from: 'look', port: 'done', to: 'end' }],
});
const make = async (draft: Draft): Promise<string> => (await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'json', draft } } })).id;

describe('a draft', () => {
  it('is saved with errors, and says what they are', async () => {
    const { id } = await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'empty', key: 'empty', title: 'Empty' } } });
    const view = await drawer.get('protocol', { params: { id } });
    expect(view.draft).toEqual(emptyDraft('empty', 'Empty'));
    expect(view.findings).toEqual([]);
    expect(view).toMatchObject({ state: 'draft', revision: 1, mayDraw: true, mayPublish: false, review: null, versions: [] });
    const broken = { ...view.draft, edges: [] };
    const saved = await drawer.get('saveDraft', { params: { id }, body: { revision: 1, draft: broken } });
    expect(saved.revision).toBe(2);
    expect(saved.findings.some((finding) => finding.severity === 'error')).toBe(true);
    expect((await drawer.ask('sendToReview', { params: { id }, body: { revision: 2 } })).problem).toMatchObject({ status: 422, code: 'has_errors', findings: expect.any(Array) });
  });

  it('refuses a save on an old revision with both sides and the difference', async () => {
    const id = await make(small('stale'));
    await drawer.get('saveDraft', { params: { id }, body: { revision: 1, draft: { ...small('stale'), purpose: 'Theirs' } } });
    const mine = { ...small('stale'), nodes: small('stale').nodes.map((node) => (node.id === 'look' ? { ...node, title: 'Mine' } : node)) };
    const { problem } = await publisher.ask('saveDraft', { params: { id }, body: { revision: 1, draft: mine } });
    expect(problem).toMatchObject({ status: 409, code: 'stale_draft', theirs: { revision: 2, savedBy: { name: 'drawer' } } });
    expect(problem?.difference).toEqual([{ path: 'purpose', yours: '', theirs: 'Theirs' }, { path: 'nodes.look.title', yours: 'Mine', theirs: 'Look at it' }]);
  });

  it('takes one of two saves on the same revision', async () => {
    const id = await make(small('race'));
    const saves = await Promise.all(Array.from({ length: 6 }, (_, i) => drawer.ask('saveDraft', { params: { id }, body: { revision: 1, draft: { ...small('race'), purpose: String(i) } } })));
    expect(saves.map((save) => save.status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  it('is not seen by people of another unit', async () => {
    const id = await make(small('hidden'));
    const agency = await world.admin.get('createAgency', { body: { key: 'other', name: 'Other' } });
    const other = await world.admin.get('createPerson', { body: { name: 'Other', login: 'other', agencyId: agency.id } });
    const client = running.client();
    await client.signIn('other', other.oneTimePassword);
    await client.get('changePassword', { body: { current: other.oneTimePassword, next: 'a quite different phrase 99' } });
    expect((await client.ask('protocol', { params: { id } })).problem?.code).toBe('not_found');
    expect((await client.get('protocols')).items).toEqual([]);
  });
});

describe('publishing', () => {
  it('takes a second person, and what was reviewed', async () => {
    const id = await make(small('published'));
    const { hash } = await drawer.get('sendToReview', { params: { id }, body: { revision: 1 } });
    expect((await drawer.ask('saveDraft', { params: { id }, body: { revision: 1, draft: small('published') } })).problem?.code).toBe('in_review');
    expect((await drawer.ask('publish', { params: { id }, body: { hash } })).problem?.code).toBe('right_missing');
    const version = await publisher.get('publish', { params: { id }, body: { hash, note: 'First.' } });
    expect(version).toMatchObject({ number: 1, hash, note: 'First.', sentBy: { name: 'drawer' }, publishedBy: { name: 'publisher' }, retired: null });
    expect((await drawer.get('protocol', { params: { id } }))).toMatchObject({ state: 'draft', review: null, versions: [{ number: 1 }] });
    expect((await publisher.ask('publish', { params: { id }, body: { hash } })).problem?.code).toBe('not_in_review');
    const seen = await drawer.get('version', { params: { id: version.id } });
    expect(seen.plan.key).toBe('published');
    await publisher.get('retire', { params: { id: version.id }, body: { reason: 'Replaced.' } });
    expect((await publisher.ask('retire', { params: { id: version.id }, body: { reason: 'Again.' } })).problem?.code).toBe('retired');
  });

  it('is refused to who sent it to review, whatever rights they have', async () => {
    const { id } = await publisher.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'json', draft: small('same') } } });
    const { hash } = await publisher.get('sendToReview', { params: { id }, body: { revision: 1 } });
    expect((await publisher.ask('publish', { params: { id }, body: { hash } })).problem).toMatchObject({ status: 403, code: 'same_person' });
  });

  it('sends back what has changed since the review', async () => {
    const id = await make(small('changed'));
    const { hash } = await drawer.get('sendToReview', { params: { id }, body: { revision: 1 } });
    expect((await publisher.ask('publish', { params: { id }, body: { hash: 'other' } })).problem?.code).toBe('changed_since');
    expect((await drawer.get('protocol', { params: { id } })).state).toBe('in_review');
    await world.admin.get('changeUnit', { params: { id: world.unitId }, body: { zone: 'America/Chicago' } });
    expect((await publisher.ask('publish', { params: { id }, body: { hash } })).problem?.code).toBe('changed_since');
    expect((await drawer.get('protocol', { params: { id } })).state).toBe('draft');
  });
});

describe('opening a case', () => {
  it('is refused while the unit has no duty supervisor', async () => {
    const id = await make(small('no_duty'));
    const { hash } = await drawer.get('sendToReview', { params: { id }, body: { revision: 1 } });
    const version = await publisher.get('publish', { params: { id }, body: { hash } });
    const { problem } = await drawer.ask('openCase', { body: { id: crypto.randomUUID(), versionId: version.id, title: 'None' } });
    expect(problem).toMatchObject({ status: 409, code: 'no_duty' });
    expect((await drawer.get('openables')).items.find((item) => item.key === 'no_duty')?.whyNot).toContain('duty supervisor');
  });
});
