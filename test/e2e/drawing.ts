// What a hand does in the editor: choose a step, open a tab, fill a field, pull a way from one step to another. Everything is
// found by the names people read and screen readers say; only the handles, which are for the mouse alone, by where they are.
import type { Locator, Page } from 'playwright-core';

export const canvasOf = (page: Page): Locator => page.getByTestId('canvas');
export const inspectorOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });

/** A step on the canvas by its title. */
export const stepOn = (page: Page, title: string): Locator => canvasOf(page).getByRole('group', { name: new RegExp(`^step \\d+ of \\d+, ${title}, `) });

export async function newProtocol(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Protocols' }).click();
  await page.getByRole('button', { name: 'New protocol' }).click();
  const dialog = page.getByRole('dialog', { name: 'New protocol' });
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('button', { name: 'Create protocol' }).click();
  await canvasOf(page).waitFor();
}

/** Chooses a step in the outline and opens a tab of it. */
export async function open(page: Page, title: string, tab: 'Step' | 'People' | 'Clock' | 'Form' | 'Conditions'): Promise<void> {
  await page.getByRole('navigation', { name: 'Outline of the protocol' }).getByRole('button', { name: title }).click();
  await inspectorOf(page).getByRole('tab', { name: tab }).click();
}

export async function openSettings(page: Page, tab: 'About' | 'Roles' | 'Forms' | 'Keeping'): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Settings of the protocol' }).click();
  await inspectorOf(page).getByRole('tab', { name: tab }).click();
}

/** Appends by the + of the step: the new step is selected then, and its title is asked for first. */
export async function append(page: Page, { after, kind, title }: { readonly after: string; readonly kind: string; readonly title: string }): Promise<void> {
  await stepOn(page, after).click();
  await page.getByRole('button', { name: `Add a step after ${after}` }).click();
  await page.getByRole('dialog', { name: `Add after ${after}` }).getByRole('button', { name: kind, exact: true }).click();
  await name(page, title);
}

export async function addFromPalette(page: Page, kind: string, title: string): Promise<void> {
  await page.getByRole('button', { name: `Add ${kind}`, exact: true }).click();
  await name(page, title);
}

async function name(page: Page, title: string): Promise<void> {
  await inspectorOf(page).getByRole('tab', { name: 'Step' }).click();
  await inspectorOf(page).getByLabel('Title', { exact: true }).fill(title);
  await stepOn(page, title).waitFor();
}

export async function choose(page: Page, label: string, options: readonly string[]): Promise<void> {
  const field = inspectorOf(page).getByRole('combobox', { name: label, exact: true });
  await field.click();
  for (const option of options) await page.getByRole('option', { name: option, exact: true }).click();
  await field.press('Escape');
}

export async function pick(page: Page, label: string, option: string): Promise<void> {
  await inspectorOf(page).getByLabel(label, { exact: true }).selectOption({ label: option });
}

/** A limit in words of the Clock tab, and who is told (and let in) when it passes. */
export async function limit(page: Page, { due, unit, tell, letIn }: { readonly due: number; readonly unit: string; readonly tell: readonly string[]; readonly letIn: readonly string[] }): Promise<void> {
  const inspector = inspectorOf(page);
  await inspector.getByLabel('Due, number').fill(String(due));
  await pick(page, 'Due, unit', unit);
  await inspector.getByRole('button', { name: 'Add escalation' }).click();
  await choose(page, 'Escalation 1: tell', tell);
  await choose(page, 'Escalation 1: let act too', letIn);
}

/** The effects under one heading, added one after the other; each further word is the value of that effect. */
export async function effects(page: Page, heading: string, list: readonly { readonly kind: string; readonly label?: string; readonly value?: string }[]): Promise<void> {
  const part = inspectorOf(page).getByRole('group', { name: heading });
  await part.locator('summary').click();
  for (const [index, effect] of list.entries()) {
    await part.getByRole('button', { name: 'Add effect' }).click();
    await part.getByLabel(`Effect ${index + 1}`, { exact: true }).selectOption({ label: effect.kind });
    if (effect.label !== undefined && effect.value !== undefined) await part.getByLabel(effect.label, { exact: true }).last().selectOption({ label: effect.value });
  }
}

/** Pulls a way from a port of one step to another step (or back into the same) with the mouse. */
export async function pull(page: Page, { from, port, to }: { readonly from: string; readonly port: string; readonly to: string }): Promise<void> {
  await page.getByRole('button', { name: 'Show the whole protocol' }).click();
  const start = await middleOf(stepOn(page, from).locator(`.react-flow__handle[data-handleid="${port}"]`));
  const end = await middleOf(stepOn(page, to).locator('.react-flow__handle[data-handleid="in"]'));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 12, start.y + 30, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await page.mouse.up();
}

async function middleOf(handle: Locator): Promise<{ readonly x: number; readonly y: number }> {
  // A handle moves with the picture until it has come to rest.
  for (let before = ''; ; ) {
    const box = await handle.boundingBox();
    if (box && JSON.stringify(box) === before) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    before = JSON.stringify(box);
    await handle.page().waitForTimeout(60);
  }
}

export async function saved(page: Page): Promise<void> {
  await page.getByTestId('save-state').getByText(/^Saved /).waitFor();
}
