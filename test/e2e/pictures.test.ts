// A unit lead takes a protocol out as a picture, looks at what a template is before starting from it, and lays two versions side by
// side before sending one to review.
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canvasOf } from './drawing.ts';
import { startPeople, type People } from './people.ts';

let people: People;
let id: string;
let title: string;
beforeAll(async () => {
  people = await startPeople();
  const dana = await people.client('dana');
  const row = (await dana.get('protocols')).items.find((p) => p.key === 'closure_aar');
  if (!row) throw new Error('the demo has a protocol that closes cases');
  [id, title] = [row.id, row.title];
  const { draft, revision } = await dana.get('protocol', { params: { id } });
  const tighter = draft.nodes.map((node) => (node.kind === 'task' && node.limit?.kind === 'due' ? { ...node, limit: { ...node.limit, rules: [{ due: 'PT1H' }] } } : node));
  const nodes = [...tighter, { id: 'known', kind: 'milestone' as const, title: 'Partners know of it', instructions: '', citations: [] }];
  await dana.get('saveDraft', { params: { id }, body: { revision, draft: { ...draft, nodes, layout: Object.fromEntries([...Object.entries(draft.layout).map(([step, at]) => [step, { x: at.x + 40, y: at.y + 25 }]), ['known', { x: 1700, y: 900 }]]) } } });
}, 240_000);
afterAll(() => people.leave());

async function axeClean(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours that are still changing over are nobody's.
    await page.waitForTimeout(300);
    await page.waitForFunction(() => document.getAnimations().length === 0);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
    expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120) ?? ''}`), colorScheme).toEqual([]);
  }
}

it('the draft on the canvas is exported as PDF, SVG and PNG, each with every step', async () => {
  const page = await people.pageOf('dana');
  await page.goto(`${people.product.url}/protocols/${id}`);
  await canvasOf(page).waitFor();
  for (const [kind, begins] of [['PDF', '%PDF'], ['SVG', '<svg'], ['PNG', '\u0089PNG']] as const) {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: /^Export as a picture/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Export as a picture' });
    await dialog.getByRole('radio', { name: kind }).check();
    if (kind === 'PDF') {
      await dialog.getByText('At reading size, tiled').click();
      await dialog.getByText(/^\d+ sheets: /).waitFor();
      await axeClean(page);
    }
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()]);
    expect(download.suggestedFilename()).toBe(`closure_aar-draft.${kind.toLowerCase()}`);
    const file = readFileSync(await download.path());
    expect(file.toString('latin1').startsWith(begins)).toBe(true);
    if (kind === 'SVG') expect([...file.toString('utf8').matchAll(/data-step="/g)].length).toBe((await (await people.client('dana')).get('protocol', { params: { id } })).draft.nodes.length);
  }
});

it('the page of a version is printed with its hash, the whole picture and its steps', async () => {
  const page = await people.pageOf('dana');
  const [version] = (await (await people.client('dana')).get('protocol', { params: { id } })).versions;
  await page.goto(`${people.product.url}/versions/${version?.id ?? ''}`);
  await page.getByRole('heading', { level: 1, name: `${title}, version 1` }).waitFor();
  const printed = page.locator('[aria-hidden=true] > svg[aria-label$="version 1"]');
  expect(await printed.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  await printed.waitFor();
  expect(await printed.locator('[data-part=step]').count()).toBe(19);
  expect(await page.getByText(version?.hash ?? 'no hash').isVisible()).toBe(true);
  expect(await page.locator('.react-flow').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
});

it('each template in the gallery is drawn, with what it is for and its sources', async () => {
  const page = await people.pageOf('dana');
  await page.goto(`${people.product.url}/protocols`);
  const gallery = page.getByRole('region', { name: 'Templates' });
  await gallery.getByRole('heading', { level: 3 }).first().waitFor();
  const pictures = gallery.locator('.gallery-picture img');
  expect(await pictures.count()).toBe(10);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((img: HTMLImageElement) => img.decode());
    expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(300);
  }
  await gallery.getByText(/^Sources \(\d+\)/).first().click();
  await gallery.getByText(/^source:|^statute:|^policy:|^agreement:/).first().waitFor();
  await axeClean(page);
});

it('the draft and a version stand side by side, go together, and are printed as a report', async () => {
  const page = await people.pageOf('dana');
  await page.goto(`${people.product.url}/protocols/${id}`);
  await canvasOf(page).waitFor();
  await page.getByRole('button', { name: /^Versions/ }).click();
  await page.getByRole('link', { name: 'Version 1 and the draft side by side' }).click();
  await page.getByRole('heading', { level: 1, name: 'What the draft changes of version 1' }).waitFor();
  await page.getByRole('status').getByText(/steps differ\. Tighter: [1-9]/).waitFor();

  const [before, after] = [page.getByRole('img', { name: /^Before: version 1/ }).first(), page.getByRole('img', { name: /^After: the draft/ }).first()];
  expect(await before.getByText('↑ tighter').count()).toBeGreaterThan(0);
  expect(await after.getByText('+ new').count()).toBe(1);
  expect(await before.getByText('+ new').count()).toBe(0);
  // Everything was moved; nothing is told of it.
  const untouched = page.getByRole('region', { name: 'In words' });
  expect(await untouched.getByText('May it be closed?').count()).toBe(0);

  const viewBox = (of: typeof before): Promise<string | null> => of.getAttribute('viewBox');
  const whole = await viewBox(before);
  await untouched.getByRole('button', { name: 'Partners know of it' }).click();
  expect(await viewBox(before)).not.toBe(whole);
  expect(await viewBox(before)).toBe(await viewBox(after));
  await page.getByRole('group', { name: /^Before: arrow keys/ }).focus();
  await page.keyboard.press('1');
  expect(await viewBox(after)).toBe(whole);
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  expect(await viewBox(after)).not.toBe(whole);
  expect(await viewBox(before)).toBe(await viewBox(after));

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Report as PDF' }).click()]);
  expect(readFileSync(await download.path()).toString('latin1').startsWith('%PDF')).toBe(true);
  await page.emulateMedia({ media: 'print' });
  await page.getByText(new RegExp(`^${title}\\. Before: version 1, .*Printed .* by Dana Whitfield`)).waitFor();
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await axeClean(page);
  await page.getByLabel('Before', { exact: true }).selectOption({ label: 'the draft' });
  await page.getByText('Nothing is different.').first().waitFor();
  expect(people.errors).toEqual([]);
});
