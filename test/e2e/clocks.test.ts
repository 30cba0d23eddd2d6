// Clocks as people use them: an administrator keeps the hours, a unit lead draws a limit that counts them, a supervisor
// pauses a case and lets it go on.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

it('hours an administrator changes are those that a drawn limit is counted in, with a worked example', async () => {
  const ruth = await people.pageOf('ruth');
  await ruth.getByRole('link', { name: 'Administration' }).click();
  await ruth.getByRole('link', { name: 'Calendars' }).click();
  await ruth.getByRole('link', { name: 'Office hours' }).click();
  await ruth.getByLabel('Monday, opens').fill('10:00');
  await ruth.getByRole('button', { name: 'Save as a new version' }).click();
  await ruth.getByText('Calendar Office hours, version 2').waitFor();

  const dana = await people.pageOf('dana');
  await dana.getByRole('link', { name: 'Protocols' }).click();
  await dana.getByRole('link', { name: 'Report intake and triage' }).click();
  await dana.getByRole('navigation', { name: 'Outline of the protocol' }).getByText('Decide: open, ask, refer or no case').click();
  await dana.getByRole('tab', { name: 'Clock' }).click();
  await dana.getByLabel('Due, unit').first().selectOption('working hours');
  await dana.getByLabel('Due, number').first().fill('4');
  // Twenty minutes are left of the Friday; Monday opens at ten, unless it is a holiday.
  const example = dana.getByText(/^For example: counted from Fri \d+ \w+ \d+ 16:40, it is due (Mon \d+ \w+ \d+ 13:40\.|Tue \d+ \w+ \d+ 11:40, over )/);
  await example.first().waitFor();
  expect(await dana.getByText('4 h of working time after').first().isVisible()).toBe(true);
});

it('a case that is paused is due at no instant, and goes on moved by the time it stood', async () => {
  const ellen = await people.pageOf('ellen');
  await ellen.getByRole('link', { name: 'Cases' }).click();
  await ellen.getByRole('row').filter({ hasText: 'Letters to the county clerk' }).getByRole('link').first().click();
  await ellen.getByRole('heading', { name: 'At a glance' }).waitFor();
  await ellen.getByRole('button', { name: 'More' }).click();
  await ellen.getByRole('menuitem', { name: 'Pause the case' }).click();
  await ellen.getByRole('textbox', { name: 'Reason' }).fill('The court has the file.');
  await ellen.getByRole('button', { name: 'Pause', exact: true }).click();
  await ellen.getByText('This case is paused, until').waitFor();
  await ellen.getByRole('region', { name: 'Open steps' }).getByText('Paused').first().waitFor();

  await ellen.getByRole('button', { name: 'More' }).click();
  await ellen.getByRole('menuitem', { name: 'Resume the case' }).click();
  await ellen.getByText('This case is paused, until').waitFor({ state: 'hidden' });
  const limits = ellen.getByRole('region', { name: 'Limits' });
  await limits.getByText('was paused').first().waitFor();
  await limits.getByText('Why then?').first().click();
  await limits.getByText(/Its clock stood from .*; by as long it moves to /).waitFor();
  await limits.getByText('“The court has the file.”').waitFor();
});
