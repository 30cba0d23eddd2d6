// When to begin, on the built product: the agency's list, citing it in a report, what a report that is not opened says, counts.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiationCriteria } from '../../prisma/seed-criteria.ts';
import { demoPassword, people } from '../../prisma/seed-people.ts';
import { draftSchema } from '../../protocol/draft.ts';
import type { CaseAct } from '../../server/contract-acts.ts';
import { startProduct } from '../harness/product.ts';
import type { Product } from '../harness/product.ts';
import { apiClient } from './client.ts';
import type { ApiClient } from './client.ts';

let product: Product;
let versionId: string;
const clients = new Map<string, ApiClient>();
const as = (login: string): ApiClient => {
  const client = clients.get(login);
  if (client === undefined) throw new Error(`nobody is signed in as ${login}`);
  return client;
};
const draft = draftSchema.parse({
  schemaVersion: 1, key: 'looking', title: 'Looking', levels: [], roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'supervisor', title: 'Supervisor' }], forms: [],
  nodes: [
    { id: 'start', kind: 'start', title: 'Start' },
    { id: 'look', kind: 'task', title: 'Look at it', roles: ['analyst'], outcomes: [{ id: 'nothing', label: 'Nothing to it' }, { id: 'open', label: 'Open it', effects: [{ kind: 'status', status: 'open' }] }], limit: { kind: 'due', rules: [{ due: 'PT24H' }], escalate: [{ after: 'PT0S', notify: ['supervisor'] }] } },
    { id: 'none', kind: 'end', title: 'No case', outcome: 'no_case', effects: [{ kind: 'status', status: 'no_case' }] }, { id: 'begun', kind: 'end', title: 'Begun', outcome: 'begun' },
  ],
  edges: [['start', 'next', 'look'], ['look', 'nothing', 'none'], ['look', 'open', 'begun']].map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
});
beforeAll(async () => {
  product = await startProduct();
  for (const { login } of people) {
    const client = apiClient(product.url);
    await client.signIn(login, demoPassword);
    clients.set(login, client);
  }
  const unitId = (await as('dana').get('units')).items[0]?.id ?? '';
  const { id } = await as('dana').get('createProtocol', { body: { unitId, from: { kind: 'json', draft } } });
  const review = await as('dana').get('sendToReview', { params: { id }, body: { revision: 1 } });
  versionId = (await as('ellen').get('publish', { params: { id }, body: { hash: review.hash } })).id;
});
afterAll(() => product?.stop());

const open = async (title: string): Promise<string> => (await as('dana').get('openCase', { body: { id: randomUUID(), versionId, title } })).caseId;
const view = (caseId: string) => as('ellen').get('case', { params: { id: caseId } });
async function take(login: string, caseId: string, act: CaseAct): Promise<void> {
  const answer = await as(login).act(caseId, act);
  if (answer.problem !== undefined) throw new Error(`${login} ${act.kind}: ${JSON.stringify(answer.problem)}`);
}
async function look(caseId: string, outcome: string): Promise<void> {
  const step = (await view(caseId)).steps.find((s) => s.node === 'look');
  await take('marcus', caseId, { kind: 'complete', step: step?.id ?? '', outcome });
}
const counted = async (id: string) => (await as('ellen').get('criteriaCounts')).items.find((item) => item.criterion.id === id);

describe('the list of an agency', () => {
  it('is seen by all who work on its cases and changed by its administrator, each change a version', async () => {
    const [list] = (await as('marcus').get('criteria')).items;
    expect(list).toMatchObject({ version: 1, mayChange: false, criteria: initiationCriteria });
    expect((await as('marcus').ask('saveCriteria', { body: { version: 1, criteria: [...initiationCriteria] } })).problem).toMatchObject({ status: 403, code: 'right_missing' });
    const twice = [...initiationCriteria, ...initiationCriteria.slice(0, 1)];
    expect((await as('ruth').ask('saveCriteria', { body: { version: 1, criteria: twice } })).problem).toMatchObject({ status: 422, code: 'bad_request' });
    expect(await as('ruth').get('saveCriteria', { body: { version: 1, criteria: initiationCriteria.slice(1) } })).toEqual({ version: 2 });
    expect((await as('ruth').ask('saveCriteria', { body: { version: 1, criteria: [...initiationCriteria] } })).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect(await as('ruth').get('saveCriteria', { body: { version: 2, criteria: [...initiationCriteria] } })).toEqual({ version: 3 });
  });
});

describe('a report', () => {
  it('that is not opened says which criteria it meets, or why none, before it ends', async () => {
    const caseId = await open('Nothing to it');
    expect(await view(caseId)).toMatchObject({ criteria: { version: 3, cited: null } });
    await look(caseId, 'nothing');
    expect((await view(caseId)).steps.find((s) => s.node === 'none')).toMatchObject({ state: 'open', held: 'criteria_not_cited' });
    expect((await as('marcus').act(caseId, { kind: 'citeCriteria', version: 2, met: [], reason: 'Heard of by nobody.' })).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect((await as('marcus').act(caseId, { kind: 'citeCriteria', version: 3, met: ['hunch'], reason: 'A feeling.' })).problem).toMatchObject({ code: 'bad_value', about: 'met' });
    await take('marcus', caseId, { kind: 'citeCriteria', version: 3, met: ['protected_only'], reason: 'An opinion on the mayor, no more.' });
    expect(await view(caseId)).toMatchObject({ case: { status: 'no_case' }, criteria: { cited: { met: ['protected_only'], by: { name: 'Marcus Reyes' }, reason: 'An opinion on the mayor, no more.' } } });
    const said = (await as('ellen').get('timeline', { params: { id: caseId } })).items.flatMap((item) => item.entries).find((entry) => entry.kind === 'criteriaCited');
    expect(said).toMatchObject({ sentence: 'Marcus Reyes judged the report by the initiation criteria, version 3: protected only is met.', text: 'An opinion on the mayor, no more.' });
  });
  it('is counted at each criterion it cites, by what became of it', async () => {
    const before = await counted('planning');
    const caseId = await open('More to it');
    await take('marcus', caseId, { kind: 'citeCriteria', version: 3, met: ['planning', 'leakage'], reason: 'Drew the building, and told a friend the day.' });
    expect(await counted('planning')).toMatchObject({ waiting: (before?.waiting ?? 0) + 1, opened: before?.opened });
    await look(caseId, 'open');
    expect(await counted('planning')).toMatchObject({ waiting: before?.waiting, opened: (before?.opened ?? 0) + 1 });
    expect((await counted('protected_only'))?.notOpened).toBeGreaterThan(0);
    expect((await as('marcus').ask('criteriaCounts')).problem).toMatchObject({ status: 403, code: 'right_missing' });
  });
});
