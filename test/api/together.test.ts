// Talk on drafts, mentions and who is there: whom they reach, and who may not.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from './client.ts';
import { listen } from './listen.ts';
import { join, password, setUpWorld, startApp } from './running.ts';
import type { Running, World } from './running.ts';

let running: Running;
let world: World;
let drawer: ApiClient;
let reviewer: ApiClient;
let reviewerId = '';
let stranger: ApiClient;
let strangerId = '';
let id = '';
beforeAll(async () => {
  running = await startApp();
  world = await setUpWorld(running);
  drawer = (await join(running, world, { login: 'drawer', roles: ['drawer'] })).client;
  const second = await join(running, world, { login: 'reviewer', roles: ['publisher'] });
  [reviewer, reviewerId] = [second.client, second.personId];
  const agency = await world.admin.get('createAgency', { body: { key: 'other', name: 'Other' } });
  const made = await world.admin.get('createPerson', { body: { name: 'Stranger', login: 'stranger', agencyId: agency.id } });
  stranger = running.client();
  await stranger.signIn('stranger', made.oneTimePassword);
  await stranger.get('changePassword', { body: { current: made.oneTimePassword, next: password } });
  strangerId = (await stranger.get('session')).person?.id ?? '';
  id = (await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'empty', key: 'talk', title: 'Talk' } } })).id;
});
afterAll(() => running?.stop());

const begin = (client: ApiClient, body: { node?: string | null; field?: string | null; text: string; mentions?: string[] }) => client.ask('beginThread', { params: { id }, body: { node: null, field: null, mentions: [], ...body } });
const threads = async (client: ApiClient) => (await client.get('draftThreads', { params: { id } })).items;

describe('talk on a draft', () => {
  it('stands at a step and field, is answered, settled and opened again by other members, and outlives the step', async () => {
    const start = (await drawer.get('protocol', { params: { id } })).draft.nodes[0]?.id ?? '';
    const { id: tid } = await drawer.get('beginThread', { params: { id }, body: { node: start, field: 'title', text: 'Is this the right name?', mentions: [] } });
    await reviewer.get('addComment', { params: { id, tid }, body: { text: 'I think so.', mentions: [] } });
    await reviewer.get('settleThread', { params: { id, tid }, body: { resolved: true } });
    expect((await threads(drawer)).find((t) => t.id === tid)).toMatchObject({ node: start, field: 'title', titled: 'Start', comments: [{ by: { name: 'drawer' }, text: 'Is this the right name?' }, { by: { name: 'reviewer' }, text: 'I think so.' }], resolved: { by: { name: 'reviewer' } } });
    await drawer.get('settleThread', { params: { id, tid }, body: { resolved: false } });
    const { draft, revision } = await drawer.get('protocol', { params: { id } });
    await drawer.get('saveDraft', { params: { id }, body: { revision, draft: { ...draft, nodes: draft.nodes.filter((n) => n.id !== start), edges: [] } } });
    expect((await threads(reviewer)).find((t) => t.id === tid)).toMatchObject({ titled: 'Start', resolved: null });
  });

  it('that mentions somebody is told to them alone until they have read it', async () => {
    const ear = await listen(running.url, reviewer);
    const made = await begin(drawer, { text: 'Please look at the limits', mentions: [reviewerId] });
    expect(made.problem).toBeUndefined();
    await ear.until((event) => event.topic === 'protocols' && event.protocolId === id);
    ear.stop();
    const told = await reviewer.get('mentions');
    expect(told).toMatchObject({ unread: 1, items: [{ by: { name: 'drawer' }, protocolTitle: 'Talk', text: 'Please look at the limits', readAt: null }] });
    expect(await drawer.get('mentions')).toEqual({ items: [], unread: 0 });
    const ids = told.items.map((item) => item.id);
    await drawer.get('readMentions', { body: { ids } });
    expect((await reviewer.get('mentions')).unread).toBe(1);
    await reviewer.get('readMentions', { body: { ids } });
    expect((await reviewer.get('mentions')).unread).toBe(0);
  });

  it('mentions nobody who does not see the draft', async () => {
    const { problem } = await begin(drawer, { text: 'Look', mentions: [strangerId] });
    expect(problem).toMatchObject({ code: 'bad_request', about: 'mentions' });
    expect((await threads(drawer)).some((t) => t.comments.some((c) => c.text === 'Look'))).toBe(false);
    expect((await stranger.get('mentions')).items).toEqual([]);
  });

  it('is hidden from other agencies, who can neither read, write nor settle it', async () => {
    const tid = (await threads(drawer))[0]?.id ?? '';
    const refusals = [
      await stranger.ask('draftThreads', { params: { id } }), await begin(stranger, { text: 'x' }),
      await stranger.ask('addComment', { params: { id, tid }, body: { text: 'x', mentions: [] } }), await stranger.ask('settleThread', { params: { id, tid }, body: { resolved: true } }),
      await stranger.ask('present', { params: { id } }), await stranger.ask('bePresent', { params: { id }, body: { node: null, here: true } }),
    ];
    expect(refusals.map((refusal) => refusal.problem?.code)).toEqual(refusals.map(() => 'not_found'));
  });

  it('cannot be answered under another protocol than its own', async () => {
    const tid = (await threads(drawer))[0]?.id ?? '';
    const other = (await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'empty', key: 'other', title: 'Other' } } })).id;
    expect((await drawer.ask('addComment', { params: { id: other, tid }, body: { text: 'x', mentions: [] } })).problem?.code).toBe('not_found');
    expect((await drawer.ask('settleThread', { params: { id: other, tid }, body: { resolved: true } })).problem?.code).toBe('not_found');
  });

  it('is read and not said by somebody of the agency who is no member of the unit', async () => {
    const made = await world.admin.get('createPerson', { body: { name: 'Colleague', login: 'colleague', agencyId: world.agencyId } });
    const colleague = running.client();
    await colleague.signIn('colleague', made.oneTimePassword);
    await colleague.get('changePassword', { body: { current: made.oneTimePassword, next: password } });
    expect(await colleague.get('draftThreads', { params: { id } })).toMatchObject({ maySpeak: false });
    expect((await begin(colleague, { text: 'x' })).problem?.code).toBe('right_missing');
  });
});

