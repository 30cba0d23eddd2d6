// Two cases that have to do with each other, through API, worker and both workflows: a new report is joined to an open case,
// and an agency outside the unit takes a case over and goes on in one of its own.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, drawing, end, form, handoff, limit, optional, required, sets, start, task, wait } from '../../protocol/templates/sketch.ts';
import { apiClient } from './client.ts';
import type { ApiClient } from './client.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.product.stop());

const four = limit([{ due: 'PT4H' }], [['PT0S', ['supervisor']]], 'of the test');
const role = (id: string) => ({ id, title: id.replaceAll('_', ' ') });
const common = { purpose: '', levels: [], facts: [], retention: [] };
const joining = drawing({ ...common, key: 'joining', title: 'Joining', roles: [role('unit_lead'), role('supervisor')], forms: [form('check', 'Check', [required('linked', 'Which case', 'case')])] }, [
  at([0, 0], start('start', 'Report', { form: 'check' }), { next: 'end' }),
  at([1, 0], end('end', 'Joined', { outcome: 'joined', effects: [sets.raise('new_information', 'check.linked')] })),
]);
const watching = drawing({ ...common, key: 'watching', title: 'Watching', roles: [role('unit_lead'), role('supervisor')], forms: [] }, [
  at([0, 0], start('start', 'Report'), { next: 'hold' }),
  at([1, 0], wait('hold', 'Wait', { rules: [{ due: 'P30D' }], events: [{ name: 'new_information', label: 'New information', roles: [] }] }), { elapsed: 'look', new_information: 'look' }),
  at([2, 0], task('look', 'Look at it', { roles: ['unit_lead'], limit: four }), { done: 'end' }),
  at([3, 0], end('end', 'End', { outcome: 'done' })),
]);
const giving = drawing({ ...common, key: 'giving', title: 'Giving it away', roles: [role('unit_lead'), role('supervisor'), role('county_unit')], forms: [form('concern', 'Concern', [required('behaviour', 'Behaviour seen', 'text'), optional('informant', 'Who told us', 'text')])] }, [
  at([0, 0], start('start', 'Report', { form: 'concern' }), { next: 'give' }),
  at([1, 0], handoff('give', 'Hand it over', { handoff: 'transfer', to: ['county_unit'], package: [{ ref: 'concern.behaviour', required: true }], disclosure: true, legalBasis: { kind: 'drawn', text: 'Need to know' }, limit: four }), { accepted: 'tell', declined: 'end', withdrawn: 'end' }),
  at([2, 0], task('tell', 'Tell the family', { roles: ['unit_lead'], limit: four }), { done: 'end' }),
  at([3, 0], end('end', 'End', { outcome: 'done' })),
]);
const soon = { timeout: 20_000, interval: 100 };

describe('a report that belongs to a case that is open', () => {
  it('wakes that case, and each of the two names the other', async () => {
    const there = await demo.open('marcus', await demo.publish(watching), 'The open case');
    const version = await demo.publish(joining);
    const here = await demo.open('marcus', version, 'A new report', { linked: there });
    await expect.poll(async () => (await demo.view('dana', there)).steps.filter((s) => s.state === 'open').map((s) => s.node), soon).toEqual(['look']);
    expect((await demo.view('dana', there)).linked).toMatchObject([{ caseId: here, how: 'toldBy', event: 'new information', maySee: true, reference: expect.stringMatching(/^HC-/) as string }]);
    expect((await demo.view('dana', here)).linked).toMatchObject([{ caseId: there, how: 'tells', event: 'new information', maySee: true }]);
    expect((await demo.as('dana').get('verify', { params: { id: there } })).ok).toBe(true);

    // A second report finds nothing that waits: the owner of the open case has a task.
    await demo.open('marcus', version, 'Another report', { linked: there });
    await expect.poll(async () => (await demo.view('dana', there)).steps.filter((s) => s.state === 'open').map((s) => s.node), soon).toEqual(['look', 'eventReceived']);

    // A case nobody has: the one who said so keeps it.
    const lost = await demo.open('marcus', version, 'A wrong number', { linked: randomUUID() });
    await expect.poll(async () => (await demo.view('dana', lost)).steps.filter((s) => s.state === 'open').map((s) => s.node), soon).toEqual(['notDelivered']);
  });
});

