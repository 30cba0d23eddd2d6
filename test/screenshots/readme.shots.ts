// The README's pictures, taken of the built product with its demo: `npm run screenshots` writes docs/screenshots/ anew.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkoutRoot } from '../../server/config.ts';
import { startPeople, type People } from '../e2e/people.ts';

const folder = join(checkoutRoot(), 'docs', 'screenshots');
const largest = 250 * 1024;
let people: People;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

/** The window as it is, once nothing on it moves any more; small enough for a page that many load. */
async function take(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(800);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  expect(statSync(path).size).toBeLessThan(largest);
}

it('the editor, with a step of a published protocol open', async () => {
  const page = await people.pageOf('dana');
  await page.getByRole('link', { name: 'Protocols' }).click();
  await page.getByRole('link', { name: 'Report intake and triage' }).click();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('navigation', { name: 'Outline of the protocol' }).getByText('Decide: open, ask, refer or no case').click();
  await page.getByRole('tab', { name: 'Clock' }).click();
  await take(page, 'editor');
});

it('a task, with its clock and its form', async () => {
  const page = await people.pageOf('marcus');
  await page.getByRole('link', { name: 'Decide: open, ask, refer or no case' }).click();
  await page.getByRole('heading', { name: 'Clock' }).waitFor();
  await take(page, 'task');
});

it('a case, with where it stands', async () => {
  const page = await people.pageOf('ellen');
  await page.getByRole('link', { name: 'Cases' }).click();
  await page.getByRole('row').filter({ hasText: 'Letters to the county clerk' }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'At a glance' }).waitFor();
  await take(page, 'case');
});

it('the board', async () => {
  const page = await people.pageOf('ellen');
  await page.getByRole('link', { name: 'Supervision' }).click();
  await page.getByRole('table').waitFor();
  await take(page, 'board');
});

it('two versions side by side', async () => {
  const dana = await people.client('dana');
  const row = (await dana.get('protocols')).items.find((p) => p.key === 'closure_aar');
  if (!row) throw new Error('the demo has a protocol that closes cases');
  const { draft, revision } = await dana.get('protocol', { params: { id: row.id } });
  const nodes = draft.nodes.map((node) => (node.title === 'Tell the target' && node.kind === 'task' && node.limit?.kind === 'due' ? { ...node, limit: { ...node.limit, rules: [{ due: 'PT24H' }] } } : node.title === 'Set how long it is kept' && node.kind === 'task' && node.limit?.kind === 'due' ? { ...node, limit: { ...node.limit, rules: [{ due: 'P30D' }] } } : node));
  await dana.get('saveDraft', { params: { id: row.id }, body: { revision, draft: { ...draft, nodes } } });
  const page = await people.pageOf('dana');
  await page.goto(`${people.product.url}/protocols/${row.id}/compare`);
  await page.getByRole('region', { name: 'In words' }).getByRole('button', { name: 'Set how long it is kept' }).click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await take(page, 'compare');
});
