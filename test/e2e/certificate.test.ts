// A certificate as a supervisor makes it and a court reads it: asked for on the page of the case, downloaded, and verified by the
// command from the file alone.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkoutRoot } from '../../server/config.ts';
import { startPeople, type People } from './people.ts';

const folder = mkdtempSync(join(tmpdir(), 'handrail-certified-'));
let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await people.leave();
});

function verified(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(checkoutRoot(), 'bin', 'handrail.mjs'), 'verify', 'certificate', ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } }, (error, out) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out }));
  });
}

it('a supervisor makes the certificate of a case, is told what it says, and whoever gets the file is told the same', async () => {
  const ellen = await people.pageOf('ellen');
  await ellen.getByRole('link', { name: 'Cases' }).click();
  await ellen.getByRole('row').filter({ hasText: 'Letters to the county clerk' }).getByRole('link').first().click();
  await ellen.getByRole('button', { name: 'More' }).click();
  await ellen.getByRole('menuitem', { name: 'Certificate' }).click();
  await ellen.getByRole('button', { name: 'Make the certificate' }).press('Enter');
  const says = ellen.getByRole('region', { name: 'What it says' });
  await says.waitFor();
  await ellen.evaluate(axe.source);
  const { violations } = await ellen.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id)).toEqual([]);
  const isConform = (await says.getByRole('heading').innerText()).startsWith('Conforms');
  const fingerprint = await says.locator('code').first().innerText();
  const [download] = await Promise.all([ellen.waitForEvent('download'), ellen.getByRole('button', { name: 'Download the certificate' }).press('Enter')]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  const { code, out } = await verified(file, '--key', fingerprint);
  expect([code, out.split('\n')[0]]).toEqual(isConform ? [0, `${file}: conforms`] : [1, `${file}: deviates`]);

  await ellen.getByRole('radio', { name: 'an earlier time' }).check();
  await ellen.getByLabel(/^Time/).fill('2001-01-01T00:00');
  await ellen.getByRole('button', { name: 'Make it again' }).click();
  await ellen.getByText('The instant is before the case was opened; choose a later one.').waitFor();
});

it('who does not supervise is offered none', async () => {
  const marcus = await people.pageOf('marcus');
  await marcus.getByRole('link', { name: 'Cases' }).click();
  await marcus.getByRole('row').filter({ hasText: 'Letters to the county clerk' }).getByRole('link').first().click();
  await marcus.getByRole('button', { name: 'More' }).click();
  await marcus.getByRole('menuitem', { name: 'Declare imminent danger' }).waitFor();
  expect(await marcus.getByRole('menuitem', { name: 'Certificate' }).count()).toBe(0);
});
