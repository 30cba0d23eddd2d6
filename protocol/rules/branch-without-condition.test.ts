import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a branch with a condition', () => {
  expect(said('branch-without-condition', sample('start -> a; a.yes -> end; a.default -> end', [node('decision', 'a')]))).toEqual([]);
});
it('names a branch that is always taken', () => {
  expect(said('branch-without-condition', sample('start -> a; a.yes -> end; a.default -> end', [node('decision', 'a', { branches: [{ id: 'yes', label: 'Yes' }] })]))).toMatchInlineSnapshot(`
    [
      "a branches.0.when: the branch "Yes" of "a" has no condition, so it is always taken; give it one, or leave it to "otherwise"",
    ]
  `);
});
