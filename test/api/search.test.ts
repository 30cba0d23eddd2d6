// Search over all that one may see, on the seeded demo: by number, title, protocol and people, and never what one may not see.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

const intake = { received_at: '2026-03-02T09:00:00-05:00', channel: 'web', reporter_kind: 'anonymous', subject_known: true, what_was_seen_or_said: 'Neighbour Quill heard him say it.', setting: 'workplace', school_related: true, threat_to_life: false, weapons_mentioned: false };

let demo: Demo;
let caseId = '';
let reference = '';
beforeAll(async () => {
  demo = await startDemo();
  caseId = await demo.open('marcus', await demo.publish(reportToClosure), 'A man at the heron fence', intake);
  reference = (await demo.view('ellen', caseId)).case.reference ?? '';
});
afterAll(() => demo?.product.stop());

const find = (login: string, q: string) => demo.as(login).get('search', { query: { q } });

describe('search', () => {
  it('finds a case by words of its title in any order and case, and by its number', async () => {
    for (const q of ['heron', 'FENCE heron', reference, reference.toLowerCase()]) expect((await find('ellen', q)).cases.items[0], q).toMatchObject({ caseId, reference, title: 'A man at the heron fence', why: 'name' });
    expect((await find('ellen', 'heron pond')).cases.items).toEqual([]);
  });

  it('finds open work by its title and by who has it in hand, cases by who is accountable, protocols by their title', async () => {
    const [open] = (await demo.view('ellen', caseId)).steps.filter((step) => step.state === 'open' && step.claimedBy === null);
    const title = open?.title ?? '';
    expect((await find('marcus', title)).steps.items.map((row) => row.title)).toContain(title);
    await demo.take('marcus', caseId, { kind: 'claim', step: open?.id ?? '' });
    expect((await find('ellen', 'reyes')).steps.items).toContainEqual(expect.objectContaining({ caseId, stepId: open?.id, claimedBy: 'Marcus Reyes' }));
    expect((await find('marcus', 'ellen okafor')).cases.items).toContainEqual(expect.objectContaining({ caseId, why: 'owner', owner: 'Ellen Okafor' }));
    expect((await find('dana', reportToClosure.title)).protocols.items.map((row) => row.title)).toContain(reportToClosure.title);
    expect((await find('dana', reportToClosure.title)).cases.items).toContainEqual(expect.objectContaining({ caseId, why: 'protocol' }));
  });

  it('finds nothing for people who may not see it, and nothing that is written in a case, for anybody', async () => {
    for (const login of ['alma', 'victor', 'iris']) expect((await find(login, 'heron')).cases.items, login).toEqual([]);
    for (const login of ['alma', 'victor', 'iris']) expect((await find(login, reference)).steps.items, login).toEqual([]);
    expect(await find('ellen', 'Quill')).toEqual({ cases: { items: [], more: false }, steps: { items: [], more: false }, protocols: { items: [], more: false } });
  });

  it('takes what is typed as letters, not as a pattern, and asks for two of them', async () => {
    for (const q of ['%%', '__', "' or 1=1", '\\\\']) expect((await find('ellen', q)).cases.items, q).toEqual([]);
    expect((await demo.as('ellen').ask('search', { query: { q: 'h' } })).problem).toMatchObject({ code: 'bad_request', about: 'q' });
  });
});
