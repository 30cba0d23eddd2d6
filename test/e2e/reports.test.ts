// Reports and the people they are about, as people do it: anybody reports on the public page, an analyst finds whom it may be about,
// and two records become one by two persons, each at their own browser.
import axe from 'axe-core';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people?.leave());

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['HANDRAIL_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};
async function faultsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`));
}

it('anybody reports without signing in once the page is on, learns a number, and the report is the unit’s', async () => {
  const address = `${people.product.url}/report/harlow-county`;
  const stranger = await people.window();
  await stranger.goto(address);
  await stranger.getByRole('heading', { name: 'Nothing can be reported here' }).waitFor();

  const ruth = await people.pageOf('ruth');
  await ruth.getByRole('link', { name: 'Administration' }).click();
  await ruth.getByRole('link', { name: 'Harlow County Threat Assessment Unit' }).click();
  const card = ruth.getByRole('region', { name: 'Reports by anybody' });
  await card.getByRole('switch', { name: 'People may report to this unit without signing in' }).setChecked(true, { force: true });
  await card.getByLabel('Address: /report/…').fill('harlow-county');
  await card.getByLabel('Protocol each report begins').selectOption({ label: 'Report intake and triage' });
  await card.getByLabel('Whom to call when somebody may be hurt now').fill('If somebody may be hurt now, call 911.');
  const fixed = [['How did it reach us?', 'Web'], ['Who reports?', 'Anonymous'], ['Where?', 'Other'], ['Does it concern a school or a student?', 'No'], ['Is the person of concern known?', 'No'], ['Were weapons mentioned?', 'No']] as const;
  for (const [question, answer] of fixed) {
    const row = card.getByRole('group', { name: `Question: ${question}` });
    await row.getByLabel(question, { exact: true }).selectOption('fixed');
    const choice = row.getByLabel(answer, { exact: true });
    if ((await choice.count()) > 0) await choice.first().check();
    else {
      await row.getByLabel(/Every report says/).first().click();
      await ruth.getByRole('option', { name: answer, exact: true }).click();
    }
  }
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByText('The page is on:').waitFor();
  expect(await faultsOn(ruth)).toEqual([]);
  await picture(ruth, 'public-report-setting');

  await stranger.goto(address);
  await stranger.getByRole('heading', { name: 'Report a concern to Harlow County Threat Assessment Unit' }).waitFor();
  expect(await faultsOn(stranger)).toEqual([]);
  await picture(stranger, 'public-report');
  await stranger.getByRole('button', { name: 'Send the report' }).click();
  await stranger.getByRole('alert').getByText(/not as they must be/).waitFor();
  await stranger.getByLabel(/What was seen or said/).fill('He wrote that on Friday everybody would remember him.');
  await stranger.getByLabel('Person of concern').fill('Karl Weber, who works at the mill');
  await stranger.getByRole('radiogroup', { name: /Could a life be at risk/ }).getByLabel('Yes').check();
  await stranger.setViewportSize({ width: 390, height: 800 });
  expect(await stranger.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  await stranger.getByRole('button', { name: 'Send the report' }).click();
  await stranger.getByRole('heading', { name: 'Your report has arrived' }).waitFor();
  expect(await faultsOn(stranger)).toEqual([]);
  await picture(stranger, 'public-report-arrived');
  const receipt = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await stranger.getByRole('main').innerText())?.[0] ?? '';

  const ellen = await people.pageOf('ellen');
  await ellen.getByRole('link', { name: /^Reports/ }).first().click();
  await ellen.getByRole('row').filter({ hasText: receipt }).getByRole('link').first().click();
  await ellen.getByRole('heading', { level: 1, name: new RegExp(`Public report ${receipt}`) }).waitFor();
  expect(people.errors).toEqual([]);
});

it('a mail file becomes the words of a report, formatted or not, and nothing of it is run', async () => {
  const marcus = await people.pageOf('marcus');
  await marcus.goto(`${people.product.url}/cases/new`);
  const mail = 'From: Lena <lena@mill.example>\r\nDate: Tue, 24 Nov 2026 16:40:00 -0500\r\nSubject: What he said\r\nContent-Type: text/html\r\n\r\n<p>He waits <b>outside</b>.</p><script>document.title = "run"</script><p>Since Monday.</p>';
  await marcus.locator('input[type=file]').setInputFiles({ name: 'report.eml', mimeType: 'message/rfc822', buffer: Buffer.from(mail) });
  await marcus.getByText(/The mail “What he said” stands in the form/).waitFor();
  const words = await marcus.getByLabel(/What was seen or said/).inputValue();
  expect(words.split('\n').filter((line) => line.trim() !== '').map((line) => line.trim())).toEqual(['From: Lena <lena@mill.example>', expect.stringContaining('Sent: '), 'Subject: What he said', 'He waits outside.', 'Since Monday.']);
  expect(await marcus.title()).toContain('Open a case');
  expect(await faultsOn(marcus)).toEqual([]);
  await marcus.locator('input[type=file]').setInputFiles({ name: 'photo.eml', mimeType: 'message/rfc822', buffer: Buffer.from([1, 2, 3]) });
  await marcus.getByText('The mail was not taken in').waitFor();
  await picture(marcus, 'mail-report');
});

it('a person recorded in one report is proposed in the next, and two records become one by two persons', async () => {
  const marcus = await people.pageOf('marcus');
  await marcus.goto(`${people.product.url}/cases?status=report`);
  await marcus.getByRole('row').filter({ hasText: 'Public report' }).getByRole('link').first().click();
  const card = marcus.getByRole('region', { name: 'People of concern' });
  await card.getByRole('button', { name: 'Record a person' }).click();
  const dialog = marcus.getByRole('dialog');
  await dialog.getByLabel(/^Name/).fill('Karl Weber');
  await dialog.getByLabel('Date of birth').fill('1987-03-02');
  await dialog.getByRole('button', { name: 'Add a restriction' }).click();
  await dialog.getByLabel('Who may be told what, on which basis').fill('Not before the plan is approved.');
  expect(await faultsOn(marcus)).toEqual([]);
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await card.getByRole('link', { name: 'Karl Weber' }).waitFor();
  await card.getByText('Do not contact').waitFor();

  const priya = await people.pageOf('priya');
  await priya.getByRole('link', { name: 'Cases' }).click();
  await priya.getByRole('row').filter({ hasText: 'Letters to the county clerk' }).getByRole('link').first().click();
  const hers = priya.getByRole('region', { name: 'People of concern' });
  await hers.getByRole('button', { name: 'Record a person' }).click();
  await priya.getByRole('dialog').getByLabel(/^Name/).fill('Carl Webber');
  await priya.getByRole('dialog').getByLabel('Date of birth').fill('1987-03-02');
  await priya.getByRole('dialog').getByRole('button', { name: 'Record', exact: true }).click();
  await hers.getByRole('link', { name: 'Carl Webber' }).click();
  await priya.getByRole('heading', { level: 1, name: 'Carl Webber' }).waitFor();
  const alike = priya.getByRole('region', { name: 'May be the same person' });
  await alike.getByText('The same date of birth.').waitFor();
  await alike.getByRole('button', { name: 'The same person: Karl Weber' }).click();
  await priya.getByRole('dialog').getByLabel('Reason').fill('The employer knows both spellings.');
  await priya.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click();
  const waits = priya.getByRole('region', { name: 'Waits for a second person' });
  await waits.getByText('Another person with the right to supervise carries it out.').waitFor();
  expect(await waits.getByRole('button', { name: 'Make them one' }).count()).toBe(0);
  expect(await faultsOn(priya)).toEqual([]);
  await picture(priya, 'person-asked');

  const ellen = await people.pageOf('ellen');
  await ellen.getByRole('link', { name: 'Cases' }).click();
  await ellen.getByRole('link', { name: 'People of concern' }).click();
  await ellen.getByLabel('Find by name, date of birth or number').fill('weber');
  await ellen.getByText('Waits for a second person').first().waitFor();
  expect(await faultsOn(ellen)).toEqual([]);
  await picture(ellen, 'persons');
  await ellen.getByRole('link', { name: 'Carl Webber' }).click();
  await ellen.getByRole('button', { name: 'Make them one' }).click();
  await ellen.getByRole('region', { name: 'Known before as' }).getByText('Karl Weber').waitFor();
  expect(await ellen.getByRole('region', { name: 'Cases' }).getByRole('row').count()).toBe(3);
  await ellen.getByText('Ellen Okafor made one record of this one and “Karl Weber”, as the second person.').first().waitFor();
  await picture(ellen, 'person-merged');

  await marcus.reload();
  await card.getByText('in 1 other case').waitFor();
  await card.getByText('also Karl Weber').waitFor();
  await card.getByText('Do not contact').waitFor();
  await picture(marcus, 'case-with-person');
  expect(people.errors).toEqual([]);
});
