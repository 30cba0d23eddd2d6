// People of an agency outside the unit: asked by name of the role kept for them, they see what the handoff showed and the steps
// they are asked to do, act there as anybody else, and see nothing of the case before, beside or after it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../protocol/draft.ts';
import { at, drawing, end, form, handoff, limit, outcome, required, start, task } from '../../protocol/templates/sketch.ts';
import { apiClient } from './client.ts';
import type { ApiClient } from './client.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

let demo: Demo;
let unitId: string;
let versionId: string;
let nurse: ApiClient;
let clerk: ApiClient;

beforeAll(async () => {
  demo = await startDemo();
  unitId = (await demo.as('dana').get('session')).units[0]?.id ?? '';
  const hospital = await demo.as('ruth').get('createAgency', { body: { key: 'hospital', name: 'Harlow General Hospital' } });
  await demo.as('ruth').get('createRole', { params: { id: unitId }, body: { key: 'hospital_staff', title: 'Hospital staff', rights: [], outside: true } });
  nurse = await personOf(hospital.id, 'Ida Lind', 'ida');
  clerk = await personOf(hospital.id, 'Carl Voss', 'carl');
  const ida = (await demo.as('ruth').get('people')).items.find((p) => p.login === 'ida');
  await demo.as('ruth').get('addPartner', { params: { id: unitId }, body: { personId: ida?.id ?? '', agencyId: hospital.id, roleKey: 'hospital_staff' } });
  versionId = await demo.publish(draft);
});
afterAll(() => demo?.product.stop());

const own = 'quite a long passphrase 7';
async function personOf(agencyId: string, name: string, login: string): Promise<ApiClient> {
  const { oneTimePassword } = await demo.as('ruth').get('createPerson', { body: { name, login, agencyId } });
  const client = apiClient(demo.product.url);
  await client.signIn(login, oneTimePassword);
  await client.get('changePassword', { body: { current: oneTimePassword, next: own } });
  return client;
}

const four = limit([{ due: 'PT4H' }], [['PT0S', ['supervisor']]], 'of the test');
const draft: Draft = drawing(
  {
    key: 'asking_out', title: 'Asking the hospital', purpose: '', levels: [], facts: [], retention: [],
    roles: ['unit_lead', 'supervisor', 'hospital_staff'].map((id) => ({ id, title: id === 'hospital_staff' ? 'Hospital staff' : id })),
    forms: [
      form('concern', 'Concern', [required('behaviour', 'Behaviour seen', 'text'), required('informant', 'Who told us', 'text')]),
      form('opinion', 'Opinion', [required('danger', 'Danger now', 'boolean')]),
      form('visit', 'Visit', [required('seen', 'Person was seen', 'boolean')]),
    ],
  },
  [
    at([0, 0], start('start', 'Report', { form: 'concern' }), { next: 'ask' }),
    at([1, 0], handoff('ask', 'Ask the hospital', { handoff: 'consult', to: ['hospital_staff'], form: 'opinion', package: [{ ref: 'concern.behaviour', required: true }], disclosure: true, legalBasis: { kind: 'drawn', text: 'Emergency exception' }, limit: four }), { accepted: 'visit', declined: 'visit', withdrawn: 'visit' }),
    at([2, 0], handoff('visit', 'Visit on the ward', { handoff: 'request', to: ['hospital_staff'], package: [{ ref: 'opinion', required: false }], legalBasis: { kind: 'drawn', text: 'Emergency exception' }, joint: ['concern.behaviour'], limit: four }), { accepted: 'see', declined: 'look', withdrawn: 'look' }),
    at([3, 0], task('see', 'See the person', { roles: ['hospital_staff'], form: 'visit', limit: four }), { done: 'look' }),
    at([4, 0], task('look', 'Look at it together', { roles: ['unit_lead'], outcomes: [outcome('done', 'Done')], limit: four }), { done: 'end' }),
    at([5, 0], end('end', 'End', { outcome: 'done' })),
  ],
);
const values = { behaviour: 'Shouted at staff.', informant: 'Neighbour Quill' };
const openCase = (): Promise<string> => demo.open('marcus', versionId, 'A man on the ward', values);
const secret = /Quill|A man on the ward/;
/** Everything the API shows this person, as text. */
async function everythingShownTo(who: ApiClient, caseId: string): Promise<string> {
  const asked = await Promise.all([who.ask('case', { params: { id: caseId } }), who.ask('timeline', { params: { id: caseId } }), who.ask('ledger', { params: { id: caseId } }), who.ask('cases'), who.ask('tasks', { query: { scope: 'mine' } }), who.ask('tasks', { query: { scope: 'team' } }), who.ask('board'), who.ask('notices'), who.ask('shownCases'), who.ask('shownCase', { params: { id: caseId } }), who.ask('verify', { params: { id: caseId } })]);
  return JSON.stringify(asked.map((answer) => answer.value ?? null));
}
const open = async (who: ApiClient, caseId: string) => (await who.get('tasks', { query: { scope: 'team' } })).items.filter((row) => row.caseId === caseId);

