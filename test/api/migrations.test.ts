// Running cases go over to another version, through the built product: a mapping is proposed and changed, tried on every case,
// carried out by a second person case by case, also when the server is killed in the middle of it.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword, people } from '../../prisma/seed-people.ts';
import type { Draft, DraftNode } from '../../protocol/draft.ts';
import type { CaseAct } from '../../server/contract-acts.ts';
import type { CaseStep, CaseView } from '../../server/contract-cases.ts';
import type { MigrationView } from '../../server/contract-migrations.ts';
import { startProduct } from '../harness/product.ts';
import type { Product } from '../harness/product.ts';
import { apiClient } from './client.ts';
import type { ApiClient } from './client.ts';

let product: Product;
const clients = new Map<string, ApiClient>();
const as = (login: string): ApiClient => {
  const client = clients.get(login);
  if (client === undefined) throw new Error(`nobody is signed in as ${login}`);
  return client;
};
beforeAll(async () => {
  product = await startProduct();
  for (const { login } of people) {
    const client = apiClient(product.url);
    await client.signIn(login, demoPassword);
    clients.set(login, client);
  }
});
afterAll(() => product?.stop());

const common = { instructions: '', citations: [] };
const within = (hours: number, notify: string) => ({ kind: 'due' as const, rules: [{ due: `PT${hours}H` }], escalate: [{ after: 'PT0S', notify: [notify], letIn: [], release: false }], onOverdue: 'stay' as const });
const task = (id: string, title: string, more: { readonly hours: number; readonly roles: string[]; readonly form?: string }): DraftNode => ({ id, kind: 'task', title, ...common, roles: more.roles, checklist: [], assign: { kind: 'claim' }, outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }], limit: within(more.hours, 'supervisor'), ...(more.form !== undefined && { form: more.form }) });
function drawn(nodes: readonly DraftNode[], ways: readonly (readonly [string, string, string])[]): Draft {
  return {
    schemaVersion: 1, key: 'moving', title: 'Moving', purpose: '', levels: [], facts: [], retention: [], citations: [], layout: {},
    forms: [{ id: 'screen', title: 'Screening', fields: [{ name: 'urgent', label: 'Is it urgent?', type: 'boolean', required: true, sensitivity: 'none' }] }],
    roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'supervisor', title: 'Supervisor' }],
    nodes: [{ id: 'start', kind: 'start', title: 'Start', ...common, roles: [], effects: [] }, ...nodes, { id: 'end', kind: 'end', title: 'End', ...common, outcome: 'done', effects: [], stopsOthers: false }],
    edges: ways.map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
  };
}
const first = drawn([task('look', 'Look at it', { hours: 4, roles: ['analyst'], form: 'screen' }), task('write', 'Write it up', { hours: 8, roles: ['analyst'] })], [['start', 'next', 'look'], ['look', 'done', 'write'], ['write', 'done', 'end']]);
/** "Look at it" has another id and less time, "Write it up" is gone, and whether it was urgent is asked. */
const second = drawn(
  [
    task('screen_it', 'Look at it', { hours: 2, roles: ['analyst'], form: 'screen' }),
    { id: 'is_urgent', kind: 'decision', title: 'Is it urgent?', ...common, branches: [{ id: 'yes', label: 'Urgent', when: { kind: 'compare', left: { kind: 'field', ref: 'screen.urgent' }, op: 'eq', right: { kind: 'value', value: true } } }] },
    task('tell', 'Tell the supervisor', { hours: 1, roles: ['supervisor'] }), task('record', 'Record it', { hours: 8, roles: ['supervisor'] }), task('file', 'File it', { hours: 9, roles: ['analyst'] }),
  ],
  [['start', 'next', 'screen_it'], ['screen_it', 'done', 'record'], ['record', 'done', 'is_urgent'], ['is_urgent', 'yes', 'tell'], ['is_urgent', 'default', 'file'], ['tell', 'done', 'file'], ['file', 'done', 'end']],
);

