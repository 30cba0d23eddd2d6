// After a change to a template: `npx vitest run --project core protocol/templates/document.test.ts -u`.
import { expect, it } from 'vitest';
import { templatesDocument } from './document.ts';

it('is the text of docs/templates.md', async () => {
  await expect(templatesDocument()).toMatchFileSnapshot('../../docs/templates.md');
});
