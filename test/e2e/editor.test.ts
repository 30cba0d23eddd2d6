// The editor in the hand: drawing without a mouse, undo by name, the clipboard, several steps at once. One product and one
// window for all of it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../protocol/draft.ts';
import { append, canvasOf, inspectorOf, newProtocol, open, pick, saved, stepOn } from './drawing.ts';
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

/** Opens the editor on a new protocol by keys: from wherever one is, over the rail. */
async function newByKeys(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Escape');
  await tabTo(page, /^Protocols$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Protocols' }).waitFor();
  await tabTo(page, /^New protocol/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'New protocol' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await canvasOf(page).waitFor();
  await tabTo(page, /^step 1 of 2, Start/);
}

/** A and the arrow keys to the kind, F2 and a title: the focus stays on the new step. */
async function appendByKeys(page: Page, kind: string, title: string): Promise<void> {
  await page.keyboard.press('a');
  await page.getByRole('dialog', { name: /^Add after/ }).waitFor();
  await expect.poll(() => focused(page)).toBe('Task');
  for (let presses = 0, at = 'Task'; at !== kind; presses++, at = await focused(page)) {
    expect(presses, `the kind ${kind} is among those offered`).toBeLessThan(16);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).not.toBe(at);
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(new RegExp(`^step \\d+ of \\d+, ${kind}`));
  await page.keyboard.press('F2');
  await page.getByRole('dialog', { name: /^Rename/ }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(new RegExp(`^step \\d+ of \\d+, ${title}`));
}

describe('a protocol of ten steps by the keyboard alone', () => {
  it('is drawn, every finding mended where F8 leads, and sent to review', async () => {
    const page = await people.pageOf('dana');
    await newByKeys(page, 'Ten steps by keys');
    const steps = [['Task', 'Screen'], ['Milestone', 'Screened'], ['Task', 'Ask the school'], ['Wait', 'Let it rest'], ['Task', 'Look again'], ['Milestone', 'Looked at'], ['Notify', 'Tell the unit'], ['Milestone', 'Told']] as const;
    for (const [kind, title] of steps) await appendByKeys(page, kind, title);
    expect(await focused(page)).toMatch(/^step 9 of 10, Told, milestone/);
    for (let left = 4; left > 0; left--) {
      await page.getByRole('region', { name: 'Findings' }).getByText(`${left} error${left === 1 ? '' : 's'}`).waitFor();
      await page.keyboard.press('F8');
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-field'))).toMatch(/^(roles|to)$/);
      await page.keyboard.type('Triage');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
    }
    await page.getByRole('region', { name: 'Findings' }).getByText('No findings').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: 'Review' }).getByText(/You sent it, so a second person publishes it/).waitFor();
  }, 120_000);

  it('is one stop of Tab on the canvas, and the arrow keys go through it in reading order', async () => {
    const page = await people.pageOf('dana');
    await tabTo(page, /^step \d+ of 10/);
    expect(await page.locator('.react-flow__node[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Home');
    for (let number = 1; number <= 10; number++) {
      await expect.poll(() => focused(page)).toMatch(new RegExp(`^step ${number} of 10, `));
      await page.keyboard.press('ArrowRight');
    }
    await expect.poll(() => focused(page)).toMatch(/^step 10 of 10, End, end/);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page)).toBe('step 9 of 10, Told, milestone');
    await page.keyboard.press('Tab');
    expect(await focused(page)).not.toMatch(/^step /);
  });

  it('is published by a second person, by keys as well', async () => {
    const page = await people.pageOf('ellen');
    await tabTo(page, /^Protocols$/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Ten steps by keys' }).waitFor();
    await tabTo(page, /^Ten steps by keys/);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Review' }).waitFor();
    await tabTo(page, /^Publish version 1/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Publish version 1?' }).waitFor();
    await tabTo(page, /^Publish version 1/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/versions\//);
  });
});

describe('the outline, at 320 px', () => {
  it('draws, names, opens and undoes like the canvas, and reads all of a step', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'On a narrow screen');
    await page.setViewportSize({ width: 320, height: 700 });
    const row = (title: string) => page.getByTestId('outline').getByRole('group', { name: new RegExp(`^step \\d+ of \\d+, ${title}`) });
    await row('Start').getByRole('button', { name: 'Put a step in between' }).click();
    await page.getByRole('dialog', { name: 'Add after Start' }).getByRole('button', { name: 'Task', exact: true }).click();
    await expect.poll(() => focused(page)).toMatch(/^step 2 of 3, Task/);
    await page.keyboard.press('F2');
    await page.getByRole('dialog', { name: 'Rename “Task”' }).getByLabel('Title').fill('Look');
    await page.keyboard.press('Enter');
    await row('Look').getByRole('button', { name: /nobody's task/ }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-field'))).toBe('roles');
    await inspectorOf(page).getByRole('button', { name: 'Back to the steps' }).click();
    await expect.poll(() => focused(page)).toMatch(/^step 2 of 3, Look/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.getByRole('switch', { name: 'All details' }).check();
    await row('Look').getByText('24 h after the step opens').waitFor();
    await row('Look').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => row('Look').count()).toBe(0);
    await expect.poll(() => focused(page)).toMatch(/^step 1 of 2, Start/);
    await page.keyboard.press('Control+Z');
    await row('Look').waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await stepOn(page, 'Look').waitFor();
  });
});