describe('an agency outside the unit', () => {
  it('is asked, sees what was shown and what it is to do, does it, and sees nothing more when it is done', async () => {
    const caseId = await openCase();
    const [asked] = await open(nurse, caseId);
    expect(asked).toMatchObject({ title: 'Ask the hospital', caseTitle: 'Asking the hospital', protocolTitle: 'Asking the hospital', unitId: null, level: null, mayAct: true });
    const step = asked?.stepId ?? '';
    const page = await nurse.get('step', { params: { id: caseId, step } });
    expect(page).toMatchObject({ outside: true, shown: [{ label: 'Behaviour seen', value: 'Shouted at staff.' }], handoff: { kind: 'consult', state: 'offered', mayAccept: true, mayDecline: true } });
    expect(JSON.stringify(page)).not.toMatch(secret);
    expect(await everythingShownTo(nurse, caseId)).not.toMatch(secret);
    expect((await nurse.ask('case', { params: { id: caseId } })).problem?.code).toBe('not_found');

    expect((await nurse.act(caseId, { kind: 'accept', step })).value).toMatchObject({ entries: [] });
    expect((await nurse.act(caseId, { kind: 'answer', step, text: 'Keep watching.', values: { danger: false } })).problem).toBeUndefined();

    const [offered] = await open(nurse, caseId);
    expect(offered?.title).toBe('Visit on the ward');
    expect((await nurse.act(caseId, { kind: 'accept', step: offered?.stepId ?? '' })).problem).toBeUndefined();
    // Joint: a member of the case with the named field, while its run lives.
    expect((await nurse.get('shownCases')).items.filter((row) => row.caseId === caseId)).toMatchObject([{ joint: true }]);
    expect((await nurse.get('shownCase', { params: { id: caseId } })).shown).toContainEqual({ label: 'Behaviour seen', value: 'Shouted at staff.' });

    const [see] = await open(nurse, caseId);
    expect(see?.title).toBe('See the person');
    expect((await nurse.act(caseId, { kind: 'complete', step: see?.stepId ?? '', outcome: 'done', values: { seen: true } })).problem).toBeUndefined();
    expect(await open(nurse, caseId)).toEqual([]);
    expect(await everythingShownTo(nurse, caseId)).not.toMatch(secret);

    await demo.complete('dana', caseId, 'look', 'done');
    expect((await nurse.get('shownCases')).items.filter((row) => row.caseId === caseId)).toEqual([]);
    expect((await nurse.ask('shownCase', { params: { id: caseId } })).problem?.code).toBe('not_found');
    expect((await nurse.ask('step', { params: { id: caseId, step: see?.stepId ?? '' } })).problem?.code).toBe('not_found');

    const { forms } = await demo.view('dana', caseId);
    expect(forms.find((f) => f.id === 'visit')?.values).toEqual({ seen: true });
    expect((await demo.as('dana').get('verify', { params: { id: caseId } })).ok).toBe(true);
  });

  it('sees and does nothing through those of its people whom nobody named', async () => {
    const caseId = await openCase();
    const step = (await open(nurse, caseId))[0]?.stepId ?? '';
    expect(await everythingShownTo(clerk, caseId)).not.toMatch(/Shouted|Quill|A man|Asking the hospital/);
    expect((await clerk.ask('step', { params: { id: caseId, step } })).problem?.code).toBe('not_found');
    expect((await clerk.act(caseId, { kind: 'accept', step })).problem?.code).toBe('not_found');
  });

  it('does only what it is asked: no other step, no other act, not the case itself', async () => {
    const caseId = await openCase();
    const step = (await open(nurse, caseId))[0]?.stepId ?? '';
    expect((await nurse.act(caseId, { kind: 'withdraw', step, reason: 'Not ours.' })).problem?.code).toBe('not_authorized');
    expect((await nurse.act(caseId, { kind: 'cancel', target: { kind: 'case' }, reason: 'No.' })).problem?.code).toBe('not_authorized');
    expect((await nurse.act(caseId, { kind: 'setLevel', level: 'low', reason: 'No.' })).problem?.code).toBe('not_authorized');
    expect((await nurse.act(randomUUID(), { kind: 'accept', step })).problem?.code).toBe('not_found');
    await nurse.act(caseId, { kind: 'decline', step, reason: 'No beds.' });
    const [visit] = await open(nurse, caseId);
    expect((await nurse.act(caseId, { kind: 'decline', step: visit?.stepId ?? '', reason: 'No beds.' })).problem).toBeUndefined();
    const look = await demo.stepAt('dana', caseId, 'look');
    expect((await nurse.act(caseId, { kind: 'complete', step: look, outcome: 'done' })).problem?.code).toBe('not_found');
    expect(await everythingShownTo(nurse, caseId)).not.toMatch(/Shouted/);
  });

  it('may declare danger from where it is asked', async () => {
    const caseId = await openCase();
    expect((await nurse.act(caseId, { kind: 'declareDanger', reason: 'He has a knife.' })).problem).toBeUndefined();
    expect((await demo.view('ellen', caseId)).case.imminent).toBe(true);
  });

  it('is taken off the list at once, with the next request', async () => {
    const caseId = await openCase();
    const { items } = await demo.as('ruth').get('partners', { params: { id: unitId } });
    await demo.as('ruth').get('endPartner', { params: { id: unitId, pid: items.find((row) => row.person.name === 'Ida Lind')?.id ?? '' } });
    expect(await open(nurse, caseId)).toEqual([]);
    expect(await everythingShownTo(nurse, caseId)).not.toMatch(/Shouted/);
  });

  it('gives no rights, no membership and no seat to the roles kept for it', async () => {
    const ruth = demo.as('ruth');
    const person = (await ruth.get('people')).items.find((p) => p.login === 'dana');
    expect((await ruth.ask('createRole', { params: { id: unitId }, body: { key: 'fire_service', title: 'Fire service', rights: ['open'], outside: true } })).problem).toMatchObject({ code: 'bad_request', about: 'rights' });
    expect((await ruth.ask('addMember', { params: { id: unitId }, body: { personId: person?.id ?? '', agencyId: person?.agency.id ?? '', roleKey: 'hospital_staff' } })).problem).toMatchObject({ code: 'bad_request', about: 'roleKey' });
    expect((await ruth.ask('addPartner', { params: { id: unitId }, body: { personId: person?.id ?? '', agencyId: person?.agency.id ?? '', roleKey: 'hospital_staff' } })).problem).toMatchObject({ code: 'bad_request', about: 'agencyId' });
  });
});
