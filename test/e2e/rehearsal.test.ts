// A unit lead rehearses a protocol beside its canvas: by hand and by keyboard, unsaved edits included, and what is saved is asked
// for again when the protocol is published.
import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { canvasOf, inspectorOf, open, stepOn } from './drawing.ts';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Rehearsal' });
const stepIn = (page: Page, title: string): Locator => panelOf(page).getByRole('region', { name: title });

async function faultsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
}

it('a protocol is rehearsed on its canvas, saved, and holds until it is drawn otherwise', async () => {
  const page = await people.pageOf('dana');
  const dana = await people.client('dana');
  const unitId = (await dana.get('session')).units[0]?.id ?? '';
  const { id } = await dana.get('createProtocol', { body: { unitId, from: { kind: 'json', draft: reportToClosure } } });
  await page.goto(`${people.product.url}/protocols/${id}`);
  await canvasOf(page).waitFor();
  await page.getByRole('button', { name: 'Rehearse' }).click();
  const panel = panelOf(page);
  await panel.getByLabel(/^It begins/).fill('2026-01-05T09:00');
  await panel.getByRole('button', { name: 'Open the case' }).click();
  await page.keyboard.press('Enter');

  // The form is filled in where it must be, and can be changed before it is played.
  await stepIn(page, 'Take the report').getByRole('button', { name: 'Record' }).click();
  await page.keyboard.press('Enter');
  await stepOn(page, 'Screen for imminent danger').getByText(/^due Mon 5 Jan/).waitFor();
  await stepOn(page, 'Take the report').getByText('done').waitFor();

  await panel.getByRole('button', { name: /^Next deadline, in / }).click();
  await panel.getByRole('button', { name: /^Next deadline, in / }).click();
  await stepOn(page, 'Screen for imminent danger').getByText(/^overdue/).waitFor();
  await panel.getByRole('status').getByText('Mon 5 Jan 10:00 EST').waitFor();
  expect(await faultsOn(page), 'playing').toEqual([]);

  await panel.getByRole('tab', { name: 'Who sees what' }).click();
  const supervisor = panel.getByRole('region', { name: 'Supervisor A' });
  await supervisor.getByText('2 notices').click();
  await supervisor.getByText('The limit of “Screen for imminent danger” has passed, and it was escalated to you.').waitFor();
  expect(await faultsOn(page), 'who sees what').toEqual([]);

  await panel.getByRole('tab', { name: 'Transcript' }).click();
  await panel.getByText('Time goes on to the next deadline').first().waitFor();
  await panel.getByText(/^"Screen for imminent danger" is overdue since/).waitFor();
  expect(await faultsOn(page), 'transcript').toEqual([]);

  await panel.getByRole('tab', { name: 'Saved (0)' }).click();
  await panel.getByLabel('Save what was played as').fill('Screened late');
  await page.keyboard.press('Enter');
  await panel.getByText('Holds on this draft.').waitFor();
  await panel.getByText(/of \d+ ways were never rehearsed/).waitFor();
  expect(await canvasOf(page).locator('.way.is-never').count()).toBeGreaterThan(20);
  expect(await faultsOn(page), 'saved').toEqual([]);

  // Another limit, unsaved: it is played at once, and broke where the deadline comes at another time.
  await panel.getByRole('button', { name: 'Close the rehearsal' }).click();
  await open(page, 'Screen for imminent danger', 'Clock');
  await inspectorOf(page).getByLabel('Due, number', { exact: true }).last().fill('3');
  await page.getByRole('button', { name: 'Rehearse' }).click();
  await panel.getByRole('tab', { name: 'Saved (1, 1 broke)' }).click();
  await panel.getByText(/Broke at move 3 of 4: Time goes on/).waitFor();
  expect(await panel.getByText(/^it came /).innerText()).toBe('it came 45 min after the start before, and comes 2 h 45 min after it now');
  await panel.getByRole('button', { name: 'Close the rehearsal' }).click();
  await page.getByRole('button', { name: /^Undo: / }).click();
  expect(people.errors).toEqual([]);
}, 180_000);

it('a refused move says why and is taken back, all by keyboard', async () => {
  const page = await people.pageOf('dana');
  await page.reload();
  await canvasOf(page).waitFor();
  await page.getByRole('button', { name: 'Rehearse' }).focus();
  await page.keyboard.press('Enter');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Open the case' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await stepIn(page, 'Take the report').getByRole('button', { name: 'Record' }).focus();
  await page.keyboard.press('Enter');
  await panel.getByLabel('By', { exact: true }).focus();
  await page.keyboard.type('Mental health');
  await panel.getByRole('button', { name: 'Play: Record' }).focus();
  await page.keyboard.press('Enter');
  await panel.getByRole('alert').getByText(/Refused:/).waitFor();
  await panel.getByRole('button', { name: 'Take it back' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => panel.getByRole('alert').count()).toBe(0);
  await stepIn(page, 'Take the report').waitFor();
  expect(people.errors).toEqual([]);
}, 120_000);
