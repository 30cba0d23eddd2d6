// Two unit leads at two browsers draw one protocol: nothing of either is lost, and where both meant the same thing they are asked.
import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { canvasOf, inspectorOf, open, openSettings, saved, stepOn } from './drawing.ts';
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
async function faultsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
}
const forms = async (page: Page): Promise<Locator> => {
  await openSettings(page, 'Forms');
  return inspectorOf(page).getByRole('tabpanel', { name: 'Forms' });
};
const rename = async (page: Page, title: string, to: string): Promise<void> => {
  await open(page, title, 'Step');
  await inspectorOf(page).getByLabel('Title', { exact: true }).fill(to);
};

describe('two people talk about a draft', () => {
  it('each sees where the other is; a comment mentions, is answered, settled, and stays when its step is gone', async () => {
    const { dana, ellen } = await bothOn('talk');
    await open(dana, 'Screen for imminent danger', 'Step');
    await canvasOf(ellen).getByRole('group', { name: /Screen for imminent danger, .*Dana Whitfield is here/ }).waitFor();
    await ellen.getByRole('list', { name: 'Also here' }).getByText('Dana Whitfield').waitFor();

    const talk = inspectorOf(dana).getByRole('region', { name: 'Comments on this step' });
    await talk.getByLabel('New comment').fill('Is four hours right?');
    await talk.getByLabel('About').selectOption({ label: 'Limit' });
    await talk.getByRole('combobox', { name: 'Mention' }).fill('Ellen');
    await dana.getByRole('option', { name: 'Ellen Okafor' }).click();
    await dana.keyboard.press('Escape');
    await talk.getByRole('button', { name: 'Comment', exact: true }).click();
    await talk.getByText('Comments (1 open)').waitFor();
    expect(await faultsOn(dana)).toEqual([]);

    await canvasOf(ellen).getByRole('group', { name: /Screen for imminent danger, .*1 open comment/ }).waitFor();
    await ellen.getByRole('link', { name: /Notices/ }).click();
    await ellen.getByText('Is four hours right?').waitFor();
    expect(await faultsOn(ellen)).toEqual([]);
    await ellen.getByRole('link', { name: 'talk, “Screen for imminent danger”' }).click();
    const heard = inspectorOf(ellen).getByRole('region', { name: 'Comments on this step' });
    await heard.getByText('Is four hours right?').waitFor();
    await heard.getByRole('button', { name: 'Answer' }).click();
    await heard.getByRole('textbox', { name: 'Answer' }).fill('Yes, by the policy.');
    await heard.getByRole('button', { name: 'Answer' }).click();
    await talk.getByText('Yes, by the policy.').waitFor();
    await talk.getByRole('button', { name: 'Settle' }).click();
    await talk.getByText('1 settled').click();
    await talk.getByRole('button', { name: 'Open again' }).click();
    await talk.getByText('Comments (1 open)').waitFor();

    await stepOn(dana, 'Screen for imminent danger').focus();
    await dana.keyboard.press('Delete');
    await expect.poll(() => stepOn(dana, 'Screen for imminent danger').count()).toBe(0);
    await dana.getByRole('button', { name: 'Comments (1)' }).click();
    await dana.getByRole('dialog', { name: 'Comments' }).getByText(/^On a step that is gone: “Screen for imminent danger”/).waitFor();
    expect(await faultsOn(dana)).toEqual([]);
    expect(people.errors).toEqual([]);
  }, 180_000);
});

describe('what was', () => {
  it('a version is drawn again as the draft, and undone; a review names what is still open about it', async () => {
    const { id, dana, ellen } = await bothOn('again');
    const [drawer, publisher] = [await people.client('dana'), await people.client('ellen')];
    const { hash } = await drawer.get('sendToReview', { params: { id }, body: { revision: 1 } });
    await publisher.get('publish', { params: { id }, body: { hash } });
    await drawer.get('beginThread', { params: { id }, body: { node: null, field: null, text: 'Who reads this at night?', mentions: [] } });
    await rename(dana, 'Screen for imminent danger', 'Screen otherwise');
    await saved(dana);
    await dana.getByRole('button', { name: 'Versions (1)' }).click();
    await dana.getByRole('button', { name: 'Draw version 1 again' }).click();
    await stepOn(dana, 'Screen for imminent danger').waitFor();
    await dana.getByRole('button', { name: 'Undo: draw version 1 again' }).click();
    await stepOn(dana, 'Screen otherwise').waitFor();
    await saved(dana);
    await dana.getByRole('button', { name: 'Send to review' }).click();
    const open = ellen.getByRole('region', { name: 'Open comments' });
    await open.getByText('1 comment not settled').waitFor();
    await open.getByText('The draft: Dana Whitfield, “Who reads this at night?”').waitFor();
    await open.getByRole('button', { name: 'Show the comments' }).click();
    await ellen.getByRole('dialog', { name: 'Comments' }).getByRole('button', { name: 'Settle' }).click();
    await expect.poll(() => open.count()).toBe(0);
    expect(people.errors).toEqual([]);
  }, 180_000);
});

describe('a form of the library', () => {
  it('is kept from one protocol, taken into another, and brought up to a newer version without losing what was changed there', async () => {
    const { dana } = await bothOn('library');
    const drawn = await forms(dana);
    await drawn.getByRole('button', { name: 'Add form' }).click();
    await drawn.getByRole('button', { name: /^Form \d+ 0 fields/ }).click();
    await drawn.getByRole('region', { name: /^Form Form \d/ }).getByLabel('Form title').fill('Home visit');
    const part = drawn.getByRole('region', { name: 'Library' }).last();
    await part.getByRole('button', { name: 'Keep in the library' }).click();
    await part.getByText('From the library, version 1.').waitFor();

    const { ellen } = await bothOn('library_too');
    const taken = await forms(ellen);
    await taken.getByLabel('From the library').selectOption({ label: 'Home visit, version 1, Harlow County Sheriff\'s Office' });
    await taken.getByRole('button', { name: /^Home visit 0 fields/ }).click();
    const copy = taken.getByRole('region', { name: 'Form Home visit' });
    await copy.getByRole('button', { name: 'Add field' }).click();
    await saved(ellen);

    // Meanwhile a second version.
    const client = await people.client('dana');
    const [kept] = (await client.get('libraryForms')).items;
    const form = kept?.versions[0]?.form;
    await client.get('keepForm', { body: { key: kept?.key ?? '', after: 1, form: { id: form?.id ?? '', title: 'Visit at home', fields: [] } } });
    await ellen.reload();
    const again = await forms(ellen);
    await again.getByRole('button', { name: /^Home visit 1 fields/ }).click();
    await again.getByText('From the library, version 1, changed here. Version 2 is there.').waitFor();
    expect(await faultsOn(ellen)).toEqual([]);
    await again.getByRole('button', { name: 'Take version 2' }).click();
    await again.getByRole('button', { name: /^Visit at home 1 fields/ }).waitFor();
    await saved(ellen);
    expect(people.errors).toEqual([]);
  }, 180_000);
});

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
    expect(await faultsOn(ellen)).toEqual([]);
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