// Drawing without a mouse: the main edit of a protocol by keys alone, with the focus never lost on the way.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectorOf, stepOn } from './drawing.ts';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

/** Presses Tab (or Shift+Tab) until what has the focus bears the name. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`sixty times ${key} do not reach ${name.source}; the focus is on "${await focused(page)}"`);
}

describe('drawing by the keyboard alone', () => {
  it('a step is appended, named, deleted and brought back', async () => {
    const page = await people.pageOf('dana');
    await tabTo(page, /^Protocols/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Protocols' }).waitFor();
    await tabTo(page, /^New protocol/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'New protocol' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.type('Drawn by keys');
    await page.keyboard.press('Enter');

    await stepOn(page, 'Start').waitFor();
    await tabTo(page, /^step 1 of 2, Start/);
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Add after Start' }).waitFor();
    await expect.poll(() => focused(page)).toBe('Task');
    await page.keyboard.press('Enter');

    // The new step has the focus and is selected; its properties are some tabs further.
    await expect.poll(() => focused(page)).toMatch(/^step 2 of 3, Task/);
    await tabTo(page, /^Step$/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-field'))).toBe('title');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Look at it');
    await stepOn(page, 'Look at it').waitFor();

    await tabTo(page, /^step 2 of 3, Look at it/, 'Shift+Tab');
    await page.keyboard.press('Delete');
    await expect.poll(() => stepOn(page, 'Look at it').count()).toBe(0);
    // The focus is on the step before, so one goes on where one was.
    await expect.poll(() => focused(page)).toMatch(/^step 1 of 2, Start/);

    await page.keyboard.press('Control+Z');
    await stepOn(page, 'Look at it').waitFor();
    expect(await inspectorOf(page).getByRole('heading', { level: 2 }).count()).toBe(1);
    expect(people.errors).toEqual([]);
  });
});
