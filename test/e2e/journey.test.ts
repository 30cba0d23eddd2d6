// The main job in a real browser, on real servers: four people of two agencies take one case from its report to its end.
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, type ApiClient } from '../api/client.ts';
import { launchBrowser } from '../harness/browser.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { journeyDraft } from './journey-draft.ts';

const password = 'handrail-demo-2026';
let product: Product;
let browser: Browser;
const pages = new Map<string, Page>();
const errors: string[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** The page of one person, signed in through the sign-in page. */
async function pageOf(login: string): Promise<Page> {
  const known = pages.get(login);
  if (known) return known;
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(50_000);
  page.on('pageerror', (error) => errors.push(`${login}: ${error.message}`));
  await page.goto(product.url);
  await page.getByLabel('Login').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: /tasks/i }).waitFor();
  pages.set(login, page);
  return page;
}
async function client(login: string): Promise<ApiClient> {
  const api = apiClient(product.url);
  await api.signIn(login, password);
  return api;
}

describe('from a report to a closed case', () => {
  let caseId = '';
  const title = `Journey ${randomUUID().slice(0, 8)}`;

  it('a protocol that one person sent to review is published by a second one, not by the first', async () => {
    const dana = await client('dana');
    const unitId = (await dana.get('session')).units[0]?.id ?? '';
    const { id } = await dana.get('createProtocol', { body: { unitId, from: { kind: 'json', draft: journeyDraft } } });
    const view = await dana.get('protocol', { params: { id } });
    expect(view.findings.filter((f) => f.severity === 'error')).toEqual([]);
    const { hash } = await dana.get('sendToReview', { params: { id }, body: { revision: view.revision } });
    expect((await dana.ask('publish', { params: { id }, body: { hash } })).problem?.code).toBe('same_person');
    const version = await (await client('ellen')).get('publish', { params: { id }, body: { hash } });
    expect(version).toMatchObject({ key: 'journey', number: 1 });
  });

  it('a case is opened by hand with the intake form of the protocol', async () => {
    const page = await pageOf('marcus');
    await page.goto(`${product.url}/cases/new`);
    await page.getByRole('combobox', { name: 'Which protocol' }).or(page.getByLabel('Which protocol')).first().click();
    await page.getByRole('option', { name: /Ten seconds to screen/ }).click();
    await page.getByLabel(/Title of the case/).fill(title);
    await page.getByLabel(/What was seen or said/).fill('A message about a weapon');
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    caseId = page.url().split('/').at(-1) ?? '';
  });

  it('a step that is not done in time shows as overdue on the board without a reload', async () => {
    const page = await pageOf('ellen');
    await page.goto(`${product.url}/supervision`);
    const row = page.getByRole('row').filter({ hasText: title });
    await row.waitFor();
    await row.getByText(/overdue/i).first().waitFor({ timeout: 60_000 });
  });

  it('the supervisor is told of the escalation', async () => {
    const page = await pageOf('ellen');
    await page.goto(`${product.url}/notices`);
    await page.getByText('Screen the report').first().waitFor();
  });

  it('the supervisor does the step that is late', async () => {
    const page = await pageOf('ellen');
    await page.goto(`${product.url}/cases/${caseId}`);
    await page.getByRole('link', { name: 'Screen the report' }).first().click();
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await page.getByRole('button', { name: 'Screened' }).click();
    await page.waitForURL(/\/tasks/);
  });

  it('whoever did it is told why they may not approve it', async () => {
    const page = await pageOf('ellen');
    await page.goto(`${product.url}/cases/${caseId}`);
    await page.getByRole('link', { name: 'Agree to open' }).first().click();
    await page.getByText(/somebody else must decide it/).first().waitFor();
  });

  it('a second person approves and becomes the owner', async () => {
    const page = await pageOf('dana');
    await page.goto(`${product.url}/cases/${caseId}`);
    await page.getByRole('link', { name: 'Agree to open' }).first().click();
    await page.getByRole('radio', { name: 'Approve' }).check();
    await page.getByRole('button', { name: 'Record my approval' }).click();
    await page.waitForURL(/\/tasks/);
    expect((await (await client('dana')).get('case', { params: { id: caseId } })).case.owner.name).toContain('Dana');
  });

  it('the other agency declines with a reason, is offered it again, accepts, and the case is closed', async () => {
    const page = await pageOf('grace');
    await page.goto(`${product.url}/cases/${caseId}`);
    await page.getByRole('link', { name: 'Hand over to the school' }).first().click();
    await page.getByLabel(/Reason, if you decline/).fill('Not our student');
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.waitForURL(/\/tasks/);
    await page.goto(`${product.url}/tasks`);
    await page.getByRole('link', { name: 'Hand over to the school' }).first().click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.waitForURL(/\/tasks/);
    const view = await (await client('dana')).get('case', { params: { id: caseId } });
    expect(view.case).toMatchObject({ status: 'closed' });
    expect(view.case.owner.name).toContain('Grace');
  });

  it('the journal has no gap, its chain is whole, and no page has failed', async () => {
    const dana = await client('dana');
    const journal = await dana.get('journal', { params: { id: caseId } });
    expect(journal.items.map((t) => t.number)).toEqual(journal.items.map((_, i) => i + 1));
    expect(await dana.get('verify', { params: { id: caseId } })).toMatchObject({ ok: true });
    expect(errors).toEqual([]);
  });
});
