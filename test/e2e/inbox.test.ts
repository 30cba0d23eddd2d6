// The inbox as it is worked through: by keyboard, filtered by the address, put off and come back, still while others act; and what
// an administrator sets up for those who are told and rung.
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people?.leave());

async function faultsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
}
/** For whoever looks at the pages: taken only where a folder is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

it('is gone through by keyboard: next, select, find, put off, and come back', async () => {
  const page = await people.pageOf('ellen');
  await page.goto(`${people.product.url}/tasks?of=team`);
  const rows = page.locator('[data-row]');
  await rows.first().waitFor();
  const all = await rows.count();
  expect(all).toBeGreaterThan(1);
  await page.keyboard.press('j');
  const first = await rows.first().textContent();
  expect(await page.evaluate('document.activeElement.textContent')).toBe(first);
  await page.keyboard.press('x');
  await page.getByText('1 step selected').waitFor();
  expect(await faultsOn(page)).toEqual([]);
  await picture(page, 'inbox');
  await page.keyboard.press('/');
  await page.keyboard.type('no such words');
  await page.getByText('Nothing here fits the filters').waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toContain('no such words');
  await page.getByRole('link', { name: 'everything' }).click();
  await rows.first().waitFor();

  // Put off what has time, so that it stays off.
  const next = page.getByRole('rowgroup').filter({ hasText: /^Next/ });
  const title = (await next.locator('[data-row]').last().textContent()) ?? '';
  await next.locator('[data-row]').last().focus();
  await page.keyboard.press('s');
  await page.getByRole('dialog').getByRole('button', { name: 'For an hour' }).click();
  const later = page.getByRole('rowgroup').filter({ hasText: /^Put off/ });
  await later.getByText(title).first().waitFor();
  await later.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await later.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
});

it('keeps a view under a name and as an address that a colleague can open', async () => {
  const page = await people.pageOf('ellen');
  await page.goto(`${people.product.url}/tasks?of=team`);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('approval');
  await expect.poll(() => new URL(page.url()).searchParams.get('kind')).toContain('approval');
  const address = page.url();
  const shown = await page.locator('[data-row]').allTextContents();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Keep this view' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Approvals');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.goto(`${people.product.url}/tasks`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Approvals', exact: true }).click();
  await expect.poll(() => page.url()).toBe(address);
  await expect.poll(() => page.locator('[data-row]').allTextContents()).toEqual(shown);
  const colleague = await people.pageOf('marcus');
  await colleague.goto(address);
  await colleague.getByRole('heading', { level: 1, name: 'Tasks of the team' }).waitFor();
  expect(await colleague.getByRole('combobox', { name: 'Kind' }).inputValue()).toBe('approval');
});

it('moves no row while it is read: what is new and what is gone waits for a press', async () => {
  const page = await people.pageOf('ellen');
  await page.goto(`${people.product.url}/tasks?of=team`);
  await page.locator('[data-row]').first().waitFor();
  const before = await page.locator('[data-row]').allTextContents();
  const marcus = await people.client('marcus');
  const { items } = await marcus.get('cases');
  const open = items.find((row) => row.status !== 'closed' && !row.imminent && row.reference !== null);
  await marcus.act(open?.id ?? '', { kind: 'declareDanger', reason: 'He said today is the day.' });
  await page.getByText(/^\d+ new/).waitFor();
  expect(await page.locator('[data-row]').allTextContents()).toEqual(before);
  await page.getByRole('button', { name: 'Show the list as it is now' }).click();
  await expect.poll(async () => (await page.locator('[data-row]').count()) > before.length).toBe(true);
});

it('an administrator asks for a webhook that another must allow, and puts people on call', async () => {
  const ruth = await people.pageOf('ruth');
  await ruth.getByRole('link', { name: 'Administration' }).click();
  await ruth.getByRole('link', { name: 'Delivery' }).click();
  const form = ruth.getByRole('form', { name: 'New webhook' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Dispatch desk');
  await form.getByRole('textbox', { name: 'Address' }).fill('https://127.0.0.1/in');
  await form.getByRole('button', { name: 'Ask for the webhook' }).click();
  await ruth.getByText('it must be an https address of a server with a public name').waitFor();
  await form.getByRole('textbox', { name: 'Address' }).fill('https://hooks.agency.example/in');
  await form.getByRole('button', { name: 'Ask for the webhook' }).click();
  await ruth.getByText('whsec_').waitFor();
  await ruth.getByText('Waits for a second person', { exact: true }).waitFor();
  expect(await ruth.getByRole('button', { name: 'Allow' }).count()).toBe(0);
  expect(await faultsOn(ruth)).toEqual([]);
  await picture(ruth, 'webhooks');

  await ruth.getByRole('link', { name: 'Units' }).click();
  await ruth.getByRole('table').getByRole('link').first().click();
  const card = ruth.getByRole('region', { name: 'On call' });
  await card.getByText('Nobody is on call now.').waitFor();
  await card.getByLabel('Person on call').first().click();
  await ruth.getByRole('listbox').getByRole('option').first().click();
  await card.getByLabel(/^From/).fill('2026-01-01T00:00');
  await card.getByLabel('Until', { exact: true }).fill('2036-01-01T00:00');
  await card.getByRole('button', { name: 'Put on call' }).click();
  await card.getByText(/^Now: first /).waitFor();
  expect(await faultsOn(ruth)).toEqual([]);
  await picture(ruth, 'on-call');
  expect(people.errors).toEqual([]);
});
