// The protocol of the browser journey as its author draws it: a screening with ten seconds' limit, an approval, a handoff to
// another agency that is offered again when it is declined, and an end that closes the case.
import type { Page } from 'playwright-core';
import { addFromPalette, append, canvasOf, choose, effects, inspectorOf, limit, newProtocol, open, openSettings, pick, pull, saved, stepOn } from './drawing.ts';

export const title = 'Ten seconds to screen';
const told = { tell: ['Supervisor'], letIn: ['Unit lead'] };

/** Levels, roles, the intake form, a retention class. */
export async function drawSettings(page: Page): Promise<void> {
  await newProtocol(page, title);
  const inspector = inspectorOf(page);
  await openSettings(page, 'About');
  await inspector.getByRole('button', { name: 'Add level' }).click();
  await inspector.getByLabel('Level 6', { exact: true }).fill('Extreme');
  await inspector.getByRole('checkbox', { name: 'Extreme counts as high' }).check();
  await openSettings(page, 'Roles');
  for (const role of ['Intake and triage analyst', 'Supervisor', 'Unit lead', 'School threat-assessment team']) {
    const option = await inspector.getByLabel('Add a role of the unit').locator('option', { hasText: new RegExp(`^${role} \\(`) }).textContent();
    await pick(page, 'Add a role of the unit', option ?? role);
  }
  await openSettings(page, 'Keeping');
  await inspector.getByRole('button', { name: 'Add retention class' }).click();
  await inspector.getByLabel('Name of the class').fill('closed');
  await inspector.getByLabel('Name of the class').blur();
}

export async function drawSteps(page: Page): Promise<void> {
  const inspector = inspectorOf(page);
  await stepOn(page, 'Start').click();
  await inspector.getByLabel('Title', { exact: true }).fill('Report');
  await open(page, 'Report', 'Form');
  await inspector.getByRole('button', { name: 'New form' }).click();
  await inspector.getByRole('button', { name: 'Add field' }).click();
  await inspector.getByLabel('Label', { exact: true }).fill('What was seen or said');
  await inspector.getByRole('switch', { name: 'Required', exact: true }).check();

  await append(page, { after: 'Report', kind: 'Task', title: 'Screen the report' });
  await inspector.getByLabel('Outcome 1', { exact: true }).fill('Screened');
  await open(page, 'Screen the report', 'People');
  await choose(page, 'Roles', ['Intake and triage analyst', 'Supervisor']);
  await open(page, 'Screen the report', 'Clock');
  await limit(page, { due: 10, unit: 'seconds', ...told });
  await open(page, 'Screen the report', 'Form');
  await inspector.getByRole('button', { name: 'New form' }).click();
  await inspector.getByRole('button', { name: 'Add field' }).click();
  await inspector.getByLabel('Label', { exact: true }).fill('Access to weapons');
  await pick(page, 'Meaning', 'access to weapons');
  await inspector.getByRole('switch', { name: 'Required', exact: true }).check();

  await append(page, { after: 'Screen the report', kind: 'Approval', title: 'Agree to open' });
  await effects(page, 'When it is approved', [{ kind: 'set the status', label: 'Status', value: 'open' }, { kind: 'the approver becomes owner' }]);
  await open(page, 'Agree to open', 'People');
  await inspector.getByRole('button', { name: 'Remove seat 2' }).click();
  await choose(page, 'Seat 1: roles', ['Supervisor', 'Unit lead']);
  await choose(page, 'Not whoever did', ['Screen the report']);
  await open(page, 'Agree to open', 'Clock');
  await limit(page, { due: 1, unit: 'days', ...told });

  await addFromPalette(page, 'Handoff', 'Hand over to the school');
  await pick(page, 'Kind of handoff', 'Transfer: accountability moves on acceptance');
  await open(page, 'Hand over to the school', 'People');
  await choose(page, 'Receivers', ['School threat-assessment team']);
  await inspector.getByRole('button', { name: 'Add to the package' }).click();
  await pick(page, 'Package item 1', 'Screen the report: all of it');
  await open(page, 'Hand over to the school', 'Clock');
  await limit(page, { due: 4, unit: 'hours', ...told });

  await stepOn(page, 'End').click();
  await inspector.getByLabel('Title', { exact: true }).fill('Close the case');
  await inspector.getByLabel('Outcome', { exact: true }).fill('closed');
  await effects(page, 'When the run ends here', [{ kind: 'set the status', label: 'Status', value: 'closed' }, { kind: 'set the retention class', label: 'Retention class', value: 'closed' }]);
}

/** By the mouse, by the C key and by the selects of the inspector: the three hands one can draw a way with. */
export async function drawWays(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await pull(page, { from: 'Agree to open', port: 'approved', to: 'Hand over to the school' });
  await pull(page, { from: 'Hand over to the school', port: 'accepted', to: 'Close the case' });
  await pull(page, { from: 'Agree to open', port: 'denied', to: 'Screen the report' });
  await open(page, 'Hand over to the school', 'Step');
  await pick(page, 'declined leads to', 'Hand over to the school');
  await stepOn(page, 'Hand over to the school').focus();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Connect Hand over to the school' });
  await dialog.getByLabel('Way out').selectOption('withdrawn');
  await dialog.getByRole('button', { name: 'Hand over to the school' }).click();
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await canvasOf(page).waitFor();
  await saved(page);
}
