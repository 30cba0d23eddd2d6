// A unit lead tries a draft on cases that are over: from the editor's menu to what would have been otherwise, step by step and case
// by case.
import axe from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canvasOf } from './drawing.ts';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

it('what a tighter limit would have made of closed cases stands on the picture, by step and by case', async () => {
  const dana = await people.client('dana');
  const { items } = await dana.get('protocols');
  const tried = await Promise.all(items.map(async ({ id }) => ({ id, asked: await dana.ask('whatIf', { params: { id } }) })));
  const id = tried.find(({ asked }) => (asked.value?.total ?? 0) > 0)?.id;
  if (id === undefined) throw new Error('the demo has a closed case');
  const { draft, revision } = await dana.get('protocol', { params: { id } });
  // Its report had lain for a while when the case was opened, so every step of it is late by such a limit.
  const tighter = { ...draft, rules: [], nodes: draft.nodes.map((node) => ((node.kind === 'task' || node.kind === 'approval') && node.limit?.kind === 'due' ? { ...node, limit: { ...node.limit, rules: [{ due: 'PT1S', from: { kind: 'reportReceived' as const } }] } } : node)) };
  await dana.get('saveDraft', { params: { id }, body: { revision, draft: tighter } });

  const page = await people.pageOf('dana');
  await page.goto(`${people.product.url}/protocols/${id}`);
  await canvasOf(page).waitFor();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'What if: past cases on this draft' }).click();
  await page.getByRole('heading', { level: 1, name: /^What if: / }).waitFor();
  await page.getByRole('status').getByText(/^\d+ cases? replayed/).waitFor();
  const late = page.getByRole('region', { name: 'What would have been otherwise, by step' }).getByRole('row').nth(1);
  await late.waitFor();
  await page.getByText(/would have been late\.$/).first().waitFor();
  expect(await page.locator('.step-mark').count()).toBeGreaterThan(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
    expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120) ?? ''}`), colorScheme).toEqual([]);
  }
  expect(people.errors).toEqual([]);
}, 120_000);
