// Somebody of another agency at their browser: named by the unit's administrator, asked by a case, shown what was to be shown.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, drawing, end, form, handoff, limit, required, start, task } from '../../protocol/templates/sketch.ts';
import { apiClient } from '../api/client.ts';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

const four = limit([{ due: 'PT4H' }], [['PT0S', ['supervisor']]], 'of the test');
const asking = drawing(
  {
    key: 'asking_out', title: 'Asking the hospital', purpose: '', levels: [], facts: [], retention: [],
    roles: [{ id: 'unit_lead', title: 'Unit lead' }, { id: 'supervisor', title: 'Supervisor' }, { id: 'hospital_staff', title: 'Hospital staff' }],
    forms: [form('concern', 'Concern', [required('behaviour', 'Behaviour seen', 'text'), required('informant', 'Who told us', 'text')])],
  },
  [
    at([0, 0], start('start', 'Report', { form: 'concern' }), { next: 'visit' }),
    at([1, 0], handoff('visit', 'Visit on the ward', { handoff: 'request', to: ['hospital_staff'], package: [{ ref: 'concern.behaviour', required: true }], legalBasis: { kind: 'drawn', text: 'Emergency exception' }, joint: ['concern.behaviour'], limit: four }), { accepted: 'see', declined: 'end', withdrawn: 'end' }),
    at([2, 0], task('see', 'See the person', { roles: ['hospital_staff'], instructions: 'Go and see them.', limit: four }), { done: 'end' }),
    at([3, 0], end('end', 'End', { outcome: 'done' })),
  ],
);
const own = 'quite a long passphrase 7';

it('a nurse outside the unit is named, asked, shown the package, and does her part without seeing the case', async () => {
  const ruth = await people.pageOf('ruth');
  const admin = await people.client('ruth');
  const unit = (await admin.get('units')).items[0];
  const hospital = await admin.get('createAgency', { body: { key: 'hospital', name: 'Harlow General Hospital' } });
  const { oneTimePassword } = await admin.get('createPerson', { body: { name: 'Ida Lind', login: 'ida', agencyId: hospital.id } });
  const ida = apiClient(people.product.url);
  await ida.signIn('ida', oneTimePassword);
  await ida.get('changePassword', { body: { current: oneTimePassword, next: own } });

  await ruth.goto(`${people.product.url}/administration/units/${unit?.id}/roles`);
  await ruth.getByLabel('Title').fill('Hospital staff');
  await ruth.getByLabel('For people outside the unit').check();
  await ruth.getByRole('button', { name: 'Add the role' }).click();
  await ruth.getByRole('rowheader', { name: /Hospital staff/ }).waitFor();
  await ruth.goto(`${people.product.url}/administration/units/${unit?.id}`);
  const named = ruth.getByRole('form', { name: 'Name somebody outside the unit' });
  await named.getByRole('combobox', { name: 'Person of another agency' }).click();
  await ruth.getByRole('option', { name: /Ida Lind/ }).click();
  await named.getByRole('combobox', { name: 'Asked as' }).click();
  await ruth.getByRole('option', { name: 'Hospital staff' }).click();
  await named.getByRole('button', { name: 'Name them' }).click();
  await ruth.getByRole('cell', { name: 'Hospital staff', exact: true }).waitFor();

  const dana = await people.client('dana');
  const { id } = await dana.get('createProtocol', { body: { unitId: unit?.id ?? '', from: { kind: 'json', draft: asking } } });
  const { hash } = await dana.get('sendToReview', { params: { id }, body: { revision: 1 } });
  const version = await (await people.client('ellen')).get('publish', { params: { id }, body: { hash } });
  const { caseId } = await (await people.client('marcus')).get('openCase', { body: { id: crypto.randomUUID(), versionId: version.id, title: 'A man on the ward', values: { behaviour: 'Shouted at staff.', informant: 'Neighbour Quill' } } });

  const nurse = await people.window();
  await nurse.goto(people.product.url);
  await nurse.getByLabel('Login').fill('ida');
  await nurse.getByLabel('Password', { exact: true }).fill(own);
  await nurse.getByRole('button', { name: 'Sign in' }).click();
  await nurse.getByRole('link', { name: 'Visit on the ward' }).first().click();
  await nurse.getByText(/^Ellen Okafor, Harlow County/).waitFor();
  await nurse.getByText('This case belongs to another unit.').waitFor();
  await nurse.getByText('Shouted at staff.').first().waitFor();
  expect(await nurse.content()).not.toContain('Quill');
  await nurse.getByRole('button', { name: 'Accept', exact: true }).click();
  await nurse.getByText('Accepted: Visit on the ward').waitFor();
  await nurse.getByRole('link', { name: 'Tasks', exact: true }).first().click();
  await nurse.getByRole('link', { name: 'Team', exact: true }).click();
  await nurse.getByRole('link', { name: 'See the person' }).waitFor();
  await nurse.goto(`${people.product.url}/cases/${caseId}`);
  await nurse.getByText('You see what was shown to you').waitFor();
  expect(await nurse.content()).not.toContain('Quill');
  await nurse.goto(`${people.product.url}/cases`);
  await nurse.getByText('Shown to you by other units').waitFor();
  expect(people.errors).toEqual([]);
});
