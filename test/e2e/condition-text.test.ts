// A condition written as text: names and values are offered, a fault is shown where it stands and changes nothing, and what the
// draft keeps is the condition itself, which the rows show as well.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addFromPalette, inspectorOf, newProtocol, open, saved } from './drawing.ts';
import { startPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
}, 240_000);
afterAll(() => people.leave());

it('a branch of a decision is written as text, checked while it is typed, and kept as a condition', async () => {
  const page = await people.pageOf('dana');
  await newProtocol(page, 'Written in CEL');
  await addFromPalette(page, 'Decision', 'Which way');
  const inspector = inspectorOf(page);
  await inspector.getByRole('button', { name: 'Add branch' }).click();
  await open(page, 'Which way', 'Conditions');
  await inspector.getByRole('button', { name: /: as text$/ }).first().click();
  const text = inspector.getByRole('combobox', { name: /, as text$/ }).first();

  await text.click();
  await text.press('Control+A');
  await page.keyboard.type('case.lev');
  await page.getByRole('option', { name: 'case.level the level of concern' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type(' = ');
  await inspector.getByText('a single = asks nothing; write == for "is" and != for "is not"').waitFor();
  await inspector.getByText('The draft keeps the condition as it was until the text is right.').waitFor();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('= "hi');
  await page.getByRole('option', { name: '"high" High' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => text.inputValue()).toBe('case.level == "high"');
  await page.keyboard.type(' || case.breaches > 2');
  await inspector.getByText('the level of concern is High or the number of passed limits is above 2').waitFor();
  await saved(page);
  // The same in rows.
  expect(await inspector.getByRole('combobox', { name: 'What is asked' }).evaluateAll((selects) => selects.map((s) => (s as HTMLSelectElement).value))).toEqual(['case:level', 'case:breaches']);

  const protocol = /\/protocols\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const { draft } = await (await people.client('dana')).get('protocol', { params: { id: protocol } });
  const decision = draft.nodes.find((n) => n.kind === 'decision');
  expect(decision?.kind === 'decision' && decision.branches[0]?.when).toEqual({
    kind: 'any',
    of: [
      { kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'eq', right: { kind: 'value', value: 'high' } },
      { kind: 'compare', left: { kind: 'case', name: 'breaches' }, op: 'gt', right: { kind: 'value', value: 2 } },
    ],
  });
  expect(people.errors).toEqual([]);
}, 120_000);
