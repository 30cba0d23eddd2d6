// Questions, notices, handoffs to several and handoffs whose kind depends on what is recorded, through the API: each act from
// the side that may do it, and refused from every other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft, DraftNode } from '../../protocol/draft.ts';
import { drawing, at, end, form, handoff, limit, optional, required, start } from '../../protocol/templates/sketch.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

let demo: Demo;
let versionId: string;
beforeAll(async () => {
  demo = await startDemo();
  versionId = await demo.publish(draft);
});
afterAll(() => demo?.product.stop());

const four = limit([{ due: 'PT4H' }], [['PT0S', ['supervisor']]], 'of the test');
const hand = (id: string, title: string, more: Partial<Extract<DraftNode, { kind: 'handoff' }>> & { readonly to: string[] }): DraftNode => handoff(id, title, { handoff: 'request', limit: four, ...more });
const role = (id: string) => ({ id, title: id.replaceAll('_', ' ') });
const draft: Draft = drawing(
  {
    key: 'handing_over', title: 'Handing over', purpose: '', levels: [], facts: [], retention: [],
    roles: ['unit_lead', 'supervisor', 'analyst', 'patrol', 'victim_advocate', 'case_manager', 'school_team', 'crisis_team'].map(role),
    forms: [
      form('need', 'Need', [required('people', 'How many people', 'integer'), { ...optional('mode', 'Mode', 'option'), options: [{ id: 'move', label: 'Move' }, { id: 'share', label: 'Share' }] }]),
      form('opinion', 'Opinion', [required('worried', 'Are you worried', 'boolean'), optional('why', 'Why', 'text')]),
    ],
  },
  [
    at([0, 0], start('start', 'Report', { form: 'need' }), { next: 'consult' }),
    at([1, 0], hand('consult', 'Ask the provider', { handoff: 'consult', form: 'opinion', to: ['crisis_team'] }), { accepted: 'inform', declined: 'inform', withdrawn: 'inform' }),
    at([2, 0], hand('inform', 'Tell the school', { handoff: 'inform', to: ['school_team'] }), { accepted: 'give', declined: 'give', withdrawn: 'give' }),
    at([3, 0], hand('give', 'Give it to a manager', { to: ['case_manager'], kindRules: [{ when: { kind: 'compare', left: { kind: 'field', ref: 'need.mode' }, op: 'eq', right: { kind: 'value', value: 'move' } }, handoff: 'transfer' }] }), { accepted: 'callout', declined: 'callout', withdrawn: 'callout' }),
    at([4, 0], hand('callout', 'Call people out', { from: ['unit_lead'], to: ['analyst', 'patrol', 'victim_advocate'], each: { kind: 'field', ref: 'need.people' } }), { settled: 'end', withdrawn: 'end' }),
    at([5, 0], end('end', 'End', { outcome: 'done' })),
  ],
);

