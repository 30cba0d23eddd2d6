// What one case has for another, through two real workflows: tried again until it arrives, once however often it is tried, kept
// over the end of a run, and left to the owner when it never can arrive.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Form } from '../../protocol/draft.ts';
import { hostPersonId } from '../../protocol/input.ts';
import { actUpdate, caseWorkflowId } from '../../workflows/messages.ts';
import { bundle, due, plan, sheriff } from '../arbitraries/plan.ts';
import { kinds, openSteps } from './asking.ts';
import { startHost, type Host, type TestCase } from './case-host.ts';

let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 60_000);
afterAll(() => host.stop(), 60_000);

const check: Form = { id: 'check', title: 'Check', fields: [{ name: 'linked', label: 'Which one', type: 'case', required: true, sensitivity: 'none' }] };
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P30D'), next: { done: to }, ...more });
const telling = plan('telling', [{ id: 'start', kind: 'start', next: { next: 'tell' } }, task('tell', 'rest', { form: 'check', outcomes: [{ id: 'done', label: 'Done', effects: [{ kind: 'raise', event: 'news', case: 'check.linked' }] }] }), task('rest', 'end'), { id: 'end', kind: 'end', outcome: 'end' }], { formList: [check], routing: { check: ['linked'] } });
const listening = plan('listening', [{ id: 'start', kind: 'start', next: { next: 'hold' } }, { id: 'hold', kind: 'wait', rules: [{ due: 'P90D' }], events: [{ name: 'news' }], next: { elapsed: 'look', news: 'look' } }, task('look', 'end'), { id: 'end', kind: 'end', outcome: 'end' }]);

const stepOf = async (testCase: TestCase, node: string): Promise<string> => (await testCase.report()).state?.steps.find((s) => s.node === node)?.id ?? '';
const tell = async (from: TestCase, to: string): Promise<void> => {
  expect(await from.act('ana', { kind: 'complete', step: await stepOf(from, 'tell'), outcome: 'done', form: { id: 'f1', hash: 'h1', fields: { linked: to } } })).toHaveProperty('answer');
};
/** As the worker does it: an Update whose id follows from what is delivered. */
const deliver = async (query: { readonly caseId: string; readonly link: string; readonly to: string; readonly event: string }): Promise<null> => {
  const id = `${query.caseId}/${query.link}`;
  const actor = { personId: hostPersonId, agencyId: sheriff, member: true, roles: [], qualifications: [], rights: ['supervise' as const], holders: {} };
  await host.env.client.workflow.getHandle(caseWorkflowId(query.to)).executeUpdate(actUpdate, { updateId: id, args: [{ input: { kind: 'raised', id, actor, event: query.event, from: query.caseId }, at: await host.now() }] });
  return null;
};

describe('an event for another case', () => {
  it('is tried until it arrives, and arrives once, also when its first answer was lost', async () => {
    const [there, here] = [await host.openCase(bundle(listening)), await host.openCase(bundle(telling), { argument: { maxHistory: 10 } })];
    let tries = 0;
    host.recorder.connect({
      raise: async (query) => {
        tries += 1;
        if (tries === 1) throw new Error('not now');
        await deliver(query);
        if (tries === 2) throw new Error('the answer was lost');
        return null;
      },
      open: async () => ({ code: 'not_found' }),
    });
    await tell(here, there.caseId);
    expect(await openSteps(here)).toEqual(['rest']);
    await expect.poll(() => openSteps(there), { timeout: 15_000 }).toEqual(['look']);
    await expect.poll(() => tries, { timeout: 15_000 }).toBeGreaterThan(2);
    expect(await kinds(there)).toEqual(['open', 'raised']);
    expect(await kinds(here)).toEqual(['open', 'complete']);
  }, 60_000);

  it('becomes a task of the owner when there is no such case', async () => {
    host.recorder.connect({ raise: async () => 'not_found', open: async () => ({ code: 'not_found' }) });
    const here = await host.openCase(bundle(telling));
    await tell(here, 'c0000000-0000-4000-8000-000000000404');
    await expect.poll(() => openSteps(here), { timeout: 15_000 }).toEqual(['rest', 'notDelivered']);
    expect(await kinds(here)).toEqual(['open', 'complete', 'notDelivered']);
  }, 60_000);
});
