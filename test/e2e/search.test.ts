// Somebody looks for a case from wherever they are: one key, a few letters, Enter; a colleague opens the link that was sent; whoever
// may not see the case finds nothing.
import { join } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people?.leave());

it('finds a case by the key, shows it by kind, and the address can be sent to who may see it', async () => {
  const marcus = await people.pageOf('marcus');
  await marcus.getByRole('link', { name: 'Cases' }).click();
  await marcus.getByRole('row').filter({ hasText: 'Letters to the county clerk' }).waitFor();
  await marcus.locator('main').focus();
  await marcus.keyboard.press('/');
  await marcus.keyboard.type('county letters');
  await marcus.keyboard.press('Enter');
  await marcus.getByRole('heading', { level: 1, name: 'Found for “county letters”' }).waitFor();
  await marcus.getByRole('region', { name: 'Cases' }).getByRole('link', { name: /Letters to the county clerk/ }).waitFor();
  await marcus.evaluate(axe.source);
  const { violations } = await marcus.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id)).toEqual([]);
  const folder = process.env['PICTURES'];
  if (folder) await marcus.screenshot({ path: join(folder, 'search.png'), fullPage: true });

  for (const [login, sees] of [['ellen', true], ['alma', false]] as const) {
    const other = await people.pageOf(login);
    await other.goto(marcus.url());
    if (sees) await other.getByRole('link', { name: /Letters to the county clerk/ }).first().waitFor();
    else await other.getByRole('heading', { name: 'Nothing fits' }).waitFor();
  }
  expect(people.errors).toEqual([]);
});
