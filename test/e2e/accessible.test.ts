// What anybody can perceive and operate: axe finds nothing serious on the pages people work on most.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { append, canvasOf, inspectorOf, newProtocol, open } from './drawing.ts';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

/** Serious and critical violations, each with where it is. */
async function faultsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
}

describe('nothing serious stands in anybody’s way', () => {
  it('on the sign-in page', async () => {
    const page = await people.window();
    await page.goto(people.product.url);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await faultsOn(page)).toEqual([]);
  });

  it('in the editor, with a step open on each of its tabs and the findings shown', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'For everybody');
    expect(await faultsOn(page)).toEqual([]);
    await append(page, { after: 'Start', kind: 'Task', title: 'Look' });
    await page.getByRole('button', { name: 'Findings' }).click();
    for (const tab of ['Step', 'People', 'Clock', 'Form', 'Conditions'] as const) {
      await open(page, 'Look', tab);
      if (tab === 'Form') {
        await inspectorOf(page).getByRole('button', { name: 'New form' }).click();
        await inspectorOf(page).getByRole('button', { name: 'Add field' }).click();
      }
      expect(await faultsOn(page), `tab ${tab}`).toEqual([]);
    }
    await canvasOf(page).getByRole('group', { name: /Look/ }).focus();
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Add after Look' }).waitFor();
    expect(await faultsOn(page), 'the list of what may follow').toEqual([]);
  });

  it.each(['light', 'dark'] as const)('in the editor’s outline, its commands and its keys, %s', async (colorScheme) => {
    const page = await people.pageOf('dana');
    await page.emulateMedia({ colorScheme });
    await page.getByText('Outline', { exact: true }).first().click();
    await page.getByTestId('outline').waitFor();
    expect(await faultsOn(page), 'the outline').toEqual([]);
    for (const [key, name] of [['Control+K', 'Commands'], ['?', 'Keys of the editor']] as const) {
      await page.getByTestId('outline').getByRole('group', { name: /Look/ }).focus();
      await page.keyboard.press(key);
      await page.getByRole('dialog', { name }).waitFor();
      expect(await faultsOn(page), name).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
    }
    await page.getByText('Canvas', { exact: true }).first().click();
    await canvasOf(page).waitFor();
    expect(await faultsOn(page), 'the canvas').toEqual([]);
  });

  it('among the tasks', async () => {
    const page = await people.pageOf('marcus');
    await page.getByRole('link', { name: 'Tasks' }).click();
    await page.getByRole('heading', { level: 1, name: /tasks/i }).waitFor();
    expect(await faultsOn(page)).toEqual([]);
  });

  it('on the page of a case', async () => {
    const page = await people.pageOf('ellen');
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('table').getByRole('link').first().click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'At a glance' }).waitFor();
    await page.locator('.react-flow__node').first().waitFor();
    expect(await faultsOn(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('in the other rooms, %s', async (colorScheme) => {
    const page = await people.pageOf('ruth');
    await page.emulateMedia({ colorScheme });
    for (const path of ['/tasks?of=team', '/notices', '/told', '/cases/new', '/protocols', '/administration', '/administration/people', '/administration/agencies', '/administration/delivery', '/password']) {
      await page.goto(people.product.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.getByText(/^Loading /).count()).toBe(0);
      expect(await faultsOn(page), path).toEqual([]);
    }
    await page.goto(`${people.product.url}/tasks?of=team`);
    await page.getByRole('link', { name: 'Decide: open, ask, refer or no case' }).click();
    await page.locator('.react-flow__node').first().waitFor();
    expect(await faultsOn(page), 'a step').toEqual([]);
  });

  it('where the hours of an agency are kept', async () => {
    const page = await people.pageOf('ruth');
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('link', { name: 'Calendars' }).click();
    await page.getByRole('table').waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Office hours' }).click();
    await page.getByRole('button', { name: 'Add a closure' }).click();
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await page.getByText('say when it begins and when it ends').waitFor();
    expect(await faultsOn(page)).toEqual([]);
  });

  it('on the board', async () => {
    const page = await people.pageOf('ellen');
    await page.getByRole('link', { name: 'Supervision' }).click();
    await page.getByRole('table').first().waitFor();
    expect(await faultsOn(page)).toEqual([]);
  });
});