/** The draft as it was saved. */
async function draftOf(page: Page): Promise<Draft> {
  await saved(page);
  const id = /\/protocols\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
  const answer = await page.request.get(`${people.product.url}/api/protocols/${id}`);
  return ((await answer.json()) as { readonly draft: Draft }).draft;
}
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });
const ways = (draft: Draft): readonly string[] => {
  const title = (id: string): string => draft.nodes.find((n) => n.id === id)?.title ?? id;
  return draft.edges.map((e) => `${title(e.from)} -> ${title(e.to)}`).sort();
};

describe('what is done in the editor', () => {
  it('is undone by its name, forms and settings included, until the draft is the one it was', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'Undone by name');
    const before = await draftOf(page);
    await append(page, { after: 'Start', kind: 'Task', title: 'Screen' });
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: rename Task');
    await open(page, 'Screen', 'Form');
    await inspectorOf(page).getByRole('button', { name: 'New form' }).click();
    await inspectorOf(page).getByRole('button', { name: 'Add field' }).click();
    await inspectorOf(page).getByLabel('Label', { exact: true }).fill('Seen by');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Settings of the protocol' }).click();
    await inspectorOf(page).getByLabel('Purpose').fill('To be undone');
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: change the purpose');
    expect(await draftOf(page)).not.toEqual(before);
    for (let steps = 0; await undo(page).isEnabled(); steps++) {
      expect(steps, 'as many undos as edits').toBeLessThan(20);
      await undo(page).click();
    }
    await expect.poll(() => draftOf(page)).toEqual(before);
  });

  it('copies steps into another protocol with the ways among them and their forms, and refuses what is none', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'Copied from');
    await append(page, { after: 'Start', kind: 'Task', title: 'Ask around' });
    await open(page, 'Ask around', 'Form');
    await inspectorOf(page).getByRole('button', { name: 'New form' }).click();
    await inspectorOf(page).getByRole('button', { name: 'Add field' }).click();
    await inspectorOf(page).getByLabel('Label', { exact: true }).fill('What they said');
    await append(page, { after: 'Ask around', kind: 'Notify', title: 'Tell the lead' });
    await stepOn(page, 'Ask around').click();
    await stepOn(page, 'Tell the lead').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+C');
    await newProtocol(page, 'Copied to');
    await stepOn(page, 'Start').click();
    await page.keyboard.press('Control+V');
    await stepOn(page, 'Tell the lead').waitFor();
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: paste 2 steps');
    const pasted = await draftOf(page);
    expect(ways(pasted)).toEqual(['Ask around -> Tell the lead', 'Start -> End']);
    expect(pasted.forms.map((f) => f.fields.map((field) => field.label))).toEqual([['What they said']]);

    await inspectorOf(page).getByRole('button', { name: 'Cut 2 steps' }).waitFor();
    await page.keyboard.press('Control+X');
    await expect.poll(() => stepOn(page, 'Tell the lead').count()).toBe(0);
    await page.evaluate(() => document.addEventListener('copy', (event) => { event.clipboardData?.setData('text/plain', 'milk, bread'); event.preventDefault(); }, { once: true, capture: true }));
    await page.keyboard.press('Control+C');
    await page.keyboard.press('Control+V');
    await page.getByText('What is on the clipboard are no steps of a protocol.').first().waitFor();
  });

  it('puts a step into a way by its plus, heals the way when the step goes, and says what cannot follow', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'Put in between');
    await page.locator('.react-flow__edge').hover({ force: true });
    await page.locator('.way-insert').click();
    const panel = page.getByRole('dialog', { name: 'Add after Start' });
    await panel.getByText('Between “Start” and “End”').waitFor();
    await panel.getByText('Not join: a join stands behind the branches of a split.').waitFor();
    await panel.getByRole('button', { name: 'Milestone' }).click();
    await stepOn(page, 'Milestone').waitFor();
    expect(ways(await draftOf(page))).toEqual(['Milestone -> End', 'Start -> Milestone']);
    await page.keyboard.press('Delete');
    await expect.poll(() => stepOn(page, 'Milestone').count()).toBe(0);
    expect(ways(await draftOf(page))).toEqual(['Start -> End']);
  });

  it('makes a step another kind and keeps what was said of it', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'Another kind');
    await append(page, { after: 'Start', kind: 'Task', title: 'Agree' });
    await inspectorOf(page).getByLabel('Instructions').fill('Both must know the file.');
    await inspectorOf(page).getByRole('button', { name: 'Change its kind' }).click();
    const dialog = page.getByRole('dialog', { name: 'Kind of “Agree”' });
    await dialog.getByText('Not end: ways lead on from this step, and nothing follows an end.').waitFor();
    await dialog.getByRole('button', { name: 'Approval' }).click();
    await canvasOf(page).getByRole('group', { name: /^step 2 of 3, Agree, approval/ }).waitFor();
    const draft = await draftOf(page);
    expect(draft.nodes.find((n) => n.title === 'Agree')).toMatchObject({ kind: 'approval', instructions: 'Both must know the file.' });
    expect(ways(draft)).toEqual(['Agree -> End', 'Start -> Agree']);
  });

  it('lines up, tidies and moves several steps at once, each as one step of undo', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'Several at once');
    for (const kind of ['Task', 'Notify', 'Milestone']) await page.getByRole('button', { name: `Add ${kind}`, exact: true }).click();
    await page.getByRole('button', { name: 'Show the whole protocol' }).click();
    const box = await canvasOf(page).boundingBox();
    if (!box) throw new Error('the canvas is not shown');
    await page.keyboard.down('Shift');
    await page.mouse.move(box.x + 5, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 8, box.y + box.height - 8, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await inspectorOf(page).getByRole('heading', { name: '5 steps selected' }).waitFor();
    await inspectorOf(page).getByRole('button', { name: 'Align top edges' }).click();
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: align 5 steps');
    expect(new Set(Object.values((await draftOf(page)).layout).map((p) => p.y)).size).toBe(1);
    await inspectorOf(page).getByRole('button', { name: 'Tidy up 5 steps' }).click();
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: tidy up 5 steps');
    await undo(page).click();
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: align 5 steps');
    await undo(page).click();

    await stepOn(page, 'Notify').click();
    await page.keyboard.press('m');
    const at = (await draftOf(page)).layout;
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'Escape']) await page.keyboard.press(key);
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: move “Notify”');
    const moved = (await draftOf(page)).layout;
    expect([(moved['notify']?.x ?? 0) - (at['notify']?.x ?? 0), (moved['notify']?.y ?? 0) - (at['notify']?.y ?? 0)]).toEqual([20, 50]);
  });

  it('is led to what is wrong, field and all, and mends it in one press', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'Mended in one press');
    await append(page, { after: 'Start', kind: 'Task', title: 'Ask' });
    await pick(page, 'Done leads to', 'nowhere yet');
    const findings = page.getByRole('region', { name: 'Findings' });
    if (await findings.getByRole('list').count() === 0) await findings.getByRole('button', { name: 'Findings' }).click();
    await findings.getByText('leads nowhere by').waitFor();
    await stepOn(page, 'Start').focus();
    const fields: (string | null)[] = [];
    for (let presses = 0; presses < 6 && !fields.includes('ports.done'); presses++) {
      await page.keyboard.press('F8');
      await page.waitForTimeout(150);
      fields.push(await page.evaluate(() => document.activeElement?.getAttribute('data-field') ?? null));
    }
    expect(fields).toContain('ports.done');
    await findings.getByRole('button', { name: 'Let “Done” end the run' }).click();
    await expect.poll(() => findings.getByText('leads nowhere by').count()).toBe(0);
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: let “Done” end the run');
  });

  it('keeps notes on the canvas, which are worded and undone like anything else', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'With a note');
    await stepOn(page, 'Start').focus();
    await page.keyboard.press('n');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await page.keyboard.type('Ask **counsel** first.');
    await canvasOf(page).getByRole('group', { name: 'note, Ask **counsel** first.' }).getByText('counsel').waitFor();
    expect(await undo(page).getAttribute('aria-label')).toBe('Undo: change a note');
    expect((await draftOf(page)).notes).toEqual([{ id: 'note', text: 'Ask **counsel** first.' }]);
    await inspectorOf(page).getByRole('button', { name: 'Delete note' }).click();
    await expect.poll(() => page.getByTestId('note-note').count()).toBe(0);
  });

  it('shows a phase as a band behind its steps, with its limit, which follows a step that is moved', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'In phases');
    await append(page, { after: 'Start', kind: 'Wait', title: 'Cool down' });
    await expect.poll(async () => (await draftOf(page)).nodes.some((n) => n.title === 'Cool down')).toBe(true);
    const dana = await people.client('dana');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { draft, revision } = await dana.get('protocol', { params: { id } });
    const phased = { ...draft, phases: [{ id: 'first', title: 'First look', limit: { rules: [{ due: 'PT4H' }], escalate: [] } }], nodes: draft.nodes.map((n) => (n.title === 'Cool down' ? { ...n, phase: 'first' } : n)) };
    await dana.get('saveDraft', { params: { id }, body: { revision, draft: phased } });
    await page.reload();
    const band = canvasOf(page).locator('.phase-band');
    await band.getByText('First look').waitFor();
    expect(await band.textContent()).toContain('4 h');
    const around = async (): Promise<boolean> => {
      const [outer, inner] = [await band.boundingBox(), await stepOn(page, 'Cool down').boundingBox()];
      return outer !== null && inner !== null && outer.x < inner.x && outer.y < inner.y && outer.x + outer.width > inner.x + inner.width && outer.y + outer.height > inner.y + inner.height;
    };
    expect(await around()).toBe(true);
    const before = await stepOn(page, 'Cool down').boundingBox();
    await stepOn(page, 'Cool down').click();
    for (const key of ['m', 'Shift+ArrowDown', 'Escape']) await page.keyboard.press(key);
    await expect.poll(async () => (await stepOn(page, 'Cool down').boundingBox())?.y === before?.y).toBe(false);
    expect(await around()).toBe(true);
  });

  it('leads into a called protocol and back to the step that calls it', async () => {
    const page = await people.pageOf('dana');
    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Protocols' }).click();
    await page.getByRole('link', { name: 'Report intake and triage' }).click();
    await page.getByRole('navigation', { name: 'Outline of the protocol' }).getByRole('button', { name: 'Work it with the school' }).click();
    await inspectorOf(page).getByRole('link', { name: /^Open “/ }).click();
    const way = page.getByRole('navigation', { name: 'Where this is' });
    await way.getByRole('link', { name: 'Report intake and triage' }).click();
    await page.getByRole('heading', { level: 1, name: 'Report intake and triage' }).waitFor();
    await inspectorOf(page).getByRole('heading', { level: 2, name: 'Work it with the school' }).waitFor();
  });

  it('is found by its words, and goes to what is looked for', async () => {
    const page = await people.pageOf('dana');
    await newProtocol(page, 'Found by words');
    await append(page, { after: 'Start', kind: 'Wait', title: 'Cool down' });
    await page.keyboard.press('Control+K');
    const line = page.getByRole('combobox', { name: 'Find a command or a step' });
    await line.fill('undo');
    await page.getByRole('option', { name: /^Undo: rename Wait/ }).waitFor();
    await line.fill('align left');
    await page.getByRole('option', { name: /Select at least 2 steps first/ }).waitFor();
    await line.fill('cool');
    await page.keyboard.press('Enter');
    await expect.poll(() => inspectorOf(page).getByRole('heading', { level: 2, name: 'Cool down' }).count()).toBe(1);
    expect(people.errors).toEqual([]);
  });
});
