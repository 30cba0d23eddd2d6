// The supervisor's desk: grouped and taken away as a file, and how timely the work was.
import axe from 'axe-core';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly lines: readonly string[] }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: download.suggestedFilename(), lines: (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n') };
}

describe('the board', () => {
  it('is grouped by who has a step, and keeps that in its address', async () => {
    const page = await people.pageOf('ellen');
    await page.goto(`${people.product.url}/supervision`);
    await page.getByLabel('Group by').selectOption({ label: 'Person who has it' });
    await page.getByRole('rowheader', { name: /Claimed by nobody/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('by')).toBe('person');
    await page.getByLabel('Group by').selectOption({ label: 'Unit' });
    expect(await page.getByRole('rowheader').count()).toBe(1);
  });

  it('is saved as it is shown, without the titles of cases, or only what is selected', async () => {
    const page = await people.pageOf('ellen');
    await page.goto(`${people.product.url}/supervision`);
    const boxes = page.getByRole('table').getByRole('checkbox');
    await boxes.first().waitFor();
    const shown = await boxes.count();
    const whole = await saved(page, 'These rows as CSV');
    expect(whole.name).toMatch(/^board \d{4}-\d\d-\d\d \d{4}\.csv$/);
    expect(whole.lines).toHaveLength(shown + 1);
    const api = await people.client('ellen');
    const { rows } = await api.get('board');
    for (const { caseTitle } of rows) expect(whole.lines.join('\n')).not.toContain(caseTitle);
    await boxes.first().check();
    expect((await saved(page, 'Selected rows as CSV')).lines).toHaveLength(2);
  });
});

describe('timeliness', () => {
  it('has charts with their numbers in tables, for days and by what one chooses, and says what is wrong with a period', async () => {
    const page = await people.pageOf('ellen');
    await page.goto(`${people.product.url}/supervision`);
    await page.getByRole('link', { name: 'Timeliness' }).click();
    await page.getByRole('rowheader', { name: 'All', exact: true }).waitFor();
    await page.getByLabel('By', { exact: true }).selectOption({ label: 'Criterion cited' });
    await page.getByRole('columnheader', { name: 'Criterion cited' }).waitFor();
    expect(new URL(page.url()).searchParams.get('per')).toBe('criterion');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
    expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    expect((await saved(page, 'These figures as CSV')).lines[1]).toMatch(/^"All",\d+,/);
    await page.getByLabel('First day').fill('2020-01-10');
    await page.getByLabel('Last day').fill('2020-01-01');
    await page.getByText('The first day comes after the last; swap them.').waitFor();
    await page.getByLabel('Last day').fill('2020-01-20');
    await page.getByRole('button', { name: 'Show these days' }).click();
    await page.getByRole('heading', { name: 'Nothing happened in these days' }).waitFor();
    expect(people.errors).toEqual([]);
  });
});

describe('a protocol over all its cases', () => {
  it('says in words at each step what its table says, and leads from a step to its open ones on the board', async () => {
    const api = await people.client('ellen');
    const open = (await api.get('board')).rows.find((row) => row.kind === 'task');
    if (open === undefined) throw new Error('the demo has no open task');
    const published = (await api.get('protocols')).items.find((row) => row.key === open.protocol)?.published;
    const page = await people.pageOf('ellen');
    await page.goto(`${people.product.url}/versions/${published?.versionId}`);
    await page.getByRole('link', { name: 'How its steps go over all cases' }).click();
    await page.getByLabel('Cases on').selectOption({ label: 'Any version' });
    await page.getByRole('link', { name: open.title, exact: true }).waitFor();
    await page.locator('.step-mark').filter({ hasText: /open|late now/ }).first().waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
    expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    await page.getByRole('link', { name: open.title, exact: true }).click();
    await page.getByText(`Only “${open.title}”`).waitFor();
    await page.getByRole('link', { name: 'Show all steps' }).click();
    await page.getByText(`Only “${open.title}”`).waitFor({ state: 'detached' });
    expect(people.errors).toEqual([]);
  });
});
