// What people do beside what a protocol draws, on the built product: work that is added, steps that are left out, a case that
// has ended and goes on.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftSchema } from '../../protocol/draft.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { CaseAct } from '../../server/contract-acts.ts';
import type { CaseStep, CaseView } from '../../server/contract-cases.ts';
import type { ApiClient } from './client.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

let demo: Demo;
let versionId: string;
const as = (login: string): ApiClient => demo.as(login);
beforeAll(async () => {
  demo = await startDemo();
  versionId = await demo.publish(draft);
});
afterAll(() => demo?.product.stop());

const limit = { kind: 'due', rules: [{ due: 'PT24H' }], escalate: [{ after: 'PT0S', notify: ['supervisor'] }] };
const draft: Draft = draftSchema.parse({
  schemaVersion: 1, key: 'beside', title: 'Beside the protocol', levels: [], roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'supervisor', title: 'Supervisor' }], forms: [],
  nodes: [
    { id: 'start', kind: 'start', title: 'Start' },
    { id: 'look', kind: 'task', title: 'Look at it', roles: ['analyst'], outcomes: [{ id: 'clear', label: 'Nothing to it' }, { id: 'more', label: 'There is more' }], limit },
    { id: 'decide', kind: 'approval', title: 'Agree', seats: [{ id: 'sup', roles: ['supervisor'] }], limit },
    { id: 'end', kind: 'end', title: 'No case', outcome: 'no_case', effects: [{ kind: 'status', status: 'no_case' }] },
  ],
  edges: [['start', 'next', 'look'], ['look', 'clear', 'end'], ['look', 'more', 'decide'], ['decide', 'approved', 'end'], ['decide', 'denied', 'look']].map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
});
const open = async (title: string): Promise<string> => (await as('dana').get('openCase', { body: { id: randomUUID(), versionId, title } })).caseId;
const view = (caseId: string, login = 'dana'): Promise<CaseView> => as(login).get('case', { params: { id: caseId } });
async function step(caseId: string, title: string): Promise<CaseStep> {
  const found = (await view(caseId)).steps.find((s) => s.state === 'open' && (s.measure ?? s.title) === title);
  if (found === undefined) throw new Error(`the case has no open step ${title}`);
  return found;
}
const take: Demo['take'] = (login, caseId, act) => demo.take(login, caseId, act);
const said = async (caseId: string): Promise<readonly (readonly [string, string | null])[]> => (await as('dana').get('timeline', { params: { id: caseId } })).items.flatMap((item) => item.entries.map((entry) => [entry.sentence, entry.text] as const));
const byAndBy = (): { readonly kind: 'due'; readonly due: string } => ({ kind: 'due', due: new Date(Date.now() + 3_600_000).toISOString() });

describe('a task that is added to a case', () => {
  it('lies with the roles named, by what is to be done, and is done or not done for a reason', async () => {
    const caseId = await open('A case with a task of its own');
    const act: CaseAct = { kind: 'addTask', title: 'Ring the landlord', roles: ['analyst'], limit: byAndBy() };
    expect((await as('marcus').act(caseId, act)).problem).toMatchObject({ status: 403, code: 'not_authorized' });
    expect((await as('ellen').act(caseId, { ...act, roles: ['juggler'] })).problem).toMatchObject({ code: 'bad_value', about: 'roles' });
    await take('ellen', caseId, act);
    const { id } = await step(caseId, 'Ring the landlord');
    expect((await as('marcus').get('tasks', { query: { scope: 'team' } })).items.find((row) => row.caseId === caseId && row.kind === 'added')).toMatchObject({ title: 'Ring the landlord', mayAct: true, roleTitles: ['Analyst'], dueAt: act.limit.kind === 'due' ? act.limit.due : '' });
    expect((await as('ellen').get('board')).rows.find((row) => row.caseId === caseId && row.kind === 'added')).toMatchObject({ title: 'Ring the landlord', nobody: false });
    expect((await as('marcus').get('notices')).items.find((notice) => notice.caseId === caseId)).toMatchObject({ about: 'added', stepId: id });
    expect(await as('marcus').get('step', { params: { id: caseId, step: id } })).toMatchObject({ row: { title: 'Ring the landlord' }, mayClaim: true, whyNot: null, waysPast: [], clock: { rule: 'As whoever added it has set' } });
    expect((await as('marcus').act(caseId, { kind: 'complete', step: id, outcome: 'notDone' })).problem).toMatchObject({ code: 'missing_required' });
    await take('marcus', caseId, { kind: 'complete', step: id, outcome: 'notDone', reason: 'Nobody answers.' });
    expect(await said(caseId)).toEqual(expect.arrayContaining([['Ellen Okafor added a task for Analyst.', 'Ring the landlord'], ['Marcus Reyes finished "Added task": not done.', 'Nobody answers.']]));
  });
  it('needs no limit, for a reason', async () => {
    const caseId = await open('A case with a task that can wait');
    await take('ellen', caseId, { kind: 'addTask', title: 'File the photographs', roles: ['analyst'], limit: { kind: 'none', reason: 'It can wait for the court.' } });
    expect(await step(caseId, 'File the photographs')).toMatchObject({ dueAt: null, kind: 'added' });
  });
});