describe('a case that another agency takes over', () => {
  it('is worked on in a case of that agency, opened from the package; both name each other, and neither shows more', async () => {
    const ruth = demo.as('ruth');
    const unitId = (await demo.as('dana').get('session')).units[0]?.id ?? '';
    const county = await ruth.get('createAgency', { body: { key: 'county', name: 'Harbor County Sheriff' } });
    const countyUnit = await ruth.get('createUnit', { body: { key: 'HB', name: 'Harbor County Unit', zone: 'America/New_York', hostAgencyId: county.id } });
    await ruth.get('createRole', { params: { id: unitId }, body: { key: 'county_unit', title: 'County unit', rights: [], outside: true } });
    const ida = await personOf('ida', county.id);
    await ruth.get('addPartner', { params: { id: unitId }, body: { personId: ida.id, agencyId: county.id, roleKey: 'county_unit' } });
    const version = await countyVersion(ida, { unitId: countyUnit.id, agencyId: county.id });

    const here = await demo.open('marcus', await demo.publish(giving), 'A man at the fence', { behaviour: 'Shouted.', informant: 'Neighbour Quill' });
    const offer = (await ida.client.get('tasks', { query: { scope: 'mine' } })).items.find((row) => row.caseId === here);
    expect((await ida.client.act(here, { kind: 'accept', step: offer?.stepId ?? '', into: randomUUID() })).problem?.code).toBe('not_found');
    expect((await ida.client.act(here, { kind: 'accept', step: offer?.stepId ?? '', into: version })).problem).toBeUndefined();
    await expect.poll(async () => (await demo.view('dana', here)).linked.length, soon).toBe(1);

    const view = await demo.view('dana', here);
    const [link] = view.linked;
    expect(link).toMatchObject({ how: 'workedOnIn', unit: 'Harbor County Unit', maySee: false });
    expect(view.case.owner.name).toBe('ida');
    expect(view.steps.filter((s) => s.state === 'open').map((s) => s.node)).toEqual(['tell']);
    const there = link?.caseId ?? '';
    expect((await demo.as('dana').ask('case', { params: { id: there } })).problem?.code).toBe('not_found');

    const theirs = await ida.client.get('case', { params: { id: there } });
    expect(theirs.linked).toMatchObject([{ caseId: here, how: 'receivedFrom', maySee: false, text: 'Behaviour seen: Shouted.' }]);
    expect(theirs.case.title).toMatch(/^Taken over: HC-/);
    expect(JSON.stringify(theirs)).not.toMatch(/Quill|fence/);
    expect((await ida.client.get('verify', { params: { id: there } })).ok).toBe(true);
    expect((await demo.as('dana').get('timeline', { params: { id: here } })).items.flatMap((i) => i.entries.map((e) => e.sentence)).join(' ')).toMatch(/works on it in a case of their own/);
  });
});

const own = 'quite a long passphrase 7';
async function personOf(login: string, agencyId: string): Promise<{ readonly id: string; readonly client: ApiClient }> {
  const { id, oneTimePassword } = await demo.as('ruth').get('createPerson', { body: { name: login, login, agencyId } });
  const client = apiClient(demo.product.url);
  await client.signIn(login, oneTimePassword);
  await client.get('changePassword', { body: { current: oneTimePassword, next: own } });
  return { id, client };
}

/** A unit of another agency with two people who draw and publish, one of them on duty. */
async function countyVersion(ida: { readonly id: string; readonly client: ApiClient }, { unitId, agencyId }: { readonly unitId: string; readonly agencyId: string }): Promise<string> {
  const ruth = demo.as('ruth');
  const peer = await personOf('peter', agencyId);
  for (const [key, rights] of [['unit_lead', ['draw', 'publish', 'open', 'start', 'supervise', 'extend']], ['supervisor', ['publish', 'supervise', 'extend']]] as const) await ruth.get('createRole', { params: { id: unitId }, body: { key, title: key, rights: [...rights] } });
  await ruth.get('addMember', { params: { id: unitId }, body: { personId: ida.id, agencyId, roleKey: 'unit_lead' } });
  await ruth.get('addMember', { params: { id: unitId }, body: { personId: peer.id, agencyId, roleKey: 'supervisor' } });
  await ruth.get('setDuty', { params: { id: unitId }, body: { personId: peer.id, agencyId } });
  const { id } = await ida.client.get('createProtocol', { body: { unitId, from: { kind: 'json', draft: watching } } });
  const { hash } = await ida.client.get('sendToReview', { params: { id }, body: { revision: 1 } });
  return (await peer.client.get('publish', { params: { id }, body: { hash } })).id;
}
