// What did we know then, as people ask it: one corrects a form, another looks at what was known before, from the timeline and by a
// time of their own; the address can be sent, and nothing can be done in the past.
import { join } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { startPeople, type People } from './people.ts';

let people: People;
let caseId = '';
beforeAll(async () => {
  people = await startPeople();
  const dana = await people.client('dana');
  const unitId = (await dana.get('units')).items[0]?.id ?? '';
  const { id } = await dana.get('createProtocol', { body: { unitId, from: { kind: 'json', draft: reportToClosure } } });
  const { hash } = await dana.get('sendToReview', { params: { id }, body: { revision: 1 } });
  const version = await (await people.client('ellen')).get('publish', { params: { id }, body: { hash } });
  const values = { received_at: '2026-03-02T09:00:00-05:00', channel: 'web', reporter_kind: 'anonymous', subject_known: true, what_was_seen_or_said: 'A neighbour heard him say it.', setting: 'workplace', school_related: true, threat_to_life: false, weapons_mentioned: false };
  caseId = (await (await people.client('marcus')).get('openCase', { body: { id: crypto.randomUUID(), versionId: version.id, title: 'A man at the fence', values } })).caseId;
}, 240_000);
afterAll(() => people?.leave());

it('a colleague sees what was known before the correction, marked as the past, and comes back to now by one press', async () => {
  const marcus = await people.pageOf('marcus');
  await marcus.goto(`${people.product.url}/cases/${caseId}`);
  await marcus.getByRole('link', { name: 'Correct it' }).first().click();
  await marcus.getByRole('textbox', { name: /seen or said/i }).fill('The neighbour was not there.');
  await marcus.getByRole('textbox', { name: 'Reason of the correction' }).fill('Asked again.');
  await marcus.getByRole('button', { name: 'Record the correction' }).click();
  await marcus.getByText('The neighbour was not there.').waitFor();

  const ellen = await people.pageOf('ellen');
  await ellen.goto(`${people.product.url}/cases/${caseId}`);
  await ellen.getByText('The neighbour was not there.').waitFor();
  await ellen.getByRole('link', { name: 'The case then, transition 1', exact: true }).click();
  const bar = ellen.getByRole('region', { name: 'As of an earlier time' });
  // The screening was late at once, so what time did belongs to the same instant as the opening.
  await bar.getByText(/This is what was recorded until then, transition \d; 1 transition since is not in it/).waitFor();
  await ellen.getByText('A neighbour heard him say it.').waitFor();
  expect(await ellen.getByText('The neighbour was not there.').count()).toBe(0);
  expect(await ellen.getByText('Asked again.').count()).toBe(0);
  for (const name of ['More', 'Set the level', 'Add the note']) expect(await ellen.getByRole('button', { name }).count()).toBe(0);
  expect(await ellen.getByRole('link', { name: 'Correct it' }).count()).toBe(0);
  await ellen.evaluate(axe.source);
  const { violations } = await ellen.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id)).toEqual([]);
  const folder = process.env['PICTURES'];
  if (folder) await ellen.screenshot({ path: join(folder, 'as-of.png'), fullPage: true });

  const link = ellen.url();
  await bar.getByRole('button', { name: 'Back to now' }).click();
  await ellen.getByText('The neighbour was not there.').waitFor();
  await marcus.goto(link);
  await marcus.getByText('A neighbour heard him say it.').waitFor();

  await ellen.getByRole('button', { name: 'More' }).click();
  await ellen.getByRole('menuitem', { name: 'Show it as it was at an earlier time' }).click();
  const dialog = ellen.getByRole('dialog');
  await dialog.getByLabel(/^As of/).fill('2999-01-01T00:00');
  await dialog.getByRole('button', { name: 'Show it as it was' }).click();
  await dialog.getByText('Choose a time that has passed.').waitFor();
  await dialog.getByLabel(/^As of/).fill('2001-01-01T00:00');
  await dialog.getByRole('button', { name: 'Show it as it was' }).click();
  await ellen.getByText(/is before the case was opened; choose a later one/).waitFor();
  expect(people.errors).toEqual([]);
});
