import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';

describe('the product under test', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ empty: true });
  });
  afterAll(() => product.stop());

  const ready = async () => (await fetch(`${product.url}/readyz`)).ok;

  it('is server and worker as processes, empty, with a token to set it up', async () => {
    await expect.poll(ready, { timeout: 30_000 }).toBe(true);
    expect(product.setupToken).toMatch(/^[0-9a-f-]{44}$/);
    expect(product.log('server')).toContain('server is listening');
  });

  it('comes back after its server is killed', async () => {
    process.kill(product.pidOf('server'), 'SIGKILL');
    await product.restart('server');
    await expect.poll(ready, { timeout: 30_000 }).toBe(true);
  });

  it('is seen in a browser', async () => {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    const response = await page.goto(`${product.url}/healthz`);
    expect(response?.status()).toBe(200);
    await browser.close();
  });
});
