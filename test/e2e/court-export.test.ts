// A case goes to a court, as people do it: the supervisor looks for a name, redacts it, makes the file and prints it; a colleague who
// supervises as well sees who made it and holds a file to what was made; who only works on the case is offered none of it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
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
  const marcus = await people.client('marcus');
  const values = { received_at: '2026-03-02T09:00:00-05:00', channel: 'web', reporter_kind: 'anonymous', subject_known: true, what_was_seen_or_said: 'Neighbour Quill heard him say it.', setting: 'workplace', school_related: true, threat_to_life: false, weapons_mentioned: false };
  caseId = (await marcus.get('openCase', { body: { id: crypto.randomUUID(), versionId: version.id, title: 'A man at the fence', values } })).caseId;
  await marcus.act(caseId, { kind: 'note', text: 'Quill asks not to be named.' });
}, 240_000);
afterAll(() => people?.leave());

it('is prepared, redacted, made, printed and checked by who supervises it, and everybody who supervises it sees that', async () => {
  const ellen = await people.pageOf('ellen');
  await ellen.goto(`${people.product.url}/cases/${caseId}`);
  await ellen.getByRole('button', { name: 'More' }).click();
  await ellen.getByRole('menuitem', { name: 'Export for a court' }).click();
  await ellen.getByText('Neighbour Quill heard him say it.').waitFor();
  await ellen.getByRole('textbox', { name: 'Show items with' }).fill('quill');
  await ellen.getByText(/ 2 items shown\.$/).waitFor();
  await ellen.getByRole('button', { name: 'Redact those shown (2)' }).click();
  await ellen.getByText('Say why it is redacted.').waitFor();
  await ellen.getByRole('combobox', { name: 'Reason to redact' }).fill('Identity of a source or witness');
  await ellen.keyboard.press('Escape');
  await ellen.getByRole('button', { name: 'Redact those shown (2)' }).click();
  await ellen.getByText(/^2 of .* redacted\./).waitFor();
  expect(await ellen.getByText('Neighbour Quill').count()).toBe(0);
  expect(await faultsOn(ellen)).toEqual([]);
  await picture(ellen, 'prepare');

  // What was chosen is still there after the page was left, and nothing is made without for whom and why.
  await ellen.reload();
  await ellen.getByText(/^2 of .* redacted\./).waitFor();
  await ellen.getByRole('button', { name: 'Make the export' }).click();
  await ellen.getByText('Say who gets it.').waitFor();
  await ellen.getByRole('textbox', { name: 'For whom' }).fill('Superior Court of Harlow');
  await ellen.getByRole('textbox', { name: 'Basis' }).fill('Subpoena 26-114');
  await ellen.getByRole('textbox', { name: 'Reason', exact: true }).fill('Hearing on 9 December');
  await ellen.getByRole('button', { name: 'Make the export' }).click();
  await ellen.getByRole('heading', { name: /export for Superior Court of Harlow/ }).waitFor();
  expect(await ellen.content()).not.toContain('Quill');
  expect(await ellen.getByText('Identity of a source or witness').count()).toBe(2);
  expect(await faultsOn(ellen)).toEqual([]);
  await picture(ellen, 'made');
  const [download] = await Promise.all([ellen.waitForEvent('download'), ellen.getByRole('button', { name: 'Download the file' }).click()]);
  const path = await download.path();
  const text = await readFile(path, 'utf8');
  expect(text).not.toContain('Quill');
  expect((await ellen.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');

  const dana = await people.pageOf('dana');
  await dana.goto(`${people.product.url}/cases/${caseId}/export`);
  await dana.getByText(/for Superior Court of Harlow, on the basis of Subpoena 26-114/).waitFor();
  await dana.locator('input[type=file]').setInputFiles(path);
  await dana.getByText(/is as it was made: .* 2 redacted/).waitFor();
  await dana.locator('input[type=file]').setInputFiles({ name: 'altered.json', mimeType: 'application/json', buffer: Buffer.from(text.replace('Subpoena 26-114', 'Subpoena 26-115')) });
  await dana.getByText(/“altered\.json” was altered/).waitFor();
  await picture(dana, 'before');
  expect(people.errors).toEqual([]);
});

it('is offered to nobody who only works on the case', async () => {
  const marcus = await people.pageOf('marcus');
  await marcus.goto(`${people.product.url}/cases/${caseId}`);
  await marcus.getByRole('heading', { name: 'What has happened' }).waitFor();
  await marcus.getByRole('button', { name: 'More' }).click();
  expect(await marcus.getByRole('menuitem', { name: 'Export for a court' }).count()).toBe(0);
  await marcus.goto(`${people.product.url}/cases/${caseId}/export`);
  await marcus.getByText('Right is missing.').waitFor();
});

async function faultsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
}

/** For whoever looks at the pages: taken only where a folder is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (!folder) return;
  await page.screenshot({ path: join(folder, `export-${name}.png`), fullPage: true });
  if (name === 'made') await page.pdf({ path: join(folder, 'export.pdf'), preferCSSPageSize: true });
}