let protocolId = '';
async function publish(draft: Draft): Promise<string> {
  let revision = 1;
  if (protocolId === '') protocolId = (await as('dana').get('createProtocol', { body: { unitId: (await as('dana').get('units')).items[0]?.id ?? '', from: { kind: 'json', draft } } })).id;
  else revision = (await as('dana').get('saveDraft', { params: { id: protocolId }, body: { revision: (await as('dana').get('protocol', { params: { id: protocolId } })).revision, draft } })).revision;
  const review = await as('dana').get('sendToReview', { params: { id: protocolId }, body: { revision } });
  return (await as('ellen').get('publish', { params: { id: protocolId }, body: { hash: review.hash } })).id;
}
const open = async (versionId: string, title: string): Promise<string> => (await as('dana').get('openCase', { body: { id: randomUUID(), versionId, title } })).caseId;
const view = (caseId: string): Promise<CaseView> => as('dana').get('case', { params: { id: caseId } });
const openSteps = async (caseId: string): Promise<CaseStep[]> => (await view(caseId)).steps.filter((s) => s.state === 'open');
async function take(login: string, caseId: string, act: CaseAct): Promise<void> {
  const answer = await as(login).act(caseId, act);
  if (answer.problem !== undefined) throw new Error(`${login} ${act.kind}: ${JSON.stringify(answer.problem)}`);
}
async function complete(login: string, caseId: string, node: string, urgent?: boolean): Promise<void> {
  const step = (await openSteps(caseId)).find((s) => s.node === node);
  await take(login, caseId, { kind: 'complete', step: step?.id ?? '', outcome: 'done', ...(urgent !== undefined && { values: { urgent } }) });
}
const migration = (id: string, login = 'dana'): Promise<MigrationView> => as(login).get('migration', { params: { id } });
async function settled(id: string, state: MigrationView['state']): Promise<MigrationView> {
  for (let tries = 0; tries < 550; tries++) {
    const now = await migration(id);
    if (now.state === state) return now;
    await sleep(100);
  }
  throw new Error(`the move never came to be ${state}`);
}
async function tried(id: string): Promise<MigrationView> {
  await as('dana').get('tryMigration', { params: { id }, body: { revision: (await migration(id)).revision } });
  return settled(id, 'looked');
}
const mappingOf = (of: MigrationView): Record<string, string | null> => Object.fromEntries(of.steps.map((s) => [s.id, s.to]));
const inputs = async (caseId: string): Promise<string[]> => (await as('dana').get('timeline', { params: { id: caseId } })).items.map((item) => item.input);

