// How somebody is told, as people do it: an address named and confirmed, imminent danger declared by a colleague, the mail that
// comes of it, its link opened, and the administrator who sees that it went out.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMailTaker, type MailTaker } from '../harness/mail.ts';
import { startPeople, type People } from './people.ts';

let people: People;
let mail: MailTaker;
beforeAll(async () => {
  mail = await startMailTaker();
  people = await startPeople({ env: { SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'handrail@unit.example' } });
}, 240_000);
afterAll(async () => {
  await people?.leave();
  await mail?.stop();
});

it('imminent danger comes by mail at once to whoever confirmed an address, and the mail’s link leads to the case after the sign-in', async () => {
  const priya = await people.pageOf('priya');
  await priya.getByRole('button', { name: /Priya/ }).click();
  await priya.getByRole('menuitem', { name: 'How I am told' }).click();
  await priya.getByRole('textbox', { name: 'Mail address' }).fill('priya@unit.example');
  await priya.getByRole('button', { name: 'Send the code' }).click();
  await priya.getByRole('textbox', { name: 'Code' }).waitFor();
  await priya.getByRole('textbox', { name: 'Code' }).fill(/\b\d{8}\b/.exec(mail.taken.at(-1)?.text ?? '')?.[0] ?? '');
  await priya.getByRole('button', { name: 'Confirm the address' }).click();
  await priya.getByText('Notices come to priya@unit.example as well as standing under Notices.').waitFor();
  await picture('told');

  const marcus = await people.pageOf('marcus');
  await marcus.getByRole('link', { name: 'Cases' }).click();
  await marcus.getByRole('row').filter({ hasText: 'Letters to the county clerk' }).getByRole('link').first().click();
  await marcus.getByRole('heading', { name: 'At a glance' }).waitFor();
  await marcus.getByRole('button', { name: 'Declare imminent danger' }).click();
  const dialog = marcus.getByRole('dialog');
  await dialog.getByRole('textbox').last().fill('He said today is the day.');
  await dialog.getByRole('button', { name: /^Declare/ }).click();

  await expect.poll(() => mail.taken.some(({ subject }) => subject.includes('URGENT')), { timeout: 30_000 }).toBe(true);
  const took = mail.taken.find(({ subject }) => subject.includes('URGENT'));
  expect(took?.to).toEqual(['priya@unit.example']);
  expect(took?.text).toContain('imminent danger was declared');
  for (const word of ['today is the day', 'clerk', 'Marcus']) expect(took?.raw).not.toContain(word);
  const link = /https?:\S+\/cases\/\S+/.exec(took?.text ?? '')?.[0] ?? '';
  const stranger = await people.window();
  await stranger.goto(link);
  await stranger.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await stranger.getByText('clerk').count()).toBe(0);
  await priya.goto(link);
  await priya.getByRole('heading', { level: 1, name: /Letters to the county clerk/ }).waitFor();

  const ruth = await people.pageOf('ruth');
  await ruth.getByRole('link', { name: 'Administration' }).click();
  await ruth.getByRole('link', { name: 'Delivery' }).click();
  await ruth.getByText(/SMTP_URL in the environment/).waitFor();
  await ruth.getByRole('textbox', { name: 'Test mail to' }).fill('ruth@unit.example');
  await ruth.getByRole('button', { name: 'Send a test mail' }).click();
  await ruth.getByText('The mail server took the mail for ruth@unit.example.').waitFor();
  expect(people.errors).toEqual([]);
  await picture('delivery', 'ruth');
});

/** For whoever looks at the pages: taken only where a folder is named. */
async function picture(name: string, login = 'priya'): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder) await (await people.pageOf(login)).screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
