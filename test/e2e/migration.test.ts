// A unit lead publishes a tighter version of the protocol cases run on, plans to move them, tries it; a supervisor carries it out.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Draft } from '../../protocol/draft.ts';
import type { ApiClient } from '../api/client.ts';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

/** Version 2 of the protocol that most cases of the demo run on: one of its steps has less time. */
async function publishTighter(dana: ApiClient, ellen: ApiClient): Promise<{ readonly title: string; readonly before: number; readonly runs: number }> {
  const rows = (await dana.get('protocols')).items.toSorted((a, b) => (b.published?.openCases ?? 0) - (a.published?.openCases ?? 0));
  const [row] = rows;
  if (!row?.published) throw new Error('the demo has no published protocol');
  const { draft, revision } = await dana.get('protocol', { params: { id: row.id } });
  const tighter: Draft = { ...draft, title: `${draft.title}, revised` };
  const saved = await dana.get('saveDraft', { params: { id: row.id }, body: { revision, draft: tighter } });
  const review = await dana.get('sendToReview', { params: { id: row.id }, body: { revision: saved.revision } });
  await ellen.get('publish', { params: { id: row.id }, body: { hash: review.hash } });
  return { title: tighter.title, before: row.published.number, runs: row.published.openCases };
}

it('running cases are moved to a new version: mapped, tried with reasons, carried out by a second person', async () => {
  const { title, before, runs } = await publishTighter(await people.client('dana'), await people.client('ellen'));
  const dana = await people.pageOf('dana');
  await dana.getByRole('link', { name: 'Protocols' }).click();
  await dana.getByRole('link', { name: title }).first().click();
  await dana.getByRole('button', { name: /^Versions/ }).click();
  await dana.getByRole('link', { name: `Move running cases to version ${before + 1}` }).click();
  await dana.getByRole('button', { name: `Plan to move them from version ${before}` }).click();
  await dana.getByRole('heading', { level: 1, name: `Move cases from version ${before} to version ${before + 1}` }).waitFor();
  expect(await dana.locator('nav [aria-current=page]').allInnerTexts()).toEqual(['Protocols']);
  const standing = dana.getByRole('table', { name: 'Steps on which cases stand now' });
  expect(await standing.getByText('proposed: the same step').count()).toBeGreaterThan(0);

  const first = standing.getByRole('combobox', { name: /becomes$/ }).first();
  const becomes = await first.inputValue();
  await first.selectOption('');
  await standing.getByText('The cases on it will not be moved.').waitFor();
  await dana.getByRole('button', { name: 'Save, and try it on the running cases' }).click();
  const results = dana.getByRole('table', { name: 'Cases of this move' });
  await results.getByText('and nothing of the new version is named for it; name the step it becomes').first().waitFor();
  await dana.getByRole('status').filter({ hasText: 'would stay on the old version' }).waitFor();

  await standing.getByRole('combobox', { name: /becomes$/ }).first().selectOption(becomes);
  await dana.getByRole('button', { name: 'Save, and try it on the running cases' }).click();
  await dana.getByRole('status').filter({ hasText: `All ${runs} run` }).waitFor();
  await dana.getByText('A second person with the right to publish carries it out, not who drew it up.').waitFor();

  const ellen = await people.pageOf('ellen');
  await ellen.goto(dana.url());
  await ellen.getByRole('button', { name: `Move them to version ${before + 1}` }).click();
  await ellen.getByText('Say why the cases are moved.').waitFor();
  await ellen.getByLabel('Reason').fill('The county has new rules.');
  await ellen.getByRole('button', { name: `Move them to version ${before + 1}` }).click();
  await ellen.getByRole('status').filter({ hasText: `${runs} of ${runs} run` }).waitFor();
  await ellen.getByText('carried out', { exact: true }).waitFor();
  await ellen.getByRole('table', { name: 'Cases of this move' }).getByRole('link').first().click();
  await ellen.getByText(`from version ${before} to version ${before + 1}, as planned by Dana Whitfield.`).first().waitFor();
  expect(people.errors).toEqual([]);
});