describe('a step that is left out', () => {
  it('goes on by the edge named, by a right and for a reason; an approval is not left out', async () => {
    const caseId = await open('A case that skips a step');
    const { id } = await step(caseId, 'Look at it');
    expect((await as('ellen').get('step', { params: { id: caseId, step: id } })).waysPast).toEqual([]);
    expect((await as('tom').get('step', { params: { id: caseId, step: id } })).waysPast).toEqual([{ id: 'clear', label: 'Nothing to it' }, { id: 'more', label: 'There is more' }]);
    expect((await as('ellen').act(caseId, { kind: 'skip', step: id, edge: 'more', reason: 'Done elsewhere.' })).problem).toMatchObject({ status: 403, code: 'not_authorized' });
    await take('tom', caseId, { kind: 'skip', step: id, edge: 'more', reason: 'Done elsewhere.' });
    const agree = await step(caseId, 'Agree');
    expect((await as('tom').get('step', { params: { id: caseId, step: agree.id } })).waysPast).toEqual([]);
    expect((await as('tom').act(caseId, { kind: 'skip', step: agree.id, edge: 'approved', reason: 'In a hurry.' })).problem).toMatchObject({ code: 'wrong_act' });
    expect(await said(caseId)).toContainEqual(['Tom Brandt left out "Look at it"; the protocol goes on as if its outcome were There is more.', 'Done elsewhere.']);
  });
});

describe('a case that has ended', () => {
  it('takes no further protocol, and is reopened for a reason with one that starts', async () => {
    const caseId = await open('A case that comes back');
    const { id } = await step(caseId, 'Look at it');
    await take('marcus', caseId, { kind: 'complete', step: id, outcome: 'clear' });
    await take('marcus', caseId, { kind: 'citeCriteria', version: 1, met: [], reason: 'A joke among friends, in full view of all.' });
    const ended = await view(caseId);
    expect(ended).toMatchObject({ case: { status: 'no_case' } });
    expect(ended.allowedActs).toContain('reopen');
    for (const gone of ['start', 'addTask']) expect(ended.allowedActs).not.toContain(gone);
    expect((await as('dana').act(caseId, { kind: 'start', versionId })).problem).toMatchObject({ code: 'not_active' });
    expect((await as('marcus').act(caseId, { kind: 'reopen', versionId, reason: 'New report.' })).problem).toMatchObject({ status: 403, code: 'not_authorized' });
    await take('ellen', caseId, { kind: 'reopen', versionId, reason: 'A neighbour has called.' });
    expect(await view(caseId)).toMatchObject({ case: { status: 'open', closedAt: null }, runs: [{ state: 'ended' }, { state: 'live' }] });
    expect(await said(caseId)).toContainEqual(['Ellen Okafor reopened the case, which had ended as "no case".', 'A neighbour has called.']);
    expect((await as('dana').get('verify', { params: { id: caseId } })).ok).toBe(true);
  });
});