describe('moving running cases to another version', () => {
  let from = '';
  let to = '';
  let id = '';
  let looking = '';
  let writing = '';
  it('is planned by who may draw or publish, with a mapping proposed by ids and titles', async () => {
    from = await publish(first);
    looking = await open(from, 'At the first step');
    await take('marcus', looking, { kind: 'claim', step: (await openSteps(looking))[0]?.id ?? '' });
    writing = await open(from, 'At the second step');
    await complete('marcus', writing, 'look', true);
    to = await publish(second);
    expect(await as('dana').get('migrations', { params: { id: to } })).toEqual({ sources: [{ versionId: from, number: 1, runs: 2 }], items: [] });
    expect((await as('marcus').ask('planMigration', { params: { id: to }, body: { from } })).problem).toMatchObject({ status: 403, code: 'right_missing' });
    ({ id } = await as('dana').get('planMigration', { params: { id: to }, body: { from } }));
    expect(await as('ellen').get('planMigration', { params: { id: to }, body: { from } })).toEqual({ id });
    const planned = await migration(id);
    expect(planned).toMatchObject({ state: 'planned', revision: 1, from: { number: 1 }, to: { number: 2 }, later: false, mayChange: true, mayStart: false, hidden: 0 });
    expect(planned.steps.filter((s) => s.kind === 'task')).toMatchObject([
      { id: 'look', to: 'screen_it', because: 'title', open: 1, isTimed: true, clock: 'keepElapsed' },
      { id: 'write', to: null, because: 'none', open: 1 },
    ]);
  });

  it('is tried on every case without changing any, with a reason where one does not fit', async () => {
    const before = await inputs(writing);
    const { cases } = await tried(id);
    expect(cases.find((c) => c.caseId === looking)).toMatchObject({ state: 'fits', reasons: [], steps: [{ from: 'look', to: 'screen_it', becomes: 'goesOn', deadline: { longer: false } }] });
    expect(cases.find((c) => c.caseId === writing)).toMatchObject({ state: 'misfits', reasons: ['“Write it up” is open, and nothing of the new version is named for it; name the step it becomes'] });
    expect(await inputs(writing)).toEqual(before);
    expect((await openSteps(looking)).map((s) => s.node)).toEqual(['look']);
  });

  it('is changed on top of a revision, and what was tried before counts no more', async () => {
    const planned = await migration(id);
    const body = { revision: planned.revision, mapping: { ...mappingOf(planned), write: 'file' }, clocks: {}, later: false };
    expect((await as('dana').ask('changeMigration', { params: { id }, body: { ...body, mapping: { write: 'nowhere' } } })).problem).toMatchObject({ status: 422, code: 'bad_request', about: 'mapping.write' });
    expect(await as('dana').get('changeMigration', { params: { id }, body })).toEqual({ revision: 2 });
    expect((await as('dana').ask('changeMigration', { params: { id }, body })).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect(await migration(id)).toMatchObject({ state: 'planned', cases: [] });
    expect((await as('ellen').ask('startMigration', { params: { id }, body: { revision: 2, reason: 'New rules.' } })).problem).toMatchObject({ status: 409, code: 'conflict' });
    const longer = (await tried(id)).cases.find((c) => c.caseId === writing);
    expect(longer).toMatchObject({ state: 'misfits', reasons: ['“Write it up” would be due later than it is; let the earlier of both hold, or say that it may'] });
    await as('dana').get('changeMigration', { params: { id }, body: { ...body, revision: 2, clocks: { write: 'earlier' } } });
    expect((await tried(id)).cases.map((c) => c.state)).toEqual(['fits', 'fits']);
  });

  it('is carried out by a second person, case by case, each with its result and its place in the journal', async () => {
    const start = { params: { id }, body: { revision: 3, reason: 'The county has new rules.' } };
    expect((await as('dana').ask('startMigration', start)).problem).toMatchObject({ status: 403, code: 'same_person' });
    expect((await as('marcus').ask('startMigration', start)).problem).toMatchObject({ status: 403, code: 'right_missing' });
    const due = (await openSteps(writing))[0]?.dueAt;
    await Promise.all([as('ellen').get('startMigration', start), as('ellen').get('startMigration', start)]);
    const done = await settled(id, 'done');
    expect(done).toMatchObject({ startedBy: { name: 'Ellen Okafor' }, plannedBy: { name: 'Dana Whitfield' }, reason: 'The county has new rules.', mayChange: false });
    expect(done.cases.map((c) => [c.state, c.transition !== null])).toEqual([['moved', true], ['moved', true]]);

    expect((await view(looking)).runs).toMatchObject([{ version: 2, title: 'Moving' }]);
    expect(await openSteps(looking)).toMatchObject([{ node: 'screen_it', claimedBy: { name: 'Marcus Reyes' } }]);
    expect(await openSteps(writing)).toMatchObject([{ node: 'file', title: 'File it', dueAt: due }]);
    expect((await as('marcus').get('tasks', { query: { scope: 'team' } })).items.filter((row) => row.caseId === looking).map((row) => row.node)).toEqual(['screen_it']);
    const { items } = await as('dana').get('timeline', { params: { id: writing } });
    const moved = items.find((item) => item.input === 'migrate')?.entries ?? [];
    expect(moved[0]).toMatchObject({ sentence: 'Ellen Okafor moved "Moving" from version 1 to version 2, as planned by Dana Whitfield.', text: 'The county has new rules.' });
    expect(items.flatMap((item) => item.entries).find((e) => e.kind === 'stepCompleted')?.sentence).toContain('"Look at it"');
    for (const caseId of [looking, writing]) {
      expect((await as('dana').get('ledger', { params: { id: caseId } })).items.flatMap((deadline) => deadline.lines).every((line) => line.agrees)).toBe(true);
      expect(await as('dana').get('verify', { params: { id: caseId } })).toMatchObject({ ok: true });
      expect((await inputs(caseId)).filter((kind) => kind === 'migrate')).toHaveLength(1);
    }
  });

  it('leaves what was done before on the version it was done on', async () => {
    const done = (await view(writing)).steps.find((s) => s.node === 'look');
    const step = await as('dana').get('step', { params: { id: writing, step: done?.id ?? '' } });
    expect(step.planHash).not.toBe((await view(writing)).runs[0]?.planHash);
    expect((await as('dana').get('casePlan', { params: { id: writing, hash: step.planHash } })).plan).toMatchObject({ version: 1, nodes: { look: { title: 'Look at it' } } });
  });

  it('goes on by the new version, which reads what had been recorded before it', async () => {
    await complete('marcus', looking, 'screen_it', true);
    await complete('ellen', looking, 'record');
    expect((await openSteps(looking)).map((s) => s.node)).toEqual(['tell']);
  });

  it('is idempotent: started again it moves nothing twice', async () => {
    await as('ellen').get('startMigration', { params: { id }, body: { revision: 3, reason: 'Once more.' } });
    expect((await settled(id, 'done')).cases.map((c) => c.state)).toEqual(['moved', 'moved']);
    expect((await inputs(writing)).filter((kind) => kind === 'migrate')).toHaveLength(1);
    expect(await as('dana').get('migrations', { params: { id: to } })).toMatchObject({ sources: [], items: [{ id, from: 1, state: 'done', moved: 2, cases: 2 }] });
    expect((await as('dana').ask('dropMigration', { params: { id } })).problem).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('may be given up as long as it was not started, and reaches no retired version', async () => {
    await open(from, 'Still on the first');
    const planned = await as('ellen').get('planMigration', { params: { id: to }, body: { from } });
    await as('dana').get('dropMigration', { params: { id: planned.id } });
    expect((await as('dana').ask('migration', { params: { id: planned.id } })).problem).toMatchObject({ status: 404 });
    await as('ellen').get('retire', { params: { id: to }, body: { reason: 'Not used.' } });
    expect((await as('dana').ask('planMigration', { params: { id: to }, body: { from } })).problem).toMatchObject({ status: 409, code: 'retired' });
  });
});

it('goes on with the cases that are left when the server is killed in the middle', async () => {
  const from = await publish(first);
  const cases: string[] = [];
  for (let n = 0; n < 8; n++) cases.push(await open(from, `Case ${n}`));
  const to = await publish({ ...second, title: 'Moving on' });
  const { id } = await as('dana').get('planMigration', { params: { id: to }, body: { from } });
  expect((await tried(id)).cases.every((c) => c.state === 'fits')).toBe(true);
  await as('ellen').get('startMigration', { params: { id }, body: { revision: 1, reason: 'New rules.' } });
  process.kill(product.pidOf('server'), 'SIGKILL');
  await product.restart('server');
  const done = await settled(id, 'done');
  expect(done.cases.map((c) => c.state)).toEqual(cases.map(() => 'moved'));
  for (const caseId of cases) {
    expect(await openSteps(caseId)).toMatchObject([{ node: 'screen_it' }]);
    expect((await inputs(caseId)).filter((kind) => kind === 'migrate')).toHaveLength(1);
  }
});
