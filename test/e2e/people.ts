// The people of the demo at their browsers: each has a window of their own, signed in through the sign-in page.
import type { Browser, Page } from 'playwright-core';
import { apiClient, type ApiClient } from '../api/client.ts';
import { launchBrowser } from '../harness/browser.ts';
import { startProduct, type Product, type ProductOptions } from '../harness/product.ts';

const password = 'handrail-demo-2026';

export interface People {
  readonly product: Product;
  /** Whatever a page threw that nobody caught. */
  readonly errors: readonly string[];
  /** A window in which nobody is signed in. */
  window(): Promise<Page>;
  /** The window of one person, the same each time. */
  pageOf(login: string): Promise<Page>;
  client(login: string): Promise<ApiClient>;
  leave(): Promise<void>;
}

export async function startPeople(options: ProductOptions = {}): Promise<People> {
  const [product, browser]: [Product, Browser] = await Promise.all([startProduct(options), launchBrowser()]);
  const pages = new Map<string, Promise<Page>>();
  const errors: string[] = [];

  async function window(who = 'nobody'): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })).newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => errors.push(`${who}: ${error.message}`));
    return page;
  }
  async function signedIn(login: string): Promise<Page> {
    const page = await window(login);
    await page.goto(product.url);
    await page.getByLabel('Login').fill(login);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: /tasks/i }).waitFor();
    return page;
  }
  return {
    product,
    errors,
    window,
    pageOf: (login) => {
      const page = pages.get(login) ?? signedIn(login);
      pages.set(login, page);
      return page;
    },
    client: async (login) => {
      const api = apiClient(product.url);
      await api.signIn(login, password);
      return api;
    },
    leave: async () => {
      await browser.close();
      await product.stop();
    },
  };
}
