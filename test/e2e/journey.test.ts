// The main job in a real browser, on real servers: a protocol is drawn on an empty canvas and published by a second person,
// and four people of two agencies take one case through it from its report to its end. Everything is done by pressing.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSettings, drawSteps, drawWays, title as protocolTitle } from './draw-journey.ts';
import { open, pick, saved } from './drawing.ts';
import { startPeople, type People } from './people.ts';
import { journalOf, rebuiltFromJournal, saidByWorkflow, shownOf } from './record.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

const findings = (page: Page) => page.getByRole('region', { name: 'Findings' });

describe('a protocol is drawn and published', () => {
  it('an empty canvas becomes a protocol by hand, and its findings go away one by one', async () => {
    const page = await people.pageOf('dana');
    await drawSettings(page);
    await drawSteps(page);
    await findings(page).getByText(/\d+ errors?/).waitFor();
    await drawWays(page);
    await findings(page).getByText('No findings').waitFor();
  }, 120_000);

  it('undo takes the last change back with its findings, redo brings it again', async () => {
    const page = await people.pageOf('dana');
    await open(page, 'Hand over to the school', 'Step');
    await pick(page, 'declined leads to', 'nowhere yet');
    await findings(page).getByText('1 error').waitFor();
    await page.getByRole('button', { name: 'Undo: disconnect declined' }).click();
    await findings(page).getByText('No findings').waitFor();
    await page.getByRole('button', { name: 'Redo: disconnect declined' }).click();
    await findings(page).getByText('1 error').waitFor();
    await page.getByRole('button', { name: 'Undo: disconnect declined' }).click();
    await findings(page).getByText('No findings').waitFor();
    await saved(page);
  });

  it('whoever sent it to review is told that a second person publishes', async () => {
    const page = await people.pageOf('dana');
    await page.getByRole('button', { name: 'Send to review' }).click();
    const review = page.getByRole('region', { name: 'Review' });
    await review.getByText(/You sent it, so a second person publishes it/).waitFor();
    expect(await review.getByRole('button', { name: /^Publish/ }).count()).toBe(0);
  });

  it('a second person publishes it', async () => {
    const page = await people.pageOf('ellen');
    await page.getByRole('link', { name: 'Protocols' }).click();
    await page.getByRole('link', { name: protocolTitle }).click();
    await page.getByRole('button', { name: 'Publish version 1' }).click();
    await page.getByRole('dialog', { name: 'Publish version 1?' }).getByRole('button', { name: 'Publish version 1' }).click();
    await page.waitForURL(/\/versions\//);
    await page.getByRole('heading', { level: 1, name: new RegExp(protocolTitle) }).waitFor();
  });
});

describe('from a report to a closed case', () => {
  let caseId = '';
  const title = `Journey ${randomUUID().slice(0, 8)}`;
  const reason = (page: Page, label: RegExp, words: string) => page.getByLabel(label).fill(words);

  async function openStep(page: Page, step: string): Promise<void> {
    await page.getByRole('link', { name: /^Reports/ }).click();
    await page.getByRole('row').filter({ hasText: title }).getByRole('link').first().click();
    await page.getByRole('link', { name: step }).first().click();
  }
  async function openTask(page: Page, step: string): Promise<void> {
    await page.getByRole('link', { name: 'Tasks' }).click();
    await page.getByRole('row').filter({ hasText: title }).getByRole('link', { name: step }).click();
  }

  it('a case is opened by hand with the intake form of the protocol', async () => {
    const page = await people.pageOf('marcus');
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('link', { name: /Open a case/ }).or(page.getByRole('button', { name: /Open a case/ })).first().click();
    await page.getByRole('combobox', { name: 'Which protocol' }).or(page.getByLabel('Which protocol')).first().click();
    await page.getByRole('option', { name: new RegExp(protocolTitle) }).click();
    await page.getByLabel(/Title of the case/).fill(title);
    await page.getByLabel(/What was seen or said/).fill('A message about a weapon');
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    caseId = page.url().split('/').at(-1) ?? '';
  });

  it('a step that is not done in time shows as overdue on the board without a reload', async () => {
    const page = await people.pageOf('ellen');
    await page.getByRole('link', { name: 'Supervision' }).click();
    const row = page.getByRole('row').filter({ hasText: title });
    await row.waitFor();
    const before = await page.evaluate(() => performance.timeOrigin);
    await row.getByText(/overdue/i).first().waitFor();
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(before);
  });

  it('the supervisor is told of the escalation', async () => {
    const page = await people.pageOf('ellen');
    await page.getByRole('link', { name: /notice/i }).first().click();
    await page.getByText('Screen the report').first().waitFor();
  });

  it('the supervisor does the step that is late', async () => {
    const page = await people.pageOf('ellen');
    await openStep(page, 'Screen the report');
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await page.getByRole('button', { name: 'Screened' }).click();
    await page.waitForURL(/\/tasks/);
  });

  it('whoever did it is told why they may not approve it', async () => {
    const page = await people.pageOf('ellen');
    await openStep(page, 'Agree to open');
    await page.getByText(/somebody else must decide it/).first().waitFor();
    expect(await page.getByRole('button', { name: /Record my/ }).count()).toBe(0);
  });

  it('a second person approves and becomes the owner', async () => {
    const page = await people.pageOf('dana');
    await openStep(page, 'Agree to open');
    await page.getByRole('radio', { name: 'Approve' }).check();
    await page.getByRole('button', { name: 'Record my approval' }).click();
    await page.waitForURL(/\/tasks/);
    expect((await (await people.client('dana')).get('case', { params: { id: caseId } })).case.owner.name).toContain('Dana');
  });

  it('the other agency declines with a reason, is offered it again, accepts, and the case is closed', async () => {
    const page = await people.pageOf('grace');
    await openTask(page, 'Hand over to the school');
    await reason(page, /Reason, if you decline/, 'Not our student');
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.waitForURL(/\/tasks/);
    await page.reload(); // the row of the offer that was just declined is gone, and the new one there
    await openTask(page, 'Hand over to the school');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.waitForURL(/\/tasks/);
    const view = await (await people.client('dana')).get('case', { params: { id: caseId } });
    expect(view.case).toMatchObject({ status: 'closed' });
    expect(view.case.owner.name).toContain('Grace');
  });

  it('the journal holds, entry by entry, what the workflow said, without a gap and with a whole chain', async () => {
    const said = await saidByWorkflow(people.product, caseId);
    const journal = await journalOf(people.product, caseId);
    expect(journal.map((t) => t.number)).toEqual(journal.map((_, i) => i + 1));
    expect(journal).toEqual(said.handedOver);
    expect(said.state?.transition).toBe(journal.length);
    const answered = said.answers.flatMap((answer) => answer.transitions);
    expect(answered.map((t) => t.input.kind).filter((kind) => kind !== 'deadline')).toEqual(['open', 'complete', 'vote', 'decline', 'accept']);
    for (const transition of answered) expect(journal[transition.number - 1]).toEqual(transition);
    // What no act answered for is what time did, and nothing else.
    const alone = journal.filter((t) => !answered.some((a) => a.number === t.number));
    expect(new Set(alone.map((t) => t.input.kind))).toEqual(new Set(['deadline']));
    expect(journal.flatMap((t) => t.entries.map((e) => e.kind))).toEqual(expect.arrayContaining(['caseOpened', 'deadlinePassed', 'escalated', 'stepCompleted', 'approvalGranted', 'handoffDeclined', 'handoffAccepted', 'ownerChanged', 'caseClosed']));
    expect(await (await people.client('dana')).get('verify', { params: { id: caseId } })).toMatchObject({ ok: true });
  });

  it('what is shown of the case is, row for row, what the journal says', async () => {
    const shown = await shownOf(people.product, caseId);
    expect(shown['step']?.length).toBeGreaterThanOrEqual(4);
    expect(await rebuiltFromJournal(people.product, caseId)).toEqual(shown);
  });

  it('no page has failed on the way', () => {
    expect(people.errors).toEqual([]);
  });
});
