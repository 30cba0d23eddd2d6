// Two unit leads at two browsers draw one protocol: nothing of either is lost, and where both meant the same thing they are asked.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { inspectorOf, open, saved, stepOn } from './drawing.ts';
import { startPeople, type People } from './people.ts';

let people: People;
let unitId = '';
beforeAll(async () => {
  people = await startPeople();
  const session = await (await people.client('dana')).get('session');
  unitId = session.units[0]?.id ?? '';
  // A second person who draws.
  const ruth = await people.client('ruth');
  const ellen = (await ruth.get('people')).items.find((p) => p.login === 'ellen')?.id ?? '';
  await ruth.get('addMember', { params: { id: unitId }, body: { personId: ellen, agencyId: session.acting?.agencyId ?? '', roleKey: 'unit_lead' } });
}, 240_000);
afterAll(() => people.leave());

async function bothOn(key: string): Promise<{ readonly id: string; readonly dana: Page; readonly ellen: Page }> {
  const { id } = await (await people.client('dana')).get('createProtocol', { body: { unitId, from: { kind: 'json', draft: { ...reportToClosure, key, title: key } } } });
  const [dana, ellen] = [await people.pageOf('dana'), await people.pageOf('ellen')];
  for (const page of [dana, ellen]) {
    await page.goto(`${people.product.url}/protocols/${id}`);
    await stepOn(page, 'Screen for imminent danger').waitFor();
  }
  return { id, dana, ellen };
}
const rename = async (page: Page, title: string, to: string): Promise<void> => {
  await open(page, title, 'Step');
  await inspectorOf(page).getByLabel('Title', { exact: true }).fill(to);
};

describe('two people on one draft', () => {
  it('both keep their edits, each sees the other\'s as it is saved, and undo takes back only one\'s own', async () => {
    const { id, dana, ellen } = await bothOn('both_kept');
    await rename(dana, 'Screen for imminent danger', 'Screen at once');
    await rename(ellen, 'Take the report', 'Take the call');
    await stepOn(ellen, 'Screen at once').waitFor();
    await stepOn(dana, 'Take the call').waitFor();
    await saved(dana);
    await saved(ellen);
    await dana.getByRole('button', { name: /^Undo: rename/ }).click();
    await stepOn(ellen, 'Screen for imminent danger').waitFor();
    await stepOn(dana, 'Take the call').waitFor();
    await saved(dana);
    const titles = (await (await people.client('dana')).get('protocol', { params: { id } })).draft.nodes.map((n) => n.title);
    expect(titles).toEqual(expect.arrayContaining(['Screen for imminent danger', 'Take the call']));
    expect(people.errors).toEqual([]);
  }, 180_000);

  it('a real conflict shows both sides in words; one chooses, and everything else of both is there', async () => {
    const { id, dana, ellen } = await bothOn('a_conflict');
    // Ellen's line is cut: what she draws waits in her browser.
    await ellen.context().setOffline(true);
    await rename(ellen, 'Screen for imminent danger', 'Screen by phone');
    await inspectorOf(ellen).getByLabel('Instructions').fill('Call back first');
    await rename(dana, 'Screen for imminent danger', 'Screen at once');
    await saved(dana);
    await ellen.context().setOffline(false);
    const dialog = ellen.getByRole('dialog', { name: /changed the same as you/ });
    await dialog.waitFor();
    await dialog.getByText('Title: “Screen by phone”; was “Screen for imminent danger”').waitFor();
    await dialog.getByText('Title: “Screen at once”; was “Screen for imminent danger”').waitFor();
    await ellen.evaluate(axe.source);
    const { violations } = await ellen.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
    expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id)).toEqual([]);
    await dialog.getByText(/^That of /).click();
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await stepOn(ellen, 'Screen at once').waitFor();
    await saved(ellen);
    const node = (await (await people.client('dana')).get('protocol', { params: { id } })).draft.nodes.find((n) => n.title === 'Screen at once');
    expect(node?.instructions).toBe('Call back first');
  }, 180_000);

  it('what could not be saved before the window was closed is taken in when the protocol is opened again', async () => {
    const { id, ellen } = await bothOn('kept_here');
    await ellen.context().setOffline(true);
    await rename(ellen, 'Screen for imminent danger', 'Drawn on the train');
    await ellen.getByTestId('save-state').getByText(/Not saved/).waitFor();
    await ellen.context().setOffline(false);
    const again = await ellen.context().newPage();
    again.setDefaultTimeout(30_000);
    await ellen.close({ runBeforeUnload: false });
    await again.goto(`${people.product.url}/protocols/${id}`);
    await again.getByText(/could not be saved was kept on this computer/).waitFor();
    await stepOn(again, 'Drawn on the train').waitFor();
    await saved(again);
    await again.close();
  }, 180_000);
});
