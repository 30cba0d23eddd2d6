// Rehearsals saved with a protocol: played again on every draft, asked for at every publishing, answered for good.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../protocol/draft.ts';
import type { Move, Rehearsal, SavedRehearsal } from '../../protocol/rehearsal/rehearsal.ts';
import { rehearse, savedAs } from '../../protocol/rehearsal/rehearse.ts';
import { stageOf } from '../../protocol/rehearsal/stage.ts';
import { stageContextOf } from '../../protocol/rehearsal/world.ts';
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
const task = (id: string, title: string): Draft['nodes'][number] => ({ id, kind: 'task', title, instructions: '', citations: [], roles: ['opener'], checklist: [], assign: { kind: 'claim' }, outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }], limit });
const small = (key: string): Draft => ({
  schemaVersion: 1, key, title: 'Small', purpose: '', levels: [], facts: [], retention: [], citations: [], forms: [], layout: {},
  roles: [{ id: 'opener', title: 'Opener' }],
  nodes: [
    { id: 'start', kind: 'start', title: 'Start', instructions: '', citations: [], roles: [], effects: [] },
    task('look', 'Look at it'),
    { id: 'end', kind: 'end', title: 'End', instructions: '', citations: [], outcome: 'done', effects: [], stopsOthers: false },
  ],
  edges: [{ id: 'e1', from: 'start', port: 'next', to: 'look' }, { id: 'e2', from: 'look', port: 'done', to: 'end' }],
});
/** A second look between the first and the end. */
const longer = (key: string): Draft => {
  const draft = small(key);
  return { ...draft, nodes: [...draft.nodes, task('again', 'Look again')], edges: [{ id: 'e1', from: 'start', port: 'next', to: 'look' }, { id: 'e2', from: 'look', port: 'done', to: 'again' }, { id: 'e3', from: 'again', port: 'done', to: 'end' }] };
};
const make = async (draft: Draft): Promise<string> => (await drawer.get('createProtocol', { body: { unitId: world.unitId, from: { kind: 'json', draft } } })).id;
const moves: readonly Move[] = [{ act: 'start', by: 'opener_1' }, { act: 'complete', step: 'look', by: 'opener_1' }];

/** As the page does: on what is published, in memory. */
async function played(id: string, draft: Draft): Promise<SavedRehearsal> {
  const staged = stageOf(draft, stageContextOf(await drawer.get('published', { params: { id } })));
  if (!staged.ok) throw new Error(staged.findings.map((f) => f.message).join('; '));
  const rehearsal: Rehearsal = { starts: Date.UTC(2026, 0, 5, 14), moves };
  return savedAs(rehearsal, rehearse(staged.stage, rehearsal));
}
const save = async (id: string, draft: Draft, name: string): Promise<string> => (await drawer.get('saveRehearsal', { params: { id }, body: { name, rehearsal: JSON.parse(JSON.stringify(await played(id, draft))) } })).id;

describe('a saved rehearsal', () => {
  it('is seen by all who see the protocol, with whether it holds on the saved draft', async () => {
    const id = await make(small('seen'));
    await save(id, small('seen'), 'To the end');
    const [row] = (await publisher.get('rehearsals', { params: { id } })).items;
    expect(row).toMatchObject({ name: 'To the end', savedBy: { name: 'drawer' }, verdict: { kind: 'holds' }, finding: null, rehearsal: { moves } });
    await drawer.get('saveDraft', { params: { id }, body: { revision: 1, draft: longer('seen') } });
    const [broken] = (await publisher.get('rehearsals', { params: { id } })).items;
    expect(broken?.verdict).toMatchObject({ kind: 'broke', move: 1, breaks: [{ kind: 'opened', step: 'seen.again' }] });
    expect(broken?.finding?.message).toContain('“Look again” is open now, and was not');
  });

  it('is saved again, removed, and saved by nobody without the right', async () => {
    const id = await make(small('kept'));
    const rid = await save(id, small('kept'), 'First');
    const rehearsal = JSON.parse(JSON.stringify(await played(id, small('kept'))));
    await publisher.get('changeRehearsal', { params: { id, rid }, body: { name: 'Second', rehearsal } });
    expect((await drawer.get('rehearsals', { params: { id } })).items.map((item) => [item.name, item.savedBy.name])).toEqual([['Second', 'publisher']]);
    const reader = (await join(running, world, { login: 'reader', roles: ['opener'] })).client;
    expect((await reader.ask('saveRehearsal', { params: { id }, body: { name: 'Mine', rehearsal } })).problem?.code).toBe('right_missing');
    expect((await reader.ask('removeRehearsal', { params: { id, rid } })).problem?.code).toBe('right_missing');
    await drawer.get('removeRehearsal', { params: { id, rid } });
    expect((await drawer.get('rehearsals', { params: { id } })).items).toEqual([]);
    expect((await drawer.ask('changeRehearsal', { params: { id, rid }, body: { name: 'Gone', rehearsal } })).problem?.code).toBe('not_found');
  });

  it('is refused when it does not say what came of each move', async () => {
    const id = await make(small('half'));
    const rehearsal = JSON.parse(JSON.stringify({ ...(await played(id, small('half'))), came: [] }));
    expect((await drawer.ask('saveRehearsal', { params: { id }, body: { name: 'Half', rehearsal } })).problem).toMatchObject({ status: 422, code: 'bad_request' });
  });
});

describe('publishing', () => {
  it('waits for a broken rehearsal to be mended, or answered by a reason that stays with the version', async () => {
    const id = await make(small('guarded'));
    const held = await save(id, small('guarded'), 'To the end');
    await drawer.get('saveDraft', { params: { id }, body: { revision: 1, draft: longer('guarded') } });
    const { hash } = await drawer.get('sendToReview', { params: { id }, body: { revision: 2 } });
    const { problem } = await publisher.ask('publish', { params: { id }, body: { hash } });
    expect(problem).toMatchObject({ status: 409, code: 'rehearsal_broken', findings: [{ rule: 'rehearsal-broken', at: { node: 'look' } }] });
    expect((await drawer.get('protocol', { params: { id } })).state).toBe('in_review');
    const version = await publisher.get('publish', { params: { id }, body: { hash, rehearsals: [{ id: held, reason: 'A second look is wanted now.' }] } });
    expect((await drawer.get('version', { params: { id: version.id } })).rehearsals).toEqual([{ name: 'To the end', finding: expect.stringContaining('broke at move 2'), reason: 'A second look is wanted now.', by: expect.objectContaining({ name: 'publisher' }) }]);
  });

  it('needs no answer once the rehearsal is saved as it comes now', async () => {
    const id = await make(small('mended'));
    const rid = await save(id, small('mended'), 'To the end');
    await drawer.get('saveDraft', { params: { id }, body: { revision: 1, draft: longer('mended') } });
    await drawer.get('changeRehearsal', { params: { id, rid }, body: { name: 'To the second look', rehearsal: JSON.parse(JSON.stringify(await played(id, longer('mended')))) } });
    const { hash } = await drawer.get('sendToReview', { params: { id }, body: { revision: 2 } });
    const version = await publisher.get('publish', { params: { id }, body: { hash } });
    expect((await drawer.get('version', { params: { id: version.id } })).rehearsals).toEqual([]);
  });
});