describe('a case that asks, tells and hands over', () => {
  it('takes each act from its own side, and refuses it from every other', async () => {
    const { as, take, refused, stepAt, stepView, view, person } = demo;
    const caseId = await demo.open('marcus', versionId, 'Handing over', { people: 3 });

    const consult = await stepAt('samuel', caseId, 'consult');
    expect(await refused('marcus', caseId, { kind: 'answer', step: consult, text: 'Not asked.', values: { worried: true } })).toBe('not_authorized');
    expect(await refused('marcus', caseId, { kind: 'ask', step: consult, question: 'Not asked.' })).toBe('not_authorized');
    await take('samuel', caseId, { kind: 'ask', step: consult, question: 'Since when?' });
    await take('ellen', caseId, { kind: 'ask', step: consult, question: 'Since Friday. Is that bad?' });
    expect((await as('ellen').get('notices')).items.find((n) => n.caseId === caseId && n.about === 'handoffAsked')).toMatchObject({ stepId: consult });
    await take('samuel', caseId, { kind: 'accept', step: consult });
    expect((await as('samuel').get('tasks', { query: { scope: 'mine' } })).items.find((row) => row.stepId === consult)).toMatchObject({ mine: true, claimedBy: { name: 'Samuel Ortiz' } });
    const asked = await stepView('samuel', caseId, 'consult');
    expect(asked.handoff).toMatchObject({ kind: 'consult', state: 'accepted', mayAccept: false, mayAnswer: true, mayDecline: true, mayAsk: true, questions: [{ side: 'receiver', text: 'Since when?' }, { side: 'sender' }] });
    expect(asked.form?.id).toBe('opinion');
    expect((await as('samuel').act(caseId, { kind: 'answer', step: consult, text: 'Yes.', values: {} })).problem).toMatchObject({ code: 'missing_required', fields: [{ field: 'worried' }] });
    await take('samuel', caseId, { kind: 'answer', step: consult, text: 'Yes, it is.', values: { worried: true } });
    const answered = await as('ellen').get('step', { params: { id: caseId, step: consult } });
    expect(answered.handoff).toMatchObject({ state: 'accepted', answer: { by: { name: 'Samuel Ortiz' }, text: 'Yes, it is.' } });
    expect((await view('ellen', caseId)).forms.find((f) => f.id === 'opinion')?.values).toEqual({ worried: true });

    const inform = await stepAt('grace', caseId, 'inform');
    expect(await refused('grace', caseId, { kind: 'answer', step: inform, text: 'Thank you.' })).toBe('wrong_act');
    expect(await refused('samuel', caseId, { kind: 'accept', step: inform })).toBe('not_authorized');
    await take('grace', caseId, { kind: 'accept', step: inform });

    const give = await stepAt('ellen', caseId, 'give');
    expect((await stepView('ellen', caseId, 'give')).handoff).toMatchObject({ state: 'waiting', kinds: ['transfer', 'request'], mayOffer: true });
    expect(await refused('ellen', caseId, { kind: 'offer', step: give })).toBe('missing_required');
    expect(await refused('priya', caseId, { kind: 'offer', step: give, handoff: 'transfer' })).toBe('not_authorized');
    expect(await refused('ellen', caseId, { kind: 'offer', step: give, handoff: 'consult' })).toBe('bad_value');
    await take('ellen', caseId, { kind: 'offer', step: give, handoff: 'transfer' });
    await take('priya', caseId, { kind: 'accept', step: give });
    expect((await view('priya', caseId)).case.owner.name).toBe('Priya Nair');

    const callout = await stepAt('dana', caseId, 'callout');
    await take('marcus', caseId, { kind: 'accept', step: callout });
    expect(await refused('marcus', caseId, { kind: 'decline', step: callout, reason: 'On second thought.' })).toBe('already_approved');
    expect((await as('marcus').get('tasks', { query: { scope: 'mine' } })).items.some((row) => row.stepId === callout)).toBe(false);
    await take('priya', caseId, { kind: 'decline', step: callout, reason: 'On leave.' });
    expect(await refused('priya', caseId, { kind: 'noAnswer', step: callout, ...(await person('tom')) })).toBe('not_authorized');
    expect(await refused('dana', caseId, { kind: 'noAnswer', step: callout, ...(await person('priya')) })).toBe('already_approved');
    expect(await refused('dana', caseId, { kind: 'noAnswer', step: callout, ...(await person('grace')) })).toBe('bad_value');
    expect((await stepView('dana', caseId, 'callout')).handoff).toMatchObject({ mayNoAnswer: true, places: { count: 3, answers: [{ how: 'accepted' }, { how: 'declined', text: 'On leave.' }], silent: [{ name: 'Tom Brandt' }] } });
    await take('dana', caseId, { kind: 'noAnswer', step: callout, ...(await person('tom')) });

    const { steps, runs } = await view('dana', caseId);
    expect(steps.filter((s) => s.state === 'open')).toEqual([]);
    expect(runs).toMatchObject([{ outcome: 'done' }]);
    const said = (await as('dana').get('timeline', { params: { id: caseId } })).items.flatMap((item) => item.entries.map((entry) => entry.sentence));
    expect(said).toEqual(expect.arrayContaining([
      'Samuel Ortiz took on "Ask the provider" from Ellen Okafor and will answer it.', 'Samuel Ortiz asked the sender about "Ask the provider".', 'Samuel Ortiz answered "Ask the provider" to Ellen Okafor.',
      'Grace Holloway confirmed receipt of "Tell the school" from Ellen Okafor.', 'Dana Whitfield recorded that Tom Brandt gave no answer to "Call people out".',
      '"Call people out" is settled: Marcus Reyes accepted; Priya Nair declined; Tom Brandt did not answer.',
    ]));
    expect((await as('dana').get('verify', { params: { id: caseId } })).ok).toBe(true);
  });
});
