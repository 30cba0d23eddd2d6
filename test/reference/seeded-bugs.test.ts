// The checker itself is checked: a comparison that found nothing would also pass. Bugs are put into the engine, one at a time,
// and each must be found within a few thousand runs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, structured } from './compare.ts';
import { mutantOf } from './mutant.ts';
import { seededBugs } from './seeded-bugs.ts';

const enough = 6_000;

describe('the comparison finds that', () => {
  it.each(seededBugs)('$name', async ({ edits }) => {
    const engine = await mutantOf(edits);
    const { failed } = fc.check(fc.property(structured, (played) => difference(played, { engine }) === undefined), { numRuns: enough, endOnFailure: true });
    expect(failed).toBe(true);
  }, 300_000);
});

it('finds nothing in the engine as it is, loaded the same way', async () => {
  const engine = await mutantOf([]);
  fc.assert(fc.property(structured, (played) => difference(played, { engine }) === undefined), { numRuns: 100 });
});
