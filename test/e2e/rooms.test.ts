// What holds in every room: one is told where one is, a form says what would be right, and a case worker needs no mouse.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

const dialog = (page: Page) => page.getByRole('dialog');
const focused = (page: Page): Promise<string> => page.evaluate(() => {
  const at = document.activeElement;
  const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0]?.textContent : undefined;
  return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '';
});
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`eighty times Tab do not reach ${name.source}; the focus is on "${await focused(page)}"`);
}

describe('where one is', () => {
  it.each([
    ['/tasks', ['Tasks', 'Mine']], ['/tasks?of=team', ['Tasks', 'Team']], ['/tasks/not-confirmed', ['Tasks', 'Not confirmed yet']],
    ['/cases', ['Cases', 'Open']], ['/cases?status=report', ['Reports', 'Reports']], ['/cases?status=all&q=HC', ['Cases', 'All']], ['/cases/new', ['Cases']],
    ['/protocols', ['Protocols']], ['/administration', ['Administration', 'Units']], ['/administration/people', ['Administration', 'People']],
  ])('is marked once in the rail and once among the tabs: %s', async (path, marked) => {
    const page = await people.pageOf('ruth');
    await page.goto(people.product.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const words = await page.locator('nav [aria-current=page]').allInnerTexts();
    expect(words.map((word) => word.split('\n')[0])).toEqual(marked);
  });
});

describe('a form that cannot be sent', () => {
  it('says what is missing in words of its own, beside what is missing, and keeps what was typed', async () => {
    const page = await people.pageOf('ellen');
    await page.goto(`${people.product.url}/supervision`);
    await page.getByRole('button', { name: /^Act on Classify the threat/ }).click();
    await page.getByRole('menuitem', { name: 'Extend the limit' }).click();
    await dialog(page).getByLabel('Later by').fill('some');
    await dialog(page).getByRole('button', { name: 'Extend' }).click();
    await dialog(page).getByText('Write a whole number above zero.').waitFor();
    await dialog(page).getByText('Say why the limit moves.').waitFor();
    expect(await dialog(page).getByLabel('Later by').inputValue()).toBe('some');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Act on Classify the threat/ }).click();
    await page.getByRole('menuitem', { name: /Offer ownership/ }).click();
    await dialog(page).getByRole('button', { name: 'Offer ownership' }).click();
    await dialog(page).getByText('Choose whom you offer it to.').waitFor();
    await page.keyboard.press('Escape');
  });

  it('opens no case without its title and its intake, and has both again after leaving the page', async () => {
    const page = await people.pageOf('marcus');
    await page.goto(`${people.product.url}/cases/new`);
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByText('Give the case a title that tells it apart').waitFor();
    await page.getByLabel(/Title of the case/).fill('Kept while away');
    await page.getByLabel(/What was seen or said/).fill('Half a sentence');
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByRole('alert').getByText(/fields are not as they must be/).waitFor();
    await page.goto(`${people.product.url}/tasks`);
    await page.goto(`${people.product.url}/cases/new`);
    expect(await page.getByLabel(/Title of the case/).inputValue()).toBe('Kept while away');
    expect(await page.getByLabel(/What was seen or said/).inputValue()).toBe('Half a sentence');
  });

  it('of administration asks for what it needs and begins in the zone of this computer', async () => {
    const page = await people.pageOf('ruth');
    await page.goto(`${people.product.url}/administration/people`);
    await page.getByLabel('Name', { exact: true }).fill('Nina Berg');
    await page.getByLabel('Login', { exact: true }).fill('nina');
    await page.getByRole('button', { name: 'Add the person' }).click();
    await page.getByText('Choose the agency this person works for.').waitFor();
    await page.goto(`${people.product.url}/administration`);
    const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe(zone);
    await page.getByLabel('Name', { exact: true }).fill('A unit');
    await page.getByRole('button', { name: 'Add the unit' }).click();
    await page.getByText('Choose the agency that hosts it.').waitFor();
  });

  it('is not offered to who would be refused', async () => {
    const page = await people.pageOf('ellen');
    await page.goto(`${people.product.url}/administration/agencies`);
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('button', { name: /^(Add|New)/ }).count()).toBe(0);
  });
});

describe('a case worker without a mouse', () => {
  it('goes to a task, fills its form and sends it', async () => {
    const page = await people.pageOf('marcus');
    await page.goto(`${people.product.url}/cases`);
    await page.getByRole('table').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('link', { name: 'Decide: open, ask, refer or no case' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Decide: open, ask, refer or no case' }).waitFor();
    await page.getByRole('button', { name: 'No case' }).waitFor();

    await tabTo(page, /^Behaviors observed/);
    await page.keyboard.type('Repeated angry messages');
    await tabTo(page, /^What is fact, what is opinion/);
    await page.keyboard.type('The messages are on file.');
    await tabTo(page, /^Undetermined$/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /^Yes$/);
    await page.keyboard.press('ArrowRight');
    await tabTo(page, /^Why\?/);
    await page.keyboard.type('A name and a date.');
    await tabTo(page, /^Open a case$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/tasks$/);
    await page.getByText('Recorded').first().waitFor();
    expect(people.errors).toEqual([]);
  });
});