describe('who has a draft open', () => {
  it('is seen live by the others with the step they chose, not by themselves, and is gone when they leave', async () => {
    const ear = await listen(running.url, reviewer);
    await drawer.get('bePresent', { params: { id }, body: { node: 'start', here: true } });
    await ear.until((event) => event.topic === 'present' && event.protocolId === id);
    ear.stop();
    expect((await reviewer.get('present', { params: { id } })).items).toMatchObject([{ person: { name: 'drawer' }, node: 'start' }]);
    expect((await drawer.get('present', { params: { id } })).items).toEqual([]);
    await drawer.get('bePresent', { params: { id }, body: { node: null, here: false } });
    expect((await reviewer.get('present', { params: { id } })).items).toEqual([]);
  });
});

describe('the library of forms', () => {
  const form = (label: string) => ({ id: 'who', title: 'Who', fields: [{ name: 'name', label, type: 'string' as const, required: true, sensitivity: 'pii' as const }] });
  const keep = (client: ApiClient, after: number, label: string) => client.ask('keepForm', { body: { key: 'who', after, form: form(label) } });

  it('keeps every version, the newest first, as copies that name it', async () => {
    expect((await keep(drawer, 0, 'Name')).value).toEqual({ key: 'who', version: 1 });
    expect((await keep(drawer, 1, 'Full name')).value).toEqual({ key: 'who', version: 2 });
    const [kept] = (await reviewer.get('libraryForms')).items;
    expect(kept).toMatchObject({ key: 'who', versions: [{ version: 2, form: { library: { key: 'who', version: 2 }, fields: [{ label: 'Full name' }] } }, { version: 1, form: { fields: [{ label: 'Name' }] } }] });
  });
  it('takes no version on top of one that is not the newest, and no second form of one key', async () => {
    expect((await keep(drawer, 1, 'Old')).problem?.code).toBe('conflict');
    expect((await keep(drawer, 0, 'Other')).problem?.code).toBe('key_taken');
    const both = await Promise.all([keep(drawer, 2, 'One'), keep(drawer, 2, 'Two')]);
    expect(both.filter((answer) => answer.problem === undefined)).toHaveLength(1);
  });
  it('is kept by who draws, and hidden from other agencies', async () => {
    expect((await keep(reviewer, 3, 'Mine')).problem?.code).toBe('right_missing');
    expect((await keep(stranger, 0, 'Theirs')).problem?.code).toBe('right_missing');
    expect((await stranger.get('libraryForms')).items).toEqual([]);
  });
  it('lets a draft hold a copy that names its version', async () => {
    const { draft, revision } = await drawer.get('protocol', { params: { id } });
    const copy = (await drawer.get('libraryForms')).items[0]?.versions[0]?.form;
    await drawer.get('saveDraft', { params: { id }, body: { revision, draft: { ...draft, forms: copy ? [copy] : [] } } });
    expect((await drawer.get('protocol', { params: { id } })).draft.forms[0]).toMatchObject({ library: { key: 'who', version: 3 } });
  });
});
